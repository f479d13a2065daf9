"""What the rate cards add to a scenario, for a terminal, a page, a spreadsheet or a script."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.added import AddedDocument, AdditionDocument
from estimate.report.figures import rough, symbol
from estimate.views.csv import cell
from estimate.views.fitting import fitted, wrapped
from estimate.views.markdown import escaped

WIDEST = 110
LABEL, AMOUNT = 30, 12
COLUMNS = ("id", "label", "team", "amount", "within", "write", "value")
NOTHING = "The rate cards add nothing to what this scenario gives."


def show(content: AddedDocument, console: Console) -> None:
    """Print the list in the console's width."""
    for line in lines(content, max(60, min(WIDEST, console.width))):
        console.print(line, soft_wrap=True)


def lines(content: AddedDocument, width: int) -> Iterator[Text]:
    """The two totals, then a cost a line with what to write so that it is not added."""
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


def text(content: AddedDocument) -> str:
    """The list as plain text, for a file."""
    return "\n".join(line.plain.rstrip() for line in lines(content, WIDEST)) + "\n"


def markdown(content: AddedDocument) -> str:
    """A page with a table."""
    out = [f"# What the rate cards add: {escaped(content['scenario'])}", ""]
    if not content["added"]:
        return "\n".join([*out, NOTHING, ""])
    out += [
        _totals(content, symbol(content["currency"])),
        "",
        f"| Cost | {content['currency']} | So that it is not added, write |",
    ]
    out += ["| --- | ---: | --- |"]
    out += [
        f"| {escaped(_name(content, one))} | {_amount(one)} | `{one['write']}: {_value(one)}` |"
        for one in content["added"]
    ]
    return "\n".join(out) + "\n"


def as_json(content: AddedDocument) -> str:
    """The document as it is."""
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def as_csv(content: AddedDocument) -> str:
    """A header, then a cost a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in content["added"]:
        values: dict[str, object] = {**one, "value": _value(one)}
        writer.writerow([cell(values[column]) for column in COLUMNS])
    return out.getvalue()


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
