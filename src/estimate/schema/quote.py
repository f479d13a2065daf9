"""A vendor's quote as people write it: the price, what it holds and leaves out, and the terms around it."""

from itertools import pairwise
from typing import Annotated, Any, Self

from estimate.schema.clauses import Band, CurrencyClause, FixedBase, Index, Minimum, Overage, Tier
from estimate.schema.fields import AfterMonth, Currency, Month, Months, one_of
from estimate.schema.incentives import ServiceCredits
from estimate.schema.listed import Listed, RateByYear, RisesByYear
from estimate.schema.price_words import (
    CLAUSES,
    INCLUDED_PREMIUMS,
    QUEUE_MODELS,
    REST,
    ROUNDED_TWICE,
    Basis,
    Model,
    PartOrRest,
    PartPremiumOrRest,
    Period,
)
from estimate.schema.quantities import Amount, Fraction, Positive, PremiumShare, Rate, Share
from estimate.schema.record import Record, check, field, wrong


class Termination(Record):
    """What the contract bills for an end before its term, and the month of one that is planned."""

    after_month: AfterMonth | None = field(
        None,
        description="last month of service, counted from the start; without it the terms are known and no end is planned",
    )
    notice: Annotated[str, one_of("paid", "served")] = field(
        "paid", description="whether the months of notice are billed on top, or were given in time"
    )
    fee: Amount | None = field(None, description="fixed fee, in the contract's currency")
    months_of_charges: Amount | None = field(None, description="average months of charges")
    share_of_remaining: Share | None = field(None, description="share of the charges of the months left")
    amortized: Amount | None = field(
        None,
        description="set-up and the like, in the contract's currency, that the price pays off evenly over the term; "
        "what is not paid off by then is due",
    )


class ChangeRequests(Record):
    """Changes to scripts, scope or reports, at a price each."""

    per_year: Amount = field(description="changes expected in a year")
    price: Amount = field(description="price of one, in the contract's currency")
    included: Amount | None = field(None, description="changes a year that the price already includes")


class Rounding(Record):
    """How each call is rounded up, and whether calls differ in length."""

    seconds: Positive = field(description="each call is billed up to the next multiple of this")
    lengths: Annotated[str, one_of("varied", "equal")] = field(
        "varied", description="whether calls differ in length as calls do, or all have the mean length"
    )


class QueuePricing(Record):
    """The price of one queue, where it differs from the team's."""

    currency: Currency | None = field(
        None,
        description="currency of this price and its clauses, where it is not the contract's; no currency clause moves it",
    )
    model: Annotated[str, one_of(*QUEUE_MODELS)] = field(description="what the vendor bills by")
    rate: RateByYear = field(
        description="price of one unit, in the contract's currency; {by_year: [5.00, 5.25]} for each contract year, and the last goes on"
    )
    basis: Basis | None = field(None, description="what one unit is, where the model leaves a choice")
    rounding_seconds: Positive | None = field(None, description="each call is billed up to the next multiple of this")
    rounding: Rounding | None = field(
        None, description="the same with the lengths of calls: {seconds: 60, lengths: equal} rounds the mean length"
    )
    after_call_minutes: Amount | None = field(None, description="minutes billed for each call after it has ended")
    fixed: FixedBase | None = field(None, description="a fixed part of the bill for this queue")
    minimum: Minimum | None = field(None, description="commitment for this queue that is billed whether used or not")
    overage: Overage | None = field(None, description="price of what this queue uses above a committed volume")
    tiers: tuple[Tier, ...] = field((), description="steps of a volume discount for this queue, the lowest first")
    tiers_apply: Annotated[str, one_of("marginal", "all_units")] = field(
        "marginal", description="whether a step's discount is on the units in it, or on all units once it is reached"
    )
    tiers_per: Period = field("month", description="whether the steps count a month or a contract year")

    @property
    def has_clauses(self) -> bool:
        """Whether the queue has clauses of its own that count volume, so that those of the team do not count it."""
        return any(getattr(self, key) for key in CLAUSES)

    @check
    def _rounded_once(self) -> Self:
        if self.rounding is not None and self.rounding_seconds is not None:
            raise wrong(ROUNDED_TWICE)
        return self

    @check
    def _steps_of_its_own(self) -> Self:
        for key in ("tiers_apply", "tiers_per"):
            if key in self.given and not self.tiers:
                raise wrong(f"has {key} and no tiers (give the queue's tiers, or take {key} away)")
        return self


