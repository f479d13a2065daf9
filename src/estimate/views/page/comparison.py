"""The page of a comparison: the verdict, the options beside each other, why they differ, when the money is back, and shared what-ifs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from estimate import __version__
from estimate.answers.movable import Movable, movables
from estimate.answers.shared_inputs import same_place
from estimate.ground.records import dataclass
from estimate.ground.units import decimals
from estimate.model.lines import CATEGORIES
from estimate.report.comparison import Comparison
from estimate.report.comparison_document import ComparisonDocument, comparison_document
from estimate.report.comparison_parts import OptionDocument
from estimate.report.document import month_names
from estimate.report.figures import percent, plain, rough, significant, symbol, whole
from estimate.report.side import Side
from estimate.views.comparison import words as said
from estimate.views.page.estimate import groups_of, side_data, what_if
from estimate.views.page.file import chart, page, section, table_beside
from estimate.views.page.languages import names_in
from estimate.views.page.live import SHOWN, Live, movable_data, program
from estimate.views.page.markup import Markup, joined, tag
from estimate.views.page.words import ENGLISH, Words, say

SCRIPTS = ("page.js", "charts.js", "whatif.js", "compare.js")
FOLLOWING = ("total", "run_rate", "contact", "one_off", "first_year", *CATEGORIES)
"""Figures of the options that follow what is moved."""
SHOWN_ROWS = (*FOLLOWING, "total_low", "total_high", "total_budget", "cheapest_in", "present_value", "headcount")
"""Figures of the options that the page shows."""


@dataclass(frozen=True)
class Shared:
    """A number that moves in one option or in several: the place of each on the page, and its number there."""

    movables: dict[int, Movable]

    @property
    def swing(self) -> float:
        """How far it moves the total that it moves most."""
        return max(one.swing for one in self.movables.values())


def render(comparison: Comparison, words: Words = ENGLISH) -> str:
    """A comparison as a page; options that were saved stand still."""
    content, sides = comparison_document(comparison), comparison.sides
    lives = {at: _live(side) for at, side in enumerate(sides) if side.estimate is not None and side.resolve is not None}
    text, model, cases = program(list(lives.values()))
    case_of = dict(zip(lives, cases, strict=True))
    names = [side.name for side in sides]
    reference = sides[0].document
    about = [say(words, "over", months=plain(reference["months"]), start=reference["start"]), reference["currency"]]
    options = [_option(content, option, at, words) for at, option in enumerate(content["options"], 1)]
    body = joined(
        tag("header", tag("h1", " · ".join(names)), tag("p", " · ".join(about), class_="about"),
            tag("p", said.verdict(content), class_="verdict"), tag("p", id="moved", class_="moved", hidden=True)),
        tag("p", words["old"], class_="note", id="old", hidden=True),
        tag("noscript", tag("p", words["no_script"], class_="note")),
        section("options", words["options"], _table(content, lives)),
        what_if(words) if lives else "",
        *options,
        section("notes", words["notes"], _notes(content, words)),
        tag("footer", tag("p", say(words, "made_by", version=__version__))),
    )  # fmt: skip
    data: dict[str, Any] = {
        "currency": content["currency"],
        "sign": symbol(content["currency"]),
        "decimals": decimals(content["currency"]),
        "months": month_names(reference),
        "categories": CATEGORIES,
        "compare": True,
        "model": model,
        "movables": _movables(lives, words),
        "shown": SHOWN,
        "fixed": [],
        "sides": [
            side_data(side.document, lives.get(at), groups_of(side.document, lives.get(at)), case_of.get(at))
            | {"name": side.name, "byMonth": side.document["by_month"], "source": side.source}
            for at, side in enumerate(sides)
        ],
        "options": [
            {
                "bridge": [[_step(step["step"], words), step["amount"]] for step in option["bridge"]],
                "odds": option["cheaper_in"],
            }
            for option in content["options"]
        ],
    }
    return page(
        " · ".join(names), body, data, text, SCRIPTS, words, names_in(content, *(side.document for side in sides))
    )


def _live(side: Side) -> Live:
    assert side.estimate is not None
    assert side.resolve is not None
    found = movables(side.estimate, side.resolve)
    return Live(side.estimate, side.document, side.source, side.settings, *found, side.simulation)


def _movables(lives: dict[int, Live], words: Words) -> list[dict[str, Any]]:
    """The numbers that can be moved, those that options share as one; the greatest swing first."""
    found = []
    for one in sorted(_shared(lives), key=lambda shared: -shared.swing):
        sides = sorted(one.movables)
        parts = [movable_data(lives[at], at, words, [one.movables[at]])[0] for at in sides]
        first = parts[0]
        first["id"] = first["id"] if len(sides) > 1 or sides == [0] else f"{first['id']}@{sides[0]}"
        first["sides"] = {at: part["sides"][at] for at, part in zip(sides, parts, strict=True)}
        first["low"], first["high"] = max(part["low"] for part in parts), min(part["high"] for part in parts)
        found.append(first)
    return found


def _shared(lives: dict[int, Live]) -> list[Shared]:
    """Numbers of one statement, of one fact of a card, or of the work that all options do, together; every other by itself."""
    groups: dict[object, dict[int, Movable]] = {}
    first = min(lives, default=0)
    for at, live in lives.items():
        for one in live.movable:
            origin, use = one.source.sourced.origin, one.source.uses[0]
            statement = (origin.file, origin.line(), use.sourced.path.rpartition(".")[2])
            key: object = (origin.fact or statement, one.value)
            theirs = same_place(live.result.case, use.sourced.path, lives[first].result.case)
            if theirs is not None and origin.basis == "given":
                key = (theirs, use.name, one.value)
            own = groups.setdefault(key, {})
            if at in own:
                groups[at, key] = {at: one}
            else:
                own[at] = one
    return [Shared(members) for members in groups.values()]


def _table(content: ComparisonDocument, lives: dict[int, Live]) -> Markup:
    heads = [tag("td"), *(tag("th", side["name"], scope="col", class_="number") for side in content["sides"])]
    rows = []
    for row in said.figures(content):
        if row["id"] not in SHOWN_ROWS:
            continue
        cells = [
            tag("td", said.figure(row, at), class_="number",
                data_figure=f"side.{at}.{row['id']}" if at in lives and row["id"] in FOLLOWING else None)
            for at in range(len(content["sides"]))
        ]  # fmt: skip
        rows.append(
            tag("tr", tag("th", row["label"], scope="row"), *cells, class_="category" if row["id"] == "total" else None)
        )
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows))
    return tag("div", table, class_="wide", tabindex="0", role="group")


def _option(content: ComparisonDocument, option: OptionDocument, at: int, words: Words) -> Markup:
    """Why an option costs more or less than the reference, when the money is back, and how likely it is the cheaper one."""
    sign, reference, name = symbol(content["currency"]), content["sides"][0]["name"], option["name"]
    amount, payback = f"{sign} {rough(abs(option['difference']))}", option["returns"]["payback_month"]
    word = words["dearer" if option["difference"] > 0 else "cheaper"]
    steps = [
        tag("tr", tag("th", _step(step["step"], words), scope="row"), tag("td", whole(step["amount"]), class_="number"))
        for step in option["bridge"]
    ]
    back = (
        say(words, "payback_never", option=name) if payback is None
        else say(words, "payback_title", option=name, months=plain(significant(payback, 2))) if payback
        else say(words, "payback_none", option=name)
    )  # fmt: skip
    odds = option["cheaper_in"]
    holds = said.holds(content, option)
    return section(
        f"option-{at}",
        say(words, "bridge_title", option=name, amount=amount, word=word, reference=reference),
        chart(f"bridge-{at}"),
        tag("details", tag("summary", words["bridge_table"]), tag("div", tag("table", tag("tbody", *steps)), class_="wide", tabindex="0", role="group"), class_="beside"),
        tag("h3", back, id=f"payback-title-{at}"),
        chart(f"payback-{at}"),
        table_beside(f"payback-table-{at}", words["payback_table"]),
        joined(tag("h3", say(words, "odds_title", option=name, reference=reference, share=percent(odds))), chart(f"odds-{at}"),
               tag("p", words["odds_even"], class_="legend")) if odds is not None else "",
        tag("p", said.capital(holds)) if holds else "",
    )  # fmt: skip


def _step(step: str, words: Words) -> str:
    return words.get(f"step_{step}", step.replace("_", " "))


def _notes(content: ComparisonDocument, words: Words) -> Markup:
    notes: Sequence[str] = content["notes"]
    return tag("ul", *(tag("li", said.capital(note)) for note in notes)) if notes else tag("p", words["no_notes"])
