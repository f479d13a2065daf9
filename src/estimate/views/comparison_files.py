"""Options side by side as files: CSV rows and a Markdown page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from estimate.answers.limits import LIMITS
from estimate.report.comparison import Comparison, Option
from estimate.report.figures import moved, percent, rough, symbol, whole
from estimate.views import comparison_words as words
from estimate.views.comparison_words import SAID, change, figure
from estimate.views.formats import cell, escaped
from estimate.views.returns import one_off_words, return_words

INPUTS = 10
"""So many of the inputs that differ are on the page."""


def as_csv(comparison: Comparison, *, only_differences: bool) -> str:
    """A row for each figure with every side's value and difference, then the steps of each bridge."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [side.name for side in comparison.sides]
    writer.writerow(["id", "label", "kind", *map(cell, names), *(f"difference: {name}" for name in names[1:])])
    for row in words.rows(comparison):
        if only_differences and not row.differs:
            continue
        first = None if row.kind in ("odds", "gap") else row.values[0]
        gaps = [None if value is None or first is None else round(value - first, 6) for value in row.values[1:]]
        writer.writerow([row.id, cell(row.label), row.kind, *(cell(value) for value in row.values), *map(cell, gaps)])
    blank = [""] * len(comparison.options)
    for facts in zip(*map(_facts, comparison.options), strict=True):
        identity, label, kind, _ = facts[0]
        writer.writerow([identity, label, kind, "", *(cell(value) for *_, value in facts), *blank])
    for at, one in enumerate(comparison.normalized or ()):
        for allowance in one.allowances if one else ():
            amounts = [None if other != at else allowance.amount for other in range(len(comparison.sides))]
            label = f"Allowed from the {allowance.source}: {allowance.label}"
            writer.writerow([f"allowance.{allowance.key}", cell(label), "money", *map(cell, amounts), *blank])
    for identity, label, kind, values in _scores(comparison):
        writer.writerow([identity, cell(label), kind, *(cell(value) for value in values), *blank])
    for steps in zip(*(option.steps for option in comparison.options), strict=True):
        step = steps[0][0]
        writer.writerow([f"bridge.{step}", SAID[step], "money", "", *blank, *(cell(amount) for _, amount in steps)])
    return out.getvalue()


def _scores(comparison: Comparison) -> Iterator[tuple[str, str, str, list[float | None]]]:
    """Pairwise odds and points of every side; an id, words, a kind and a value for each."""
    for at, row in enumerate(comparison.pairs or ()):
        name = comparison.sides[at].name
        shares = [None if other == at else round(share, 6) for other, share in enumerate(row)]
        # Read by column: how often that side costs less than the one of the row.
        mirrored = [None if share is None else round(1 - share, 6) for share in shares]
        yield f"cheaper_than.{at + 1}", f"Cheaper than {name}", "share", mirrored
    found = comparison.award
    if found is not None:
        for key in ("price", "quality", "total"):
            yield (
                f"points.{key}",
                f"Points of 100: {key}",
                "points",
                [round(points, 6) for points in getattr(found, key)],
            )
        ranks: list[float | None] = [float(found.ranking.index(at) + 1) for at in range(len(comparison.sides))]
        yield "points.rank", "Rank by points", "count", ranks
        if found.first_in is not None:
            yield (
                "points.first_in",
                "First by points in the draws",
                "share",
                [round(share, 6) for share in found.first_in],
            )


def _facts(option: Option) -> list[tuple[str, str, str, float | str | None]]:
    """What an option earns against the reference and how far that holds; an id, words, a kind and a value each."""
    found = option.returned
    facts: list[tuple[str, str, str, float | str | None]] = [
        ("return.steady_saving", "Monthly saving once settled", "money", found.steady_saving),
        ("return.investment", "One-off investment", "money", found.investment),
        ("return.net_saving", "Net saving over the term", "money", found.net_saving),
        ("return.payback_month", "Payback month", "count", found.payback_month),
        ("return.roi", "Return on investment", "share", found.roi),
        ("return.npv", "Net present value", "money", found.npv),
        ("return.irr", "Internal rate of return a year", "share", found.irr),
        ("return.irr_reason", "Why there is no internal rate of return", "text", found.irr_reason or None),
        ("repeat_cost", "Repeats of poorer resolution, not in the total", "money", option.repeat_cost),
        ("cheaper_in", "Share of the draws in which it costs less", "share", option.cheaper_in),
    ]
    limits = {limit.id: limit for limit in option.limits}
    for identity, (label, kind) in LIMITS.items():
        limit = limits.get(identity)
        facts.append((f"limit.{identity}", f"No dearer unless {label}", kind, limit.limit if limit else None))
    return [
        (identity, label, kind, round(value, 6) if isinstance(value, int | float) else value)
        for identity, label, kind, value in facts
    ]


