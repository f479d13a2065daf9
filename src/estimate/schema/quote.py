"""A vendor's quote as people write it: the price, what it holds and leaves out, and the terms around it."""

from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from estimate.schema.fields import (
    AfterMonth,
    Amount,
    Checked,
    Currency,
    Fraction,
    Month,
    Months,
    Positive,
    PremiumShare,
    Rate,
    Record,
    Share,
    Text,
    Volume,
    one_of,
    wrong,
)
from estimate.schema.listed import Listed, RateByYear, RisesByYear

PARTS = (
    "supervision", "quality", "planning", "account_management", "reporting", "workplace", "workstation", "telephony",
    "help_desk_license", "ai", "recruiting", "background_checks", "initial_training", "replacement_training",
    "coaching", "travel", "compliance", "taxes", "set_up",
)  # fmt: skip
"""What a price can include; an item or a role of that part is then not charged again."""
INCLUDED_PREMIUMS = ("night", "weekend", "holiday", "overtime", "language")
"""Premiums that a price can include; the cards' are then not charged on top of it."""
REST = "everything_else"
"""In a list of what a quote includes or leaves out: and all that neither list names."""
MODELS = ("hourly", "monthly", "per_contact", "per_minute", "per_resolution", "in_house", "cost_plus")
QUEUE_MODELS = MODELS[:5]
UNIT_WORDS = ("logged_in_hour", "paid_hour", "talk_minute", "handled_minute", "week", "month", "year", "seat")

MEASURES = ("service_level", "answer_rate", "abandonment", "quality", "satisfaction")
"""What credits and bonuses may be about; of abandonment less is better, of the others more."""
CLAUSES = ("fixed", "minimum", "overage", "tiers")
"""The terms of a price that count volume; a team has them, and so may one queue of it."""
ROUNDED_TWICE = "has both rounding and rounding_seconds (take rounding_seconds away: rounding has the seconds too)"

Part = Annotated[str, one_of(*PARTS)]


def _left_out(value: Any) -> str:
    """A part that the quote leaves out; a premium is left out where the price does not include it."""
    if isinstance(value, str) and value.strip().lower() in INCLUDED_PREMIUMS:
        kind = value.strip().lower()
        raise wrong(
            f"{kind} is a premium, and every premium that includes does not name is charged on top of the price "
            f"(take it away; premiums: {{{kind}: 20%}} says what it costs)"
        )
    return str(_part_or_rest.check(value))


_part_or_rest = one_of(*PARTS, REST)
PartOrRest = Annotated[str, Checked(_left_out, _part_or_rest.schema)]
PartPremiumOrRest = Annotated[str, one_of(*PARTS, *INCLUDED_PREMIUMS, REST)]
Model = Annotated[str, one_of(*MODELS)]
Basis = Annotated[str, one_of(*UNIT_WORDS)]
Period = Annotated[str, one_of("month", "year")]


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


class CreditStep(Record):
    """A level missed, and the share of the month's charges that is then credited."""

    below: Share | None = Field(None, description="level below which the credit is due")
    above: Share | None = Field(None, description="abandonment: level above which the credit is due")
    credit: Share = Field(description="share of the month's charges")


class BonusStep(Record):
    """A level reached, and the share of the month's charges that is then paid on top."""

    above: Share | None = Field(None, description="level from which the bonus is due")
    below: Share | None = Field(None, description="abandonment: level below which the bonus is due")
    bonus: Share = Field(description="share of the month's charges")


def _check_steps(due: tuple[CreditStep, ...], paid: tuple[BonusStep, ...], *, less_is_better: bool) -> None:
    """Each step has the side that fits what is measured, and they grow."""
    missed, reached = ("above", "below") if less_is_better else ("below", "above")
    for steps, side, name in ((due, missed, "credits"), (paid, reached, "bonuses")):
        other = "below" if side == "above" else "above"
        levels = []
        for step in steps:
            level = getattr(step, side)
            if level is None or getattr(step, other) is not None:
                raise wrong(f"the {name} are due {side} a level here (write {side}, and no {other}, in each step)")
            sign = 1 if side == "above" else -1
            levels.append((sign * level.likely, getattr(step, "credit" if name == "credits" else "bonus").likely))
        if any(a[0] >= b[0] or a[1] >= b[1] for a, b in pairwise(levels)):
            raise wrong(f"the {name} must grow step by step (the mildest first)")


