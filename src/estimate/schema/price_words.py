"""The words of a price: its models and units, and the parts that it can include."""

from typing import Annotated, Any

from estimate.schema.fields import one_of
from estimate.schema.record import Checked, wrong

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
