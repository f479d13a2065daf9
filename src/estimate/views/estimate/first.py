"""The first screen of an estimate: how much, against what, where it goes, what is not in it, how sure, what next. Made from its document alone."""

from __future__ import annotations

import math
import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.language import amount as read
from estimate.language import shown
from estimate.report.figures import percent, rough, signed, whole
from estimate.report.headline import EVERY
from estimate.views import colors
from estimate.views import plain_words as words
from estimate.views.fitting import fitted, padded, width_of, wrapped
from estimate.views.rounding import place_of, placed, shared_out, short

if TYPE_CHECKING:
    from estimate.report.parts import AgainstDocument, Assumption, EstimateDocument, LineDocument
    from estimate.report.range_document import NarrowerDocument

TALLEST = 32
"""So many lines at 80 columns; facts to tell and notes give way."""
ROOMY = 100
"""From this width on a fact and the place to write it stand on one line."""
LABEL = 14
MOVES = 0.02
"""A choice that moves the cost by less is left to the full estimate."""
CLOSE, FAIR = 1.35, 2.0
"""An 80 % range whose high end is at most so many times its low end is close, or fair; every other is rough."""
BAR = "█"
WIDEST_BAR = 24
SMALL = 0.02
"""Lines below this share of the total are folded into one."""
RANGE = "in 8 of 10 cases"
MONTH = "average_month"
OPENING = 3
"""What is paid once before the service and in so many months of it is paid at the start."""
NAMED = 3


class Most(NamedTuple):
    """How many warnings, choices that nobody made, and facts to tell are shown."""

    notes: int
    choices: int
    facts: int


SHRINKING = (Most(3, 3, 3), Most(3, 2, 3), Most(3, 2, 2), Most(2, 2, 2), Most(2, 1, 2), Most(1, 1, 2), Most(1, 1, 1))
"""What gives way where the screen would be too tall."""


def lines(content: EstimateDocument, width: int, *, depth: int = 1) -> list[Text]:
    """The first screen as lines no wider than `width`; depth 2 has the lines of each category as well."""
    for most in SHRINKING:
        found = list(_screen(content, width, most, depth))
        if len(found) <= TALLEST:
            break
    return found


def _screen(content: EstimateDocument, width: int, most: Most, depth: int) -> Iterator[Text]:
    yield from _head(content, width)
    yield Text()
    yield from _how_much(content, width)
    yield from _against(content, width)
    yield Text()
    yield from _where(content, width, depth)
    yield Text()
    yield from _not_in_it(content, width)
    yield from _notes(content, width, most.notes)
    yield from _assumes(content, width, most.choices)
    yield Text()
    yield from _how_sure(content, width, most.facts)
    yield from _next(content, width)


def _head(content: EstimateDocument, width: int) -> Iterator[Text]:
    """The name and what comes in; the term and the currency."""
    name, volume = printable(content["scenario"]), shown(_volume(content))
    if not volume:
        yield from wrapped("", name, width, "bold")
    elif cell_len(name) + cell_len(volume) + 2 <= width:
        yield Text.assemble((name, "bold"), " " * (width - cell_len(name) - cell_len(volume)), volume)
    else:
        yield from wrapped("", name, width, "bold")
        yield from wrapped("", volume, width)
    taken = EVERY.get(content["at"])
    parts = [
        f"{words.term(content['months'])} from {words.begins(content['start'])}",
        words.currency(content["currency"]),
        *([f"{taken} end" if content["at"] != "likely" else f"{taken} value"] if taken else []),
    ]
    yield from wrapped("", ", ".join(parts), width)


def _volume(content: EstimateDocument) -> str:
    """What comes in a month: by channel where there are few queues that are called by theirs."""
    queues = [(printable(one["queue"]), one["contacts"]) for one in content["queues"]]
    incoming = content["contacts"]["incoming"]
    named = len({name.lower() for name, _ in queues} & set(words.CHANNELS)) == len(queues) <= NAMED
    if named and all(contacts is not None for _, contacts in queues):
        counted = [words.queue_count(name, rough(contacts or 0)) for name, contacts in queues]
        return f"{' and '.join(counted) if len(counted) < 3 else ', '.join(counted)} a month"
    if incoming:
        return f"{rough(incoming / content['months'])} contacts a month"
    return ""


