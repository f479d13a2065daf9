"""The page as it reads without a script: the verdict, the figures, the lines, people, what is missing, and every assumption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from estimate.ground.records import dataclass
from estimate.model.lines import CATEGORIES
from estimate.report.figures import money, percent, plain, rough, significant, symbol, whole
from estimate.report.parts import EstimateDocument
from estimate.report.should_we import should_we_words
from estimate.views.page.markup import Markup, joined, tag
from estimate.views.page.words import Words, say

STRENGTH = ("given", "quoted", "derived", "modeled", "assumed")
"""How good a price is, the best first."""
ASKED = 6
"""Questions that stand in the text; the script adds the others."""


@dataclass
class Group:
    """A line as the page shows it: all queues of one team, or of all teams where there is one; `members` are places of its amounts."""

    id: str
    label: str
    category: str
    team: str | None
    amount: float
    basis: str
    members: list[tuple[str, int]] = field(default_factory=list)


def weaker(one: str, other: str) -> str:
    """The poorer of two ways in which a price is known."""
    return max(one, other, key=lambda basis: STRENGTH.index(basis) if basis in STRENGTH else -1)


def heading(content: EstimateDocument, words: Words) -> Markup:
    """What it is about: name, volume, term, currency, date."""
    incoming = content["contacts"]["incoming"]
    about = [
        say(words, "volume", contacts=rough(incoming / content["months"])) if incoming else "",
        say(words, "over", months=plain(content["months"]), start=content["start"]),
        content["currency"],
        say(words, "as_of", date=content["as_of"]),
    ]
    return joined(tag("h1", content["scenario"]), tag("p", " · ".join(filter(None, about)), class_="about"))


def verdict(content: EstimateDocument, words: Words, groups: Sequence[Group]) -> Markup:
    """The answer in a few sentences."""
    sign, total = symbol(content["currency"]), content["total"]
    said = [
        say(
            words,
            "verdict_cost",
            total=f"{sign} {rough(total['expected'])}",
            months=plain(content["months"]),
            month=f"{sign} {rough(content['run_rate'])}",
        )
    ]
    low, high = total["low"], total["high"]
    if low is not None and high is not None and low < high:
        said.append(say(words, "verdict_range", low=rough(low), high=rough(high)))
    largest = max(groups, key=lambda group: group.amount, default=None)
    if largest is not None and total["expected"]:
        share = percent(largest.amount / total["expected"])
        said.append(say(words, "carried_by", first=_within(largest.label), share=share))
    against, should_we = content["against"], content.get("should_we")
    first = should_we_words(should_we) if should_we else ""
    if against is not None and not first:
        saving, months = against["returns"]["net_saving"], against["returns"]["payback_month"]
        if saving > 0:
            back = say(words, "payback", months=plain(significant(months, 2))) if months else words["payback_at_once"]
            first = say(words, "verdict_saves", amount=f"{sign} {rough(saving)}", name=against["name"], payback=back)
        else:
            first = say(words, "verdict_costs", amount=f"{sign} {rough(-saving)}", name=against["name"])
    unpriced = [item["name"] for item in content["not_priced"]]
    if unpriced:
        said.append(say(words, "incomplete", names=", ".join(unpriced)))
    return joined(
        tag("p", first, class_="verdict") if first else "",
        tag("p", " ".join(said), class_="" if first else "verdict"),
        tag("p", id="moved", class_="moved", hidden=True),
    )


def _sentence(label: str) -> str:
    return label[:1].upper() + label[1:]


def _within(label: str) -> str:
    """A label within a sentence; one that begins with capitals keeps them."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def figures(content: EstimateDocument, words: Words) -> Markup:
    """The figures that are asked for first."""
    total, sign = content["total"], symbol(content["currency"])
    low, high, budget = total["low"], total["high"], total["budget"]
    contact = content["unit_costs"]["contact"]
    rows = [_fact(words["total"], f"{sign} {rough(total['expected'])}", "total", strong=True)]
    if low is not None and high is not None and budget is not None and low < high:
        rows.append(_fact(words["range"], say(words, "to", low=rough(low), high=rough(high)), "range"))
        rows.append(_fact(words["budget"], rough(budget), "budget", note=words["budget_note"]))
    rows.append(_fact(words["run_rate"], rough(content["run_rate"]), "run_rate"))
    rows.append(_fact(words["first_year"], rough(content["by_year"][0]), "first_year"))
    rows.append(_fact(words["one_off"], rough(content["one_off"]), "one_off"))
    if contact is not None:
        rows.append(_fact(words["per_contact"], rough(contact), "per_contact"))
    return tag("dl", *rows, class_="figures")


