"""The page of one estimate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from estimate import __version__
from estimate.answers.movable import CURVE, REFUSED, SHAPE, movables
from estimate.cards.catalog import Catalog
from estimate.files.input_file import InputFile
from estimate.ground.units import decimals
from estimate.model.lines import CATEGORIES
from estimate.report.document import document, month_names
from estimate.report.figures import symbol, unit_in_words
from estimate.report.footing_document import origin_document
from estimate.report.naming import unit_at
from estimate.report.parts import EstimateDocument, OriginDocument
from estimate.report.sections import Report
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.request import Request
from estimate.views.page import assumptions, memo
from estimate.views.page.assumptions import Assumed, Source
from estimate.views.page.file import chart, page, section, table_beside
from estimate.views.page.languages import names_in
from estimate.views.page.live import (
    SHOWN,
    Live,
    label_at,
    label_of,
    movable_data,
    program,
    queue_data,
    tornado_data,
)
from estimate.views.page.markup import Markup, joined, tag
from estimate.views.page.memo import Group, weaker
from estimate.views.page.words import ENGLISH, Words, say

SCRIPTS = ("page.js", "charts.js", "whatif.js", "tree.js", "estimate.js")


def render(report: Report, request: Request, read: InputFile) -> str:
    """The page of a scenario that has just been estimated; `request` and `read` say how, for what may be moved."""
    result, catalog = report.estimate, report.estimate.case.catalog

    def resolve(settings: Sequence[str]) -> ResolvedScenario:
        return replace(request, settings=(*request.settings, *settings)).case_of(read, catalog)

    content = document(report)
    simulation = report.spread.simulation if report.spread else None
    live = Live(result, content, read.source, request.settings, *movables(result, resolve), simulation)
    return estimate_page(content, live)


def estimate_page(content: EstimateDocument, live: Live | None, words: Words = ENGLISH) -> str:
    """An estimate as a page; without `live` (a saved estimate) it shows its figures and computes nothing."""
    groups = groups_of(content, live)
    assumed = assumed_of(content, live, words)
    sources = sources_of(live.result.case.catalog if live else Catalog())
    body = joined(
        tag("header", memo.heading(content, words), memo.verdict(content, words, groups)),
        tag("p", words["old"], class_="note", id="old", hidden=True),
        tag("p", words["saved"], class_="note") if live is None else tag("noscript", tag("p", words["no_script"], class_="note")),
        section("figures", words["figures"], memo.figures(content, words), chart("range"), class_="plain"),
        what_if(words) if live else "",
        section("where", words["where_plain"], memo.lines(content, words, groups), memo.shares(content, words)),
        section("months", words["month"], chart("months-chart"), table_beside("months-table", words["months_table"]),
                memo.years(content, words), title_data="months"),
        section("narrow", words["narrow_plain"], chart("narrow-chart"), table_beside("narrow-table", words["narrow_table"]),
                class_="scripted") if live and content["total"]["low"] is not None else "",
        section("people", words["team"], memo.people(content, words), tag("div", id="weeks"), title_data="people"),
        section("missing", words["missing"], memo.missing(content, words)),
        section("assumptions-section", words["assumptions"], assumptions.assumptions(assumed, sources, words)),
        section("how", words["computed_how"], tag("p", words["computed_intro"]), tag("div", id="tree-choice", class_="controls"),
                tag("div", id="tree"), class_="scripted screen") if live else "",
        tag("footer", tag("p", say(words, "made_by", version=__version__))),
    )  # fmt: skip
    text, model, cases = program([live] if live else [])
    data = _data(content, live, groups, assumed, model, cases, words)
    return page(
        content["scenario"],
        body,
        data | {"further": assumptions.further(content, assumed, sources, words)},
        text,
        SCRIPTS,
        words,
        names_in(content),
    )


def _data(
    content: EstimateDocument,
    live: Live | None,
    groups: list[Group],
    assumed: list[Assumed],
    model: dict[str, Any],
    cases: list[dict[str, Any]],
    words: Words,
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "currency": content["currency"],
        "sign": symbol(content["currency"]),
        "decimals": decimals(content["currency"]),
        "months": month_names(content),
        "categories": CATEGORIES,
        "range": content["total"],
        "sides": [side_data(content, live, groups, cases[0] if cases else None)],
    }
    if live is not None:
        questions = {asked["id"].rpartition(".")[2]: asked["question"] for asked in content["questions"]}
        found |= {
            "model": model,
            "movables": movable_data(live, 0, words),
            "shown": SHOWN,
            "tornado": tornado_data(live, questions, words),
            "fixed": fixed_rows(live, words),
            "assumed": {name: {row: at for at, one in enumerate(assumed) for other, row in one.place if other == name}
                        for name in dict.fromkeys(name for one in assumed for name, _ in one.place)},
            "compare": False,
        }  # fmt: skip
    return found


def side_data(
    content: EstimateDocument, live: Live | None, groups: list[Group], case: dict[str, Any] | None
) -> dict[str, Any]:
    """One estimate as the script reads it."""
    by_category = {
        category: [sum(month) for month in zip(*rows, strict=True)]
        for category in CATEGORIES
        if (rows := [line["by_month"] for line in content["lines"] if line["category"] == category])
    }
    found: dict[str, Any] = {
        "name": content["scenario"],
        "total": content["total"]["expected"],
        "byCategory": by_category,
        "perContact": content["unit_costs"]["contact"],
        "against": content["against"] and {"name": content["against"]["name"], "total": content["against"]["total"]},
    }
    if live is None or case is None:
        return found
    result = live.result
    return found | {
        "case": case,
        "members": result.case.members,
        "years": result.case.parents["month"],
        "length": result.case.term.length,
        "parts": result.case.term.parts,
        "groups": [
            {
                "id": group.id,
                "label": group.label,
                "category": group.category,
                "team": group.team,
                "basis": group.basis,
                "members": group.members,
            }
            for group in groups
        ],
        "oneOff": [[line.line.amount, line.row] for line in live.every_line() if line.one_off],
        "queues": queue_data(live),
        "source": live.source,
        "settings": list(live.settings),
        "scenario": plain_data(result.case.files[0].data),
    }


def plain_data(value: Any) -> Any:
    """A scenario's data as JSON has it; dates and the like as they would be written."""
    if isinstance(value, dict):
        return {str(key): plain_data(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def groups_of(content: EstimateDocument, live: Live | None) -> list[Group]:
    """The lines of the document by what they are and by team, then those that cost nothing as it stands."""
    several = len(content["staffing"]) > 1
    groups: dict[tuple[str, str, str | None], Group] = {}
    for line in content["lines"]:
        team = line["team"] if several else None
        key = (line["id"], line["label"], team)
        group = groups.setdefault(key, Group(line["id"], line["label"], line["category"], team, 0.0, "given"))
        group.amount += line["amount"]
        group.basis = weaker(group.basis, line["origin"]["basis"])
    if live is not None:
        for found in live.every_line():
            team = found.team if several else None
            key = (found.id, found.label, team)
            new = Group(found.id, found.label, found.category, team, 0.0, found.origin.basis)
            groups.setdefault(key, new).members.append((found.line.amount, found.row))
    return list(groups.values())


def assumed_of(content: EstimateDocument, live: Live | None, words: Words) -> list[Assumed]:
    """Every value that somebody claims, what moves the total most first; of a saved estimate those that it lists."""
    if live is None:
        return [
            Assumed(
                one["quantity"].replace("_", " "),
                one["path"],
                one["expected"],
                one["low"],
                one["high"],
                unit_in_words(one["unit"], ""),
                one["origin"],
            )
            for one in content["assumptions"]
        ]
    ranks = {place: at for at, one in enumerate(live.result.influences) for place in one.places}
    together: dict[tuple[str, str, float], Assumed] = {}
    for name, row, sourced in live.result.stated():
        value = live.result.values[name][row]
        key = (name, sourced.origin.fact or sourced.path, value)
        said = together.get(key)
        place = (*(said.place if said else ()), (name, row))
        together[key] = Assumed(
            label_at(live, place, words), said.path if said else sourced.path, value, sourced.value.low, sourced.value.high,
            unit_at(live.result, name, row, sourced.unit), _origin(sourced.origin), place,
        )  # fmt: skip
    worst = len(ranks)
    return sorted(
        (one for one in together.values() if one.value == one.value),
        key=lambda one: min(ranks.get(place, worst) for place in one.place),
    )


def _origin(origin: Any) -> OriginDocument:
    found = origin_document(origin)
    line = origin.line()
    return {**found, "file": f"{found['file']}:{line}"} if line and found["file"] else found


def sources_of(catalog: Catalog) -> dict[str, Source]:
    """The published sources by their ids."""
    found = {}
    for layer in reversed(catalog.layers("sources")):
        for key, source in layer.data.items():
            year = str(source.get("published") or "")[:4]
            title = ", ".join(part for part in (str(source["title"]), str(source["publisher"]), year) if part)
            found[str(key)] = Source(title, str(source["url"]))
    return found


def what_if(words: Words) -> Markup:
    """The table of numbers that can be moved; its rows are made by the script."""
    heads = [
        tag("th", words["input"], scope="col"),
        tag("th", words["handed_over"], scope="col", class_="number"),
        tag("th", words["now"], scope="col"),
        tag("th", words["effect"], scope="col", class_="number"),
    ]
    buttons = [("reset", "reset"), ("copy-link", "copy_link"), ("copy-set", "copy_set"), ("download", "download")]
    return section(
        "what-if",
        words["what_if"],
        tag("p", words["what_if_intro"]),
        tag("table", tag("thead", tag("tr", *heads)), tag("tbody"), id="moves"),
        tag(
            "p",
            tag("label", words["add_input"], " ", tag("select", tag("option", words["choose"], value=""), id="add")),
            class_="controls",
        ),
        tag("p", *(joined(tag("button", words[key], id=name), " ") for name, key in buttons), class_="controls"),
        tag("p", id="said", role="status", aria_live="polite"),
        tag(
            "p",
            tag("label", tag("span", words["copied"]), tag("textarea", id="copied", readonly=True, rows="2")),
            hidden=True,
            id="copied-row",
            class_="controls",
        ),
        tag(
            "details",
            tag("summary", words["fixed"]),
            tag("p", words["fixed_intro"], " ", tag("code", id="fixed-command")),
            tag("div", id="fixed", class_="wide", tabindex="0", role="group"),
        ),
        class_="scripted screen",
    )


def fixed_rows(live: Live, words: Words) -> list[tuple[str, str, str]]:
    """What a page cannot move, why, and the setting that does."""
    case, scenario = live.result.case, live.result.case.scenario
    single = "team" in (case.files[0].data or {})
    rows = [
        (words["fixed_months"], words["fixed_shape"], f"months={case.term.length:g}"),
        (words["fixed_start"], words["fixed_shape"], f"start={case.term.start}"),
        (words["fixed_currency"], words["fixed_shape"], f"currency={case.currency}"),
    ]
    for at, (_, team) in enumerate(scenario.each_team()):
        place = "team" if single else f"teams[{at}]"
        name = case.members["team"][at]
        rows.append((say(words, "fixed_region", team=name), words["fixed_shape"], f"{place}.region={team.region}"))
        rows.append((say(words, "fixed_hours", team=name), words["fixed_shape"], f"{place}.hours=24/7"))
    why = {SHAPE: words["fixed_shape"], CURVE: words["fixed_curve"], REFUSED: words["fixed_refused"]}
    return rows + [
        (label_of(live, one.source, words), why[one.why], f"{one.paths[0]}={one.value:.6g}") for one in live.fixed
    ]
