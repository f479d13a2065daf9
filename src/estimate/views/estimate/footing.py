"""What the full estimate stands on: who works, what service they give, and what the prices hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.figures import percent, plain, rough, unit_name
from estimate.report.headline import ONLY_GIVEN
from estimate.views.fitting import wrapped

if TYPE_CHECKING:
    from estimate.report.parts import (
        BasisDocument,
        EstimateDocument,
        QueueDocument,
        StaffingDocument,
    )


def staffing(content: EstimateDocument, width: int) -> Iterator[Text]:
    several = len(content["staffing"]) > 1
    for position, team in enumerate(content["staffing"]):
        name = f"{printable(team['team'])}: " if several else ""
        yield from wrapped(" " * 13 if position else "  Staffing   ", name + _people(team), width)


def _people(team: StaffingDocument) -> str:
    leads, occupancy = team["leads"], team["occupancy"]
    led = f", {plain(round(leads, 1))} team lead{'' if leads == 1 else 's'}" if leads else ""
    busy = f" · occupancy {percent(occupancy)}" if occupancy else ""
    return (
        f"{plain(round(team['fte'], 1))} FTE → {plain(round(team['headcount'], 1))} agents{led}"
        f" · {rough(team['logged_in_hours'])} logged-in hours a month{busy}"
    )


def service(content: EstimateDocument, width: int) -> Iterator[Text]:
    """What live queues get for their agents, in the busiest month."""
    several = len(content["staffing"]) > 1
    lead = "  Service    "
    for queue in content["queues"]:
        if queue["service_level"] is None:
            continue
        name = printable(f"{queue['team']}, {queue['queue']}" if several else queue["queue"])
        yield from wrapped(lead, f"{name}: {_service_of(queue)}", width)
        lead = " " * len(lead)


def _service_of(queue: QueueDocument) -> str:
    duty = f"{plain(round(queue['average_staffed_positions'], 1))} on duty (peak {plain(round(queue['peak_staffed_positions'], 1))})"
    wait, lost = queue["speed_of_answer_seconds"], queue["abandonment"]
    answer = "waits without end" if wait is None else f"answered in {rough(wait)} s"
    leave = f", {percent(lost)} give up" if lost else ""
    within = f"{percent(queue['service_level'] or 0)} within {plain(queue['promised_seconds'] or 0)} s"
    return f"{rough(queue['erlangs'] or 0)} erlangs, {duty} · {within}, {answer}{leave}, in {queue['busiest_month']}"


def footing(content: EstimateDocument, width: int) -> Iterator[Text]:
    basis, currency = content["basis"], content["currency"]
    hours = sorted({round(value, 1) for value in basis["hours_per_fte_month"].values()})
    units = sorted({unit_name(unit, 2) for unit in basis["billed_unit"].values()})
    rates = [
        f"1 {foreign} = {plain(one['rate'])} {currency} ({one['basis']})" for foreign, one in basis["exchange"].items()
    ]
    parts = [
        f"{' / '.join(plain(h) for h in hours)} paid hours per FTE-month",
        f"billed by {', '.join(units)}".replace("wage hours", "pay"),
        _holidays(basis),
        ", ".join(rates) or "no currency conversion",
        f"rates as of {content['as_of']}",
    ]
    yield from wrapped("  Basis      ", " · ".join(parts), width)
    status = basis["team_status"]
    existing = [name for name, word in status.items() if word == "existing"]
    if existing:
        who = "The team is" if len(status) == 1 else f"{printable(', '.join(existing))} taken as"
        text = (
            f"{who} at work already: nobody is hired, trained or equipped for the start (write status: new otherwise)."
        )
        yield from wrapped("  Existing   ", text, width)
    for queue, means in basis["resolved_means"].items():
        yield from wrapped("  Resolved   ", f"{printable(queue)}: {printable(means)}", width)
    if any(basis["included"].values()):
        yield from wrapped("  Included   ", _included(basis), width)
    for risk in content.get("vendor_risk", ()):
        team = f"{printable(risk['team'])}: " if len(status) > 1 else ""
        yield from wrapped("  Attrition  ", f"{team}{risk['words']}", width)
    if basis["only_given"]:
        yield from wrapped("  Added      ", ONLY_GIVEN, width)


def _included(basis: BasisDocument) -> str:
    """What the prices include: said once where it is the same for all teams, and for each team where it differs."""
    parts = {team: list(dict.fromkeys(named)) for team, named in basis["included"].items()}
    assumed = basis["included_assumed"]
    if len({frozenset(named) for named in parts.values()}) == 1:
        doubt = "; assumed, as the quote does not say" if assumed else ""
        return f"{', '.join(next(iter(parts.values())))} (in the price{doubt})"
    said = [
        f"{printable(name)}: {', '.join(named) or 'nothing'}{' (assumed)' if name in assumed else ''}"
        for name, named in parts.items()
    ]
    return "; ".join(said) + " (in each team's price)"


def _holidays(basis: BasisDocument) -> str:
    """Whether the desks are open on public holidays, and where nobody said so."""
    said = {
        team: f"{word} on public holidays{' (assumed)' if team in basis['on_holidays_assumed'] else ''}"
        for team, word in basis["on_holidays"].items()
    }
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return ", ".join(f"{printable(team)} {words}" for team, words in said.items())
