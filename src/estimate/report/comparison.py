"""Options side by side: what each costs against the first, why, and what it earns; from estimates or saved documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from math import fsum

from estimate.answers.awarding import NORMALIZED, Award, award
from estimate.answers.bridge import bridge
from estimate.answers.headroom import Headroom, headroom
from estimate.answers.returns import Return, returns
from estimate.answers.scorecard import Scorecard, weigh
from estimate.answers.uncertainty import chance_cheaper, chances_cheapest, paired, pairwise
from estimate.ground.records import dataclass
from estimate.ground.units import money
from estimate.report.bridge_from_lines import bridge_from_lines
from estimate.report.compared_rows import ComparedRow, rows_of
from estimate.report.figures import unit_name, whole
from estimate.report.input_differences import InputDifference, input_differences
from estimate.report.normalizing import Normalized, normalized
from estimate.report.one_off import OneOff, one_off
from estimate.report.parts import EstimateDocument
from estimate.report.side import Side
from estimate.report.verdict import Verdict, verdict

MOST_OPTIONS = 8
SAME_RESOLUTION = 0.005
"""Resolutions that differ by less are one: the rest is another mix of queues."""
SAME_VOLUME = 0.001
"""Contacts over the term that differ by less are the same workload."""


@dataclass(frozen=True)
class Option:
    """What the comparison says of one side against the reference."""

    side: Side
    difference: float
    share: float | None
    steps: tuple[tuple[str, float], ...]
    by_inputs: bool
    inputs: tuple[InputDifference, ...]
    returned: Return
    one_off: OneOff
    headroom: tuple[Headroom, ...]
    repeat_cost: float | None
    cheaper_in: float | None
    """Share of the draws in which it costs less than the reference, a tie counting half; None where a side has no draws."""


@dataclass(frozen=True)
class Comparison:
    """All sides, the first of which is the reference.

    The cheapest has the lowest total, or is so `by_contact` where the options do not handle the same volume; None where costs
    tie, or where a volume that is not known leaves them without a common measure. The verdict says whether it is named.
    """

    sides: tuple[Side, ...]
    currency: str
    rows: tuple[ComparedRow, ...]
    options: tuple[Option, ...]
    notes: tuple[str, ...]
    cheapest: int | None
    overlapping: bool
    by_contact: bool
    verdict: Verdict
    scorecard: Scorecard | None = field(default=None)
    cheapest_in: tuple[float, ...] | None = None
    """For each side the share of draws in which it costs the least of all; None where a side has no draws or the volumes differ."""
    pairs: tuple[tuple[float, ...], ...] | None = None
    """For each side the share of draws in which it costs less than each other one."""
    award: Award | None = None
    normalized: tuple[Normalized | None, ...] | None = None
    """Each side's bid as it stands and with allowances for what it leaves open; None where fewer than two sides are quotes."""


def compare(sides: Sequence[Side], notes: Sequence[str] = ()) -> Comparison:
    """Put sides of one currency and term beside each other."""
    reference, *others = sides
    by_contact = not _same_volume(sides)
    cheapest = _cheapest(sides, by_contact=by_contact)
    overlapping = cheapest is not None and not by_contact and _overlapping(sides, cheapest)
    simulations = [] if by_contact else [side.simulation for side in sides if side.simulation]
    drawn = len(simulations) == len(sides)
    odds = tuple(chances_cheapest(simulations)) if drawn else None
    pairs = tuple(map(tuple, pairwise(simulations))) if drawn else None
    scorecard, unweighed = weigh(
        [(side.name, side.document["criteria"], side.document["total"]["expected"]) for side in sides]
    )
    common = normalized([side.name for side in sides], [side.document for side in sides])
    scored, unscored = _award(sides, common, scorecard, paired(simulations) if drawn else None)
    return Comparison(
        tuple(sides),
        reference.document["currency"],
        tuple(rows_of(sides, common)),
        tuple(_option(reference, side) for side in others),
        (*notes, *_unlike(sides), *unweighed, *unscored),
        cheapest,
        overlapping,
        by_contact,
        verdict(
            cheapest,
            pairs,
            by_contact=by_contact,
            ranges=all(side.document["total"]["low"] is not None for side in sides),
            overlapping=overlapping,
        ),
        scorecard,
        odds,
        pairs,
        scored,
        None if common is None else tuple(common),
    )


def _award(
    sides: Sequence[Side],
    common: Sequence[Normalized | None] | None,
    scorecard: Scorecard | None,
    draws: Sequence[Sequence[float]] | None,
) -> tuple[Award | None, list[str]]:
    """The score by the price that the rule names: what allowances add is the same in every draw."""
    rules = [side.document.get("award") for side in sides]
    totals = [side.document["total"]["expected"] for side in sides]
    more = [0.0] * len(sides)
    if common is not None and any(rule and rule["price_of"] == NORMALIZED for rule in rules):
        more = [one.total - total if one else 0.0 for one, total in zip(common, totals, strict=True)]
    prices = [total + extra for total, extra in zip(totals, more, strict=True)]
    drawn = draws and [[total + extra for total, extra in zip(draw, more, strict=True)] for draw in draws]
    return award([(side.name, rule) for side, rule in zip(sides, rules, strict=True)], prices, scorecard, drawn)


def _same_volume(sides: Sequence[Side]) -> bool:
    """Whether all sides know their volume, and it is the same; or none of them knows it."""
    incoming = [side.document["contacts"]["incoming"] for side in sides]
    known = [contacts for contacts in incoming if contacts is not None]
    if len(known) < len(incoming):
        return not known
    return max(known) - min(known) <= SAME_VOLUME * max(known)


