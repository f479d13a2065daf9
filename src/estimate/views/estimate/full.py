"""The estimate in full: the answer first, then what it is made of, aligned to the width there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.ground.term import ServiceTerm
from estimate.language import amount as read
from estimate.language import shown
from estimate.report.figures import differ, percent, rough, signed, symbol
from estimate.report.headline import SET_ASIDE, keys_words, total_words
from estimate.report.should_we import should_we_words, today_words
from estimate.report.structural import choice_words
from estimate.report.table import sections
from estimate.views.calls import call
from estimate.views.estimate.cost_table import cost_table
from estimate.views.estimate.doubts import left_out, measured_against, taken_from_cards, warnings
from estimate.views.estimate.footing import footing, service, staffing
from estimate.views.fitting import fitted, padded, width_of, wrapped

if TYPE_CHECKING:
    from estimate.report.parts import (
        EstimateDocument,
    )


def lines(content: EstimateDocument, width: int) -> Iterator[Text]:
    """The estimate as lines of text no wider than `width` cells."""
    yield from _head(content, width)
    yield Text()
    yield from cost_table(content, width)
    yield from _cases(content, width)
    yield Text()
    yield from _sure(content, width)
    yield from staffing(content, width)
    yield from service(content, width)
    yield from footing(content, width)
    for at, one in enumerate(content.get("structural", ())):
        yield from wrapped(" " * 13 if at else "  Choices    ", printable(choice_words(one)), width)
    yield Text()
    yield from taken_from_cards(content, width)
    yield from measured_against(content, width)
    yield from left_out(content, width)
    yield from warnings(content, width)


def next_step(content: EstimateDocument) -> Iterator[Text]:
    """What to ask next: where the dearest line comes from."""
    rows = [row for section in sections(content) for row in section.rows]
    if rows:
        dearest = max(rows, key=lambda row: row.amount)
        yield Text()
        yield Text(shown(f"  Next: {call('explain', content)} {dearest.id}"), "dim")


def _head(content: EstimateDocument, width: int) -> Iterator[Text]:
    count, currency, costs = content["months"], content["currency"], content["unit_costs"]
    term = shown(f"{ServiceTerm(content['start'], count)} · {currency}")
    name = printable(content["scenario"])
    if cell_len(name) + cell_len(term) + 2 <= width:
        yield Text.assemble((name, "bold"), " " * (width - cell_len(name) - cell_len(term)), (term, "dim"))
    else:
        yield from wrapped("", name, width, "bold")
        yield Text(term, "dim")
    yield Text()
    sign, total = symbol(currency), content["total"]
    facts = [("Total", total["expected"], total_words(content))]
    if total["budget"] is not None and total["low"] != total["high"]:
        facts.append(("Budget", total["budget"], SET_ASIDE))
    first_year = f"first year {rough(content['by_year'][0])}, one-off {rough(content['one_off'])}"
    facts.append(("Monthly run rate", content["run_rate"], first_year))
    incoming = content["contacts"]["incoming"]
    if costs["contact"] is not None and incoming is not None:
        each = costs["handled_contact"]
        handled = f"; {rough(each)} for each that people handle" if each and differ(each, costs["contact"]) else ""
        facts.append(("Per contact", costs["contact"], f"{rough(incoming / count)} contacts a month{handled}"))
    figures = [read(rough(value)) for _, value, _ in facts]
    wide = max(map(cell_len, figures))
    for (label, _, more), figure in zip(facts, figures, strict=True):
        lead = f"  {padded(label, 14)}", (f"{sign} {padded(figure, wide, right=True)}", "bold")
        line = Text.assemble(*lead, (f"   {shown(more)}" if more else "", "dim"))
        if line.cell_len <= width:
            yield line
            continue
        yield Text.assemble(*lead)
        yield from wrapped(" " * 16, more, width, "dim")
    if (answer := content.get("should_we")) is not None:
        yield from wrapped("  Today         ", today_words(answer), width)
        yield from wrapped("  Should you?   ", should_we_words(answer), width)


def _sure(content: EstimateDocument, width: int) -> Iterator[Text]:
    """What the range covers and what not, and which facts would narrow it most."""
    spread, total = content.get("range"), content["total"]
    if spread is None or total["high"] == total["low"]:
        return
    text = f"Eight cases in ten lie in it. It covers {spread['holds']} ({spread['inputs']} of them), not {spread['leaves_out']}."
    yield from wrapped("  Range      ", text, width)
    if spread["narrowed_by"]:
        yield from wrapped(" " * 13, "It narrows most if you know these and write them in the scenario:", width)
        names = [printable(one["input"]) for one in spread["narrowed_by"]]
        wide = min(max(map(width_of, names)), width - 45)
        for name, one in zip(names, spread["narrowed_by"], strict=True):
            by, now = f"by {percent(one['range_reduction']):>5}", shown(f"now {one['basis']}")
            lead, keys = (
                f"{' ' * 15}{fitted(name, wide)}  {padded(by, 8)}",
                keys_words(one["keys"]),
            )
            line = Text.assemble(lead, (f"  {now}", "dim"), f"  {keys}")
            if line.cell_len <= width:
                yield line
                continue
            yield Text.assemble(lead, (f"  {now}", "dim"))
            yield from wrapped(" " * 17, keys, width)


def _cases(content: EstimateDocument, width: int) -> Iterator[Text]:
    """The named cases of the scenario beside the estimate itself."""
    cases = content.get("cases")
    if not cases:
        return
    base = content["at"]
    columns = [("", content["total"]["expected"], content["unit_costs"]["contact"], 0.0)]
    columns += [(name, case["total"], case["cost_per_contact"], case["change"]) for name, case in cases.items()]
    heads = [printable(name).replace("_", " ") or base for name, *_ in columns]
    rows = [("Total", [rough(total) for _, total, _, _ in columns])]
    rows.append((f"Against {base}", ["" if not i else signed(change) for i, (*_, change) in enumerate(columns)]))
    if all(per is not None for _, _, per, _ in columns):
        rows.append(("Per contact", [rough(per) for _, _, per, _ in columns if per is not None]))
    wide = min(24, max(12, *(cell_len(head) + 2 for head in heads)))
    fits = max(1, (width - 16) // wide)
    yield Text()
    for start in range(0, len(heads), fits):
        part = slice(start, start + fits)
        cells = "".join(fitted(head, wide - 2).rstrip().rjust(wide) for head in heads[part])
        yield Text(f"  {padded('Cases', 14)}{cells}", "bold")
        for label, figures in rows:
            yield Text(f"  {padded(label, 14)}" + "".join(f"{figure:>{wide}}" for figure in figures[part]))
