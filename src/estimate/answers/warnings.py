"""What a reader should hear before trusting an estimate: a quote that no wage allows, figures that are old or weak."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from pathlib import PurePath

from estimate.answers.estimate import Estimate, Influence
from estimate.answers.market import Convert, Floor, age, floor, planning_rate
from estimate.inputs.catalog import Catalog
from estimate.inputs.prices import PERIODS, WAGES
from estimate.inputs.yaml_file import Document

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
PRICE_OF_WORK = (
    "labor.agents",
    "labor.fixed",
    "labor.covered",
    "labor.credit",
    "labor.discount",
    "labor.term_discount",
)
"""The lines that a vendor's price of the agents' work comes to."""


class _Read(Catalog):
    """The cards as the estimate read them, the user's over ours; one that it had no need of comes from ours."""

    def __init__(self, result: Estimate) -> None:
        super().__init__()
        scenario = result.case.files[0]
        self._files = result.case.files[1 + len(scenario.beneath()) :]

    def layers(self, card: str) -> list[Document]:
        """The documents that make up a card, the winning one first."""
        stem = card.rpartition("/")[2]
        return [file for file in self._files if PurePath(file.source).stem == stem] or super().layers(card)


def warnings(result: Estimate) -> list[str]:
    """A line for each quote below the wages, fragile discount and very wide range, then for each weak or old figure that matters."""
    return [*_quotes_below_wages(result), *_cliffs(result), *_very_wide(result), *_weak_or_old(result)]


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
    """A discount on all units makes a little more volume cheaper than a little less; near that edge, plans are fragile."""
    case, values = result.case, result.values
    for row, kind in enumerate(case.labels["clause_kind"]):
        if kind != "all_units":
            continue
        pairs = zip(values["clause_counted"][row], values["clause_from"][row], strict=True)
        near = sum(begin > 0 and abs(counted / begin - 1) <= NEAR for counted, begin in pairs)
        if near:
            team = case.members["team"][result.program.row_of("clause", row, "team")]
            per, unit = case.labels["clause_per"][row], case.labels["clause_unit"][row]
            yield (
                f"{team}: the discount above {values['clause_above'][row]:,.6g} {unit} a {per} is on all units, and {near} "
                f"month{'s' if near > 1 else ''} come{'' if near > 1 else 's'} within {NEAR:.0%} of it: there a little more "
                f"volume costs less than a little less (ask for marginal steps)"
            )


def _quotes_below_wages(result: Estimate) -> Iterator[str]:
    """A quote that no wage allows: by its own unit, or by the hour that its prices come to after tiers and base fee."""
    case = result.case
    catalog = _Read(result)
    own = case.scenario.currency or case.currency
    convert = _exchange(result, catalog)
    for row, (_, team) in enumerate(case.scenario.each_team()):
        rate, model = team.pricing.rate, team.pricing.model
        if model in WAGES or not (rate or any(queue.pricing for queue in team.queues)):
            continue
        name, currency = case.members["team"][row], team.pricing.currency or own
        if rate is not None and model in QUOTED_PER:
            per, said = QUOTED_PER[model]
            found = floor(catalog, team.region, case.as_of, currency, convert)
            basis = team.pricing.basis or per
            unit, price = (per, rate.likely / PERIODS[basis]) if basis in PERIODS else (basis, rate.likely)
            least = found.under(unit) if found else None
            if found is not None and least is not None and price < least.likely:
                quoted = f"{_figure(price)} {currency} {said}"
                yield f"{name}: {quoted} is below what wages alone cost ({_wages(found, least.likely, said)})"
                continue
        found = floor(catalog, team.region, case.as_of, case.currency, convert)
        paid = _paid_for_an_hour(result, row)
        if found is not None and paid is not None and paid < found.hour.likely:
            quoted = (
                "its prices come" if rate is None else f"{_figure(rate.likely)} {currency} {_unit(result, row)}comes"
            )
            hour = f"{_figure(paid)} {case.currency} a logged-in hour"
            wages = _wages(found, found.hour.likely, "an hour")
            yield f"{name}: {quoted} to {hour}, after tiers and base fee; that is below what wages alone cost ({wages})"


def _paid_for_an_hour(result: Estimate, row: int) -> float | None:
    """What the agents' work costs by the logged-in hour, over the term; None where nobody is on duty."""
    name = result.case.members["team"][row]
    hours = fsum(result.values["team_hours"][row])
    paid = fsum(fsum(line.amounts) for line in result.lines if line.team == name and line.id in PRICE_OF_WORK)
    return paid / hours if hours else None


def _unit(result: Estimate, row: int) -> str:
    """What one unit of a team's price is, behind an article; nothing where its queues have several."""
    units = {result.case.labels["price_unit"][queue] for queue in result.program.rows_within("queue", "team", row)}
    return f"a {units.pop().replace('_', ' ')} " if len(units) == 1 else ""


def _wages(found: Floor, least: float, said: str) -> str:
    return (
        f"about {_figure(least)} {said}: {_figure(found.wage.value.likely)} {found.wage.unit} since "
        f"{found.wage.origin.date}, {found.burden.value.likely:.0%} on top, {found.shrinkage.value.likely:.0%} away"
    )


def _exchange(result: Estimate, catalog: Catalog) -> Convert:
    """The scenario's own exchange rates before the card's."""
    case = result.case
    own, fx = case.scenario.currency or case.currency, case.scenario.fx
    planned = planning_rate(catalog, case.as_of)

    def convert(currency: str, target: str) -> float | None:
        one, other = (1.0 if code == own else fx[code].likely if code in fx else None for code in (currency, target))
        return planned(currency, target) if one is None or other is None else one / other

    return convert


def _weak_or_old(result: Estimate) -> Iterator[str]:
    said = set()
    for influence in result.influences[:MATTER]:
        origin = influence.sourced.origin
        if origin.basis == "given":
            continue
        faults = []
        if origin.grade == WEAK:
            faults.append(f"rests on sources of grade {WEAK}")
        months = age(origin.date, result.case.as_of) if origin.date else 0
        if months > STALE_MONTHS:
            faults.append(f"is of {origin.date[:7]}, {months} months old")
        pedigree = (influence.name, origin.file, origin.date, influence.sourced.value)
        if faults and pedigree not in said:  # two queues may share one figure
            said.add(pedigree)
            value = f"{_figure(influence.value)} {influence.sourced.unit}".strip()
            yield (
                f"{_name(result, influence)} ({value}) {' and '.join(faults)}; within its range it moves the total by "
                f"{influence.swing:.0%} ({origin.file})"
            )


def _name(result: Estimate, influence: Influence) -> str:
    """A quantity in words, behind the member that it belongs to where there are several."""
    quantity = result.program.book.quantities[influence.name]
    words = influence.name.replace("_", " ")
    members = result.case.members.get(str(quantity.row), [])
    return f"{members[influence.row]}: {words}" if len(members) > 1 else words


def _figure(value: float) -> str:
    """Three significant digits, thousands set apart."""
    return f"{float(f'{value:.3g}'):,.10g}"
