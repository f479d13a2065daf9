"""All inputs of the model by the step of the bridge in which they change; of the plain ones also where their value comes from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any

from estimate.engine import LABEL
from estimate.ground.provenance import Sourced
from estimate.ground.records import dataclass
from estimate.model import RULEBOOK
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import NOT_APPLICABLE, Path, Scope
from estimate.schema.queue import Queue
from estimate.schema.record import below
from estimate.schema.team import Team

STEPS = (
    "volume", "productivity", "price", "inclusions", "premiums", "technology", "training", "fees", "currency",
)  # fmt: skip
"""The steps of the bridge between two options, in the order in which they change; every input of the model belongs to one.

A week changes in two: when the desk is open and how busy it is with productivity, its nights and weekends on the site's clock
with premiums.
"""


@dataclass(frozen=True)
class PlainInput:
    """An input that is one field of the scenario, or else a fact of a card, or else a neutral value.

    `field` is the scenario's, below the team or the queue. Of the `addresses` the first that a card has a fact for wins; the words in
    braces are the team's or the queue's. `neutral` is the value that leaves the result unchanged, in the unit of the model: where
    there are addresses it stands in a scenario with `only_given`, and otherwise wherever the scenario is silent. Not a number
    (nan) says that the input has no meaning where nobody gives it.
    """

    name: str
    step: str
    field: str
    addresses: tuple[str, ...] = ()
    neutral: float | None = None

    def given(self, record: Any) -> Any:
        """The scenario's value; None where the record, or what it lies in, says nothing."""
        for key in self.field.split("."):
            record = None if record is None else getattr(record, key)
        return record

    def sourced(self, scope: Scope, path: Path, record: Any, words: Mapping[str, str]) -> Sourced:
        """The scenario's value, or a card's, or the neutral one; a value that is needed and missing is a problem of the scope."""
        place = (*path, *self.field.split("."))
        if self.addresses:
            addresses = [tuple(address.format(**words).split()) for address in self.addresses]
            return scope.need(self.name, self.given(record), place, *addresses) or NOT_APPLICABLE
        assert self.neutral is not None
        if math.isnan(self.neutral):
            return scope.given(self.given(record), place, RULEBOOK.quantities[self.name].unit) or NOT_APPLICABLE
        return scope.given_or(self.name, self.given(record), place, self.neutral)


def plain_inputs(
    scope: Scope,
    path: Path,
    record: Team | Queue,
    words: Mapping[str, str],
    instead: Mapping[str, Sourced | None],
) -> Inputs:
    """The plain inputs of a team or a queue; `instead` has those of which another field, or the people of today, speak first."""
    inputs = Inputs()
    for one in TEAM_INPUTS if isinstance(record, Team) else QUEUE_INPUTS:
        value = instead[one.name] if one.name in instead else one.sourced(scope, path, record, words)
        inputs.number(one.name, value)
    return inputs


