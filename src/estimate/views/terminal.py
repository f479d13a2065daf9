"""The estimate on a terminal: the answer first, then what it is made of, aligned to the width there is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from estimate.answers.estimate import Influence
from estimate.answers.staffing import QueueStaffing
from estimate.ground.errors import printable
from estimate.ground.provenance import Basis, Origin
from estimate.inputs.case import Case
from estimate.report.figures import differ, exact, percent, plain, rough, signed, symbol, unit_name
from estimate.report.headline import EVERY, SET_ASIDE, input_words, keys_words, range_words
from estimate.report.sections import ONLY_GIVEN, Report, Row, Section, TeamStaffing
from estimate.report.should_we import should_we_words, today_words
from estimate.report.structural import choice_words
from estimate.views.fitting import fitted, wrapped
from estimate.views.returns import curve_words, return_words

BAR = "█"
NARROWEST = 60
MARKS: dict[Basis, str] = {"given": "g", "quoted": "q", "derived": "d", "modeled": "m", "assumed": "~"}
"""Behind each amount: how good its price is."""
ROOMY = 110
"""From this width on, each line says where its price comes from."""
MATTER_MOST = 5
FOUND = 5
"""So many costs that the quote does not mention are shown."""


FILE_WIDTH = 100


def show(report: Report, console: Console, *, hint: bool = False) -> None:
    """Print the estimate to a console, in its width; the hint says what to ask next."""
    for line in lines(report, max(NARROWEST, console.width)):
        console.print(line, soft_wrap=True)
    if hint:
        for line in _next(report):
            console.print(line, soft_wrap=True)


def render(report: Report) -> str:
    """The estimate as plain text, for a file."""
    return "\n".join(line.plain.rstrip() for line in lines(report, FILE_WIDTH)) + "\n"


def lines(report: Report, width: int) -> Iterator[Text]:
    """The estimate as lines of text no wider than `width` cells."""
    yield from _head(report, width)
    yield Text()
    yield from _table(report, width)
    yield from _cases(report, width)
    yield Text()
    yield from _sure(report, width)
    yield from _staffing(report, width)
    yield from _queues(report, width)
    yield from _basis(report, width)
    for at, one in enumerate(report.structural or ()):
        yield from wrapped("  Choices    " if at == 0 else " " * 13, choice_words(one), width)
    yield Text()
    yield from _assumed(report, width)
    yield from _against(report, width)
    yield from _findings(report, width)
    yield from _warnings(report, width)


def _head(report: Report, width: int) -> Iterator[Text]:
    case, books = report.estimate.case, report.ledger
    count = len(case.months) - 1
    term = f"{count} month{'s' if count > 1 else ''} from {case.months[1]} · {case.currency}"
    name = printable(case.scenario.name)
    if cell_len(name) + cell_len(term) + 2 <= width:
        yield Text.assemble((name, "bold"), " " * (width - cell_len(name) - cell_len(term)), (term, "dim"))
    else:
        yield from wrapped("", name, width, "bold")
        yield Text(term, "dim")
    yield Text()
    sign = symbol(case.currency)
    first_year = books.money(books.by_year()[0])
    facts = [
        ("Total", books.money(books.total), _range(report)),
        *_budget(report),
        (
            "Steady month",
            books.money(report.steady_month),
            f"first year {rough(first_year)}, one-off {rough(books.money(books.one_off))}",
        ),
    ]
    if report.per_contact is not None and report.contacts_per_month is not None:
        each = report.per_handled_contact
        handled = f"; {rough(each)} for each that people handle" if each and differ(each, report.per_contact) else ""
        counted = f"{rough(report.contacts_per_month)} contacts a month{handled}"
        facts.append(("Per contact", report.per_contact, counted))
    figures = [rough(value) for _, value, _ in facts]
    wide = max(len(figure) for figure in figures)
    for (label, _, more), figure in zip(facts, figures, strict=True):
        lead = f"  {label:<14}", (f"{sign} {figure:>{wide}}", "bold")
        line = Text.assemble(*lead, (f"   {more}" if more else "", "dim"))
        if line.cell_len <= width:
            yield line
            continue
        yield Text.assemble(*lead)
        yield from wrapped(" " * 16, more, width, "dim")
    if report.should_we is not None:
        yield from wrapped("  Today         ", today_words(report.should_we), width)
        yield from wrapped("  Should you?   ", should_we_words(report.should_we), width)


def _range(report: Report) -> str:
    spread, books, at = report.spread, report.ledger, report.estimate.case.at
    taken = EVERY.get(at, "")
    if spread is None:
        return taken
    total = books.money(books.total)
    words = range_words(total, spread.low, spread.median, spread.high, assumed=spread.rests_on_assumptions)
    return f"{taken}; {words}" if taken else words


def _budget(report: Report) -> Iterator[tuple[str, float, str]]:
    if report.spread is not None and report.spread.low < report.spread.high:
        yield "Budget", report.spread.budget, SET_ASIDE


def _sure(report: Report, width: int) -> Iterator[Text]:
    """What the range covers and what not, and which facts would narrow it most."""
    spread = report.spread
    if spread is None or spread.high == spread.low:
        return
    from estimate.report.range_document import HOLDS, LEAVES_OUT

    text = f"Eight cases in ten lie in it. It covers {HOLDS} ({spread.inputs} of them), not {LEAVES_OUT}."
    yield from wrapped("  Range      ", text, width)
    if spread.narrowers:
        yield from wrapped(" " * 13, "It narrows most if you know these and write them in the scenario:", width)
        names = [printable(one.name) for one in spread.narrowers]
        wide = min(max(map(cell_len, names)), width - 45)
        for name, one in zip(names, spread.narrowers, strict=True):
            lead, keys = f"{' ' * 15}{fitted(name, wide)}  by {percent(one.narrows):>5}", keys_words(one.keys)
            line = Text.assemble(lead, (f"  now {one.basis}", "dim"), f"  {keys}")
            if line.cell_len <= width:
                yield line
                continue
            yield Text.assemble(lead, (f"  now {one.basis}", "dim"))
            yield from wrapped(" " * 17, keys, width)


def _cases(report: Report, width: int) -> Iterator[Text]:
    """The named cases of the scenario beside the estimate itself."""
    if not report.cases:
        return
    columns = [("", report.ledger.money(report.ledger.total), report.per_contact, 0.0)]
    columns += [(case.name, case.total, case.per_contact, case.change) for case in report.cases]
    base = report.estimate.case.at
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
        yield Text(f"  {'Cases':<14}{cells}", "bold")
        for label, figures in rows:
            yield Text(f"  {label:<14}" + "".join(f"{figure:>{wide}}" for figure in figures[part]))


def _table(report: Report, width: int) -> Iterator[Text]:
    currency = report.ledger.currency
    amounts = [exact(row.amount, currency) for section in report.sections for row in section.rows]
    total = exact(report.ledger.total, currency)
    money = max(len(text) for text in [*amounts, total, *(exact(s.amount, currency) for s in report.sections)])
    # What is left beside the amounts, their share and their mark is shared by label, quantity and, with room, bar and basis.
    room = width - 4 - money - 10
    labels = [cell_len(printable(name)) for s in report.sections for name in _names(s)]
    quantities = [len(_quantity(row)) for s in report.sections for row in s.rows]
    widest = max(labels, default=20)
    quantity = min(max(quantities, default=10), max(room // 2, room - widest - 2))
    label = min(widest, room - quantity - 2)
    bar = max(0, min(24, room - label - quantity - 5))
    origin = width - 4 - label - 2 - quantity - 1 - money - 11 if width >= ROOMY else 0
    for section in report.sections:
        share = section.share
        yield Text.assemble(
            "  ",
            *_category(section, report, label + 4, quantity + 1),
            (f"{exact(section.amount, currency):>{money}}", "bold"),
            f" {percent(share):>6}",
            ("  " + BAR * max(0, round(share * bar)), "cyan"),
        )
        for row in section.rows:
            yield _row(row, label, quantity, money, currency, origin=origin)
        for item in section.unpriced:
            yield Text.assemble(
                "    ",
                fitted(printable(item.name), label),
                "  ",
                (fitted("not priced", quantity), "yellow"),
                f"{'?':>{money}}",
            )
    yield Text.assemble("  ", (fitted("Total", label + quantity + 5), "bold"), (f"{total:>{money}}", "bold"))


def _category(section: Section, report: Report, label: int, room: int) -> Iterator[tuple[str, str]]:
    """The category's name and, where it fits, its 80 % range."""
    low, high = report.spread.categories[section.id] if report.spread else (0.0, 0.0)
    amount = report.ledger.money(section.amount)
    text = f"{rough(low)} – {rough(high)}" if low < high and low <= amount <= high else ""
    name = section.label
    taken = max(label, cell_len(name) + 1)
    if not text or taken + cell_len(text) >= label + room:
        yield fitted(name, label + room), "bold"
        return
    yield fitted(name, taken), "bold"
    yield fitted(text, label + room - taken), "dim"


