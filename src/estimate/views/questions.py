"""The list of questions to send to a vendor, for a terminal, a mail or a script."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

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


def show(reports: Sequence[Report], console: Console) -> None:
    """Print the questions of every bid, those of the whole contract first, then team by team."""
    for line in lines(reports, min(WIDEST, console.width)):
        console.print(line, soft_wrap=True)


def lines(reports: Sequence[Report], width: int) -> Iterator[Text]:
    number = 0
    for position, report in enumerate(reports):
        if position:
            yield Text()
        case = report.estimate.case
        yield Text(f"Questions for the vendor: {printable(case.scenario.name)}", "bold")
        if not report.questions:
            yield Text("  No price of a vendor stands in this scenario, so there is nothing to ask.")
        for team, asked in _by_team(report).items():
            yield Text()
            yield Text(printable(team or "The contract"), "bold")
            for question in asked:
                number += 1
                yield from wrapped(f"{number:>3}. ", printable(question.question), width)
                if question.answer:
                    yield from wrapped("     Answer: ", printable(question.answer), width, "green")
                else:
                    yield from wrapped("     ", _meanwhile(question, case.currency), width, "dim")


def text(reports: Sequence[Report]) -> str:
    """The questions as plain text, for a file."""
    return "\n".join(line.plain.rstrip() for line in lines(reports, WIDEST)) + "\n"


def markdown(reports: Sequence[Report]) -> str:
    """A page to send, with a column for the answers; numbers go on through all bids."""
    out: list[str] = []
    number = 0
    for report in reports:
        out += [f"# Questions: {escaped(report.estimate.case.scenario.name)}", ""]
        for team, asked in _by_team(report).items():
            out += [f"## {escaped(team or 'The contract')}", "", "| No. | Question | Answer |", "| ---: | --- | --- |"]
            for question in asked:
                number += 1
                words = f"**{escaped(question.about)}.** {escaped(question.question)}"
                out.append(f"| {number} | {words} | {escaped(question.answer)} |")
            out += [""]
    return "\n".join(out)


def as_json(reports: Sequence[Report]) -> str:
    """The questions as they stand in the estimate's document, numbered through all bids."""
    return json.dumps(_numbered(reports), indent=2, ensure_ascii=False) + "\n"


def as_csv(reports: Sequence[Report]) -> str:
    """One question a row, with a column for the answers."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = ("number", "scenario", "team", "id", "about", "question", "why", "amount", "answer")
    writer.writerow(columns)
    for question in _numbered(reports):
        writer.writerow([cell(question[column]) for column in columns])
    return out.getvalue()


def _numbered(reports: Sequence[Report]) -> list[dict[str, Any]]:
    asked = [
        {"scenario": report.estimate.case.scenario.name, **question}
        for report in reports
        for question in document(report)["questions"]
    ]
    return [{"number": number + 1, **question} for number, question in enumerate(asked)]


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