def _fact(label: str, value: str, name: str, *, note: str = "", strong: bool = False) -> Markup:
    return tag(
        "div",
        tag("dt", label),
        tag("dd", tag("span", value, data_figure=name), tag("small", f" {note}") if note else ""),
        class_="strong" if strong else None,
    )


def lines(content: EstimateDocument, words: Words, groups: Sequence[Group]) -> Markup:
    """Every line with its share as a bar, its amount, and how good its price is."""
    total = content["total"]["expected"]
    largest = max((abs(group.amount) for group in groups), default=0.0) or 1.0
    bodies = []
    for category, label in CATEGORIES.items():
        mine = [(at, group) for at, group in enumerate(groups) if group.category == category]
        unpriced = [item for item in content["not_priced"] if item["category"] == category]
        if not any(group.amount for _, group in mine) and not unpriced:
            continue
        amount = content["by_category"].get(category, 0.0)
        head = tag(
            "tr",
            tag("th", label, scope="rowgroup"),
            tag("td"),
            tag("td", whole(amount), data_figure=f"category.{category}"),
            tag("td", percent(amount / total) if total else "", data_share=f"category.{category}"),
            tag("td"),
            class_="category",
        )
        rows = [_line(at, group, total, largest, words) for at, group in mine if group.amount]
        rows += [
            tag("tr", tag("th", item["name"], scope="row"), tag("td"), tag("td", "?"), tag("td"), tag("td", words["not_priced"]))
            for item in unpriced
        ]  # fmt: skip
        bodies.append(tag("tbody", head, *rows, id=f"category-{category}"))
    foot = tag(
        "tfoot",
        tag("tr", tag("th", words["total"], scope="row"), tag("td"), tag("td", money(total, content["currency"]), data_figure="exact"), tag("td"), tag("td")),
    )  # fmt: skip
    heads = [
        tag("th", words["line"], scope="col"),
        tag("td"),
        tag("th", f"{words['amount']}, {content['currency']}", scope="col"),
        tag("th", words["share"], scope="col"),
        tag("th", words["price_basis"], scope="col"),
    ]
    return tag("table", tag("thead", tag("tr", *heads)), *bodies, foot, class_="lines", id="lines")


def _line(at: int, group: Group, total: float, largest: float, words: Words) -> Markup:
    label = " · ".join(part for part in (group.label, group.team) if part)
    name: object = tag("button", label, data_group=at, aria_expanded="false") if group.members else label
    bar = tag("svg", tag("rect", width=f"{100 * max(0.0, group.amount) / largest:.1f}%", height=10))
    weak = group.basis in ("modeled", "assumed")
    return tag(
        "tr",
        tag("th", name, scope="row"),
        tag("td", bar, aria_hidden="true"),
        tag("td", whole(group.amount)),
        tag("td", percent(group.amount / total) if total else ""),
        tag("td", words.get(group.basis, group.basis), class_="weak" if weak else None),
        id=f"line-{at}",
    )


def shares(content: EstimateDocument, words: Words) -> Markup:
    """How much of the total rests on prices of each kind."""
    said = [f"{words[basis]} {percent(share)}" for basis, share in content["basis"]["shares"].items() if share >= 0.005]
    shares_of = f"{words['price_basis']}: {', '.join(said)}."
    return tag("p", tag("span", shares_of), " ", tag("span", words["basis_legend"]), class_="legend")


def years(content: EstimateDocument, words: Words) -> Markup:
    """The cost of each year of the contract."""
    heads = [
        tag("th", say(words, "year", number=str(at + 1)), scope="col", class_="number")
        for at in range(len(content["by_year"]))
    ]
    cells = [
        tag("td", whole(amount), class_="number", data_figure=f"year.{at}")
        for at, amount in enumerate(content["by_year"])
    ]
    return wide(
        tag("table", tag("caption", words["years"]), tag("thead", tag("tr", *heads)), tag("tbody", tag("tr", *cells)))
    )