def _cheapest(sides: Sequence[Side], *, by_contact: bool) -> int | None:
    costs = [
        side.document["unit_costs"]["contact"] if by_contact else side.document["total"]["expected"] for side in sides
    ]
    known = [cost for cost in costs if cost is not None]
    if len(known) < len(costs) or known.count(min(known)) > 1:
        return None  # a tie has no winner
    return known.index(min(known))


def _option(reference: Side, side: Side) -> Option:
    one, other = reference.document, side.document
    difference = money(other["total"]["expected"] - one["total"]["expected"], one["currency"])
    steps = bridge(reference.estimate, side.estimate) if reference.estimate and side.estimate else None
    return Option(
        side,
        difference,
        difference / one["total"]["expected"] if one["total"]["expected"] else None,
        tuple(_to_the_cent(steps if steps is not None else bridge_from_lines(one, other), difference, one["currency"])),
        steps is not None,
        tuple(input_differences(reference.estimate, side.estimate)) if reference.estimate and side.estimate else (),
        returns(one["by_month"], other["by_month"], other["one_off"], one["discount_rate"], one["one_off"]),
        one_off(other["lines"], other["currency"]),
        tuple(headroom(reference.estimate, side.estimate)) if reference.estimate and side.estimate else (),
        _repeat_cost(one, other),
        chance_cheaper(side.simulation, reference.simulation) if side.simulation and reference.simulation else None,
    )


def _to_the_cent(steps: Sequence[tuple[str, float]], difference: float, currency: str) -> list[tuple[str, float]]:
    """Steps in minor units that sum to the difference; what rounding leaves goes with the largest."""
    rounded = [(step, money(amount, currency)) for step, amount in steps]
    rest = money(difference - fsum(amount for _, amount in rounded), currency)
    largest = max(range(len(rounded)), key=lambda at: abs(rounded[at][1]))
    step, amount = rounded[largest]
    rounded[largest] = (step, money(amount + rest, currency))
    return rounded


def _repeat_cost(one: EstimateDocument, other: EstimateDocument) -> float | None:
    """What the contacts that poorer resolution brings back would cost, at the option's cost of a further contact.

    An issue takes 1 / r contacts at a first-contact resolution of r; against the reference's r0 the option handles r0 / r as
    many. Repeats that the scenarios count themselves (`repeat_share`) are not counted again.
    """
    reference, own = (d["quality"]["first_contact_resolution"] for d in (one, other))
    further = other["unit_costs"]["further_contact"]
    if not reference or not own or further is None or abs(reference - own) < SAME_RESOLUTION:
        return None
    more = reference / own * _repeats(one) / _repeats(other) - 1
    handled = other["contacts"]["handled"]
    if abs(more) < SAME_RESOLUTION or handled is None:
        return None
    return money(more * handled * further, one["currency"])


def _repeats(document: EstimateDocument) -> float:
    """Contacts handled for each that the forecast alone would bring."""
    handled, repeated = document["contacts"]["handled"], document["contacts"]["repeated"]
    return handled / (handled - (repeated or 0.0)) if handled else 1.0


def _overlapping(sides: Sequence[Side], cheapest: int) -> bool:
    """Whether the range of the cheapest reaches into that of another side."""
    best = sides[cheapest].document["total"]["high"]
    lows = [side.document["total"]["low"] for at, side in enumerate(sides) if at != cheapest]
    return best is not None and any(low is not None and low < best for low in lows)


def _unlike(sides: Sequence[Side]) -> list[str]:
    """What is not like for like, in words."""
    reference = sides[0].document
    notes = []
    for side in sides[1:]:
        document = side.document
        theirs, ours = document["contacts"]["incoming"], reference["contacts"]["incoming"]
        if theirs is None or ours is None:
            silent = sides[0] if ours is None else side
            both = theirs is None and ours is None
            if both:
                continue
            notes.append(f"{silent.name} does not say how many contacts come, so the work may not be the same.")
        elif not _same_volume([sides[0], side]):
            notes.append(
                f"{side.name} has {whole(theirs)} contacts over the term, {sides[0].name} {whole(ours)}: compare per contact."
            )
        for key, words in (("as_of", "has rates as of"), ("discount_rate", "discounts at")):
            if document[key] != reference[key]:  # type: ignore[literal-required]
                notes.append(f"{side.name} {words} {document[key]}, {sides[0].name} {reference[key]}.")  # type: ignore[literal-required]
        if document["data"] != reference["data"]:
            notes.append(f"{side.name} touches other data than {sides[0].name}, so other audits fall due.")
    hours = {
        round(fsum(d.values()) / len(d), 1) for d in (side.document["basis"]["hours_per_fte_month"] for side in sides)
    }
    if len(hours) > 1:
        listed = " / ".join(
            f"{fsum(d.values()) / len(d):.1f}" for d in (s.document["basis"]["hours_per_fte_month"] for s in sides)
        )
        notes.append(f"Hours per FTE-month differ ({listed}): agents are not the same number of hours.")
    units = [sorted(set(side.document["basis"]["billed_unit"].values())) for side in sides]
    if any(unit != units[0] for unit in units):
        listed = " / ".join(", ".join(unit_name(name, 2) for name in unit) for unit in units)
        notes.append(f"They are billed by different units ({listed}): compare per contact and per logged-in hour.")
    unpriced = [f"{side.name} {len(side.document['not_priced'])}" for side in sides if side.document["not_priced"]]
    if unpriced:
        notes.append(f"Costs without a price are not in the totals: {', '.join(unpriced)}.")
    return notes
