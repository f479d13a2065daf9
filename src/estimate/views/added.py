"""What the rate cards add to a scenario, for a terminal, a page, a spreadsheet or a script."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.added import AddedDocument, AdditionDocument
from estimate.report.figures import rough, symbol
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import escaped, markdown_table

WIDEST = FILE_WIDTH = 110
"""No line is wider, however wide the console."""
LABEL, AMOUNT = 30, 12
COLUMNS = ("id", "label", "team", "amount", "within", "write", "value")
NOTHING = "The rate cards add nothing to what this scenario gives."


def lines(content: AddedDocument, width: int) -> Iterator[Text]:
    """The two totals, then a cost a line with what to write so that it is not added."""
    width = min(WIDEST, width)
    sign = symbol(content["currency"])
    yield Text(f"What the rate cards add: {printable(content['scenario'])}", "bold")
    if not content["added"]:
        yield Text(f"  {NOTHING}")
        return
    yield from wrapped("  ", _totals(content, sign), width)
    yield Text()
    yield Text(f"  {fitted('Cost', LABEL)}{sign:>{AMOUNT}}   So that it is not added, write", "bold")
    for one in content["added"]:
        lead = f"  {fitted(printable(_name(content, one)), LABEL)}{_amount(one):>{AMOUNT}}   "
        yield from wrapped(lead, f"{one['write']}: {_value(one)}", width)
    yield Text()
    yield from wrapped("  ", "All of them at once: only_given: true in the scenario, or --only-given.", width)


def rows(content: AddedDocument) -> Iterator[list[object]]:
    """A cost a row."""
    yield list(COLUMNS)
    for one in content["added"]:
        values: dict[str, object] = {**one, "value": _value(one)}
        yield [values[column] for column in COLUMNS]


def page(content: AddedDocument) -> Iterator[str]:
    """The totals, and a table of the costs."""
    yield f"# What the rate cards add: {escaped(content['scenario'])}"
    yield ""
    if not content["added"]:
        yield NOTHING
        return
    yield _totals(content, symbol(content["currency"]))
    yield ""
    yield from markdown_table(
        ["Cost", content["currency"], "So that it is not added, write"],
        ([escaped(_name(content, one)), _amount(one), f"`{one['write']}: {_value(one)}`"] for one in content["added"]),
        figures=(1,),
    )


def _totals(content: AddedDocument, sign: str) -> str:
    return (
        f"With what the cards add the total is {sign} {rough(content['total'])}; what the scenario gives alone is "
        f"{sign} {rough(content['only_given'])}."
    )


def _name(content: AddedDocument, one: AdditionDocument) -> str:
    several = len({other["team"] for other in content["added"] if other["team"]}) > 1
    within = " (in the lines)" if one["within"] else ""
    return f"{one['label']}{within}{' · ' + one['team'] if several and one['team'] else ''}"


def _amount(one: AdditionDocument) -> str:
    return "not priced" if one["amount"] is None else rough(one["amount"])


def _value(one: AdditionDocument) -> str:
    return f"[{', '.join(one['value'])}]" if isinstance(one["value"], list) else str(one["value"])
