"""The list of questions to send to a vendor, for a terminal, a mail or a script."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from estimate.answers.open_points import Question
from estimate.ground.errors import printable
from estimate.report.document import document
from estimate.report.figures import rough, symbol
from estimate.report.sections import Report
from estimate.views.csv import cell
from estimate.views.fitting import wrapped
from estimate.views.markdown import escaped

WIDEST = 100


def show(report: Report, console: Console) -> None:
    """Print the questions, those of the whole contract first, then team by team."""
    for line in lines(report, min(WIDEST, console.width)):
        console.print(line, soft_wrap=True)


def lines(report: Report, width: int) -> Iterator[Text]:
    case = report.estimate.case
    yield Text(f"Questions for the vendor: {printable(case.scenario.name)}", "bold")
    if not report.questions:
        yield Text("  No price of a vendor stands in this scenario, so there is nothing to ask.")
    number = 0
    for team, asked in _by_team(report).items():
        yield Text()
        yield Text(printable(team or "The contract"), "bold")
        for question in asked:
            number += 1
            yield from wrapped(f"{number:>3}. ", printable(question.question), width)
            yield from wrapped("     ", _meanwhile(question, case.currency), width, "dim")


def text(report: Report) -> str:
    """The questions as plain text, for a file."""
    return "\n".join(line.plain.rstrip() for line in lines(report, WIDEST)) + "\n"


def markdown(report: Report) -> str:
    """A page to send."""
    out = [f"# Questions: {escaped(report.estimate.case.scenario.name)}", ""]
    for team, asked in _by_team(report).items():
        out += [f"## {escaped(team or 'The contract')}", ""]
        out += [f"1. **{escaped(question.about)}.** {escaped(question.question)}" for question in asked]
        out += [""]
    return "\n".join(out)


def as_json(report: Report) -> str:
    """The questions as they stand in the estimate's document."""
    return json.dumps(document(report)["questions"], indent=2, ensure_ascii=False) + "\n"


def as_csv(report: Report) -> str:
    """One question a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = ("team", "id", "about", "question", "why", "amount")
    writer.writerow(columns)
    for question in document(report)["questions"]:
        values = dict(question)
        writer.writerow([cell(values[column]) for column in columns])
    return out.getvalue()


def _by_team(report: Report) -> dict[str | None, list[Question]]:
    groups: dict[str | None, list[Question]] = {}
    for question in report.questions:
        groups.setdefault(question.team, []).append(question)
    return groups


def _meanwhile(question: Question, currency: str) -> str:
    taken = (
        "" if question.amount is None else f" The estimate takes {symbol(currency)} {rough(question.amount)} meanwhile."
    )
    return f"{printable(question.why)}{taken}"
