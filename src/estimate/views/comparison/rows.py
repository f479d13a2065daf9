"""Options side by side as rows: a row for each figure, then what each option earns, allowances, points and the steps of each bridge."""

from __future__ import annotations

from collections.abc import Iterator

from estimate.answers.headroom import HEADROOMS
from estimate.report.comparison_document import ComparisonDocument
from estimate.report.comparison_parts import OptionDocument
from estimate.views.comparison import words
from estimate.views.comparison.words import SAID

Fact = tuple[str, str, str, float | str | None]
"""An id, words, a kind and a value."""


def rows(content: ComparisonDocument, *, only_differences: bool = False) -> Iterator[list[object]]:
    """A row for each figure with every side's value and difference, then the steps of each bridge."""
    names = [side["name"] for side in content["sides"]]
    blank = [""] * len(content["options"])
    yield ["id", "label", "kind", *names, *(f"difference: {name}" for name in names[1:])]
    for row in words.figures(content):
        if only_differences and not words.differs(row):
            continue
        first = None if row["kind"] in ("odds", "gap") else row["values"][0]
        gaps = [None if value is None or first is None else round(value - first, 6) for value in row["values"][1:]]
        yield [row["id"], row["label"], row["kind"], *row["values"], *gaps]
    for facts in zip(*map(_facts, content["options"]), strict=True):
        identity, label, kind, _ = facts[0]
        yield [identity, label, kind, "", *(value for *_, value in facts), *blank]
    for one in content["normalized"]:
        for allowance in one["allowances"]:
            amounts = [allowance["amount"] if name == one["name"] else None for name in names]
            label = f"Allowed from the {allowance['source']}: {allowance['label']}"
            yield [f"allowance.{allowance['key']}", label, "money", *amounts, *blank]
    for identity, label, kind, values in _scores(content):
        yield [identity, label, kind, *values, *blank]
    for steps in zip(*(option["bridge"] for option in content["options"]), strict=True):
        name = steps[0]["step"]
        yield [f"bridge.{name}", SAID[name], "money", "", *blank, *(step["amount"] for step in steps)]


def _scores(content: ComparisonDocument) -> Iterator[tuple[str, str, str, list[float | None]]]:
    """Pairwise odds and points of every side; an id, words, a kind and a value for each."""
    names = [side["name"] for side in content["sides"]]
    for at, row in enumerate(content["pairs"] or ()):
        shares = [None if other == at else round(share, 6) for other, share in enumerate(row)]
        # Read by column: how often that side costs less than the one of the row.
        mirrored = [None if share is None else round(1 - share, 6) for share in shares]
        yield f"cheaper_than.{at + 1}", f"Cheaper than {names[at]}", "share", mirrored
    found = content["award"]
    if found is None:
        return
    scored = {one["name"]: one for one in found["options"]}
    ranked = [scored[name] for name in names]
    yield "points.price", "Points of 100: price", "points", [round(one["price"], 6) for one in ranked]
    yield "points.quality", "Points of 100: quality", "points", [round(one["quality"], 6) for one in ranked]
    yield "points.total", "Points of 100: total", "points", [round(one["total"], 6) for one in ranked]
    yield "points.rank", "Rank by points", "count", [float(one["rank"]) for one in ranked]
    if ranked[0]["first_in"] is not None:
        shares = [None if one["first_in"] is None else round(one["first_in"], 6) for one in ranked]
        yield "points.first_in", "First by points in the draws", "share", shares


def _facts(option: OptionDocument) -> list[Fact]:
    """What an option earns against the reference and how far that holds."""
    found = option["returns"]
    facts: list[Fact] = [
        ("return.steady_saving", "Monthly saving once settled", "money", found["steady_saving"]),
        ("return.investment", "One-off investment", "money", found["investment"]),
        ("return.net_saving", "Net saving over the term", "money", found["net_saving"]),
        ("return.payback_month", "Payback month", "count", found["payback_month"]),
        ("return.roi", "Return on investment", "share", found["roi"]),
        ("return.npv", "Net present value", "money", found["npv"]),
        ("return.irr", "Internal rate of return a year", "share", found["irr"]),
        ("return.irr_reason", "Why there is no internal rate of return", "text", found["irr_reason"] or None),
        ("repeat_cost", "Repeats of poorer resolution, not in the total", "money", option["repeat_cost"]),
        ("cheaper_in", "Share of the draws in which it costs less", "share", option["cheaper_in"]),
    ]
    limits = {limit["id"]: limit["limit"] for limit in option["headroom"]}
    for identity, (label, kind) in HEADROOMS.items():
        facts.append((f"limit.{identity}", f"No dearer unless {label}", kind, limits.get(identity)))
    return [
        (identity, label, kind, round(value, 6) if isinstance(value, int | float) else value)
        for identity, label, kind, value in facts
    ]