def _names(section: Section) -> list[str]:
    return [*(row.label for row in section.rows), *(item.name for item in section.unpriced)]


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
        (f" {mark}", "yellow" if row.basis == "assumed" else "dim"),
    )
    if origin > 0:
        text.append("  ")
        text.append(fitted(_origin(row.origin), origin).rstrip(), "yellow" if row.basis == "assumed" else "dim")
    return text


def _origin(origin: Origin) -> str:
    """Where a price comes from: its basis, grade, year and file."""
    grade = f"grade {origin.grade}" if origin.grade else ""
    return " · ".join(part for part in (origin.basis, grade, origin.date[:4], origin.file) if part)


def _quantity(row: Row) -> str:
    if row.unit.startswith("share_"):
        return f"{percent(row.price)} {unit_name(row.unit, 1)}"
    if not row.unit:
        return ""
    if row.quantity == 1:
        return unit_name(row.unit, 1)
    counted = f"{plain(row.quantity)} {unit_name(row.unit, row.quantity)}".strip()
    return f"{counted} × {plain(row.price)}"


def _staffing(report: Report, width: int) -> Iterator[Text]:
    several = len(report.staffing) > 1
    for team in report.staffing:
        name = f"{printable(team.team)}: " if several else ""
        yield from wrapped("  Staffing   " if team is report.staffing[0] else " " * 13, name + _people(team), width)


