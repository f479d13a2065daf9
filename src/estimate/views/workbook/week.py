"""The sheet of a live queue's week: loads and agents for each density of arrivals, months beside each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from estimate.answers.estimate import Estimate
from estimate.ground.records import dataclass
from estimate.model.coverage import DAY, WEEKS_PER_MONTH
from estimate.model.queueing import Service, service
from estimate.model.week import Duty, Week
from estimate.views.workbook import queueing
from estimate.views.workbook.layout import Reader, Row, Section, Sheet
from estimate.views.workbook.queueing import Desk

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHLY = repr(WEEKS_PER_MONTH)
ROOM = 15
"""So many more agents are tried in the cells of a week than half as many again as were needed beyond the load."""
Get = Callable[[Reader, str], str]
"""What reads a quantity of the queue: an address or a number."""

BLOCKS: dict[str, tuple[str, str]] = {
    "terms": ("What holds for the whole month", ""),
    "density": ("Share of the week's contacts that come in an open hour", "share"),
    "hours": ("Open hours a week", "hour/week"),
    "share": ("Share of the week's contacts", "share"),
    "tries": ("Agents beyond the load that are tried", "agent"),
    "load": ("Load in erlangs: agents kept busy", "erlang"),
    "agents": ("Agents on duty", "agent"),
    "level": ("Share answered within the target", "share"),
    "abandoned": ("Share that hangs up before somebody answers", "share"),
    "night": ("Of the open hours, those at night on the site's clock", "hour/week"),
    "weekend": ("Of the open hours, those at the weekend on the site's clock", "hour/week"),
    "after": ("Of the open hours, those outside the contract's hours", "hour/week"),
}
"""The blocks of a week in their order: title and unit."""
STAFFED = ("terms", "density", "hours", "tries", "load", "agents")
NEEDED: dict[str, tuple[str, ...]] = {
    "staffed_positions": STAFFED,
    "service_level": ("terms", "load", "share", "level"),
    "abandonment": ("terms", "load", "share", "abandoned"),
    "live_night_share": ("night",),
    "live_weekend_share": ("weekend",),
    "live_night_arrivals": ("density", "night"),
    "live_weekend_arrivals": ("density", "weekend"),
    "live_after_share": ("after",),
}
"""The blocks that the opaque formulas of a queue read."""


@dataclass
class LiveWeek:
    """The week of one live queue as rows; `key` makes the key of a row, `get` reads a quantity."""

    result: Estimate
    queue: int
    needed: frozenset[str]
    key: Callable[..., Any]
    get: Get

    @property
    def week(self) -> Week:
        found: Week = self.result.case.labels["week"][self.queue]
        return found

    @property
    def given(self) -> bool:
        """Whether the agents are given, so that nothing is searched for."""
        return bool(self.result.case.labels["staffed_by"][self.queue] == "agents")

    @property
    def at_once(self) -> float:
        return self._input("chats_at_once")

    @property
    def impatient(self) -> bool:
        return math.isfinite(self._input("patience_seconds"))

    @property
    def promised(self) -> bool:
        """Whether a target matters: agents are searched for it, or the share answered within it is asked."""
        return not self.given or "service_level" in self.needed

    @cached_property
    def blocks(self) -> list[str]:
        """The blocks that are needed, in their order."""
        wanted = {block for name in self.needed for block in NEEDED.get(name, ())}
        if self.given:
            wanted -= {"tries"} | (set() if {"level", "abandoned"} & wanted else {"terms", "load"})
        return [block for block in BLOCKS if block in wanted]

    def stretch(self, reader: Reader, block: str) -> str:
        """All densities of a block."""
        last = len(self.week.densities) - 1 if block != "tries" else self.tries - 1
        return reader.stretch(self.key(block, self.queue, 0), self.key(block, self.queue, last))

    def sheet(self, name: str) -> Sheet:
        """The sheet of the week."""
        members, row = self.result.case.members, self.result.program.row_of("queue", self.queue, "team")
        of = f"{members['team'][row]}, {members['queue'][self.queue]}"
        said = (
            "The open hours of a week, gathered by how densely contacts arrive. Agents are the fewest that keep the promise: Erlang C, "
            "or Erlang A where customers hang up, in closed form."
        )
        sheet = Sheet(name, f"The week of {of}", said)
        for block in self.blocks:
            sheet.rows += [Section(BLOCKS[block][0]), *self._rows(block, of)]
        return sheet

    def _rows(self, block: str, of: str) -> Iterator[Row]:
        unit = BLOCKS[block][1]
        if block == "terms":
            yield from self._terms(of)
            return
        if block == "tries":
            for at in range(self.tries):
                said = "As many agents more than the whole part of the load (or of what must be answered)."
                yield Row(
                    self.key(block, self.queue, at), f"Try {at + 1}", of, unit, said, float(at + 1), by_month=False
                )
            return
        for level, when in enumerate(self._when):
            key, label = self.key(block, self.queue, level), f"Density {level + 1}"
            if block in ("density", "hours", "share", "after"):
                yield Row(key, label, of, unit, when, self._constants(block)[level], by_month=False)
            elif block in ("night", "weekend"):
                windows = getattr(self.week, block)
                if len(set(windows)) == 1:
                    yield Row(key, label, of, unit, when, windows[0][level], by_month=False)
                else:
                    yield Row(key, label, of, unit, when, [0.0, *(window[level] for window in windows)][: self._months])
            else:
                yield Row(key, label, of, unit, when, self._values(block, level), self._formula(block, level))

    def _constants(self, block: str) -> Sequence[float]:
        if block == "after":
            window: Sequence[float] = self.result.case.labels["after_window"][self.queue]
            return window
        return {"density": self.week.densities, "hours": self.week.hours, "share": self.week.shares}[block]

    def _formula(self, block: str, level: int) -> Callable[[Reader], str]:
        def text(reader: Reader) -> str:
            def row(name: str) -> str:
                return reader.one(self.key(name, self.queue, level))

            def term(name: str) -> str:
                return reader.one(self.key(name, self.queue))

            if block == "load":
                return f"{row('density')}*{term('weekly')}*{term('seconds')}/3600"
            if block == "agents" and self.given:
                return f"{self.get(reader, 'fixed_hours')}/{MONTHLY}*{row('density')}"
            desk = self._desk(reader)
            if block == "agents":
                tries = self.stretch(reader, "tries")
                needed = queueing.either(desk, lambda desk: queueing.required(row("load"), tries, desk))
                return f"IF({self.get(reader, 'in_service')}=0,0,{needed})"
            found = queueing.level if block == "level" else queueing.abandoned
            return queueing.either(desk, lambda desk: found(row("agents"), row("load"), desk))

        return text

    def _desk(self, reader: Reader) -> Desk:
        def term(name: str) -> str:
            return reader.one(self.key(name, self.queue))

        worth = self.get(reader, "concurrency") if self.at_once > 1 else ""
        slack = "0" if self.given else f"(1-{self.get(reader, 'service_level_share')})"
        return Desk(
            target=term("target") if self.promised else "0",
            slack=slack,
            occupancy="1" if self.given else self.get(reader, "target_occupancy"),
            minimum="0" if self.given else self.get(reader, "minimum_staffing"),
            patience=term("patience") if self.impatient else "",
            given_up=f"{term('target')}/{term('patience')}" if self.impatient and self.promised else "0",
            at_once=self.get(reader, "chats_at_once") if self.at_once > 1 else "",
            worth=worth,
        )

    def _terms(self, of: str) -> Iterator[Row]:
        seconds, target = self._seconds, self._input("service_level_seconds")

        def row(
            part: str, label: str, unit: str, said: str, numbers: list[float], text: Callable[[Reader], str]
        ) -> Row:
            return Row(self.key(part, self.queue), label, of, unit, said, numbers, text)

        def in_handle_times(name: str) -> Callable[[Reader], str]:
            return lambda reader: f"{self.get(reader, name)}/{reader.one(self.key('seconds', self.queue))}"

        yield row(
            "weekly", "Contacts a week", "contact", "Contacts that come in an average week of the month.",
            [value / WEEKS_PER_MONTH for value in self._by_month("offered_rate")],
            lambda reader: f"{self.get(reader, 'offered_rate')}/{MONTHLY}",
        )  # fmt: skip
        yield row(
            "seconds", "Handle time of one agent", "second",
            "Seconds of handling, divided by the contacts that an agent takes at a time.", seconds,
            lambda reader: f"{self.get(reader, 'contact_minutes')}*60/{self.get(reader, 'concurrency')}",
        )  # fmt: skip
        if self.promised:
            yield row(
                "target", "Target in handle times", "factor", "Seconds within which a contact is to be answered, in handle times.",
                [target / one for one in seconds], in_handle_times("service_level_seconds"),
            )  # fmt: skip
        if self.impatient:
            patience = self._input("patience_seconds")
            yield row(
                "patience", "Patience in handle times", "factor", "Mean time after which customers hang up, in handle times.",
                [patience / one for one in seconds], in_handle_times("patience_seconds"),
            )  # fmt: skip

    # The values as written

    @property
    def _months(self) -> int:
        return len(self.result.case.months)

    def _input(self, name: str) -> float:
        return float(self.result.values[name][self.queue])

    def _by_month(self, name: str) -> list[float]:
        found: list[float] = self.result.program.whole(name, self.result.values[name][self.queue])
        return found

    @cached_property
    def _seconds(self) -> list[float]:
        return [minutes * 60 / self._input("concurrency") for minutes in self._by_month("contact_minutes")]

    def loads(self, level: int) -> list[float]:
        """The load of a density in each month."""
        return [
            self.week.densities[level] * contacts / WEEKS_PER_MONTH * seconds / 3600
            for contacts, seconds in zip(self._by_month("offered_rate"), self._seconds, strict=True)
        ]

    def _values(self, block: str, level: int) -> list[float]:
        if block == "load":
            return self.loads(level)
        duties = self._by_month("staffed_positions")
        agents = [duty.agents[level] if isinstance(duty, Duty) else 0.0 for duty in duties]
        if block == "agents":
            return agents
        found = [self._service(*at) for at in zip(agents, self.loads(level), self._seconds, strict=True)]
        return [one.service_level if block == "level" else one.abandonment for one in found]

    def _service(self, agents: float, load: float, seconds: float) -> Service:
        patience = self._input("patience_seconds") if self.impatient else None
        slots = (self.at_once, self._input("concurrency")) if self.at_once > 1 else (1, 1.0)
        return service(agents, load, seconds, self._input("service_level_seconds"), patience, slots)

    @cached_property
    def tries(self) -> int:
        """How many numbers of agents the cells try: half as many again as were needed, and some."""
        promised = 1.0 if not self.impatient else self._input("service_level_share")
        most = 0.0
        for level in range(len(self.week.densities)):
            for load, agents in zip(self.loads(level), self._values("agents", level), strict=True):
                most = max(most, agents - math.floor(load * promised))
        return math.ceil(most * 1.5) + ROOM

    @cached_property
    def _when(self) -> list[str]:
        """The open hours of each density in words, such as Mon 09:00, Tue 09:00."""
        hours: list[list[str]] = [[] for _ in self.week.densities]
        for interval in self.week.intervals:
            density = round(interval.share / interval.hours, 12)
            day, minute = divmod(interval.start, DAY)
            hours[self.week.densities.index(density)].append(f"{DAYS[day]} {minute // 60:02d}:{minute % 60:02d}")
        return [", ".join(one[:6]) + (f" and {len(one) - 6} more" if len(one) > 6 else "") for one in hours]
