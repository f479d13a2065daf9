"""Terms of a price that count volume or follow an index: minimum, overage, steps, base fee, rises."""

from typing import Self

from pydantic import Field, model_validator

from estimate.schema.fields import Volume
from estimate.schema.price_words import Period
from estimate.schema.quantities import Fraction, Positive, PremiumShare, Rate, Share
from estimate.schema.record import Record, wrong


class Index(Record):
    """A price that follows an index: its expected rise, the share that counts, and the limits of a year's rise."""

    rise: Rate = Field(description="expected rise of the index in a year")
    share: Share | None = Field(None, description="share of the rise that the price follows; all of it unless given")
    cap: Rate | None = Field(None, description="greatest rise of the price in a year")
    floor: Rate | None = Field(None, description="least rise of the price in a year")

    @model_validator(mode="after")
    def _limits_in_order(self) -> Self:
        if self.cap is not None and self.floor is not None and self.floor.high > self.cap.low:
            raise wrong("the floor is above the cap (swap them)")
        return self


class Minimum(Record):
    """The commitment that is billed whether used or not: exactly one volume, by the month or by the contract year."""

    hours_per_month: Positive | None = Field(None, description="logged-in hours")
    hours_per_year: Positive | None = Field(None, description="logged-in hours")
    paid_hours_per_month: Positive | None = Field(None, description="paid hours")
    paid_hours_per_year: Positive | None = Field(None, description="paid hours")
    seats: Positive | None = Field(None, description="seats, in any month")
    contacts_per_month: Positive | None = Field(None, description="contacts handled by the team")
    contacts_per_year: Positive | None = Field(None, description="contacts handled by the team")
    minutes_per_month: Positive | None = Field(None, description="minutes as the price counts them")
    minutes_per_year: Positive | None = Field(None, description="minutes as the price counts them")
    resolutions_per_month: Positive | None = Field(None, description="contacts resolved by the team")
    resolutions_per_year: Positive | None = Field(None, description="contacts resolved by the team")
    amount_per_month: Positive | None = Field(None, description="charges in the contract's currency")
    amount_per_year: Positive | None = Field(None, description="charges in the contract's currency")
    rate: Positive | None = Field(
        None, description="price of a unit committed and not used; the unit's own price unless given"
    )

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        volumes = [key for key in type(self).model_fields if key != "rate"]
        if sum(getattr(self, key) is not None for key in volumes) != 1:
            raise wrong("takes exactly one volume, such as hours_per_month, seats or amount_per_year")
        return self


class Overage(Record):
    """What is used above the committed volume, at a price of its own."""

    above: Volume = Field(description="committed volume, such as 3000 hours or 60000 contacts")
    per: Period = Field("month", description="whether the volume is for a month or for a contract year")
    rate: Positive | None = Field(None, description="price of a unit above the volume")
    premium: PremiumShare | None = Field(None, description="what a unit above costs more, as a share of its price")

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        if (self.rate is None) == (self.premium is None):
            raise wrong("needs exactly one of rate and premium")
        return self


class Tier(Record):
    """A step of a volume discount: a discount, or the price that holds from there."""

    above: Volume = Field(description="units above which the step begins: 3000 hours, 20 seats, 5000 contacts")
    discount: Fraction | None = Field(None, description="discount on the agents' price")
    rate: Positive | None = Field(None, description="price of one unit in the step")

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        if (self.rate is None) == (self.discount is None):
            raise wrong("needs exactly one of discount and rate")
        return self


class Band(Record):
    """A band of a price list: the price of a unit up to a volume, the first from the first unit on."""

    up_to: Volume | None = Field(
        None, description="units up to which the price holds: 10000 contacts; none in the last"
    )
    rate: Positive = Field(description="price of one unit in the band")


class FixedBase(Record):
    """A fixed part of the bill, and the volume that it already pays for."""

    per_month: Positive = Field(description="amount a month, in the contract's currency")
    covers: Volume | None = Field(None, description="units a month that it pays for, in the unit of the price")
    credit_below: Volume | None = Field(
        None, description="units a month below which the vendor gives something back; between the two nothing changes"
    )
    credit_rate: Positive | None = Field(None, description="what it gives back for each unit below")
    rises: bool = Field(
        True, description="whether the amount rises with the contract's escalator, index or listed prices"
    )

    @model_validator(mode="after")
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

    reference: Positive = Field(description="rate at signing: the scenario's currency for one unit of the contract's")
    band: Share = Field(description="moves up to this share of the reference are shared")
    client_share: Share = Field(description="share of such a move that the client bears")