def _how_much(content: EstimateDocument, width: int) -> Iterator[Text]:
    total, months = content["total"], content["months"]
    month = total["expected"] / months
    label = words.term_label(months)
    rows = [("A month", rough(month), _range(content, months))]
    if months > 1:
        rows.append((label, rough(total["expected"]), _range(content, 1)))
    if total["budget"] is not None and total["low"] != total["high"]:
        rows.append(("Set aside", placed(total["budget"], place_of(total["budget"])), "is enough in 8 of 10 cases"))
    if content["unit_costs"]["contact"] is not None:
        rows.append(("A contact", rough(content["unit_costs"]["contact"]), ""))
    wide = max(cell_len(read(figure)) for _, figure, _ in rows)
    lead = max(LABEL, max(width_of(label) for label, _, _ in rows) + 2)
    for name, figure, more in rows:
        front = f"  {padded(name, lead - 2)}"
        weight = "bold" if more.startswith(RANGE) else ""
        amount = padded(read(figure), wide, right=True)
        if more and lead + wide + 3 + width_of(more) > width:
            yield Text.assemble(front, (amount, "bold"))
            yield from wrapped(" " * lead, more, width, weight)
        else:
            yield Text.assemble(front, (amount, "bold"), (f"   {shown(more)}" if more else "", weight))
    if content.get("cases"):
        said = [
            f"{printable(name).replace('_', ' ')} {placed(case['total'] / months, place_of(month))} ({signed(case['change'])})"
            for name, case in content["cases"].items()
        ]
        yield from wrapped(f"  {padded('Also', lead - 2)}", f"{'; '.join(said)}, a month", width)


def _range(content: EstimateDocument, months: float) -> str:
    """The 80 % range of a month or of the term; a sentence where the total is no part of it."""
    total = content["total"]
    low, median, high = total["low"], total["median"], total["high"]
    if low is None or median is None or high is None:
        return ""
    if low == high:
        return "no number has a range" if months == 1 else ""
    if low <= total["expected"] <= high:
        return f"{RANGE} {rough(low / months)} – {rough(high / months)}"
    way = "less" if total["expected"] > high else "more"
    return f"half of the cases cost {way} than {rough(median / months)}"


def _against(content: EstimateDocument, width: int) -> Iterator[Text]:
    """Against what: what it costs today and whether to change, and what the estimate would replace; else where to write that."""
    asked, against = content.get("should_we"), content["against"]
    yield Text()
    if asked is not None:
        people = f", {_people(asked['people'])}" if asked["people"] else ""
        yield from _said("  Today", f"{rough(asked['today_per_month'])} a month{people} (yours)", width)
        yield from _said("  Should you?", words.warning(printable(asked["verdict"])), width)
        if asked["holds_while"]:
            yield from _said("", words.warning(printable(asked["holds_while"])), width)
    if against is not None:
        yield from _said("  Instead of", _replaces(content, against), width)
    if asked is None and against is None:
        yield from _said("  Today", "say what it costs you now (--today, today.cost_per_month)", width)


def _replaces(content: EstimateDocument, against: AgainstDocument) -> str:
    """What it would replace and what that saves, or would cost more."""
    months, back = content["months"], against["returns"]["payback_month"]
    before, saved = against["total"] / months, against["total"] - content["total"]["expected"]
    word, more = ("saves", "") if saved >= 0 else ("costs", " more")
    text = (
        f"{printable(against['name'])}, {rough(before)} a month: this {word} {rough(abs(saved) / months)}{more} a month, "
        f"{rough(abs(saved))}{more} in "
        f"{words.term(months)}"
    )
    return f"{text}; the start is paid back in month {math.ceil(back)}" if saved >= 0 and back is not None else text


