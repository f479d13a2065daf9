"""The list of questions to send to vendors: on a terminal, as rows and as a page with a column for the answers."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.figures import rough, symbol
from estimate.report.questions import AskedDocument, QuestionsDocument
from estimate.views.colors import CHEAPER
from estimate.views.fitting import wrapped
from estimate.views.formats import escaped, markdown_table

WIDEST = 100
"""No line is wider, however wide the console."""
COLUMNS = ("number", "scenario", "team", "id", "about", "question", "why", "amount", "answer")
CONTRACT = "The contract"
NOTHING = "No price of a vendor stands in this scenario, so there is nothing to ask."


def lines(content: QuestionsDocument, width: int) -> Iterator[Text]:
    """The questions of every bid, those of the whole contract first, then team by team."""
    width = min(WIDEST, width)
    for position, bid in enumerate(content["bids"]):
        if position:
            yield Text()
        yield Text(f"Questions for the vendor: {printable(bid['scenario'])}", "bold")
        groups = _by_team(content, bid["scenario"])
        if not groups:
            yield Text(f"  {NOTHING}")
        for team, asked in groups.items():
            yield Text()
            yield Text(printable(team or CONTRACT), "bold")
            for question in asked:
                yield from wrapped(f"{question['number']:>3}. ", printable(question["question"]), width)
                if question["answer"]:
                    yield from wrapped("     Answer: ", printable(question["answer"]), width, CHEAPER)
                else:
                    yield from wrapped("     ", _meanwhile(question, bid["currency"]), width, "dim")


def rows(content: QuestionsDocument) -> Iterator[list[object]]:
    """A question a row."""
    yield list(COLUMNS)
    for question in content["questions"]:
        yield [question[column] for column in COLUMNS]  # type: ignore[literal-required]


def page(content: QuestionsDocument) -> Iterator[str]:
    """A table for each team of each bid."""
    for position, bid in enumerate(content["bids"]):
        if position:
            yield ""
        yield f"# Questions: {escaped(bid['scenario'])}"
        groups = _by_team(content, bid["scenario"])
        if not groups:
            yield ""
            yield NOTHING
        for team, asked in groups.items():
            yield ""
            yield f"## {escaped(team or CONTRACT)}"
            yield ""
            yield from markdown_table(
                ["No.", "Question", "Answer"],
                (
                    [
                        str(one["number"]),
                        f"**{escaped(one['about'])}.** {escaped(one['question'])}",
                        escaped(one["answer"]),
                    ]
                    for one in asked
                ),
                figures=(0,),
            )


def _by_team(content: QuestionsDocument, scenario: str) -> dict[str | None, list[AskedDocument]]:
    groups: dict[str | None, list[AskedDocument]] = {}
    for question in content["questions"]:
        if question["scenario"] == scenario:
            groups.setdefault(question["team"], []).append(question)
    return groups


def _meanwhile(question: AskedDocument, currency: str) -> str:
    amount = question["amount"]
    taken = "" if amount is None else f" The estimate takes {symbol(currency)} {rough(amount)} meanwhile."
    return f"{printable(question['why'])}{taken}"