class Measure(Record):
    """Something that the contract measures each month, with its weight, and steps of its own or a part in the score."""

    measure: Annotated[str, one_of(*MEASURES)] = Field(description="what is measured")
    queue: Text | None = Field(
        None, description="the queue that is measured, whose charges its own steps are shares of; the team unless given"
    )
    weight: Positive | None = Field(
        None,
        description="weight in the score, or of its own steps: a credit of 10% with a weight of 40% is 4%; 1 unless given",
    )
    expected: Share | None = Field(
        None,
        description="its level in an average month; what the planned agents give unless said, which quality and satisfaction need",
    )
    spread: Share | None = Field(
        None, description="its standard deviation from month to month; only the service level has one of the cards"
    )
    credits: tuple[CreditStep, ...] = Field((), description="steps, the first to be missed first")
    bonuses: tuple[BonusStep, ...] = Field((), description="steps, the first to be reached first")

    @property
    def has_steps(self) -> bool:
        """Whether the measure has credits or bonuses of its own."""
        return bool(self.credits or self.bonuses)

    @model_validator(mode="after")
    def _steps_in_order(self) -> Self:
        _check_steps(self.credits, self.bonuses, less_is_better=self.measure == "abandonment")
        return self


class ServiceCredits(Record):
    """Credits for a service missed and bonuses for one exceeded, at their expected value."""

    at_risk: Share | None = Field(None, description="most of a month's charges that credits can take")
    measures: tuple[Measure, ...] = Field(
        (), description="what is measured; the service level of all live queues unless given"
    )
    credits: tuple[CreditStep, ...] = Field(
        (),
        description="steps on the service level, or on the weighted score of the measures; the first to be missed first",
    )
    bonuses: tuple[BonusStep, ...] = Field((), description="the same for bonuses; the first to be reached first")
    expected_level: Share | None = Field(
        None, description="service level expected in an average month; what the planned agents give unless said"
    )
    spread: Share | None = Field(None, description="standard deviation of the service level from month to month")

    @model_validator(mode="after")
    def _steps_in_order(self) -> Self:
        scored = bool(self.credits or self.bonuses)
        if not scored and not any(measure.has_steps for measure in self.measures):
            raise wrong("needs credits or bonuses")
        _check_steps(self.credits, self.bonuses, less_is_better=False)
        if self.measures:
            for key in ("expected_level", "spread"):
                if getattr(self, key) is not None:
                    raise wrong(f"has measures and {key} (give each measure its own)")
            without = [measure.measure for measure in self.measures if not measure.has_steps]
            if without and not scored:
                raise wrong(f"the {without[0]} has no credits or bonuses, and there are none on the weighted score")
            if scored and not without:
                raise wrong(
                    "has steps on the weighted score, and every measure has steps of its own (take one of them away)"
                )
        return self


class Termination(Record):
    """What the contract bills for an end before its term, and the month of one that is planned."""

    after_month: AfterMonth | None = Field(
        None,
        description="last month of service, counted from the start; without it the terms are known and no end is planned",
    )
    notice: Annotated[str, one_of("paid", "served")] = Field(
        "paid", description="whether the months of notice are billed on top, or were given in time"
    )
    fee: Amount | None = Field(None, description="fixed fee, in the contract's currency")
    months_of_charges: Amount | None = Field(None, description="average months of charges")
    share_of_remaining: Share | None = Field(None, description="share of the charges of the months left")
    amortized: Amount | None = Field(
        None,
        description="set-up and the like, in the contract's currency, that the price pays off evenly over the term; "
        "what is not paid off by then is due",
    )


class ChangeRequests(Record):
    """Changes to scripts, scope or reports, at a price each."""

    per_year: Amount = Field(description="changes expected in a year")
    price: Amount = Field(description="price of one, in the contract's currency")
    included: Amount | None = Field(None, description="changes a year that the price already includes")


class Rounding(Record):
    """How each call is rounded up, and whether calls differ in length."""

    seconds: Positive = Field(description="each call is billed up to the next multiple of this")
    lengths: Annotated[str, one_of("varied", "equal")] = Field(
        "varied", description="whether calls differ in length as calls do, or all have the mean length"
    )