def _where(content: EstimateDocument, width: int, depth: int) -> Iterator[Text]:
    """The categories by the month, what each buys, and with depth 2 their lines."""
    months, total = content["months"], content["total"]["expected"]
    parts = {key: amount for key, amount in content["by_category"].items() if amount}
    if not parts:
        return
    place = place_of(total / months)
    amounts = dict(zip(parts, shared_out([amount / months for amount in parts.values()], place), strict=True))
    figures = {key: placed(amount, place) for key, amount in amounts.items()}
    figures = {key: read(figure) for key, figure in figures.items()}
    money = max(map(cell_len, figures.values()))
    bought = {key: shown(_bought(content, key)) for key in parts}
    label = max(width_of(words.CATEGORIES[key]) for key in parts) + 2
    room = width - 2 - label - money - 4 - max(cell_len(text) for text in bought.values())
    bar = min(WIDEST_BAR, room) if room >= 6 else 0
    most = max(amounts.values())
    yield Text(shown("Where it goes, a month"), "bold")
    for key, figure in figures.items():
        drawn = BAR * max(1, round(max(0.0, amounts[key]) / most * bar)) if bar and most > 0 else ""
        line = Text.assemble(f"  {padded(words.CATEGORIES[key], label)}{padded(figure, money, right=True)}")
        if bar:
            line.append("  ")
            line.append(f"{drawn:<{bar}}", colors.BAR)
        if bought[key] and line.cell_len + 2 + cell_len(bought[key]) <= width:
            line.append(f"  {bought[key]}")
            yield line
        else:
            yield line
            if bought[key]:
                yield from wrapped("    ", bought[key], width)
        if depth > 1:
            yield from _lines_of(content, key, label, money, place)


def _lines_of(content: EstimateDocument, category: str, label: int, money: int, place: float) -> Iterator[Text]:
    """The lines of a category by the month, largest first, the small ones folded."""
    sums: dict[str, float] = {}
    for line in content["lines"]:
        if line["category"] == category:
            sums[line["label"]] = sums.get(line["label"], 0.0) + line["amount"] / content["months"]
    least = SMALL * content["total"]["expected"] / content["months"]
    large = {name: amount for name, amount in sums.items() if abs(amount) >= least}
    small = [amount for name, amount in sums.items() if name not in large]
    for name, amount in sorted(large.items(), key=lambda item: -item[1]):
        yield Text(f"    {fitted(printable(name), label - 2)}{padded(read(placed(amount, place)), money, right=True)}")
    if small:
        yield Text(
            f"    {fitted(f'{len(small)} small ones', label - 2)}{padded(read(placed(math.fsum(small), place)), money, right=True)}"
        )


def _bought(content: EstimateDocument, category: str) -> str:
    """What a category's money buys: people and hours, seats, or what is paid once."""
    if category == "labor":
        people = sum(team["headcount"] + team["leads"] for team in content["staffing"])
        hours = sum(team["logged_in_hours"] for team in content["staffing"])
        return f"{_people(people)}, {rough(hours)} hours" if people and hours else ""
    parts = []
    if category == "technology":
        seats = max((line["quantity"] for line in content["lines"] if _is_seat(line)), default=0) / content["months"]
        if seats:
            parts.append(f"{whole(max(1, seats))} seat{'' if round(seats) <= 1 else 's'}")
    start = math.fsum(math.fsum(line["by_month"][: OPENING + 1]) for line in _paid_once(content, category))
    end = math.fsum(line["by_month"][-1] for line in _paid_once(content, category))
    if content["months"] > OPENING:
        parts += [f"{rough(amount)} to {what}" for amount, what in ((start, "start"), (end, "leave")) if amount >= 1]
    return ", ".join(parts)


def _is_seat(line: LineDocument) -> bool:
    return line["category"] == "technology" and line["unit"] == "seat_month"


def _paid_once(content: EstimateDocument, category: str) -> list[LineDocument]:
    return [line for line in content["lines"] if line["category"] == category and line["one_off"]]


def _people(count: float) -> str:
    shown = rough(count) if count < 3 and count != round(count) else whole(count)
    return f"{shown} {'person' if shown == '1' else 'people'}"


