"""An estimate as sheets: a row for each input and each formula that its cost depends on, and where all of them lie."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from estimate.answers.estimate import Estimate, LineResult, line_of
from estimate.engine import Quantity
from estimate.engine.sheet import How, SheetFormulas
from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import point
from estimate.ground.units import decimals, nearest
from estimate.language import shown
from estimate.model import RULEBOOK
from estimate.model.lines import CATEGORIES, LINES, CostLine
from estimate.report.figures import unit_in_words, unit_name
from estimate.report.naming import unit_at
from estimate.views.workbook.layout import VALUE, At, Layout, Reader, Row, Section, Sheet
from estimate.views.workbook.live import Live
from estimate.views.workbook.parts import (
    LONGEST_NAME,
    PARTS,
    Input,
    bounded,
    fixed_values,
    in_title,
    number_text,
    part_of,
)
from estimate.views.workbook.week import NEEDED, LiveWeek

TOTALS = (
    "total_cost", "present_value", "contacts_incoming", "contacts_handled", "hours_on_duty", "fte_months", "cost_per_contact",
    "cost_per_handled_contact", "cost_per_hour",
)  # fmt: skip
ADDED = ("money", "contact", "hour", "minute", "unit", "hire", "FTE-month", "price")
"""Units whose months add up to something."""


class Model:
    """Everything of one estimate that has a row, with its place; `prefix` keeps several options in one workbook apart.

    `one_sheet` puts all parts on a single sheet, for a workbook of several options.
    """

    def __init__(self, result: Estimate, prefix: str = "", *, one_sheet: bool = False) -> None:
        self.result = result
        self.prefix = prefix
        case = result.case
        self.scale = 10 ** decimals(case.currency)
        self.layout = Layout(case.months, case.parents["month"])
        self.live = Live(result, self.key)
        self._follows: dict[Any, At] = {}
        wanted = [(line.amount, row) for line in LINES for row in range(result.program.structure.size(line.index))]
        wanted += [
            (name, 0)
            for name in TOTALS
            if result.volume_known or not name.startswith(("contacts", "cost_per_c", "cost_per_h"))
        ]
        wanted += [("headcount", row) for row in range(len(case.members["team"]))]
        wanted += [place for line in result.lines if (place := self._counted(line.line, line.row)) is not None]
        self.formulas = SheetFormulas(result.program, wanted, fixed_values(result), self.live.reads)
        self._weeks()
        self.inputs = self._inputs()
        self.parts = self._parts(one_sheet=one_sheet)
        self.timeline = self._timeline()
        self.lines = self._lines()

    def key(self, *parts: Any) -> Any:
        """The key of a row of this estimate."""
        return (self.prefix, *parts)

    def name(self, sheet: str) -> str:
        """The name of one of its sheets."""
        return f"{self.prefix}{shown(sheet)}"[:LONGEST_NAME]

    def text(self, quantity: str, row: int, reader: Reader, how: How = "here") -> str:
        """What reads a quantity: the address of its row, or the number that it always is."""
        constant = self.formulas.constant((quantity, row))
        return number_text(constant) if constant is not None else reader.one(self.key(quantity, row), how)

    def line(self, row: Row) -> LineResult:
        """The cost line that a row shows."""
        found: LineResult = self._line_of[row.key]
        return found

    def _weeks(self) -> None:
        read: dict[int, set[str]] = {}
        for name, row in self.formulas.places:
            if self.formulas.is_opaque((name, row)) and name in NEEDED:
                read.setdefault(row, set()).add(name)
        for queue, names in sorted(read.items()):

            def get(reader: Reader, name: str, queue: int = queue) -> str:
                return self.text(
                    name, self.result.program.row_of("queue", queue, RULEBOOK.quantities[name].row), reader
                )

            self.live.weeks[queue] = LiveWeek(self.result, queue, frozenset(names), self.key, get)

    # Inputs

    def _inputs(self) -> list[Input]:
        """The inputs with a single value, by the part of the model that reads them first."""
        reader_of: dict[tuple[str, int], str] = {}
        for place in self.formulas.places:
            part = part_of(RULEBOOK.quantities[place[0]]) if not RULEBOOK.quantities[place[0]].is_input else ""
            for read in self.formulas.reads(place) if part else ():
                reader_of.setdefault(read, part)
        found: list[Input] = []
        known: dict[tuple[str, str, float, float, float], Any] = {}
        for name, row in self.formulas.inputs:
            quantity = RULEBOOK.quantities[name]
            if quantity.step is not None:
                continue
            sourced = self.result.case.sourced[name][row]
            assert isinstance(sourced, Sourced)
            ends = sourced.value
            if math.isinf(ends.likely):
                sourced = replace(sourced, value=point(bounded(ends.likely)))
            alike = (sourced.path, quantity.unit, ends.low, ends.likely, ends.high)
            same = known.setdefault(alike, self.key(name, row)) if sourced.path else None
            of, value = self.of(quantity, row), bounded(self.result.values[name][row])
            key, part = self.key(name, row), reader_of[name, row]
            unit = unit_at(self.result, name, row, sourced.unit)
            same_as = None if same == key else same
            found.append(Input(key, self.label(name), of, unit, quantity.doc, sourced, value, part, same_as))
        for step in self.live.inputs([place for place in self.formulas.places if self.formulas.is_opaque(place)]):
            sourced = Sourced(point(step.values), step.unit, Origin("given", note="A step of the contract."))
            unit = unit_in_words(step.unit, self.result.case.currency)
            found.append(Input(step.key, step.label, step.of, unit, step.said, sourced, step.values, "incentives"))
        order = list(PARTS)
        return sorted(found, key=lambda one: order.index(one.part))

    def place_inputs(self, sheet: str, first: int) -> list[Input | Section]:
        """Give the inputs their rows on a sheet, with a headline for each part of the model."""
        rows: list[Input | Section] = []
        part = ""
        for one in self.inputs:
            if one.part != part:
                part = one.part
                rows.append(Section(PARTS[part][0]))
            rows.append(one)
        for at, row in enumerate(rows, first):
            if isinstance(row, Input):
                self.layout.at[row.key] = At(sheet, at, VALUE)
        return rows

    def share(self, known: dict[Any, At]) -> None:
        """Take what other options hold as well from there: one value of a card, or one line of a file that both extend."""
        for one in self.inputs:
            origin, ends = one.sourced.origin, one.sourced.value
            place = origin.fact or (origin.file and origin.line() and f"{origin.file}:{origin.line()}")
            if not place or one.same_as is not None:
                continue
            _, name, *rest = one.key
            alike = (
                place,
                name,
                one.sourced.path if not origin.fact else "",
                *rest[1:],
                ends.low,
                ends.likely,
                ends.high,
            )
            if alike in known:
                self._follows[one.key] = known[alike]
            else:
                known[alike] = self.layout.at[one.key]

    def follows(self, one: Input) -> At | None:
        """Where the input stands whose value another one takes."""
        return self._follows.get(one.key) if one.same_as is None else self.layout.at[one.same_as]

    def _timeline(self) -> Sheet:
        """Inputs by month."""
        said = "What differs from month to month: blue where the scenario gives it, gray where it follows from the calendar."
        sheet = Sheet(self.name("Timeline"), "Timeline", said)
        before = ""
        for name, row in self.formulas.inputs:
            quantity = RULEBOOK.quantities[name]
            if quantity.step is None:
                continue
            sourced = self.result.case.sourced[name][row]
            origin = (sourced[-1] if isinstance(sourced, list) else sourced).origin
            if name != before:
                sheet.rows.append(Section(self.label(name)))
                before = name
            said = quantity.doc + (f" ({origin.note})" if origin.note else "")
            values = self.result.program.whole(name, self.result.values[name][row])
            given = origin.basis not in ("computed", "structural")
            key = self.key(name, row)
            sheet.rows.append(
                Row(
                    key,
                    self.label(name),
                    self.of(quantity, row),
                    self.unit(quantity.unit),
                    said,
                    values,
                    input=given,
                )
            )
        return sheet

    # Formulas

    def _parts(self, *, one_sheet: bool) -> list[Sheet]:
        rows: dict[str, list[Row | Section]] = {}
        needed = set(self.formulas.places)
        for name, quantity in RULEBOOK.quantities.items():
            if quantity.is_input:
                continue
            for row in range(self.result.program.structure.size(quantity.row)):
                if (name, row) in needed:
                    rows.setdefault(part_of(quantity), []).append(self._row(quantity, row))
        sheets = [
            Sheet(self.name(title), title, said, rows[part]) for part, (title, said) in PARTS.items() if part in rows
        ]
        if one_sheet:
            whole = Sheet(self.name("Model"), "Model", "Every quantity that the cost depends on, part by part.")
            for sheet in sheets:
                whole.rows += [Section(sheet.title), *sheet.rows]
            sheets = [whole]
        weeks = [week.sheet(self._week_name(queue)) for queue, week in self.live.weeks.items()]
        return [*sheets, *weeks]

    def _week_name(self, queue: int) -> str:
        members = self.result.case.members
        team = members["team"][self.result.program.row_of("queue", queue, "team")]
        words = f"{team} {shown(members['queue'][queue])}"
        plain = "".join(letter for letter in words if letter.isalnum() or letter in " -_.,&")
        number = shown(f"Week {queue + 1}" if len(self.live.weeks) > 1 else "Week")
        return self.name(f"{number} {plain}").strip()

    def _row(self, quantity: Quantity, row: int) -> Row:
        name = quantity.name
        values = self.result.values[name][row]
        by_month = quantity.step is not None
        if quantity.step == "year":
            values = [values[year] for year in self.layout.years]
        elif by_month:
            values = self.result.program.whole(name, values)
        return Row(
            self.key(name, row),
            self.label(name),
            self.of(quantity, row),
            self.unit(quantity.unit),
            quantity.doc,
            [bounded(float(value)) for value in values] if by_month else bounded(float(values)),
            lambda reader: self._formula(quantity, row, reader),
            by_month=by_month,
            opening=quantity.before,
            added=quantity.step == "month" and quantity.unit in ADDED,
        )

    def _formula(self, quantity: Quantity, row: int, reader: Reader) -> str:
        if self.formulas.is_opaque((quantity.name, row)):

            def get(name: str) -> str:
                return self.text(
                    name, self.result.program.row_of(quantity.row, row, RULEBOOK.quantities[name].row), reader
                )

            return self.live.text(quantity.name, row, reader, get)
        return self.formulas.text((quantity.name, row), lambda place, how: reader.one(self.key(*place), how))

    # Lines

    def _lines(self) -> list[Row]:
        """The cost lines, each month rounded to the minor unit."""
        self._line_of: dict[Any, LineResult] = {}
        case = self.result.case
        rows = []
        small = f"1E-{9 + decimals(self.result.case.currency)}"
        placed = {self.key(*place) for place in (*self.formulas.places, *self.formulas.inputs)}
        for line in LINES:
            for row in range(self.result.program.structure.size(line.index)):
                if self.formulas.constant((line.amount, row)) is not None:
                    continue
                amounts = self.result.program.whole(line.amount, self.result.values[line.amount][row])
                found = line_of(self.result, line, row, amounts)
                key = self.key("line", line.id, row)
                self._line_of[key] = found

                def formula(reader: Reader, amount: str = line.amount, row: int = row) -> str:
                    cell = reader.one(self.key(amount, row))
                    return f"ROUND({cell}+SIGN({cell})*{small},{decimals(self.result.case.currency)})"

                of = ", ".join(filter(None, (found.team, found.queue)))
                values = [nearest(amount * self.scale) / self.scale for amount in amounts]
                category = CATEGORIES[found.category]
                made = Row(
                    key,
                    found.label,
                    of,
                    "",
                    category,
                    values,
                    formula,
                    added=True,
                    form=case.currency,
                    counted=unit_name(found.unit, 2) if found.unit else "",
                )
                counted = self._counted(line, row)
                if counted is not None and self.formulas.constant(counted) is None and self.key(*counted) in placed:
                    made.beside = (
                        lambda reader, counted=counted: f"SUM({reader.one(self.key(*counted), 'whole')})",
                        math.fsum(found.quantities),
                    )
                rows.append(made)
        order = list(CATEGORIES.values())
        return sorted(rows, key=lambda row: order.index(row.said))

    def _counted(self, line: CostLine, row: int) -> tuple[str, int] | None:
        """The quantity by which a line is counted; None where it has no unit of its own."""
        quantity = RULEBOOK.quantities[line.quantity]
        if not line.unit or quantity.step is None:
            return None
        return line.quantity, self.result.program.row_of(line.index, row, quantity.row)

    # Words

    def label(self, name: str) -> str:
        """A quantity's name as words."""
        return in_title(name)

    def of(self, quantity: Quantity, row: int) -> str:
        """What a row belongs to: a team, a queue, an item."""
        if quantity.row is None:
            return ""
        members, program = self.result.case.members, self.result.program
        own = members[quantity.row][row]
        if quantity.row in ("team", "charge"):
            return own
        return f"{members['team'][program.row_of(quantity.row, row, 'team')]}, {shown(own)}"

    def unit(self, unit: str) -> str:
        """A unit with the currency of its money."""
        return unit.replace("money", self.result.case.currency)