TEAM_INPUTS = (
    PlainInput(
        "shrinkage",
        "productivity",
        "staffing.shrinkage",
        ("{card} operations shrinkage", "operations staffing {sourcing} shrinkage"),
    ),
    PlainInput(
        "attrition_per_year",
        "training",
        "staffing.attrition_per_year",
        ("{card} operations attrition_per_year", "operations staffing {sourcing} attrition_per_year"),
    ),
    PlainInput(
        "paid_hours_per_fte",
        "productivity",
        "staffing.paid_hours_per_fte",
        ("{card} operations paid_hours_per_fte", "operations staffing {sourcing} paid_hours_per_fte"),
    ),
    PlainInput(
        "ramp_months",
        "productivity",
        "staffing.ramp_months",
        ("operations staffing {sourcing} ramp_months",),
        neutral=0,
    ),
    PlainInput(
        "new_hire_aht_factor",
        "productivity",
        "staffing.new_hire_aht_factor",
        ("operations staffing {sourcing} new_hire_aht_factor",),
        neutral=1,
    ),
    PlainInput(
        "public_holidays",
        "premiums",
        "staffing.public_holidays",
        ("{card} operations public_holidays", "operations labor public_holidays"),
    ),
    PlainInput(
        "schedule_inefficiency",
        "productivity",
        "staffing.schedule_inefficiency",
        ("operations labor schedule_inefficiency",),
        neutral=0,
    ),
    PlainInput("overtime_share", "premiums", "staffing.overtime_share", ("defaults team overtime_share",)),
    PlainInput(
        "training_hours", "training", "training.initial_hours", ("training initial_training {training}",), neutral=0
    ),
    PlainInput(
        "training_billed_at",
        "training",
        "training.billed_at",
        ("training initial_training billed_at {sourcing}",),
        neutral=0,
    ),
    PlainInput("escalator_share", "price", "pricing.index.share", neutral=1),
    PlainInput("escalator_floor", "price", "pricing.index.floor", neutral=-1),
    PlainInput("escalator_cap", "price", "pricing.index.cap", neutral=math.inf),
    PlainInput("extension_change", "price", "pricing.extension", neutral=0),
    PlainInput("fixed_fee", "price", "pricing.fixed.per_month", neutral=0),
    PlainInput("term_discount", "price", "pricing.term_discount", neutral=0),
    PlainInput("payment_days", "fees", "pricing.payment_days", neutral=0),
    PlainInput("advance_months", "fees", "pricing.advance_months", neutral=0),
    PlainInput("deposit", "fees", "pricing.deposit", neutral=0),
    PlainInput("vat_included", "price", "pricing.vat_included", neutral=0),
    PlainInput("reference_rate", "currency", "pricing.currency_clause.reference", neutral=math.nan),
    PlainInput("currency_band", "currency", "pricing.currency_clause.band", neutral=math.nan),
    PlainInput("client_share", "currency", "pricing.currency_clause.client_share", neutral=math.nan),
    PlainInput("termination_fee", "fees", "pricing.termination.fee", neutral=0),
    PlainInput("termination_months", "fees", "pricing.termination.months_of_charges", neutral=0),
    PlainInput("termination_share", "fees", "pricing.termination.share_of_remaining", neutral=0),
    PlainInput("termination_amortized", "fees", "pricing.termination.amortized", neutral=0),
)
QUEUE_INPUTS = (
    PlainInput("growth_per_year", "volume", "growth_per_year", ("defaults queue growth_per_year",)),
    PlainInput("repeat_share", "volume", "repeat_share", ("defaults queue repeat_share",)),
    PlainInput(
        "handle_minutes",
        "productivity",
        "handle_minutes",
        ("operations support_types {support_type} handle_minutes", "operations channels {channel} handle_minutes"),
    ),
    PlainInput(
        "first_contact_resolution",
        "productivity",
        "first_contact_resolution",
        ("operations channels {channel} first_contact_resolution",),
    ),
    PlainInput(
        "minimum_staffing", "productivity", "minimum_staffing", ("defaults queue minimum_staffing_{attention}",)
    ),
    PlainInput("overflow_above", "productivity", "overflow.above_contacts", neutral=math.nan),
    PlainInput("overflow_rate", "price", "overflow.rate", neutral=math.nan),
)
FOUND_BY_FUNCTIONS: dict[str, str] = {
    "volume": """
        volume_known contacts_per_month periods_per_month growth_years seasonality in_service year_ends service_month
        months_in_term months_elapsed anniversaries
    """,
    "productivity": """
        staffed_by attention week blend usable_idle_share service_level_share service_level_seconds patience_seconds agents agents_in_month
        target_occupancy opening_hours headcount_rounding peak_to_average waiting service chats_at_once response_hours
        shortest_stint presence concurrency talk_share front containment_rate automation_ramp_months attempted_share
        residual_aht_factor overflow
    """,
    "price": """
        price_unit base_rate seats_counted seats rate_rises own_rise listed_rise support_type_factor minute_rounding
        rounding_minutes after_call_minutes risen_by escalator rises extension extended employer_burden wage_share ramp_billed
        hour_rate hour_rate_years carried_by price_growth growth_followed price_years in_steps in_base in_minimum
        standard_shrinkage open_book overhead_share margin_share margin_on fixed_rises own_fixed_fee own_fixed_rises
        rate_currency own_exchange_rate prices_are overflow_unit billing_factor sourcing vendor_bills
    """,
    "inclusions": """
        initial_training_charged replacement_training_charged
    """,
    "premiums": """
        expertise_premium language_premium language_premium_on bilingual_share night_premium night_premium_on weekend_premium
        weekend_premium_on holiday_premium holiday_premium_on overtime_premium overtime_premium_on after_hours after_window
        after_premium after_rate opening_after_share arriving_after_share opening_night_share opening_weekend_share on_holidays
        open_days open_weekdays expertise_charged language_charged night_charged weekend_charged holiday_charged
        overtime_charged
    """,
    "technology": """
        ai_per ai_price ai_exchange_rate ai_minutes ai_minimum
    """,
    "training": """
        team_status season
    """,
    "fees": """
        contingency_share credit_clause scored credit_terms measure_of measured_over level_said measure_weight expected_level
        level_spread stepped measure_steps at_risk ends_early notice_paid months_left discount_rate
    """,
    "currency": """
        exchange_rate currency_clause
    """,
}
"""By step, the inputs that a function of resolving finds: labels, and numbers that follow from more than one field or fact."""
STEP_OF_INDEX = {"role": "inclusions", "price_list": "price", "clause": "price", "measure": "fees"}
"""The step of each index whose rows change as a whole."""
AS_A_WHOLE = ("role", "price_list", "clause", "item", "charge")
"""The indexes whose inputs have no step of their own: items and charges change by their category or with what the price includes."""
PLAIN = {one.name: one for one in (*TEAM_INPUTS, *QUEUE_INPUTS)}
STEP_OF = {name: step for step, names in FOUND_BY_FUNCTIONS.items() for name in names.split()} | {
    name: one.step for name, one in PLAIN.items()
}
"""The step of each input that is not of an index whose rows change as a whole."""