class QueuePricing(Record):
    """The price of one queue, where it differs from the team's."""

    currency: Currency | None = Field(
        None,
        description="currency of this price and its clauses, where it is not the contract's; no currency clause moves it",
    )
    model: Annotated[str, one_of(*QUEUE_MODELS)] = Field(description="what the vendor bills by")
    rate: RateByYear = Field(
        description="price of one unit, in the contract's currency; {by_year: [5.00, 5.25]} for each contract year, and the last goes on"
    )
    basis: Basis | None = Field(None, description="what one unit is, where the model leaves a choice")
    rounding_seconds: Positive | None = Field(None, description="each call is billed up to the next multiple of this")
    rounding: Rounding | None = Field(
        None, description="the same with the lengths of calls: {seconds: 60, lengths: equal} rounds the mean length"
    )
    after_call_minutes: Amount | None = Field(None, description="minutes billed for each call after it has ended")
    fixed: FixedBase | None = Field(None, description="a fixed part of the bill for this queue")
    minimum: Minimum | None = Field(None, description="commitment for this queue that is billed whether used or not")
    overage: Overage | None = Field(None, description="price of what this queue uses above a committed volume")
    tiers: tuple[Tier, ...] = Field((), description="steps of a volume discount for this queue, the lowest first")
    tiers_apply: Annotated[str, one_of("marginal", "all_units")] = Field(
        "marginal", description="whether a step's discount is on the units in it, or on all units once it is reached"
    )
    tiers_per: Period = Field("month", description="whether the steps count a month or a contract year")

    @property
    def has_clauses(self) -> bool:
        """Whether the queue has clauses of its own that count volume, so that those of the team do not count it."""
        return any(getattr(self, key) for key in CLAUSES)

    @model_validator(mode="after")
    def _rounded_once(self) -> Self:
        if self.rounding is not None and self.rounding_seconds is not None:
            raise wrong(ROUNDED_TWICE)
        return self

    @model_validator(mode="after")
    def _steps_of_its_own(self) -> Self:
        for key in ("tiers_apply", "tiers_per"):
            if key in self.model_fields_set and not self.tiers:
                raise wrong(f"has {key} and no tiers (give the queue's tiers, or take {key} away)")
        return self


class AfterHours(Record):
    """Work outside the hours that the contract names, on the customers' clock, at a premium or a rate of its own."""

    outside: Any = Field(description="the contract's own hours, as a team's hours are written: {mon-fri: 08:00-18:00}")
    premium: PremiumShare | None = Field(None, description="what a unit outside costs more, as a share of its price")
    rate: Positive | None = Field(None, description="price of a unit outside, in the unit of the team's price")

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        if (self.rate is None) == (self.premium is None):
            raise wrong("needs exactly one of rate and premium")
        return self


class Overflow(Record):
    """Contacts above what the dedicated team handles go to agents whom the vendor shares among its clients."""

    above_contacts: Amount = Field(description="contacts a month that the dedicated team handles")
    model: Annotated[str, one_of("per_contact", "per_minute")] = Field(
        description="what the shared agents are billed by"
    )
    rate: Positive = Field(description="price of one contact or handled minute, in the contract's currency")


