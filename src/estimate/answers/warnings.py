"""What a reader should hear before trusting an estimate: a quote that no wage allows, figures that are old or weak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from estimate.answers.card_facts import age, exchange_of
from estimate.answers.estimate import Estimate, Influence
from estimate.answers.identities import named_in
from estimate.answers.plausibility import implausible
from estimate.answers.should_cost import ShouldCost, should_costs
from estimate.answers.wage_floor import WageFloor, floor
from estimate.resolve.carried import GROWTH, growth_currency
from estimate.resolve.terms import PERIODS

NEAR = 0.05
"""Closer than this to the edge of a discount on all units is worth a word."""
MATTER = 8
"""So many of the largest swings are looked at."""
WIDE = 20
"""A range whose high is more than this many times its low may hold a slip of the decimal point."""
STALE_MONTHS = 24
WEAK = "D"
QUOTED_PER = {"hourly": ("logged_in_hour", "an hour"), "monthly": ("seat_month", "a seat-month")}
"""What a quote by these models is for, unless its basis says otherwise, and how that is said."""


def warnings(result: Estimate, found: Sequence[ShouldCost] | None = None) -> list[str]:
    """A line for each value far from all known ones, quote far from its should-cost, fragile discount and very wide range, then
    for each weak or old figure that matters.
    """
    return [*grave(result, found), *fragile(result), *_weak_or_old(result)]


def grave(result: Estimate, found: Sequence[ShouldCost] | None = None) -> list[str]:
    """Each value that is far from all known ones, and each quote far from its should-cost: the total may be wrong by far."""
    should = should_costs(result) if found is None else found
    return [*implausible(result), *_far_from_should_cost(should, result)]


def fragile(result: Estimate) -> list[str]:
    """Each discount that a small change of volume takes away, and each range that may hold a slip."""
    return [*_cliffs(result), *_very_wide(result)]


def _very_wide(result: Estimate) -> Iterator[str]:
    """A range of the scenario's own that is so wide that its decimal point may have slipped."""
    places = dict.fromkeys(
        (sourced.path, sourced.value.low, sourced.value.high)
        for _, _, sourced in result.stated()
        if sourced.origin.basis == "given" and 0 < sourced.value.low * WIDE < sourced.value.high
    )
    for path, low, high in places:
        yield (
            f"{path}: the high of {_figure(low)} to {_figure(high)} is {high / low:,.0f} times its low (is it meant? One "
            f"case in ten lies below the low and one in ten above the high)"
        )


def _cliffs(result: Estimate) -> Iterator[str]:
    """Where a price list falls as volume grows, plans near that volume are fragile."""
    case, values = result.case, result.values
    for row, cliff in case.cliffs.items():
        pairs = zip(values["clause_counted"][row], values["clause_from"][row], strict=True)
        near = sum(begin > 0 and abs(counted / begin - 1) <= NEAR for counted, begin in pairs)
        if near:
            team = case.members["team"][result.program.row_of("clause", row, "team")]
            yield (
                f"{team}: {near} month{'s' if near > 1 else ''} come{'' if near > 1 else 's'} within {NEAR:.0%} of "
                f"{cliff.edge:,.6g} {cliff.unit}, where the price list falls, so that a small change of volume moves the bill much"
            )


def _far_from_should_cost(found: Sequence[ShouldCost], result: Estimate) -> Iterator[str]:
    """A quote that no wage allows, or that is far below or above what its work should cost, in whatever unit it is.

    A team that is at work already does it at its price, so nothing is said of that.
    """
    for one in found:
        if not one.stated or result.case.labels["team_status"][one.row] == "existing":
            continue
        below = _below_wages(one, result)
        if below or one.judgment in ("far_below", "far_above"):
            yield f"{one.team}: {'; '.join(filter(None, (below, _against_should_cost(one, result, told=bool(below)))))}"


def _against_should_cost(one: ShouldCost, result: Estimate, *, told: bool) -> str:
    """How far a price is from its should-cost, by its own unit; nothing where that is plausible."""
    if one.gap is None or one.cost is None or one.range is None or one.judgment not in ("far_below", "far_above"):
        return ""
    unit, count = one.each
    words = unit.replace("logged_in", "logged-in").replace("_", " ")
    currency = result.case.currency
    low, high = (_figure(end / count) for end in one.range)
    way = "below" if one.gap < 0 else "above"
    quoted = "it" if told else f"its price of {_figure(one.price / count)} {currency} a {words}"
    known = [
        f"about {_figure(one.cost / count)} a {words}{f', {low} to {high} in eight of ten draws' if low != high else ''}"
    ]
    if one.drivers:
        known.append(f"it hangs most on {' and '.join(driver.words for driver in one.drivers)}")
    return (
        f"{quoted} is {abs(one.gap):.0%} {way} what this work should cost a vendor who pays the site's wages "
        f"({'; '.join(known)}; estimate should-cost shows how)"
    )


