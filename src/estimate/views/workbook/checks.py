"""The sheet of checks: sums that must agree, what differs from what was handed over, and numbers that hold for some inputs only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from estimate.ground.records import dataclass
from estimate.language import shown
from estimate.views.workbook import lines
from estimate.views.workbook.inputs import OWN, Guard
from estimate.views.workbook.layout import BODY, FIRST, HEAD_ROW, Reader, letters, quoted
from estimate.views.workbook.lines import Asked
from estimate.views.workbook.model import Model
from estimate.views.workbook.writing import GREEN, RED, Book, address, in_formula

WHAT, NOW, SHOULD, RESULT, MEANS = range(5)
HEADS = {WHAT: "Check", NOW: "Now", SHOULD: "Should be", RESULT: "Result", MEANS: "What it means"}
WIDTHS = {WHAT: 58, NOW: 18, SHOULD: 18, RESULT: 12, MEANS: 80}
OK, LOOK, CHANGED = "ok", "LOOK", "changed"


@dataclass(frozen=True)
class Check:
    """A line of the sheet: two figures, whether it holds, and what it means where it does not. A note is no failure."""

    said: str
    now: str
    should: str
    holds: str
    means: str
    values: tuple[float, float] = (0, 0)
    note: bool = False
    fails: bool = False
    """Whether it does not hold as written."""


def write_checks(book: Book, model: Model, asked: Sequence[Asked], guards: Sequence[Guard], handed_over: float) -> str:
    """Write the sheet; answers the address of the number of checks that fail."""
    name = model.name("Checks")
    out = book.sheet(
        name, "Checks", "Gray figures and green words: nothing to do. A red LOOK says which number no longer holds."
    )
    for column, width in WIDTHS.items():
        out.set_column(column, column, width)
    out.freeze_panes(BODY, 1)
    book.headings(out, HEAD_ROW, HEADS, (NOW, SHOULD))
    found = [*_checks(model, asked, guards, handed_over)]
    plain, wrapped = book.style(text_wrap=True), book.style(text_wrap=True, font_color="#6B6B6B")
    figure = book.style(num_format=book.money, font_color="#6B6B6B")
    for at, check in enumerate(found, BODY):
        out.write_string(at, WHAT, check.said, plain)
        book.formula(out, at, NOW, check.now, figure, check.values[0])
        book.formula(out, at, SHOULD, check.should, figure, check.values[1])
        holds, otherwise = (
            check.holds.format(now=address(at, NOW), should=address(at, SHOULD)),
            CHANGED if check.note else LOOK,
        )
        text = f"IF({holds},{in_formula(OK)},{in_formula(otherwise)})"
        word = shown(otherwise if check.fails else OK)
        book.formula(
            out,
            at,
            RESULT,
            f"IF(ISERROR({address(at, NOW)}),{in_formula(LOOK)},{text})",
            book.style(bold=True, font_color=GREEN, align="center"),
            word,
        )
        out.write_string(at, MEANS, check.means, wrapped)
        book.fitting(out, at, {WHAT: check.said, MEANS: check.means}, WIDTHS)
    last = BODY + len(found) - 1
    results = f"{address(BODY, RESULT)}:{address(last, RESULT)}"
    for word, color, fill in ((LOOK, "#FFFFFF", RED), (CHANGED, "#7F6000", "#FFF2CC")):
        out.conditional_format(
            BODY, RESULT, last, RESULT,
            {"type": "cell", "criteria": "==", "value": in_formula(word), "format": book.workbook.add_format({"bold": True, "font_color": color, "bg_color": fill})},
        )  # fmt: skip
    out.write_string(3, WHAT, "Checks that fail", book.style(bold=True))
    book.formula(
        out,
        3,
        NOW,
        f"COUNTIF({results},{in_formula(LOOK)})",
        book.style(bold=True, align="right"),
        sum(one.fails and not one.note for one in found),
    )
    book.named(f"{model.prefix}{shown('Checks that fail')}", name, address(3, NOW))
    out.print_area(0, 0, last, MEANS)
    out.repeat_rows(HEAD_ROW)
    out.fit_to_pages(1, 0)
    return f"{quoted(name)}!{address(3, NOW)}"


def _checks(model: Model, asked: Sequence[Asked], guards: Sequence[Guard], handed_over: float) -> Iterator[Check]:
    total = lines.total(model)
    near = f"ABS({{now}}-{{should}})<{0.5 / model.scale!r}"
    rows = [lines.cell(model, row.key) for row in model.lines]
    answers = [lines.cell(model, row.key) for row in lines.answer_rows(model, asked)]
    rows += answers
    value = (handed_over, handed_over)
    yield Check("The lines sum to the total", "+".join(rows), total, near, "A line is missing from the total.", value)
    sums = [lines.cell(model, model.key("category", one)) for one in lines.categories(model, asked)]
    yield Check("The categories sum to the total", "+".join(sums), total, near, "A line has no category.", value)
    months = len(model.layout.months) * len(model.lines)
    without = "".join(f"-{cell}" for cell in answers)
    raw = model.result.one("total_cost")
    if model.formulas.constant(("total_cost", 0)) is None:
        reader = Reader(model.layout, model.name("Checks"))
        yield Check(
            "The rounded lines are the model's own total", f"{total}{without}", reader.one(model.key("total_cost", 0)),
            f"ABS({{now}}-{{should}})<={0.5 / model.scale * months!r}",
            "Lines and model have come apart by more than rounding each line and month can do.", (handed_over, raw),
        )  # fmt: skip
    yield Check(
        "The total now is the total that was handed over", total, repr(handed_over), near,
        "An input was changed, or a price filled in. Ranges and odds on the summary are those of what was handed over.", value, note=True,
    )  # fmt: skip
    own = _column(model, OWN)
    yield Check(
        "What stands in 'Your value' is a number", f"COUNTA({own})", f"COUNT({own})", "{now}={should}",
        "A text in 'Your value' is not counted; write a number.",
    )  # fmt: skip
    yield from _ranges(model)
    for queue, week in model.live.weeks.items():
        if "tries" in week.blocks:
            yield _tries(model, queue)
    for guard in guards:
        yield Check(
            guard.said,
            guard.where,
            guard.where,
            guard.formula.replace("{", "{{").replace("}", "}}"),
            "Fill in 'Your value', or change the scenario and write the workbook again.",
            (guard.value, guard.value),
        )
    if model.result.case.unpriced:
        open_ones = [one for one in asked if one.question.id in {item.id for item in model.result.case.unpriced}]
        priced = "+".join(f"ISNUMBER({one.amount})" for one in open_ones) or "0"
        count = len(model.result.case.unpriced)
        yield Check(
            "What surely costs something has a price", priced, str(count), "{now}={should}",
            "The total lacks what has no price yet; the sheet of questions names it.", (0, count), note=True, fails=True,
        )  # fmt: skip


def _column(model: Model, column: int) -> str:
    places = [model.layout.at[one.key] for one in model.inputs]
    first, last = min(at.row for at in places), max(at.row for at in places)
    return f"{quoted(places[0].sheet)}!{address(first, column)}:{address(last, column)}"


def _ranges(model: Model) -> Iterator[Check]:
    """Low is at most likely, and likely at most high."""
    low, likely, high = (_column(model, column) for column in (6, 7, 8))
    broken = f"SUMPRODUCT(({low}>{likely})+({likely}>{high}))"
    yield Check(
        "Low ≤ likely ≤ high, of every input",
        broken,
        "0",
        "{now}={should}",
        "The numbers of an input are in the wrong order.",
    )


def _tries(model: Model, queue: int) -> Check:
    """Whether the cells of a live week tried enough numbers of agents; where the last try was still too few, the search ended early."""
    week = model.live.weeks[queue]
    reader = Reader(model.layout, "")
    first, last = letters(FIRST + 1), model.layout.last

    def whole(block: str) -> str:
        one, other = (model.layout.at[model.key(block, queue, level)] for level in (0, len(week.week.densities) - 1))
        return f"{quoted(one.sheet)}!${first}${one.row + 1}:${last}${other.row + 1}"

    promised = f"*{week.get(reader, 'service_level_share')}" if week.impatient else ""
    ended = f"SUMPRODUCT(--({whole('agents')}=INT({whole('load')}{promised})+1+{week.tries}))"
    members = model.result.case.members
    return Check(
        f"Enough numbers of agents are tried: {members['queue'][queue]}", ended, "0", "{now}={should}",
        "The load grew so far that more agents are needed than the cells try; write the workbook again from the changed scenario.",
    )  # fmt: skip