def _not_in_it(content: EstimateDocument, width: int) -> Iterator[Text]:
    """What has no price, and how many questions are open."""
    missing = [printable(item["name"]) for item in content["not_priced"]]
    asked = sum(not question.get("answer") for question in content["questions"])
    text = "Every cost that we know of has a price."
    if missing:
        named = words.listed(missing, NAMED)
        text = f"{len(missing)} cost{'' if len(missing) == 1 else 's'} without a price: {named}."
    if not asked:
        yield from _said("Not in it", text, width, colors.WARNING if missing else "")
        return
    questions = f"{asked} question{'' if asked == 1 else 's'} for a vendor:"
    call = _call("questions", content)
    if LABEL + width_of(text) + 1 + width_of(questions) <= width:
        yield from _told("Not in it", f"{text} {questions}", call, width)
    else:
        yield from _said("Not in it", text, width, colors.WARNING if missing else "")
        yield from _told("", questions, call, width)


def _assumes(content: EstimateDocument, width: int, most: int) -> Iterator[Text]:
    """Choices that nobody made and that move the cost: what was taken, what the other one would do, and where to write it."""
    choices = [one for one in content.get("structural") or [] if abs(one["change"]) >= MOVES]
    for at, one in enumerate(choices[:most]):
        team = f"{printable(one['team'])}: " if one["team"] else ""
        said, colon, parts = printable(one["taken"]).partition(": ")
        taken = f"{said}{colon}{words.listed(parts.split(', '), NAMED)}"
        text = (
            f"{team}{taken} ({printable(one['other'])}: {signed(one['change'])}"
            f"{' a month' if one['of'] == MONTH else ''}, {words.written(one['path'])})"
        )
        yield from _said("Assumes" if at == 0 else "", text, width)


def _notes(content: EstimateDocument, width: int, most: int) -> Iterator[Text]:
    """The warnings that change the decision, worst first."""
    cautions = content.get("cautions") or []
    for at, caution in enumerate(cautions[:most]):
        yield from _said("Careful" if at == 0 else "", words.warning(printable(caution)), width, colors.WARNING)
    if len(cautions) > most:
        yield from _said("", f"and {len(cautions) - most} more with --full", width)


def _how_sure(content: EstimateDocument, width: int, most: int) -> Iterator[Text]:
    """How wide the range is, how much of it is guessed, and which facts narrow it most, with the place to write each."""
    spread, total = content.get("range"), content["total"]
    guessed = sum(one["basis"] == "assumed" for one in content["assumptions"])
    filled = len(content["assumptions"])
    guesses = f"{guessed} of {filled} numbers we filled in are guesses." if filled else "every number is yours."
    low, high = total["low"], total["high"]
    if spread is None or low is None or high is None:
        yield from _said("How sure", f"No range was made; {guesses}", width)
        return
    if low == high:
        yield from _said("How sure", f"No number has a range; {guesses}", width)
        return
    wide = high / low if low > 0 else math.inf
    word = "Close" if wide <= CLOSE else "Fair" if wide <= FAIR else "Rough"
    facts = [one for one in spread["narrowed_by"] if one["keys"]][:most]
    yield from _said("How sure", f"{word}: {guesses}{' Tell us first:' if facts else ''}", width)
    yield from _facts(content, facts, width)


