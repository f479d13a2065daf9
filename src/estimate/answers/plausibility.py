"""Values of a scenario that lie far from every value known of their kind, asked back with the likely slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from estimate.answers.card_facts import exchange_of
from estimate.answers.estimate import Estimate
from estimate.cards.catalog import Found
from estimate.files.input_file import InputFile, dotted
from estimate.ground.provenance import Sourced

FAR = 4
"""So many times the highest or below the lowest value of a kind on the cards is far: the widest known spreads are about three."""
SOONER = {
    "paid_hours_per_fte": 1.6,
    "target_occupancy": 2.5,
    "first_contact_resolution": 2.5,
    "concurrency": 2.5,
    "ramp_months": 2,
}
"""What hardly differs from desk to desk is far sooner."""
BY_CHANNEL = (
    "handle_minutes",
    "concurrency",
    "target_occupancy",
    "first_contact_resolution",
    "patience_seconds",
    "response_hours",
    "service_level_seconds",
)
BY_TEAM = (
    "shrinkage",
    "attrition_per_year",
    "paid_hours_per_fte",
    "ramp_months",
    "new_hire_aht_factor",
    "public_holidays",
)
TRAINING = "training_hours"
SPAN, AI_PRICE = "span_of_control", "ai_price"
AI_ITEMS = {"resolution": "ai_resolution", "conversation": "ai_conversation", "session": "ai_conversation"}
"""The card's price of an AI agent by what it is billed for; the cards have none by the minute."""
SHORT_TERM = 5
"""Terms of at most so many months are rather years: set-up and training alone would weigh as much as the work."""
WEEKS_PER_MONTH = 365.25 / 7 / 12
SLIPS: dict[str, tuple[tuple[str, float], ...]] = {
    "handle_minutes": (("seconds", 1 / 60), ("hours", 60)),
    "patience_seconds": (("minutes", 60), ("hours", 3600)),
    "service_level_seconds": (("minutes", 60), ("hours", 3600)),
    "response_hours": (("minutes", 1 / 60), ("days", 24)),
    "paid_hours_per_fte": (("a week's hours", WEEKS_PER_MONTH), ("a year's hours", 1 / 12)),
    "ramp_months": (("weeks", 1 / WEEKS_PER_MONTH), ("days", 1 / 30)),
    AI_PRICE: (("cents", 1 / 100),),
    TRAINING: (("weeks", 40), ("days", 8), ("minutes", 1 / 60)),
}
"""What a number may count instead of its unit, and what to multiply it with to have the unit."""
NEARLY = 1.5
"""A slip explains a value if it then lies within the known ones, or this near to them."""


def implausible(result: Estimate) -> Iterator[str]:
    """A question for each given value that is far from what is known; and for contacts with a point among their thousands."""
    seen = set()
    for name, _, sourced in result.stated():
        if sourced.origin.basis != "given" or sourced.path in seen:
            continue
        seen.add(sourced.path)
        question = _far(name, sourced, list(_known(result, name, sourced.path)))
        if name == "contacts_per_month":
            question = _pointed(result.case.files[0], sourced)
        if question:
            yield f"{sourced.path}: {question}"
    months = result.case.scenario.months
    if months is not None and 1 < months <= SHORT_TERM:
        yield f"months: {months} months are a short term, in which what is paid once weighs most (years? Then write {12 * months})"


def _far(name: str, sourced: Sourced, known: list[tuple[float, float]]) -> str | None:
    value, slips = sourced.value.likely, SLIPS.get(name, ())
    if not known or not value:
        return None
    if sourced.path.endswith("paid_hours_per_week"):  # counted by the month from here on
        value, slips = value / WEEKS_PER_MONTH, (("a month's hours", 1 / WEEKS_PER_MONTH),)
        known = [(one / WEEKS_PER_MONTH, other / WEEKS_PER_MONTH) for one, other in known]
    low, high = min(one for one, _ in known), max(other for _, other in known)
    far = SOONER.get(name, FAR)
    if low / far <= value <= high * far:
        return None
    distance = f"{value / high:,.3g} times the most" if value > high else f"1/{low / value:,.3g} of the least"
    meant = ((words, value * by) for words, by in slips if low / NEARLY <= value * by <= high * NEARLY)
    slip = next((f"{words}? Then write {other:.4g}" for words, other in meant), "is it meant?")
    span = f"{low:.4g} to {high:.4g}" if low < high else f"{low:.4g}"
    return f"{value:,.6g} is {distance} that the cards know of, {span} ({slip})"


def _known(result: Estimate, name: str, path: str) -> Iterator[tuple[float, float]]:
    """The low and high of every value that the shared cards have of this kind: of the queue's channel, or of any team."""
    catalog = result.case.catalog
    if name in BY_CHANNEL:
        teams = {dotted(at): team for at, team in result.case.scenario.each_team()}
        holder, _, rest = path.partition(".queues[")
        if (team := teams.get(holder)) and (number := rest.partition("]")[0]).isdigit():
            channel = team.queues[int(number)].channel
            yield from _values(catalog.entry("operations", "channels", channel, name))
            for kind in catalog.keys("operations", "support_types"):
                yield from _values(catalog.entry("operations", "support_types", kind, name))
    elif name in BY_TEAM:
        for sourcing in catalog.keys("operations", "staffing"):
            yield from _values(catalog.entry("operations", "staffing", sourcing, name))
        yield from _values(catalog.entry("operations", "labor", name))
    elif name == SPAN:
        kind = path.partition(".roles.")[2].partition(".")[0]
        for sourcing in catalog.keys("operations", "roles", kind, "agents_per"):
            yield from _values(catalog.entry("operations", "roles", kind, "agents_per", sourcing))
    elif name == AI_PRICE:
        yield from _ai_prices(result, path)
    elif name == TRAINING:
        for kind in catalog.keys("training", "initial_training"):
            if kind != "billed_at":
                yield from _values(catalog.entry("training", "initial_training", kind))


def _ai_prices(result: Estimate, path: str) -> Iterator[tuple[float, float]]:
    """The card's price of an AI agent for the same unit, in the currency of the price that is given; nothing where no rate is known."""
    case = result.case
    teams = {dotted(at): team for at, team in case.scenario.each_team()}
    holder, _, rest = path.partition(".queues[")
    front = teams[holder].queues[int(rest.partition("]")[0])].automated() if holder in teams else None
    found = case.catalog.entry("technology", "items", AI_ITEMS.get(str(front.per), "")) if front else None
    if front is None or found is None:
        return
    own = front.currency or case.scenario.currency or case.currency
    rate = exchange_of(case)(str(found.data["unit"]).partition("/")[0], own)
    if rate is not None:
        yield from ((low * rate, high * rate) for low, high in _values(found))


def _values(found: Found | None) -> Iterator[tuple[float, float]]:
    for value in found.data.get("values", ()) if found else ():
        low, high = (float(value.get(end, value["likely"])) for end in ("low", "high"))
        if low > 0:  # nothing is far from 0 in proportion
            yield low, high


def _pointed(document: InputFile, sourced: Sourced) -> str | None:
    """Contacts such as 2.500, which YAML reads as two and a half."""
    if sourced.value.likely >= 1000 or not sourced.value.is_point:
        return None
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", sourced.path)]
    place = document.place(steps)
    lines = document.text.splitlines()
    if place.line > len(lines):
        return None
    written = lines[place.line - 1][place.column - 1 :][: place.width]
    if not re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", written):
        return None
    return f"{written} is read as {sourced.value.likely:g} (thousands? Then write {written.replace('.', '')})"
