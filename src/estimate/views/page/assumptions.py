"""What an estimate's page says of each value that nobody wrote: what it is, how good, and the source it is from."""

from __future__ import annotations

from collections.abc import Sequence

from estimate.ground.records import dataclass
from estimate.report.figures import amount_in, behind
from estimate.report.parts import EstimateDocument, OriginDocument
from estimate.views.page.markup import Markup, joined, tag, text
from estimate.views.page.memo import ASKED, head_row, wide
from estimate.views.page.words import Words, say

PRINTED = 6
"""Assumptions that a printed page has room for."""


@dataclass(frozen=True)
class Assumed:
    """A value that the estimate stands on, and where it is from; `place` is the input and its rows."""

    name: str
    path: str
    value: float
    low: float
    high: float
    unit: str
    origin: OriginDocument
    place: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Source:
    """A published source."""

    title: str
    url: str


def assumptions(assumed: Sequence[Assumed], sources: dict[str, Source], words: Words) -> Markup:
    """Every value with its range, how good it is, and its source: the first ones here, the others by the script."""
    numbered = cited(assumed)
    first = assumed[:PRINTED]
    rows = [_assumption(at, one, numbered, words) for at, one in enumerate(first)]
    listed = [tag("li", _link(sources.get(key), key), id=f"source-{at}") for key, at in cited(first).items()]
    search = tag(
        "p",
        tag("label", words["search"], " ", tag("input", type="search", id="search", autocomplete="off")),
        " ",
        tag("output", id="found", for_="search"),
        class_="controls scripted",
    )
    left = len(assumed) - PRINTED
    heads = head_row(words, ("input", "value", "basis", "source"), ())
    return joined(
        search,
        wide(tag("table", heads, tag("tbody", *rows), id="assumptions", class_="assumptions")),
        tag("p", say(words, "more_in_file", count=str(left)), class_="printed") if left > 0 else "",
        tag("details", tag("summary", words["sources"]), tag("ol", *listed), id="sources", class_="screen")
        if numbered
        else "",
    )


def cited(assumed: Sequence[Assumed]) -> dict[str, int]:
    """The sources of some values, numbered in the order in which they come."""
    return {key: at for at, key in enumerate(dict.fromkeys(key for one in assumed for key in one.origin["sources"]), 1)}


def further(
    content: EstimateDocument, assumed: Sequence[Assumed], sources: dict[str, Source], words: Words
) -> dict[str, object]:
    """The values and sources that the script adds: name, path, value, range, how good, file, numbers of sources, note; title and address."""
    numbered = cited(assumed)
    known = len(cited(assumed[:PRINTED]))
    return {
        "questions": [one["question"] for one in content["questions"] if not one.get("answer")][ASKED:],
        "rows": [_cells(one, numbered, words) for one in assumed[PRINTED:]],
        "sources": [
            [sources[key].title, sources[key].url] if key in sources else [key, ""] for key in list(numbered)[known:]
        ],
    }


def _link(source: Source | None, key: str) -> Markup:
    if source is None:
        return text(key)
    if source.url.startswith(("https://", "http://")):
        return tag("a", source.title, href=source.url, rel="noreferrer noopener")
    return text(f"{source.title} {source.url}")


def _assumption(at: int, one: Assumed, numbered: dict[str, int], words: Words) -> Markup:
    name, path, value, ends, how, file, cites, note = _cells(one, numbered, words)
    links = [joined(tag("a", f"[{number}]", href=f"#source-{number}"), " ") for number in cites]
    return tag(
        "tr",
        tag("th", name, tag("code", path) if path else "", scope="row"),
        tag("td", value, tag("small", ends) if ends else ""),
        tag("td", how),
        tag("td", file, " " if file else "", *links, tag("small", note, translate="no", lang="en") if note else ""),
        id=f"assumed-{at}",
    )


def _cells(one: Assumed, numbered: dict[str, int], words: Words) -> tuple[str, str, str, str, str, str, list[int], str]:
    origin = one.origin
    value = f"{amount_in(one.unit, one.value, estimated=True)} {behind(one.unit)}".strip()
    ends = ""
    if one.low < one.high:
        low, high = (amount_in(one.unit, end) for end in (one.low, one.high))
        ends = say(words, "to", low=low, high=high)
    grade = say(words, "grade", grade=origin["grade"]) if origin["grade"] else ""
    how = ", ".join(part for part in (words.get(origin["basis"], origin["basis"]), grade, origin["date"][:4]) if part)
    file = origin["file"] if origin["basis"] == "given" else ""
    note = " ".join(part for part in (origin["formula"], origin["note"]) if part)
    return one.name, one.path, value, ends, how, file, [numbered[key] for key in origin["sources"]], note