def faults(
    teams: Sequence[PlainInput] = TEAM_INPUTS,
    queues: Sequence[PlainInput] = QUEUE_INPUTS,
    step_of: Mapping[str, str] = STEP_OF,
) -> list[str]:
    """What is wrong with the table beside the model and the schema: an input that is forgotten or unknown, a field that is not there."""
    found = []
    inputs = {name: one for name, one in RULEBOOK.quantities.items() if one.is_input and one.row not in AS_A_WHOLE}
    found += [f"{name} is an input of the model without a step of the bridge" for name in inputs if name not in step_of]
    found += [f"{name} is no input of the model" for name in step_of if name not in inputs]
    found += [
        f"{name} has the step {step}, which the bridge does not have"
        for name, step in step_of.items()
        if step not in STEPS
    ]
    for row, record, table in (("team", Team, teams), ("queue", Queue, queues)):
        for one in table:
            if one.name not in inputs:
                continue
            if inputs[one.name].row != row or inputs[one.name].unit == LABEL:
                found.append(f"{one.name} is no number of a {row}")
            if reduce(below, one.field.split("."), record) is None:
                found.append(f"{one.name}: a {row} of the scenario has no field {one.field}")
            if not one.addresses and one.neutral is None:
                found.append(f"{one.name} has neither an address on a card nor a neutral value")
    return found


def stop_at(faults: Iterable[str]) -> None:
    """Stops the program where the table has a fault, before any scenario is read."""
    said = "; ".join(faults)
    assert not said, f"resolve/inputs_table.py: {said}"


stop_at(faults())