class Pricing(Record):
    """What the vendor's price is for, what it holds, and the terms around it."""

    model: Model | None = Field(None, description="what the vendor bills by; the card's usual one unless given")
    rate: RateByYear | None = Field(
        None,
        description="price of one unit; replaces the card's. {by_year: [5.00, 5.00, 5.25]} is a price for each contract year, "
        "the last of which goes on; what else the contract bills rises alike",
    )
    basis: Basis | None = Field(None, description="what one unit is, where the model leaves a choice")
    currency: Currency | None = Field(None, description="currency of every price of the contract")
    vat_included: Share | None = Field(
        None,
        description="rate of the value-added tax that every price of the contract holds; the estimate is without it. "
        "Tax that is not recovered is buyer.tax_not_recovered",
    )
    includes: tuple[PartPremiumOrRest, ...] | None = Field(
        None, description="what the price holds; a premium that it names, such as night, is not charged on top of it"
    )
    excludes: tuple[PartOrRest, ...] | None = Field(None, description="what the quote says it leaves out")
    rounding_seconds: Positive | None = Field(None, description="each call is billed up to the next multiple of this")
    rounding: Rounding | None = Field(
        None, description="the same with the lengths of calls: {seconds: 60, lengths: equal} rounds the mean length"
    )
    after_call_minutes: Amount | None = Field(None, description="minutes billed for each call after it has ended")
    after_hours: AfterHours | None = Field(
        None, description="work outside the contract's hours; replaces the cards' night and weekend premiums"
    )
    wage_share: Share | None = Field(None, description="the agent's wage as a share of the price")
    overhead: PremiumShare | None = Field(None, description="cost-plus: the vendor's overhead on its labor cost")
    margin: PremiumShare | None = Field(None, description="cost-plus: the vendor's margin on its cost")
    margin_on: Annotated[str, one_of("cost", "price")] | None = Field(
        None,
        description="cost-plus: whether the margin is a share of the cost, as usual, or of the price: cost / (1 - margin)",
    )
    seats: Positive | None = Field(
        None,
        description="seats billed a month where shifts share them, with basis: seat or without; a price by the month counts agents unless given",
    )
    fixed: FixedBase | None = Field(None, description="a fixed part of the bill beside the price")
    escalator: RisesByYear | None = Field(
        None,
        description="rise of the price at each anniversary; a list has a rise for each, and the last goes on: [0%, 3%, 5%]",
    )
    index: Index | None = Field(None, description="an index that the price follows instead of a fixed escalator")
    first_rise: Month | None = Field(None, description="month of the first rise; the first anniversary unless given")
    minimum: Minimum | None = Field(None, description="commitment that is billed whether used or not")
    overage: Overage | None = Field(None, description="price of what is used above a committed volume")
    tiers: tuple[Tier, ...] = Field((), description="steps of a volume discount, the lowest first")
    bands: tuple[Band, ...] = Field(
        (),
        description="a price list that begins with the first unit, instead of rate and tiers: "
        "[{up_to: 10000 contacts, rate: 5}, {up_to: 20000 contacts, rate: 4.5}, {rate: 4}]",
    )
    tiers_apply: Annotated[str, one_of("marginal", "all_units")] = Field(
        "marginal", description="whether a step's discount is on the units in it, or on all units once it is reached"
    )
    tiers_per: Period = Field("month", description="whether the steps count a month or a contract year")
    ramp_billed: Share | None = Field(None, description="share of new agents' ramp_inefficiency that the vendor bills")
    term_months: Months | None = Field(None, description="length of the contract; that of the estimate unless given")
    term_discount: Fraction | None = Field(None, description="discount on all charges for signing that term")
    extension: Rate | None = Field(None, description="change of the price once the term is over")
    notice_months: Amount | None = Field(None, description="months between notice and the end of service")
    termination: Termination | None = Field(None, description="an end before the term, as a plan or a what-if")
    exit_assistance: Amount | None = Field(None, description="price of handing the work over at the end")
    currency_clause: CurrencyClause | None = Field(None, description="how moves of the exchange rate are shared")
    billing: Annotated[str, one_of("calendar", "28_days")] = Field(
        "calendar", description="whether monthly prices are billed twelve times a year or every 28 days"
    )
    payment_days: Amount | None = Field(None, description="days between a bill and its payment")
    advance_months: Amount | None = Field(None, description="months that are paid in advance")
    deposit: Amount | None = Field(None, description="deposit held by the vendor until the end")
    service_credits: ServiceCredits | None = Field(
        None, description="credits and bonuses by service level, answer rate, abandonment, quality or satisfaction"
    )
    change_requests: ChangeRequests | None = Field(None, description="changes at a price each")

    @property
    def parts_included(self) -> tuple[str, ...] | None:
        """What the price includes but premiums; None where no list says it, which one that names only premiums does not."""
        parts = tuple(part for part in self.includes or () if part not in INCLUDED_PREMIUMS)
        return None if self.includes and not parts else self.includes and parts

    @property
    def premiums_included(self) -> frozenset[str]:
        """The premiums that the price includes by name."""
        return frozenset(self.includes or ()) & frozenset(INCLUDED_PREMIUMS)

    @model_validator(mode="after")
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
        steps = [
            Tier.model_construct(above=end, rate=band.rate) for end, band in zip(ends, self.bands[1:], strict=True)
        ]
        return self.model_copy(update={"rate": self.bands[0].rate, "tiers": tuple(steps)})

    @model_validator(mode="after")
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