def as_markdown(comparison: Comparison, *, only_differences: bool) -> Iterator[str]:
    """The lines of a page: the table, then for each option its bridge and its payback."""
    names = [escaped(side.name) for side in comparison.sides]
    yield f"# {escaped(comparison.sides[0].name)} compared"
    yield ""
    yield escaped(words.verdict(comparison))
    yield ""
    head = [comparison.currency, f"{names[0]} (reference)"]
    for name in names[1:]:
        head += [name, ""]
    yield _cells(head)
    yield _cells(["---", *["---:"] * (len(head) - 1)])
    for row in words.rows(comparison):
        if only_differences and not row.differs:
            continue
        bold: Callable[[str], str] = (
            (lambda text: text) if row.level else (lambda text: f"**{text}**" if text else text)
        )
        cells = [bold(escaped(row.label)), bold(figure(row, 0))]
        for at in range(1, len(names)):
            cells += [bold(figure(row, at)), change(row, at)]
        yield _cells(cells)
    for option in comparison.options:
        yield ""
        yield f"## Why {escaped(option.side.name)} differs"
        yield ""
        yield _cells(["Step", comparison.currency])
        yield _cells(["---", "---:"])
        for step, amount in option.steps:
            if amount:
                yield _cells([SAID[step], moved(amount)])
        yield _cells(["**Difference**", f"**{moved(option.difference)}**"])
        yield ""
        rate = comparison.sides[0].document["discount_rate"]
        said = [
            f"{' · '.join(return_words(option.returned, symbol(comparison.currency), rate))}.",
            f"Paid once: {one_off_words(option.one_off)}." if option.one_off else "",
            words.capital(words.repeats(comparison, option)),
            words.capital(words.odds(comparison, option)),
            words.capital(words.holds(comparison, option)),
        ]
        for paragraph in filter(None, said):
            yield escaped(paragraph)
            yield ""
        if option.inputs:
            yield _cells(["Input that differs", comparison.sides[0].name, option.side.name, "Taken over alone"])
            yield _cells(["---", "---:", "---:", "---:"])
        for difference in option.inputs[:INPUTS]:
            ours, theirs = words.input_values(difference)
            yield _cells([*map(escaped, (words.input_name(difference), ours, theirs)), words.worth(difference)])
    found = comparison.weighing
    if found is not None:
        yield ""
        yield "## Beside money"
        yield ""
        yield _cells(["Option", "Score, 0 to 10", f"{comparison.currency} a point"])
        yield _cells(["---", "---:", "---:"])
        for side, score, price in zip(comparison.sides, found.weighted, found.price_per_point, strict=True):
            yield _cells([escaped(side.name), f"{score:.1f}", "–" if price is None else rough(price)])
        yield ""
        yield words.weights(found)
    yield from _allowances(comparison)
    yield from _scored(comparison)
    if comparison.notes:
        yield ""
        yield from (f"- {escaped(note)}" for note in comparison.notes)


def _allowances(comparison: Comparison) -> Iterator[str]:
    """What each bid leaves open, with the amount that is allowed for it and where that is from."""
    found = [(side, one) for side, one in zip(comparison.sides, comparison.normalized or (), strict=False) if one]
    if not any(one.allowances or one.still_open for _, one in found):
        return
    yield ""
    yield "## What each bid leaves open"
    yield ""
    yield _cells(["Bid", "Left open", f"Allowed, {comparison.currency}", "From"])
    yield _cells(["---", "---", "---:", "---"])
    for side, one in found:
        for allowance in one.allowances:
            source = words.and_list(allowance.like) if allowance.like else f"the {allowance.source}"
            yield _cells([*map(escaped, (side.name, allowance.label)), whole(allowance.amount), escaped(source)])
        for label in one.still_open:
            yield _cells([escaped(side.name), escaped(label), "?", "nobody"])


def _scored(comparison: Comparison) -> Iterator[str]:
    """Pairwise odds of three and more, and the score of price and quality."""
    names = [escaped(side.name) for side in comparison.sides]
    if comparison.pairs is not None and len(names) > 2:
        yield ""
        yield "## Pair by pair"
        yield ""
        yield _cells(["Cheaper than … in the draws", *names])
        yield _cells(["---", *["---:"] * len(names)])
        for at, row in enumerate(comparison.pairs):
            yield _cells([names[at], *("–" if other == at else percent(share) for other, share in enumerate(row))])
    found = comparison.award
    if found is None:
        return
    yield ""
    yield "## Score of price and quality"
    yield ""
    yield words.award_rule(found)
    yield ""
    yield _cells(["Option", "Price", "Quality", "Total", "First in the draws"])
    yield _cells(["---", "---:", "---:", "---:", "---:"])
    for rank, at in enumerate(found.ranking):
        often = "" if found.first_in is None else percent(found.first_in[at])
        points = [f"{found.price[at]:.1f}", f"{found.quality[at]:.1f}", f"**{found.total[at]:.1f}**"]
        yield _cells([f"{rank + 1}. {names[at]}", *points, often])
    yield ""
    yield escaped(words.award_verdict(comparison, found))
    for turn in found.turns:
        yield f"- {escaped(words.award_turn(comparison, found, turn))}"


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
