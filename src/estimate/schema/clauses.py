"""Terms of a price that count volume or follow an index: minimum, overage, steps, base fee, rises."""

from typing import Self

from estimate.ground.ranges import Range
from estimate.schema.fields import Volume
from estimate.schema.price_words import Period
from estimate.schema.quantities import Fraction, Positive, PremiumShare, Rate, Share
from estimate.schema.record import Record, check, field, wrong


class Index(Record):
    """A price that follows an index: its expected rise, the share that counts, and the limits of a year's rise."""

    rise: Rate = field(description="expected rise of the index in a year")
    share: Share | None = field(None, description="share of the rise that the price follows; all of it unless given")
    cap: Rate | None = field(None, description="greatest rise of the price in a year")
    floor: Rate | None = field(None, description="least rise of the price in a year")

    @check
    def _limits_in_order(self) -> Self:
        if self.cap is not None and self.floor is not None and self.floor.high > self.cap.low:
            raise wrong("the floor is above the cap (swap them)")
        return self


class Minimum(Record):
    """The commitment that is billed whether used or not: exactly one volume, by the month or by the contract year."""

    hours_per_month: Positive | None = field(None, description="logged-in hours")
    hours_per_year: Positive | None = field(None, description="logged-in hours")
    paid_hours_per_month: Positive | None = field(None, description="paid hours")
    paid_hours_per_year: Positive | None = field(None, description="paid hours")
    seats: Positive | None = field(None, description="seats, in any month")
    contacts_per_month: Positive | None = field(None, description="contacts handled by the team")
    contacts_per_year: Positive | None = field(None, description="contacts handled by the team")
    minutes_per_month: Positive | None = field(None, description="minutes as the price counts them")
    minutes_per_year: Positive | None = field(None, description="minutes as the price counts them")
    resolutions_per_month: Positive | None = field(None, description="contacts resolved by the team")
    resolutions_per_year: Positive | None = field(None, description="contacts resolved by the team")
    amount_per_month: Positive | None = field(None, description="charges in the contract's currency")
    amount_per_year: Positive | None = field(None, description="charges in the contract's currency")
    rate: Positive | None = field(
        None, description="price of a unit committed and not used; the unit's own price unless given"
    )

    @check
    def _exactly_one(self) -> Self:
        if len(self._volumes()) != 1:
            raise wrong("takes exactly one volume, such as hours_per_month, seats or amount_per_year")
        return self

    def _volumes(self) -> dict[str, Range]:
        given = {key: getattr(self, key) for key in self.fields if key != "rate"}
        return {key: volume for key, volume in given.items() if volume is not None}

    @property
    def volume(self) -> tuple[str, Range]:
        """The key of the volume that is committed, and the volume."""
        return next(iter(self._volumes().items()))


class Overage(Record):
    """What is used above the committed volume, at a price of its own."""

    above: Volume = field(description="committed volume, such as 3000 hours or 60000 contacts")
    per: Period = field("month", description="whether the volume is for a month or for a contract year")
    rate: Positive | None = field(None, description="price of a unit above the volume")
    premium: PremiumShare | None = field(None, description="what a unit above costs more, as a share of its price")

    @check
    def _one_price(self) -> Self:
        if (self.rate is None) == (self.premium is None):
            raise wrong("needs exactly one of rate and premium")
        return self


class Tier(Record):
    """A step of a volume discount: a discount, or the price that holds from there."""

    above: Volume = field(description="units above which the step begins: 3000 hours, 20 seats, 5000 contacts")
    discount: Fraction | None = field(None, description="discount on the agents' price")
    rate: Positive | None = field(None, description="price of one unit in the step")

    @check
    def _one_price(self) -> Self:
        if (self.rate is None) == (self.discount is None):
            raise wrong("needs exactly one of discount and rate")
        return self


class Band(Record):
    """A band of a price list: the price of a unit up to a volume, the first from the first unit on."""

    up_to: Volume | None = field(
        None, description="units up to which the price holds: 10000 contacts; none in the last"
    )
    rate: Positive = field(description="price of one unit in the band")


class FixedBase(Record):
    """A fixed part of the bill, and the volume that it already pays for."""

    per_month: Positive = field(description="amount a month, in the contract's currency")
    covers: Volume | None = field(None, description="units a month that it pays for, in the unit of the price")
    credit_below: Volume | None = field(
        None, description="units a month below which the vendor gives something back; between the two nothing changes"
    )
    credit_rate: Positive | None = field(None, description="what it gives back for each unit below")
    rises: bool = field(
        True, description="whether the amount rises with the contract's escalator, index or listed prices"
    )

    @check
    def _a_band_of_no_change(self) -> Self:
        if (self.credit_below is None) != (self.credit_rate is None):
            raise wrong("needs credit_below and credit_rate together (from where, and how much for a unit)")
        if self.credit_below is not None:
            if self.covers is None or self.covers[1] != self.credit_below[1]:
                raise wrong("needs covers in the unit of credit_below (write covers: 9900 contacts)")
            if self.credit_below[0] > self.covers[0]:
                raise wrong("gives back below more units than it covers (credit_below is at most covers)")
        return self


class CurrencyClause(Record):
    """Moves of the exchange rate up to a band are shared; what is beyond is the client's."""

    reference: Positive = field(description="rate at signing: the scenario's currency for one unit of the contract's")
    band: Share = field(description="moves up to this share of the reference are shared")
    client_share: Share = field(description="share of such a move that the client bears")