def _people(team: TeamStaffing) -> str:
    leads = f", {plain(round(team.leads, 1))} team lead{'' if team.leads == 1 else 's'}" if team.leads else ""
    occupancy = f" · occupancy {percent(team.occupancy)}" if team.occupancy else ""
    return (
        f"{plain(round(team.fte, 1))} FTE → {plain(round(team.heads, 1))} agents{leads}"
        f" · {rough(team.logged_in_hours)} logged-in hours a month{occupancy}"
    )


def _queues(report: Report, width: int) -> Iterator[Text]:
    """What live queues get for their agents, in the busiest month."""
    several = len(report.staffing) > 1
    lead = "  Service    "
    for queue in report.queues:
        if queue.service is None:
            continue
        name = printable(f"{queue.team}, {queue.queue}" if several else queue.queue)
        yield from wrapped(lead, f"{name}: {_service(queue)}", width)
        lead = " " * len(lead)


def _service(queue: QueueStaffing) -> str:
    service, promise = queue.service, queue.promise
    assert service is not None
    assert promise is not None
    load = (
        f"{rough(queue.erlangs)} erlangs, {plain(round(queue.average, 1))} on duty (peak {plain(round(queue.peak, 1))})"
    )
    wait = service.speed_of_answer_seconds
    answer = f"answered in {rough(wait)} s" if math.isfinite(wait) else "waits without end"
    lost = f", {percent(service.abandonment)} give up" if service.abandonment else ""
    return f"{load} · {percent(service.service_level)} within {plain(promise[1])} s, {answer}{lost}, in {queue.month}"


