"""The estimate in full: the answer first, then what it is made of, aligned to the width there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.ground.term import ServiceTerm
from estimate.language import shown
from estimate.report.figures import differ, exact, percent, plain, rough, signed, significant, symbol, unit_name
from estimate.report.headline import ONLY_GIVEN, SET_ASIDE, keys_words, total_words
from estimate.report.should_we import should_we_words, today_words
from estimate.report.structural import choice_words
from estimate.report.table import Row, Section, minor, sections
from estimate.views.colors import WARNING
from estimate.views.fitting import fitted, padded, width_of, wrapped
from estimate.views.returns import against_words

if TYPE_CHECKING:
    from estimate.report.parts import (
        Assumption,
        BasisDocument,
        EstimateDocument,
        OriginDocument,
        QueueDocument,
        StaffingDocument,
    )

BAR = "█"
MARKS = {"given": "g", "quoted": "q", "derived": "d", "modeled": "m", "assumed": "~"}
"""Behind each amount: how good its price is."""
ROOMY = 110
"""From this width on, each line says where its price comes from."""
MATTER_MOST = 5
FOUND = 5
"""So many costs that the quote does not mention are shown."""


def lines(content: EstimateDocument, width: int) -> Iterator[Text]:
    """The estimate as lines of text no wider than `width` cells."""
    yield from _head(content, width)
    yield Text()
    yield from _table(content, width)
    yield from _cases(content, width)
    yield Text()
    yield from _sure(content, width)
    yield from _staffing(content, width)
    yield from _queues(content, width)
    yield from _basis(content, width)
    for at, one in enumerate(content.get("structural", ())):
        yield from wrapped(" " * 13 if at else "  Choices    ", printable(choice_words(one)), width)
    yield Text()
    yield from _assumed(content, width)
    yield from _against(content, width)
    yield from _findings(content, width)
    yield from _warnings(content, width)


def next_step(content: EstimateDocument) -> Iterator[Text]:
    """What to ask next: where the dearest line comes from."""
    rows = [row for section in sections(content) for row in section.rows]
    if rows:
        dearest = max(rows, key=lambda row: row.amount)
        yield Text()
        yield Text(shown(f"  Next: estimate explain {source_of(content)} {dearest.id}"), "dim")


def source_of(content: EstimateDocument) -> str:
    """The scenario's file as it was named."""
    return printable(next(iter(content["files"]), content["scenario"]))


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
    figures = [rough(value) for _, value, _ in facts]
    wide = max(len(figure) for figure in figures)
    for (label, _, more), figure in zip(facts, figures, strict=True):
        lead = f"  {padded(label, 14)}", (f"{sign} {figure:>{wide}}", "bold")
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


