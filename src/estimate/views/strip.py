"""A week of agents on duty as a strip of numbers and shades: a row a day, a column an hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from estimate.answers.coverage_cost import Step
from estimate.answers.staffing import QueueStaffing
from estimate.ground.errors import printable
from estimate.model.coverage import DAY
from estimate.model.opening_words import DAYS
from estimate.report.figures import percent, plain, rough, symbol

SHADES = ("", *(f"color(231) on color({shade})" for shade in (237, 22, 28, 130, 124)))
"""White on ever warmer grounds, which can be read on light and dark terminals alike."""


def show(queues: Sequence[QueueStaffing], steps: Sequence[Step], currency: str, console: Console) -> None:
    """Print every live queue's week, the deferred queues' hours, and what cover costs."""
    for line in lines(queues, steps, currency, colored=bool(console.color_system) and not console.no_color):
        console.print(line, soft_wrap=True)


def lines(queues: Sequence[QueueStaffing], steps: Sequence[Step], currency: str, *, colored: bool) -> Iterator[Text]:
    for queue in queues:
        yield Text(f"{printable(queue.team)} · {printable(queue.queue)}", "bold")
        yield Text(f"  {_summary(queue)}")
        if queue.week is not None and queue.duty is not None:
            yield from _strip(queue, colored=colored)
        yield Text()
    if steps:
        yield Text("What cover costs over the term", "bold")
        wide = max(len(step.label) for step in steps)
        for step in steps:
            sign = "+" if step.adds >= 0 else "−"
            share = percent(abs(step.adds) / step.without) if step.without else ""
            yield Text(f"  {step.label:<{wide}}  {symbol(currency)} {sign}{rough(abs(step.adds)):>9}  {sign}{share}")
        yield Text("  Each is the difference of two estimates; they do not add up.", "dim")


def _summary(queue: QueueStaffing) -> str:
    load = (
        f"{rough(queue.erlangs)} erlangs"
        if queue.attention == "live"
        else f"{rough(queue.handling_hours)} handling hours"
    )
    # Where agents are given, nobody may know how many contacts come.
    parts = [
        *([f"{rough(queue.contacts)} contacts in {queue.month}", load] if queue.contacts else []),
        f"on duty {plain(round(queue.average, 1))}, peak {plain(round(queue.peak, 1))}",
        f"{rough(queue.logged_in_hours)} logged-in hours a month",
    ]
    if queue.response_hours is not None:
        parts.append(f"answered within {plain(queue.response_hours)} h")
    if queue.service is not None:
        parts.append(f"{percent(queue.service.service_level)} in time")
    if queue.blended_hours:
        parts.append(f"{rough(queue.blended_hours)} hours done by live agents")
    if queue.presence_hours:
        parts.append(f"{rough(queue.presence_hours)} of them somebody looks in so that answers keep the promise")
    return " · ".join(parts)


def _strip(queue: QueueStaffing, *, colored: bool) -> Iterator[Text]:
    """The most agents in each hour, on the customers' clock; the number says it all, the shade only helps."""
    week, duty = queue.week, queue.duty
    assert week is not None
    assert duty is not None
    agents = dict(zip(week.densities, duty.agents, strict=True))
    hours: dict[tuple[int, int], float] = {}
    for interval in week.intervals:
        at = interval.start // DAY, interval.start % DAY // 60
        level = round(interval.share / interval.hours, 12)
        hours[at] = max(hours.get(at, 0.0), agents[level])
    most = max(hours.values()) or 1.0
    yield Text("       " + "".join(f"{hour:>3}" for hour in range(24)), "dim")
    for day, name in enumerate(DAYS):
        row = Text(f"  {name}  ")
        for hour in range(24):
            value = hours.get((day, hour))
            if value is None:
                row.append("  .", "dim")
                continue
            shade = min(len(SHADES) - 1, round(value / most * (len(SHADES) - 1)))
            text = plain(round(value, 1)) if value < 10 and value % 1 else f"{value:.0f}"
            row.append(f"{text:>3}", SHADES[shade] if colored else "")
        yield row