def _basis(report: Report, width: int) -> Iterator[Text]:
    case = report.estimate.case
    hours = sorted({round(team.paid_hours_per_fte, 1) for team in report.staffing})
    units = sorted({unit_name(unit, 2) for unit in case.labels["price_unit"]})
    rates = [
        f"1 {currency} = {plain(case.of(s.value))} {case.currency} ({s.origin.basis})"
        for currency, s in case.exchange.items()
    ]
    parts = [
        f"{' / '.join(plain(h) for h in hours)} paid hours per FTE-month",
        f"billed by {', '.join(units)}".replace("wage hours", "pay"),
        _holidays(case),
        ", ".join(rates) or "no currency conversion",
        f"rates as of {case.as_of}",
    ]
    yield from wrapped("  Basis      ", " · ".join(parts), width)
    existing = [
        name
        for name, status in zip(case.members["team"], case.labels["team_status"], strict=True)
        if status == "existing"
    ]
    if existing:
        who = "The team is" if len(case.members["team"]) == 1 else f"{printable(', '.join(existing))} taken as"
        text = (
            f"{who} at work already: nobody is hired, trained or equipped for the start (write status: new otherwise)."
        )
        yield from wrapped("  Existing   ", text, width)
    for queue, means in report.resolved_means:
        yield from wrapped("  Resolved   ", f"{printable(queue)}: {printable(means)}", width)
    if case.included:
        yield from wrapped("  Included   ", _included(case), width)
    if case.scenario.only_given:
        yield from wrapped("  Added      ", ONLY_GIVEN, width)


def _included(case: Case) -> str:
    """What the prices include: said once where it is the same for all teams, and for each team where it differs."""
    teams = case.members["team"]
    parts = {name: list(dict.fromkeys(part for team, part in case.included if team == name)) for name in teams}
    if len({frozenset(named) for named in parts.values()}) == 1:
        doubt = "; assumed, as the quote does not say" if any(quote.presumed for quote in case.quotes) else ""
        return f"{', '.join(parts[teams[0]])} (in the price{doubt})"
    assumed = {quote.team for quote in case.quotes if quote.presumed}
    said = [
        f"{printable(name)}: {', '.join(named) or 'nothing'}{' (assumed)' if name in assumed else ''}"
        for name, named in parts.items()
    ]
    return "; ".join(said) + " (in each team's price)"


def _holidays(case: Case) -> str:
    """Whether the desks are open on public holidays, and where nobody said so."""
    said = [
        f"{word} on public holidays{' (assumed)' if team.open_on_holidays is None else ''}"
        for word, (_, team) in zip(case.labels["on_holidays"], case.scenario.each_team(), strict=True)
    ]
    if len(set(said)) == 1:
        return said[0]
    return ", ".join(f"{printable(name)} {words}" for name, words in zip(case.members["team"], said, strict=True))