def _table(content: EstimateDocument, width: int) -> Iterator[Text]:
    currency, found = content["currency"], sections(content)
    amounts = [exact(row.amount, currency) for section in found for row in section.rows]
    total = exact(minor(content["total"]["expected"], currency), currency)
    money = max(len(text) for text in [*amounts, total, *(exact(s.amount, currency) for s in found)])
    # What is left beside the amounts, their share and their mark is shared by label, quantity and, with room, bar and basis.
    room = width - 4 - money - 10
    labels = [width_of(printable(name)) for s in found for name in _names(s)]
    quantities = [width_of(_quantity(row)) for s in found for row in s.rows]
    widest = max(labels, default=20)
    quantity = min(max(quantities, default=10), max(room // 2, room - widest - 2))
    label = min(widest, room - quantity - 2)
    bar = max(0, min(24, room - label - quantity - 5))
    origin = width - 4 - label - 2 - quantity - 1 - money - 11 if width >= ROOMY else 0
    for section in found:
        share = section.share
        yield Text.assemble(
            "  ",
            *_category(section, content, label + 4, quantity + 1),
            (f"{exact(section.amount, currency):>{money}}", "bold"),
            f" {percent(share):>6}",
            ("  " + BAR * max(0, round(share * bar)), "cyan"),
        )
        for row in section.rows:
            yield _row(row, label, quantity, money, currency, origin=origin)
        for item in section.unpriced:
            yield Text.assemble(
                "    ",
                fitted(printable(item["name"]), label),
                "  ",
                (fitted("not priced", quantity), WARNING),
                f"{'?':>{money}}",
            )
    yield Text.assemble("  ", (fitted("Total", label + quantity + 5), "bold"), (f"{total:>{money}}", "bold"))


def _category(section: Section, content: EstimateDocument, label: int, room: int) -> Iterator[tuple[str, str]]:
    """The category's name and, where it fits, its 80 % range."""
    spread = content.get("range")
    ends = spread["by_category"][section.id] if spread else {"low": 0.0, "high": 0.0}
    low, high, amount = ends["low"], ends["high"], content["by_category"][section.id]
    text = f"{rough(low)} – {rough(high)}" if low < high and low <= amount <= high else ""
    name = section.label
    taken = max(label, width_of(name) + 1)
    if not text or taken + cell_len(text) >= label + room:
        yield fitted(name, label + room), "bold"
        return
    yield fitted(name, taken), "bold"
    yield fitted(text, label + room - taken), "dim"


def _names(section: Section) -> list[str]:
    return [*(row.label for row in section.rows), *(item["name"] for item in section.unpriced)]


def _row(row: Row, label: int, quantity: int, money: int, currency: str, *, origin: int) -> Text:
    mark = MARKS.get(row.basis, " ")
    text = Text.assemble(
        "    ",
        fitted(printable(row.label), label),
        "  ",
        (fitted(_quantity(row), quantity), "dim"),
        " ",
        f"{exact(row.amount, currency):>{money}}",
        "       ",
        (f" {mark}", WARNING if row.basis == "assumed" else "dim"),
    )
    if origin > 0:
        text.append("  ")
        text.append(fitted(_origin(row.origin), origin).rstrip(), WARNING if row.basis == "assumed" else "dim")
    return text


def _origin(origin: OriginDocument) -> str:
    """Where a price comes from: its basis, grade, year and file."""
    return " · ".join(part for part in (_goodness(origin), origin["file"]) if part)


def _goodness(origin: OriginDocument) -> str:
    """How good a value is: its basis, its grade and its year."""
    grade = f"grade {origin['grade']}" if origin["grade"] else ""
    return " · ".join(part for part in (origin["basis"], grade, origin["date"][:4]) if part)


def _quantity(row: Row) -> str:
    if row.unit.startswith("share_"):
        return f"{percent(row.price)} {unit_name(row.unit, 1)}"
    if not row.unit:
        return ""
    if row.quantity == 1:
        return unit_name(row.unit, 1)
    counted = f"{plain(row.quantity)} {unit_name(row.unit, row.quantity)}".strip()
    return f"{counted} × {plain(row.price)}"


def _staffing(content: EstimateDocument, width: int) -> Iterator[Text]:
    several = len(content["staffing"]) > 1
    for position, team in enumerate(content["staffing"]):
        name = f"{printable(team['team'])}: " if several else ""
        yield from wrapped(" " * 13 if position else "  Staffing   ", name + _people(team), width)


def _people(team: StaffingDocument) -> str:
    leads, occupancy = team["leads"], team["occupancy"]
    led = f", {plain(round(leads, 1))} team lead{'' if leads == 1 else 's'}" if leads else ""
    busy = f" · occupancy {percent(occupancy)}" if occupancy else ""
    return (
        f"{plain(round(team['fte'], 1))} FTE → {plain(round(team['headcount'], 1))} agents{led}"
        f" · {rough(team['logged_in_hours'])} logged-in hours a month{busy}"
    )


def _queues(content: EstimateDocument, width: int) -> Iterator[Text]:
    """What live queues get for their agents, in the busiest month."""
    several = len(content["staffing"]) > 1
    lead = "  Service    "
    for queue in content["queues"]:
        if queue["service_level"] is None:
            continue
        name = printable(f"{queue['team']}, {queue['queue']}" if several else queue["queue"])
        yield from wrapped(lead, f"{name}: {_service(queue)}", width)
        lead = " " * len(lead)


def _service(queue: QueueDocument) -> str:
    duty = f"{plain(round(queue['average_staffed_positions'], 1))} on duty (peak {plain(round(queue['peak_staffed_positions'], 1))})"
    wait, lost = queue["speed_of_answer_seconds"], queue["abandonment"]
    answer = "waits without end" if wait is None else f"answered in {rough(wait)} s"
    leave = f", {percent(lost)} give up" if lost else ""
    within = f"{percent(queue['service_level'] or 0)} within {plain(queue['promised_seconds'] or 0)} s"
    return f"{rough(queue['erlangs'] or 0)} erlangs, {duty} · {within}, {answer}{leave}, in {queue['busiest_month']}"


def _basis(content: EstimateDocument, width: int) -> Iterator[Text]:
    basis, currency = content["basis"], content["currency"]
    hours = sorted({round(value, 1) for value in basis["hours_per_fte_month"].values()})
    units = sorted({unit_name(unit, 2) for unit in basis["billed_unit"].values()})
    rates = [
        f"1 {foreign} = {plain(one['rate'])} {currency} ({one['basis']})" for foreign, one in basis["exchange"].items()
    ]
    parts = [
        f"{' / '.join(plain(h) for h in hours)} paid hours per FTE-month",
        f"billed by {', '.join(units)}".replace("wage hours", "pay"),
        _holidays(basis),
        ", ".join(rates) or "no currency conversion",
        f"rates as of {content['as_of']}",
    ]
    yield from wrapped("  Basis      ", " · ".join(parts), width)
    status = basis["team_status"]
    existing = [name for name, word in status.items() if word == "existing"]
    if existing:
        who = "The team is" if len(status) == 1 else f"{printable(', '.join(existing))} taken as"
        text = (
            f"{who} at work already: nobody is hired, trained or equipped for the start (write status: new otherwise)."
        )
        yield from wrapped("  Existing   ", text, width)
    for queue, means in basis["resolved_means"].items():
        yield from wrapped("  Resolved   ", f"{printable(queue)}: {printable(means)}", width)
    if any(basis["included"].values()):
        yield from wrapped("  Included   ", _included(basis), width)
    for risk in content.get("vendor_risk", ()):
        team = f"{printable(risk['team'])}: " if len(status) > 1 else ""
        yield from wrapped("  Attrition  ", f"{team}{risk['words']}", width)
    if basis["only_given"]:
        yield from wrapped("  Added      ", ONLY_GIVEN, width)


def _included(basis: BasisDocument) -> str:
    """What the prices include: said once where it is the same for all teams, and for each team where it differs."""
    parts = {team: list(dict.fromkeys(named)) for team, named in basis["included"].items()}
    assumed = basis["included_assumed"]
    if len({frozenset(named) for named in parts.values()}) == 1:
        doubt = "; assumed, as the quote does not say" if assumed else ""
        return f"{', '.join(next(iter(parts.values())))} (in the price{doubt})"
    said = [
        f"{printable(name)}: {', '.join(named) or 'nothing'}{' (assumed)' if name in assumed else ''}"
        for name, named in parts.items()
    ]
    return "; ".join(said) + " (in each team's price)"


def _holidays(basis: BasisDocument) -> str:
    """Whether the desks are open on public holidays, and where nobody said so."""
    said = {
        team: f"{word} on public holidays{' (assumed)' if team in basis['on_holidays_assumed'] else ''}"
        for team, word in basis["on_holidays"].items()
    }
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return ", ".join(f"{printable(team)} {words}" for team, words in said.items())


def _assumed(content: EstimateDocument, width: int) -> Iterator[Text]:
    unstated = content["assumptions"]
    if not unstated:
        yield Text(shown("  Every value was given by the scenario."))
        return
    outright = sum(one["basis"] == "assumed" for one in unstated)
    bases = content["basis"]["shares"]
    shares = ", ".join(f"{MARKS[basis]} {basis} {percent(share)}" for basis, share in bases.items() if share >= 0.0005)
    count = len(unstated)
    text = (
        f"{count} value{'s' if count > 1 else ''} not given, so taken from the rate cards, {outright} of them assumed; "
        f"assumed prices carry {percent(bases.get('assumed', 0.0))} of the total. Prices: {shares}. What matters most:"
    )
    yield from wrapped("  ", text, width)
    most = unstated[:MATTER_MOST]
    names = [printable(one["input"]) for one in most]
    room = width - 8 - max(width_of(_goodness(one["origin"])) for one in most)
    wide = min(max(width_of(name) for name in names), room * 55 // 100)
    for name, one in zip(names, most, strict=True):
        yield Text.assemble(
            "    ",
            fitted(name, wide),
            "  ",
            fitted(_value(one), room - wide),
            "  ",
            (shown(_goodness(one["origin"])), "dim"),
        )


def _value(one: Assumption) -> str:
    """A value, or what is expected of a range with its three numbers behind it, and the unit."""
    if one["low"] == one["high"]:
        return f"{plain(one['likely'])} {one['unit']}".strip()
    numbers = " – ".join(plain(number) for number in (one["low"], one["likely"], one["high"]))
    return f"{plain(significant(one['expected']))} expected ({numbers}) {one['unit']}".strip()


def _against(content: EstimateDocument, width: int) -> Iterator[Text]:
    """The return on replacing the baseline."""
    said = against_words(content)
    if said is None:
        return
    title, words, curve = said
    yield Text()
    yield from wrapped("  ", title, width, "bold")
    yield from wrapped("    ", words, width)
    yield from wrapped("    ", curve, width, "dim")


def _findings(content: EstimateDocument, width: int) -> Iterator[Text]:
    """What the vendor's price does not mention, largest first, with why it comes and what to ask."""
    findings, basis = content["not_in_the_quote"], content["basis"]
    if not findings:
        return
    several = len(basis["priced_by_a_vendor"]) > 1
    yield Text()
    title = (
        "Not in the quote, but this workload will incur it"
        if basis["quoted"]
        else "Beside the vendor's price, this workload will incur"
    )
    yield Text(shown(f"  {title} ({symbol(content['currency'])}, largest first)"), "bold")
    for finding in findings[:FOUND]:
        amount = f"{rough(finding['amount']):>11}"
        team = finding["team"] if several else None
        name = printable(f"{finding['label']} · {team}" if team else finding["label"])
        inside = " (in the lines above)" if finding["within"] else ""
        words = f"{name}{inside}: {printable(finding['why'])} Ask: {printable(finding['question'])}"
        yield from wrapped(f"  {amount}  ", words, width)
    rest = len(findings) - FOUND
    more = f"{rest} more, and " if rest > 0 else ""
    open_ones = sum(not asked.get("answer") for asked in content["questions"])
    yield from wrapped(
        "  ", f"{more}{open_ones} questions for the vendor: estimate questions {source_of(content)}", width, "dim"
    )


def _warnings(content: EstimateDocument, width: int) -> Iterator[Text]:
    missing = [printable(item["name"]) for section in sections(content) for item in section.unpriced]
    if missing:
        have, are = ("has", "is") if len(missing) == 1 else ("have", "are")
        text = f"Incomplete: {', '.join(missing)} {have} no known price and {are} not in the total."
        yield Text()
        yield from wrapped("  ", text, width, WARNING)
    for warning in content["warnings"]:
        yield from wrapped("  ", f"Note: {printable(warning)}", width, WARNING)
