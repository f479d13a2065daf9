"""The sheet of inputs: each with its three numbers, what it is taken at, how good it is and where it is from."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from estimate.cards.sources import citations
from estimate.ground.percentiles import WEIGHTS
from estimate.ground.provenance import Origin
from estimate.ground.ranges import WAYS
from estimate.ground.records import dataclass
from estimate.language import shown
from estimate.views.workbook.layout import BODY, HEAD_ROW, VALUE, Section, quoted
from estimate.views.workbook.model import Model
from estimate.views.workbook.parts import Input, swanson
from estimate.views.workbook.writing import BLACK, BLUE, GRAY, PALE, RULE, Book, address, in_formula

NAME, OF, UNIT, OWN, _, EXPECTED, LOW, LIKELY, HIGH, QUALITY, WHAT, SOURCE, LINK, NOTE, KEY = range(15)
HEADS = {
    NAME: "Input", OF: "Of", UNIT: "Unit", OWN: "Your value", VALUE: "In use", EXPECTED: "Expected", LOW: "Low", LIKELY: "Likely",
    HIGH: "High", QUALITY: "How good", WHAT: "What it is", SOURCE: "From", LINK: "Link", NOTE: "Note", KEY: "Key in the scenario",
}  # fmt: skip
WIDTHS = {
    NAME: 28, OF: 24, UNIT: 15, OWN: 12, VALUE: 12, EXPECTED: 11, LOW: 11, LIKELY: 11, HIGH: 11, QUALITY: 13, WHAT: 48, SOURCE: 44,
    LINK: 28, NOTE: 46, KEY: 36,
}  # fmt: skip
SELECTOR_ROW = 3
LONGEST_LINK = 2000


@dataclass(frozen=True)
class Guard:
    """What a number on the sheets was worked out for: it holds as long as the formula is true. `where` is shown, and `value` is what stands there."""

    said: str
    formula: str
    where: str
    value: float


def write_inputs(book: Book, model: Model, rows: list[Input | Section], title: str, selector: str = "") -> list[Guard]:
    """Write the sheet; answers what its numbers were worked out for."""
    name = model.name("Inputs")
    out = book.sheet(
        name,
        title,
        "What the estimate takes from the scenario and the rate cards. Change a number in blue, or write your own beside it.",
    )
    out.freeze_panes(BODY, OF + 1)
    for column, width in WIDTHS.items():
        out.set_column(column, column, width)
    _legend(book, out)
    _selector(book, out, model, selector)
    book.headings(out, HEAD_ROW, HEADS, (OWN, VALUE, EXPECTED, LOW, LIKELY, HIGH))
    said = citations(model.result.case.catalog)
    guards: list[Guard] = []
    for at, row in enumerate(rows, BODY):
        if isinstance(row, Section):
            book.section(out, at, row.title, KEY)
            book.named(f"{name}_{shown(row.title)}", name, address(at, NAME))
        else:
            guards += _row(book, out, at, row, model, said)
    last = BODY + len(rows) - 1
    out.data_validation(
        BODY, OWN, last, OWN,
        {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15, "ignore_blank": True,
         "error_title": shown("A number"), "error_message": shown("Write a number, or leave the cell empty.")},
    )  # fmt: skip
    out.conditional_format(
        BODY,
        OWN,
        last,
        OWN,
        {"type": "no_blanks", "format": book.workbook.add_format({"bg_color": "#FFE08A", "bold": True})},
    )
    book.named(f"{name}_{shown('Your value')}", name, address(BODY, OWN), address(last, OWN))
    out.print_area(0, 0, last, SOURCE)
    out.repeat_rows(HEAD_ROW)
    out.fit_to_pages(1, 0)
    return guards


def selected(model: Model) -> str:
    """The address of the number of the selected way to take inputs."""
    return f"{quoted(model.name('Inputs'))}!{address(SELECTOR_ROW, VALUE)}"


def _legend(book: Book, out: Worksheet) -> None:
    out.write_string(
        2, NAME, "Blue: inputs, change them", book.style(font_color=BLUE, bg_color=PALE, border=1, border_color=RULE)
    )
    out.write_string(2, OF, "Black: formulas", book.style(font_color=BLACK, border=1, border_color=RULE))
    out.write_string(2, UNIT, "Gray: fixed", book.style(font_color=GRAY, border=1, border_color=RULE))
    out.write_string(
        2,
        OWN,
        "Gray figures follow from the calendar or from what shapes the model; change them in the scenario.",
        book.style(font_color=GRAY),
    )


def _selector(book: Book, out: Worksheet, model: Model, elsewhere: str) -> None:
    """The one place that says what of its range every input is taken at; `elsewhere` is the address of it for several options."""
    row = SELECTOR_ROW
    out.write_string(row, NAME, "Take every input at its", book.style(bold=True))
    at = model.result.case.at
    if elsewhere:
        book.formula(out, row, OWN, elsewhere, book.style(bold=True, align="right"), shown(at))
        out.write_string(row, OF, "as on the sheet of options", book.style(font_color=GRAY))
        _number(book, out, row, at)
        return
    out.write_string(row, OF, "choose: expected, low, likely or high", book.style(font_color=GRAY))
    out.write_string(row, OWN, at, book.style(font_color=BLUE, bg_color=PALE, border=1, border_color=RULE, bold=True))
    out.data_validation(row, OWN, row, OWN, {"validate": "list", "source": list(map(shown, WAYS))})
    _number(book, out, row, at)
    book.named(f"{model.prefix}{shown('Selected case')}", model.name("Inputs"), address(row, OWN))


def _number(book: Book, out: Worksheet, row: int, at: str) -> None:
    """The place of the word in the list of ways; a word that is none of them is an error that shows everywhere."""
    text = "NA()"
    for number, way in reversed(list(enumerate(WAYS, 1))):
        text = f"IF({address(row, OWN)}={in_formula(way)},{number},{text})"
    book.formula(out, row, VALUE, text, book.style(font_color=GRAY, align="left"), WAYS.index(at) + 1)


def _row(book: Book, out: Worksheet, at: int, row: Input, model: Model, said: dict[str, str]) -> Iterator[Guard]:
    plain, quiet = book.style(), book.style(font_color=GRAY)
    apart, wrapped = book.style(indent=1), book.style(font_color=GRAY)
    origin, ends, unit = row.sourced.origin, row.sourced.value, row.sourced.unit
    blue, black = book.number(unit, color=BLUE, bg_color=PALE), book.number(unit)
    out.write_string(at, NAME, row.label, plain)
    out.write_string(at, OF, row.of, plain)
    out.write_string(at, UNIT, row.unit, quiet)
    out.write_blank(at, OWN, None, blue)
    own = address(at, OWN)
    number = f"CHOOSE({address(SELECTOR_ROW, VALUE)},{','.join(address(at, column) for column in (EXPECTED, LOW, LIKELY, HIGH))})"
    known = (EXPECTED, ends.expected), (LOW, ends.low), (LIKELY, ends.likely), (HIGH, ends.high)
    follows = model.follows(row)
    if follows is not None:
        there = "" if follows.sheet == out.get_name() else f"{quoted(follows.sheet)}!"
        number = f"{there}{address(follows.row, VALUE)}"
        for column, value in known:
            book.formula(out, at, column, f"{there}{address(follows.row, column)}", black, value)
    else:
        yield from _numbers(book, out, at, row, blue, black)
    book.formula(out, at, VALUE, f"IF(ISNUMBER({own}),{own},{number})", book.number(unit, bold=True), row.value)
    out.write_string(at, QUALITY, f"{origin.basis}{f' ({origin.grade})' if origin.grade else ''}", apart)
    out.write_string(at, WHAT, row.said, book.style(font_color=GRAY, text_wrap=True))
    book.fitting(out, at, {WHAT: row.said}, WIDTHS)
    out.write_string(at, SOURCE, _source(origin), wrapped)
    cited = [said[one] for one in origin.sources if one in said]
    url = link(cited[0]) if cited else ""
    if url:
        out.write_url(
            at, LINK, url, book.style(font_color=BLUE, underline=1), url.partition("://")[2].partition("/")[0]
        )
    note = " ".join(filter(None, (origin.note, f"= {origin.formula}" if origin.formula else "")))
    out.write_string(at, NOTE, note, wrapped)
    out.write_string(at, KEY, row.sourced.path, wrapped)


def _numbers(book: Book, out: Worksheet, at: int, row: Input, blue: object, black: object) -> Iterator[Guard]:
    """The three numbers in blue, and what is expected of them: a formula, or a number that was fitted to them."""
    ends = row.sourced.value
    likely = address(at, LIKELY)
    out.write_number(at, LIKELY, ends.likely, blue)
    if ends.is_point:
        for column in (EXPECTED, LOW, HIGH):
            book.formula(out, at, column, likely, black, ends.likely)
        return
    out.write_number(at, LOW, ends.low, blue)
    out.write_number(at, HIGH, ends.high, blue)
    cells = [address(at, column) for column in (LOW, LIKELY, HIGH)]
    if swanson(ends) and not ends.divides:
        text = "+".join(f"{weight}*{cell}" for weight, cell in zip(WEIGHTS, cells, strict=True))
        book.formula(out, at, EXPECTED, text, black, ends.expected)
    elif swanson(ends) and ends.low > 0:
        text = "+".join(f"{weight}/{cell}" for weight, cell in zip(WEIGHTS, cells, strict=True))
        book.formula(out, at, EXPECTED, f"1/({text})", black, ends.expected)
    else:
        out.write_number(at, EXPECTED, ends.expected, book.number(row.sourced.unit, color=GRAY))
        numbers = (ends.low, ends.likely, ends.high)
        same = ",".join(
            f"{quoted(out.get_name())}!{cell}={number!r}" for cell, number in zip(cells, numbers, strict=True)
        )
        said = f"{row.label}{f' ({row.of})' if row.of else ''}: the expected value was fitted to low, likely and high"
        yield Guard(said, f"AND({same})", f"{quoted(out.get_name())}!{address(at, EXPECTED)}", ends.expected)


def _source(origin: Origin) -> str:
    """The file, the line and the date of a value."""
    line = origin.line()
    place = f"{origin.file}:{line}" if origin.file and line else origin.file
    return ", ".join(filter(None, (place, origin.date)))


def link(citation: str) -> str:
    """The address at the end of a citation; nothing where it has none that a sheet may link to."""
    url = citation.rpartition(" ")[2]
    return url if url.startswith(("https://", "http://")) and len(url) < LONGEST_LINK else ""