def _assumed(report: Report, width: int) -> Iterator[Text]:
    if not report.unstated:
        yield Text("  Every value was given by the scenario.")
        return
    outright = sum(influence.sourced.origin.basis == "assumed" for influence in report.unstated)
    shares = ", ".join(f"{MARKS[basis]} {basis} {percent(share)}" for basis, share in report.bases if share >= 0.0005)
    count = len(report.unstated)
    text = (
        f"{count} value{'s' if count > 1 else ''} not given, so taken from the rate cards, {outright} of them assumed; "
        f"assumed prices carry {percent(report.assumed_share)} of the total. Prices: {shares}. What matters most:"
    )
    yield from wrapped("  ", text, width)
    shown = report.unstated[:MATTER_MOST]
    names = [_assumption_name(report, influence.name, influence.row) for influence in shown]
    room = width - 8 - max(len(_goodness(influence)) for influence in shown)
    wide = min(max(cell_len(name) for name in names), room * 55 // 100)
    for name, influence in zip(names, shown, strict=True):
        value = input_words(influence.sourced.value, influence.sourced.unit)
        yield Text.assemble(
            "    ", fitted(name, wide), "  ", fitted(value, room - wide), "  ", (_goodness(influence), "dim")
        )


def _goodness(influence: Influence) -> str:
    """How good a value is: its basis, its grade and its year."""
    return _origin(replace(influence.sourced.origin, file=""))


def _assumption_name(report: Report, name: str, row: int) -> str:
    """A quantity in words, with the member it belongs to where there are several."""
    program = report.estimate.program
    quantity = program.book.quantities[name]
    words = name.replace("_", " ")
    members = report.estimate.case.members
    where = []
    if len(members["team"]) > 1 and program.book.within(quantity.row, "team"):
        where.append(members["team"][program.row_of(quantity.row, row, "team")])
    if quantity.row not in {None, "team"}:
        where.append(members[str(quantity.row)][row])
        words = words.removeprefix(f"{quantity.row} ")
    return f"{printable(', '.join(where))}: {words}" if where else words


def _against(report: Report, width: int) -> Iterator[Text]:
    """The return on replacing the baseline."""
    if report.against is None:
        return
    case, against = report.estimate.case, report.against
    sign = symbol(case.currency)
    yield Text()
    yield from wrapped("  ", f"Against {printable(against.name)} ({sign} {rough(against.total)})", width, "bold")
    words = " · ".join(return_words(against.returned, sign, report.estimate.values["discount_rate"][0]))
    yield from wrapped("    ", words, width)
    yield from wrapped("    ", curve_words(against.returned), width, "dim")


def _findings(report: Report, width: int) -> Iterator[Text]:
    """What the vendor's price does not mention, largest first, with why it comes and what to ask."""
    if not report.findings:
        return
    case = report.estimate.case
    stated = any(quote.stated for quote in case.quotes)
    several = len(case.quotes) > 1
    yield Text()
    title = (
        "Not in the quote, but this workload will incur it"
        if stated
        else "Beside the vendor's price, this workload will incur"
    )
    yield Text(f"  {title} ({symbol(case.currency)}, largest first)", "bold")
    for finding in report.findings[:FOUND]:
        amount = f"{rough(finding.amount):>11}"
        name = printable(f"{finding.label} · {finding.team}" if several and finding.team else finding.label)
        inside = " (in the lines above)" if finding.within else ""
        yield from wrapped(
            f"  {amount}  ", f"{name}{inside}: {printable(finding.why)} Ask: {printable(finding.question)}", width
        )
    rest = len(report.findings) - FOUND
    more = f"{rest} more, and " if rest > 0 else ""
    source = printable(case.files[0].source)
    yield from wrapped(
        "  ",
        f"{more}{sum(not asked.answer for asked in report.questions)} questions for the vendor: estimate questions {source}",
        width,
        "dim",
    )


def _warnings(report: Report, width: int) -> Iterator[Text]:
    missing = [printable(item.name) for section in report.sections for item in section.unpriced]
    if missing:
        text = f"Incomplete: {', '.join(missing)} {'has' if len(missing) == 1 else 'have'} no known price and {'is' if len(missing) == 1 else 'are'} not in the total."
        yield Text()
        yield from wrapped("  ", text, width, "yellow")
    for warning in report.warnings:
        yield from wrapped("  ", f"Note: {printable(warning)}", width, "yellow")


def _next(report: Report) -> Iterator[Text]:
    rows = [row for section in report.sections for row in section.rows]
    if rows:
        dearest = max(rows, key=lambda row: row.amount)
        source = printable(report.estimate.case.files[0].source)
        yield Text()
        yield Text(f"  Next: estimate explain {source} {dearest.id}", "dim")