def _facts(content: EstimateDocument, facts: Sequence[NarrowerDocument], width: int) -> Iterator[Text]:
    """Each fact on a line with what was taken and what it narrows, and below it, or behind it, where to write it."""
    assumed, rows = {one["path"]: one for one in reversed(content["assumptions"])}, []
    for fact in facts:
        taken = next((assumed[key] for key in fact["keys"] if key in assumed), None)
        name = words.input_words(
            printable(fact["input"]), taken["unit"] if taken else "", placed=len(content["staffing"]) > 1
        )
        rows.append(
            (name, _taken(taken, fact["basis"]), _key(fact), f"narrows the range by {percent(fact['range_reduction'])}")
        )
    if not rows:
        return
    rows = [(shown(name), shown(taken), key, shown(narrows)) for name, taken, key, narrows in rows]
    left = max(max(cell_len(name), cell_len(key)) for name, _, key, _ in rows)
    right = max(max(cell_len(taken), cell_len(narrows)) for _, taken, _, narrows in rows)
    columns = [max(cell_len(row[at]) for row in rows) for at in range(4)]
    one_line = width >= ROOMY and 4 + sum(columns) + 6 <= width
    for number, row in enumerate(rows, 1):
        front = f"  {number} "
        if one_line:
            cells = [fitted(cell, wide) for cell, wide in zip(row, columns, strict=True)]
            yield Text.assemble(front, "  ".join(cells[:2]), "  ", (cells[2], "bold"), f"  {row[3]}")
        elif 4 + left + 2 + right <= width:
            yield Text(f"{front}{fitted(row[0], left)}  {row[1]}")
            yield Text.assemble("    ", (fitted(row[2], left), "bold"), f"  {row[3]}")
        else:
            yield from wrapped(front, f"{row[0]}: {row[1]}", width)
            yield from wrapped("    ", f"{row[2]} {row[3]}", width)


def _taken(assumed: Assumption | None, basis: str) -> str:
    """What the estimate took meanwhile, with the ends of its range."""
    if assumed is None:
        return "yours has a range" if basis == "given" else "we took a range"
    share = assumed["unit"].startswith("share") or assumed["unit"] == "share"
    unit = "%" if share else ""
    low, high = short(assumed["low"], unit), short(assumed["high"], unit)
    return f"we took {short(assumed['expected'], unit)} ({low} – {high})"


def _key(fact: NarrowerDocument) -> str:
    """The path to write a fact at, as --set takes it."""
    more = len(fact["keys"]) - 1
    return f"{words.written(fact['keys'][0])}{f' and {more} more' if more else ''}"


def _next(content: EstimateDocument, width: int) -> Iterator[Text]:
    """How to see all of it, and the one thing to do next, chosen by what is weakest."""
    yield from _said("All of it", "add --full; a page: -o page.html; a workbook: -o book.xlsx", width)
    yield from _told("Next", *_step(content), width)


def _step(content: EstimateDocument) -> tuple[str, str]:
    """What to do next and the call that does it: what is open first, then the widest guess, then the alternatives."""
    total, spread = content["total"], content.get("range")
    doubted = words.path_of((content.get("cautions") or [""])[0])
    if doubted:
        return f"check {doubted}: is it what you mean?", ""
    if content["not_priced"] or content["basis"]["included_assumed"]:
        return "ask the vendor what is open:", _call("questions", content)
    low, high = total["low"], total["high"]
    facts = [one for one in spread["narrowed_by"] if one["keys"] and one["basis"] != "given"] if spread else []
    if facts and low and high and high / low > FAIR:
        return "tell us:", f"{_call('', content)} --set {_key(facts[0]).split()[0]}=NUMBER"
    if content["against"] is None and len(content["staffing"]) == 1:
        return "see what it costs elsewhere:", _call("regions", content)
    return "see how far it holds:", _call("sensitivity", content)


def _call(command: str, content: EstimateDocument) -> str:
    """A call of the command on the scenario's file."""
    file = printable(next(iter(content["files"]), "FILE"))
    return " ".join(part for part in ("estimate", command, shlex.quote(file)) if part)


def _told(label: str, text: str, call: str, width: int) -> Iterator[Text]:
    """A sentence and a call, which stands on a line of its own rather than on two."""
    if not text or not call or LABEL + width_of(text) + 1 + cell_len(call) <= width:
        yield from _said(label, f"{shown(text)} {call}".strip(), width)
        return
    yield from _said(label, text, width)
    if LABEL + cell_len(call) <= width:
        yield Text(f"{' ' * LABEL}{call}")
    else:
        yield from wrapped("    ", call, width)


def _said(label: str, text: str, width: int, style: str = "") -> Iterator[Text]:
    """A sentence behind its label, on as many lines as it needs."""
    for at, line in enumerate(wrapped(" " * LABEL, text, width)):
        front = padded(label, LABEL) if at == 0 else " " * LABEL
        yield Text.assemble((front, "" if label.startswith(" ") else "bold"), (line.plain[LABEL:], style))