def _below_wages(one: ShouldCost, result: Estimate) -> str:
    """A quote that wages alone do not allow: by its own unit, or by the hour that its prices come to after tiers and base fee."""
    case = result.case
    team = case.scenario.each_team()[one.row][1]
    own, rate, model = case.scenario.currency or case.currency, team.pricing.rate, team.pricing.model
    if rate is not None and model in QUOTED_PER:
        per, said = QUOTED_PER[model]
        currency = team.pricing.currency or own
        found = floor(case.catalog, team.region, case.as_of, currency, exchange_of(case), case.months[1])
        basis = team.pricing.basis or per
        net = case.of(rate) / (1 + result.values["vat_included"][one.row])
        unit, price = (per, net / PERIODS[basis]) if basis in PERIODS else (basis, net)
        found = found and found.taken(case.of)
        least = found.under(unit) if found else None
        if found is not None and least is not None and price < least.likely:
            quoted = f"{_figure(price)} {currency} {said}"
            return f"{quoted} is below what wages alone cost ({_wages(found, least.likely, said)})"
    paid = one.price / one.hours if one.hours else None
    least_of_case = one.floor.taken(case.of) if one.floor else None
    if least_of_case is None or paid is None or paid >= least_of_case.hour.likely:
        return ""
    quoted = (
        "its prices come"
        if rate is None
        else f"{_figure(case.of(rate))} {team.pricing.currency or own} {_unit(one)}comes"
    )
    hour = f"{_figure(paid)} {case.currency} a logged-in hour"
    wages = _wages(least_of_case, least_of_case.hour.likely, "an hour")
    return f"{quoted} to {hour}, after tiers and base fee; that is below what wages alone cost ({wages})"


def _unit(one: ShouldCost) -> str:
    """What one unit of a team's price is, behind an article; nothing where its queues have several."""
    return f"a {one.unit.replace('_', ' ')} " if one.unit else ""


def _wages(found: WageFloor, least: float, said: str) -> str:
    return (
        f"about {_figure(least)} {said}: {_figure(found.wage.value.likely)} {found.wage.unit} since "
        f"{found.wage.origin.date}{_grown(found)}, {found.burden.value.likely:.0%} on top, {found.shrinkage.value.likely:.0%} away"
    )


def _grown(found: WageFloor) -> str:
    if found.growth is None:
        return ""
    return f", carried forward at {found.growth.value.likely:.1%} a year to {_figure(found.pay.likely)}"


def _weak_or_old(result: Estimate) -> Iterator[str]:
    for influence in result.influences[:MATTER]:
        origin = influence.sourced.origin
        if origin.basis == "given":
            continue
        faults = []
        if origin.grade == WEAK:
            faults.append(f"rests on sources of grade {WEAK}")
        months = age(origin.date, result.case.as_of) if origin.date else 0
        if months > STALE_MONTHS and not _carried(result, influence):
            faults.append(f"is of {origin.date[:7]}, {months} months old{_why_not_carried(result, influence)}")
        if faults:
            value = f"{_figure(influence.value)} {influence.sourced.unit}".strip()
            yield (
                f"{_name(result, influence)} ({value}) {' and '.join(faults)}; within its range it moves the total by "
                f"{influence.swing:.0%} ({origin.file})"
            )


def _carried(result: Estimate, influence: Influence) -> bool:
    """Whether it is a price that the growth of wages has carried to the start."""
    return influence.name == "base_rate" and result.case.labels["carried_by"][influence.row] == "wages"


def _why_not_carried(result: Estimate, influence: Influence) -> str:
    """Why an old price stands as it is."""
    if influence.name != "base_rate":
        return ""
    catalog, origin = result.case.catalog, influence.sourced.origin
    card, money = origin.fact.partition(" ")[0], influence.sourced.unit.partition("/")[0]
    found = catalog.entry(card, *GROWTH)
    if found is None:
        return ", not carried forward as the card has no growth of wages"
    return f", not carried forward as the card's growth of wages is in {growth_currency(catalog, card, found)}, not {money}"


def _name(result: Estimate, influence: Influence) -> str:
    """A quantity in words, behind the members that it belongs to where there are several."""
    quantity = result.program.rulebook.quantities[influence.name]
    words = influence.name.replace("_", " ")
    members = result.case.members.get(str(quantity.row), [])
    if len(members) < 2:
        return words
    return named_in(
        list(dict.fromkeys(members[row] for name, row in influence.places if name == influence.name)), words
    )


def _figure(value: float) -> str:
    """Three significant digits, thousands set apart."""
    return f"{float(f'{value:.3g}'):,.10g}"
