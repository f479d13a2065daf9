"""A week of agents on duty as a strip of numbers and shades: a row a day, a column an hour; and what cover costs."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.figures import percent, plain, rough, symbol
from estimate.report.parts import QueueDocument
from estimate.report.staffing import CoverDocument, StaffingReport
from estimate.views.colors import WARNING
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import escaped, markdown_table

SHADES = ("", *(f"color(231) on color({shade})" for shade in (237, 22, 28, 130, 124)))
"""White on ever warmer grounds, which can be read on light and dark terminals alike."""
HOURS = range(24)
APART = "Each is the difference of two estimates; they do not add up."


def lines(content: StaffingReport, width: int) -> Iterator[Text]:
    """Every live queue's week, the deferred queues' hours, and what cover costs."""
    for one in content["queues"]:
        queue = one["queue"]
        yield from wrapped("", printable(f"{queue['team']} · {queue['queue']}"), width, "bold")
        yield from wrapped("  ", _summary(queue), width)
        if one["week"] is not None:
            yield from _strip(one["week"])
        yield Text()
    if content["cover"]:
        yield Text("What cover costs over the term", "bold")
        wide = max(cell_len(step["label"]) for step in content["cover"])
        for step in content["cover"]:
            adds, share = _adds(step)
            yield Text(f"  {fitted(step['label'], wide)}  {symbol(content['currency'])} {adds:>10}  {share}")
        yield Text(f"  {APART}", "dim")
    for warning in content["warnings"]:
        yield from wrapped("  ", f"Note: {printable(warning)}", width, WARNING)


def rows(content: StaffingReport) -> Iterator[list[object]]:
    """The most agents on duty, a day of a queue a row."""
    yield ["team", "queue", "day", *(f"{hour:02}:00" for hour in HOURS)]
    for one in content["queues"]:
        for day, agents in (one["week"] or {}).items():
            yield [one["queue"]["team"], one["queue"]["queue"], day, *agents]


def page(content: StaffingReport) -> Iterator[str]:
    """A section a queue, and a table of what cover costs."""
    yield f"# Staffing: {escaped(content['scenario'])}"
    for one in content["queues"]:
        yield ""
        yield f"## {escaped(one['queue']['team'])}: {escaped(one['queue']['queue'])}"
        yield ""
        yield _summary(one["queue"])
        if one["week"] is not None:
            yield ""
            table = (
                [day, *("" if agents is None else _agents(agents) for agents in row)]
                for day, row in one["week"].items()
            )
            yield from markdown_table(["", *(str(hour) for hour in HOURS)], table, figures=range(1, 25))
    if content["cover"]:
        yield ""
        table = ([escaped(step["label"]), *_adds(step)] for step in content["cover"])
        yield from markdown_table(["Cover", f"{content['currency']} over the term", "Share"], table, figures=(1, 2))
        yield ""
        yield APART
    if content["warnings"]:
        yield ""
        yield from (f"- {escaped(warning)}" for warning in content["warnings"])


def _summary(queue: QueueDocument) -> str:
    contacts, load, month = queue["contacts"], queue["erlangs"], queue["busiest_month"]
    parts = []
    # Where agents are given, nobody may know how many contacts come.
    if contacts:
        parts.append(f"{rough(contacts)} contacts in {month}")
        live = queue["attention"] == "live"
        parts.append(f"{rough(load or 0)} erlangs" if live else f"{rough(queue['handling_hours'] or 0)} handling hours")
    parts += [
        f"on duty {plain(round(queue['average_staffed_positions'], 1))}, peak {plain(round(queue['peak_staffed_positions'], 1))}",
        f"{rough(queue['logged_in_hours'])} logged-in hours a month",
    ]
    if queue["response_hours"] is not None:
        parts.append(f"answered within {plain(queue['response_hours'])} h")
    if queue["service_level"] is not None:
        parts.append(f"{percent(queue['service_level'])} in time")
    if queue["blended_hours"]:
        parts.append(f"{rough(queue['blended_hours'])} hours done by live agents")
    if queue["presence_hours"]:
        parts.append(f"{rough(queue['presence_hours'])} of them somebody looks in so that answers keep the promise")
    return " · ".join(parts)


def _adds(step: CoverDocument) -> tuple[str, str]:
    """What a step adds, and that as a share of the total without it."""
    sign = "+" if step["adds"] >= 0 else "−"
    share = percent(abs(step["adds"]) / step["without"]) if step["without"] else ""
    return f"{sign}{rough(abs(step['adds']))}", f"{sign}{share}"


def _strip(week: dict[str, list[float | None]]) -> Iterator[Text]:
    """The most agents in each hour, on the customers' clock; the number says it all, the shade only helps."""
    most = max((agents for row in week.values() for agents in row if agents is not None), default=0.0) or 1.0
    yield Text("       " + "".join(f"{hour:>3}" for hour in HOURS), "dim")
    for day, agents in week.items():
        row = Text(f"  {day}  ")
        for value in agents:
            if value is None:
                row.append("  .", "dim")
                continue
            shade = min(len(SHADES) - 1, round(value / most * (len(SHADES) - 1)))
            row.append(f"{_agents(value):>3}", SHADES[shade])
        yield row


def _agents(value: float) -> str:
    return plain(round(value, 1)) if value < 10 and value % 1 else f"{value:.0f}"