class AfterHours(Record):
    """Work outside the hours that the contract names, on the customers' clock, at a premium or a rate of its own."""

    outside: Any = field(description="the contract's own hours, as a team's hours are written: {mon-fri: 08:00-18:00}")
    premium: PremiumShare | None = field(None, description="what a unit outside costs more, as a share of its price")
    rate: Positive | None = field(None, description="price of a unit outside, in the unit of the team's price")

    @check
    def _one_price(self) -> Self:
        if (self.rate is None) == (self.premium is None):
            raise wrong("needs exactly one of rate and premium")
        return self


class Overflow(Record):
    """Contacts above what the dedicated team handles go to agents whom the vendor shares among its clients."""

    above_contacts: Amount = field(description="contacts a month that the dedicated team handles")
    model: Annotated[str, one_of("per_contact", "per_minute")] = field(
        description="what the shared agents are billed by"
    )
    rate: Positive = field(description="price of one contact or handled minute, in the contract's currency")


class Pricing(Record):
    """What the vendor's price is for, what it holds, and the terms around it."""

    model: Model | None = field(None, description="what the vendor bills by; the card's usual one unless given")
    rate: RateByYear | None = field(
        None,
        description="price of one unit; replaces the card's. {by_year: [5.00, 5.00, 5.25]} is a price for each contract year, "
        "the last of which goes on; what else the contract bills rises alike",
    )
    basis: Basis | None = field(None, description="what one unit is, where the model leaves a choice")
    currency: Currency | None = field(None, description="currency of every price of the contract")
    vat_included: Share | None = field(
        None,
        description="rate of the value-added tax that every price of the contract holds; the estimate is without it. "
        "Tax that is not recovered is buyer.tax_not_recovered",
    )
    includes: tuple[PartPremiumOrRest, ...] | None = field(
        None, description="what the price holds; a premium that it names, such as night, is not charged on top of it"
    )
    excludes: tuple[PartOrRest, ...] | None = field(None, description="what the quote says it leaves out")
    rounding_seconds: Positive | None = field(None, description="each call is billed up to the next multiple of this")
    rounding: Rounding | None = field(
        None, description="the same with the lengths of calls: {seconds: 60, lengths: equal} rounds the mean length"
    )
    after_call_minutes: Amount | None = field(None, description="minutes billed for each call after it has ended")
    after_hours: AfterHours | None = field(
        None, description="work outside the contract's hours; replaces the cards' night and weekend premiums"
    )
    wage_share: Share | None = field(None, description="the agent's wage as a share of the price")
    overhead: PremiumShare | None = field(None, description="cost-plus: the vendor's overhead on its labor cost")
    margin: PremiumShare | None = field(None, description="cost-plus: the vendor's margin on its cost")
    margin_on: Annotated[str, one_of("cost", "price")] | None = field(
        None,
        description="cost-plus: whether the margin is a share of the cost, as usual, or of the price: cost / (1 - margin)",
    )
    seats: Positive | None = field(
        None,
        description="seats billed a month where shifts share them, with basis: seat or without; a price by the month counts agents unless given",
    )
    fixed: FixedBase | None = field(None, description="a fixed part of the bill beside the price")
    escalator: RisesByYear | None = field(
        None,
        description="rise of the price at each anniversary; a list has a rise for each, and the last goes on: [0%, 3%, 5%]",
    )
    index: Index | None = field(None, description="an index that the price follows instead of a fixed escalator")
    first_rise: Month | None = field(None, description="month of the first rise; the first anniversary unless given")
    minimum: Minimum | None = field(None, description="commitment that is billed whether used or not")
    overage: Overage | None = field(None, description="price of what is used above a committed volume")
    tiers: tuple[Tier, ...] = field((), description="steps of a volume discount, the lowest first")
    bands: tuple[Band, ...] = field(
        (),
        description="a price list that begins with the first unit, instead of rate and tiers: "
        "[{up_to: 10000 contacts, rate: 5}, {up_to: 20000 contacts, rate: 4.5}, {rate: 4}]",
    )
    tiers_apply: Annotated[str, one_of("marginal", "all_units")] = field(
        "marginal", description="whether a step's discount is on the units in it, or on all units once it is reached"
    )
    tiers_per: Period = field("month", description="whether the steps count a month or a contract year")
    ramp_billed: Share | None = field(None, description="share of new agents' inefficiency that the vendor bills")
    term_months: Months | None = field(None, description="length of the contract; that of the estimate unless given")
    term_discount: Fraction | None = field(None, description="discount on all charges for signing that term")
    extension: Rate | None = field(None, description="change of the price once the term is over")
    notice_months: Amount | None = field(None, description="months between notice and the end of service")
    termination: Termination | None = field(None, description="an end before the term, as a plan or a what-if")
    exit_assistance: Amount | None = field(None, description="price of handing the work over at the end")
    currency_clause: CurrencyClause | None = field(None, description="how moves of the exchange rate are shared")
    billing: Annotated[str, one_of("calendar", "28_days")] = field(
        "calendar", description="whether monthly prices are billed twelve times a year or every 28 days"
    )
    payment_days: Amount | None = field(None, description="days between a bill and its payment")
    advance_months: Amount | None = field(None, description="months that are paid in advance")
    deposit: Amount | None = field(None, description="deposit held by the vendor until the end")
    service_credits: ServiceCredits | None = field(
        None, description="credits and bonuses by service level, answer rate, abandonment, quality or satisfaction"
    )
    change_requests: ChangeRequests | None = field(None, description="changes at a price each")

    @property
    def parts_included(self) -> tuple[str, ...] | None:
        """What the price includes but premiums; None where no list says it, which one that names only premiums does not."""
        parts = tuple(part for part in self.includes or () if part not in INCLUDED_PREMIUMS)
        return None if self.includes and not parts else self.includes and parts

    @property
    def premiums_included(self) -> frozenset[str]:
        """The premiums that the price includes by name."""
        return frozenset(self.includes or ()) & frozenset(INCLUDED_PREMIUMS)

    @check
    def _bands_are_rate_and_tiers(self) -> Self:
        """Bands say what a rate and tiers say: the first band's price, and a step where each other begins."""
        if not self.bands:
            return self
        for key in ("rate", "tiers"):
            if getattr(self, key):
                raise wrong(f"has both bands and {key} (give one: bands hold every price)")
        floors = [band.up_to for band in self.bands[:-1]]
        if len(self.bands) < 2 or self.bands[-1].up_to is not None or None in floors:
            raise wrong("bands are two or more, and each but the last ends (give up_to in each but the last)")
        ends = [floor for floor in floors if floor is not None]
        if any(one[1] != other[1] or one[0] >= other[0] for one, other in pairwise(ends)):
            raise wrong("bands must rise in one unit (put the lowest first)")
        steps = [Tier(above=end, rate=band.rate) for end, band in zip(ends, self.bands[1:], strict=True)]
        return self.changed(rate=self.bands[0].rate, tiers=tuple(steps))

    @check
    def _one_of_each(self) -> Self:
        if self.rounding is not None and self.rounding_seconds is not None:
            raise wrong(ROUNDED_TWICE)
        if self.margin_on == "price" and self.margin is not None and self.margin.high >= 1:
            raise wrong(
                "has a margin on the price that leaves nothing for the cost (a margin on the price is below 100%)"
            )
        both = (set(self.includes or ()) & set(self.excludes or ())) - {REST}
        if both:
            raise wrong(f"{', '.join(sorted(both))} is both included and excluded (take it out of one list)")
        if REST in (self.includes or ()) and REST in (self.excludes or ()):
            raise wrong(f"{REST} can be in one list only")
        if self.escalator is not None and self.index is not None:
            raise wrong("has both escalator and index (give one)")
        if isinstance(self.rate, Listed):
            for key in ("escalator", "index"):
                if getattr(self, key) is not None:
                    raise wrong(f"has a rate for each year and {key} (give one: the rates say how the price rises)")
        return self
