"""The estimate as a Markdown page, for a ticket or a proposal."""

from __future__ import annotations

from collections.abc import Iterator

from estimate.ground.errors import printable
from estimate.report.figures import exact, percent, plain, rough, symbol, unit_name
from estimate.report.sections import Report


def render(report: Report) -> str:
    """Headline, cost table, staffing and what has no price."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    case, books = report.estimate.case, report.ledger
    sign = symbol(case.currency)
    yield f"# {escaped(case.scenario.name)}"
    yield ""
    yield f"{len(case.months) - 1} months from {case.months[1]}, {case.currency}, rates as of {case.as_of}"
    yield ""
    yield f"- **Total: {sign} {rough(books.money(books.total))}**"
    yield f"- Steady month: {sign} {rough(books.money(report.steady_month))}"
    if report.per_contact is not None:
        yield f"- Per contact: {sign} {rough(report.per_contact)}"
    yield ""
    yield f"| Cost | Quantity | {case.currency} | Share | Price is |"
    yield "| --- | --- | ---: | ---: | --- |"
    for section in report.sections:
        yield f"| **{section.label}** | | **{exact(section.amount, books.currency)}** | {percent(section.share)} | |"
        for row in section.rows:
            quantity = f"{plain(row.quantity)} {unit_name(row.unit, row.quantity)}" if row.unit else ""
            yield f"| {escaped(row.label)} | {quantity} | {exact(row.amount, books.currency)} | | {row.basis} |"
        for item in section.unpriced:
            yield f"| {escaped(item.name)} | not priced | ? | | ask: {escaped(item.question)} |"
    yield f"| **Total** | | **{exact(books.total, books.currency)}** | | |"
    yield ""
    for team in report.staffing:
        yield f"{escaped(team.team)}: {plain(round(team.fte, 1))} FTE, {plain(round(team.heads, 1))} agents, {rough(team.logged_in_hours)} logged-in hours a month."
    if report.warnings:
        yield ""
        yield from (f"- {escaped(warning)}" for warning in report.warnings)


def escaped(text: str) -> str:
    """Text that no name can turn into markup or break a table with."""
    clean = printable(text).replace("\n", " ")
    for mark in "\\`*_{}[]<>|#":
        clean = clean.replace(mark, f"\\{mark}")
    return clean
