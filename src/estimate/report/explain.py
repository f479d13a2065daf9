"""The document of `explain`: the figures behind a line or a quantity, down to the files they come from; versioned plain data."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.estimate import Estimate
from estimate.answers.explain import Node
from estimate.ground.provenance import Sourced
from estimate.report.derivation import derivation
from estimate.report.figures import significant

VERSION = "1.0"
DIGITS = 12
"""Significant digits of a value, so that what floats leave behind does not show."""


class OriginDocument(TypedDict):
    """Where an input comes from, with its range; `line` is null where no line of a file says it."""

    basis: str
    grade: str
    since: str
    file: str
    line: int | None
    low: float
    likely: float
    high: float
    formula: str
    sources: list[str]
    note: str


class NodeDocument(TypedDict):
    """A figure of the tree. It stands above the figures that it came from, which are one deeper (`depth`).

    `value` is null where the figure is a word (`word`), or has no meaning for this row. `formula` says how it came about, for an input
    how its expected value follows from its range. `repeated` says that the figures behind it stand further up. `origin` is null for what
    was computed.
    """

    depth: int
    name: str
    value: float | None
    word: str
    unit: str
    meaning: str
    formula: str
    repeated: bool
    origin: OriginDocument | None


class ExplainedLineDocument(TypedDict):
    """A cost line that can be asked for: its amount over the term, and the quantity that it is the total of."""

    id: str
    label: str
    quantity: str
    amount: float


class ExplainDocument(TypedDict):
    """The tree of what was asked for (`asked`, in the month of `month`), or without it the lines that the total is the sum of.

    `sources` has what is said of each that is cited, by its id.
    """

    explain_version: str
    scenario: str
    currency: str
    at: str
    asked: str | None
    month: str
    total: float
    lines: list[ExplainedLineDocument]
    nodes: list[NodeDocument]
    sources: dict[str, str]


def explain_document(
    result: Estimate, asked: str | None, month: str, nodes: Sequence[Node], citations: Mapping[str, str]
) -> ExplainDocument:
    """Trees as plain data, each node before those that it came from; `citations` maps a source's id to what is said of it."""
    currency = result.case.currency
    found = [one for node in nodes for one in _flat(node, 0, currency)]
    cited = {source for one in found if one["origin"] for source in one["origin"]["sources"]}
    return {
        "explain_version": VERSION,
        "scenario": result.case.scenario.name,
        "currency": currency,
        "at": result.case.at,
        "asked": asked,
        "month": month,
        "total": significant(float(result.one("total_cost")), DIGITS),
        "lines": [] if nodes else _lines(result),
        "nodes": found,
        "sources": {key: said for key, said in citations.items() if key in cited},
    }


def _lines(result: Estimate) -> list[ExplainedLineDocument]:
    """Every line once, with the sum of its queues and teams; where they call it by several names, the last one stands."""
    amounts: dict[str, float] = {}
    for line in result.lines:
        amounts[line.id] = amounts.get(line.id, 0.0) + sum(line.amounts)
    named = {line.id: line for line in result.lines}
    return [
        {
            "id": key,
            "label": named[key].label,
            "quantity": named[key].line.amount,
            "amount": significant(amount, DIGITS),
        }
        for key, amount in amounts.items()
    ]


def _flat(node: Node, depth: int, currency: str) -> Iterator[NodeDocument]:
    sourced = node.sourced
    finite = math.isfinite(node.value)
    derived = derivation(sourced.value, node.at) if sourced is not None and not node.formula else ""
    yield {
        "depth": depth,
        "name": node.name,
        "value": significant(float(node.value), DIGITS) if finite else None,
        "word": str(node.value) if math.isinf(node.value) else node.word,
        "unit": node.unit.replace("money", currency, 1) if node.unit.startswith("money") else node.unit,
        "meaning": node.doc,
        "formula": node.formula or derived,
        "repeated": node.seen,
        "origin": None if sourced is None else _origin(sourced),
    }
    for child in node.children:
        yield from _flat(child, depth + 1, currency)


def _origin(sourced: Sourced) -> OriginDocument:
    origin, value = sourced.origin, sourced.value
    return {
        "basis": origin.basis,
        "grade": origin.grade,
        "since": origin.date,
        "file": origin.file,
        "line": origin.line(),
        "low": float(value.low),
        "likely": float(value.likely),
        "high": float(value.high),
        "formula": origin.formula,
        "sources": list(origin.sources),
        "note": origin.note,
    }