def wide(table: Markup) -> Markup:
    """A table that scrolls by itself where the screen is narrow."""
    return tag("div", table, class_="wide", tabindex="0", role="group")


def people(content: EstimateDocument, words: Words) -> Markup:
    """Teams and queues."""
    teams = []
    for at, team in enumerate(content["staffing"]):
        busy = "–" if team["occupancy"] is None else percent(team["occupancy"])
        cells = [
            (rough(team["fte"]), "fte"), (rough(team["headcount"]), "headcount"), (rough(team["peak_headcount"]), "peak_headcount"),
            (rough(team["leads"]), "leads"), (rough(team["hires"]), "hires"), (busy, "occupancy"),
        ]  # fmt: skip
        figures = [tag("td", value, class_="number", data_figure=f"team.{at}.{name}") for value, name in cells]
        teams.append(
            tag("tr", tag("th", team["team"], scope="row"), tag("td", team["region"].replace("_", " ")), *figures)
        )
    queues = [_queue(content, words, at) for at in range(len(content["queues"]))]
    one = head_row(words, ("team", "region"), ("fte", "headcount", "peak_headcount", "leads", "hires", "occupancy"))
    other = head_row(words, ("queue", "busiest_month"), ("contacts", "staffed_positions", "peak", "in_time", "wait"))
    return joined(wide(tag("table", one, tag("tbody", *teams))), wide(tag("table", other, tag("tbody", *queues))))


def head_row(words: Words, texts: Sequence[str], numbers: Sequence[str]) -> Markup:
    cells = [tag("th", words[key], scope="col") for key in texts]
    return tag("thead", tag("tr", *cells, *(tag("th", words[key], scope="col", class_="number") for key in numbers)))


def _queue(content: EstimateDocument, words: Words, at: int) -> Markup:
    queue = content["queues"][at]
    level, wait, contacts = queue["service_level"], queue["speed_of_answer_seconds"], queue["contacts"]
    live = queue["attention"] == "live"
    name = queue["queue"] if len(content["staffing"]) == 1 else f"{queue['queue']} · {queue['team']}"
    cells = [
        ("–" if contacts is None else rough(contacts), "contacts"),
        (rough(queue["average_staffed_positions"]), "staffed_positions"),
        (rough(queue["peak_staffed_positions"]), "peak"),
        (percent(level) if level is not None else "–" if live else words["deferred"], "in_time"),
        (say(words, "seconds", number=rough(wait)) if wait is not None else "–", "wait"),
    ]
    figures = [tag("td", value, class_="number", data_figure=f"queue.{at}.{key}") for value, key in cells]
    return tag(
        "tr", tag("th", name, scope="row"), tag("td", queue["busiest_month"], data_figure=f"queue.{at}.month"), *figures
    )


def missing(content: EstimateDocument, words: Words) -> Markup:
    """What the quote does not say, what to ask, and what to know."""
    sign = symbol(content["currency"])
    parts: list[Markup] = []
    if content["warnings"]:
        parts.append(tag("h3", words["warnings"]))
        parts.append(tag("ul", *(tag("li", _sentence(warning)) for warning in content["warnings"])))
    if content["not_in_the_quote"]:
        parts.append(tag("h3", words["not_in_quote"]))
        rows = [
            tag("li", tag("strong", f"{sign} {rough(finding['amount'])}"), f" {finding['label']}: {finding['why']}")
            for finding in content["not_in_the_quote"]
        ]
        parts.append(tag("ul", *rows))
    asked = [one for one in content["questions"] if not one.get("answer")]
    if asked:
        parts.append(tag("h3", words["questions"]))
        parts.append(tag("ol", *(tag("li", one["question"]) for one in asked[:ASKED]), id="questions"))
        copy = tag("button", words["copy_questions"], id="copy-questions")
        mail = tag("a", words["mail_questions"], id="mail-questions", href="mailto:", class_="button")
        parts.append(tag("p", copy, " ", mail, class_="controls scripted"))
    return joined(*parts) if parts else tag("p", words["nothing_missing"])
