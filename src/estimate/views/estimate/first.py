"""The first screen of an estimate: how much, against what, where it goes, what is not in it, how sure, what next. Made from its document alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.language import amount as read
from estimate.language import shown
from estimate.report.figures import rough, signed
from estimate.report.headline import EVERY
from estimate.views import colors
from estimate.views import plain_words as words
from estimate.views.calls import call
from estimate.views.estimate.how_sure import FAIR, NAMED, cautions, choices, how_sure, key_of
from estimate.views.estimate.where_it_goes import people_words, where_it_goes
from estimate.views.fitting import padded, width_of, wrapped
from estimate.views.labeled import LABEL, labeled, labeled_call
from estimate.views.rounding import place_of, placed

if TYPE_CHECKING:
    from estimate.report.parts import AgainstDocument, EstimateDocument

TALLEST = 32
"""So many lines at 80 columns; facts to tell and notes give way."""
RANGE = "in 8 of 10 cases"


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
    yield from where_it_goes(content, width, depth)
    yield Text()
    yield from _not_in_it(content, width)
    yield from cautions(content, width, most.notes)
    yield from choices(content, width, most.choices)
    yield Text()
    yield from how_sure(content, width, most.facts)
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
            f"{printable(name).replace('_', ' ')} {placed(case['total'] / months, place_of(month))} a month ({signed(case['change'])})"
            for name, case in content["cases"].items()
        ]
        yield from wrapped(f"  {padded('Also', lead - 2)}", "; ".join(said), width)


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
        people = f", {people_words(asked['people'])}" if asked["people"] else ""
        yield from labeled("  Today", f"{rough(asked['today_per_month'])} a month{people} (yours)", width)
        yield from labeled("  Should you?", words.warning(printable(asked["verdict"])), width)
        if asked["holds_while"]:
            yield from labeled("", words.warning(printable(asked["holds_while"])), width)
    if against is not None:
        yield from labeled("  Instead of", _replaces(content, against), width)
    if asked is None and against is None:
        yield from labeled("  Today", "say what it costs you now (--today, today.cost_per_month)", width)


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


def _not_in_it(content: EstimateDocument, width: int) -> Iterator[Text]:
    """What has no price, and how many questions are open."""
    missing = [printable(item["name"]) for item in content["not_priced"]]
    asked = sum(not question.get("answer") for question in content["questions"])
    text = "Every cost that we know of has a price."
    if missing:
        named = words.listed(missing, NAMED)
        text = f"{len(missing)} cost{'' if len(missing) == 1 else 's'} without a price: {named}."
    if not asked:
        yield from labeled("Not in it", text, width, colors.WARNING if missing else "")
        return
    questions = f"{asked} question{'' if asked == 1 else 's'} for a vendor:"
    asking = call("questions", content)
    if LABEL + width_of(text) + 1 + width_of(questions) <= width:
        yield from labeled_call("Not in it", f"{text} {questions}", asking, width)
    else:
        yield from labeled("Not in it", text, width, colors.WARNING if missing else "")
        yield from labeled_call("", questions, asking, width)


def _next(content: EstimateDocument, width: int) -> Iterator[Text]:
    """How to see all of it, and the one thing to do next, chosen by what is weakest."""
    yield from labeled("All of it", "add --full; a page: -o page.html; a workbook: -o book.xlsx", width)
    yield from labeled_call("Next", *_step(content), width)


def _step(content: EstimateDocument) -> tuple[str, str]:
    """What to do next and the call that does it: what is open first, then the widest guess, then the alternatives."""
    total, spread = content["total"], content.get("range")
    doubted = words.path_of((content.get("cautions") or [""])[0])
    if doubted:
        return f"check {doubted}: is it what you mean?", ""
    if content["not_priced"] or content["basis"]["included_assumed"]:
        return "ask the vendor what is open:", call("questions", content)
    low, high = total["low"], total["high"]
    facts = [one for one in spread["narrowed_by"] if one["keys"] and one["basis"] != "given"] if spread else []
    if facts and low and high and high / low > FAIR:
        return "tell us:", f"{call('', content)} --set {key_of(facts[0]).split()[0]}=NUMBER"
    if content["against"] is None and len(content["staffing"]) == 1:
        return "see what it costs elsewhere:", call("regions", content)
    return "see how far it holds:", call("sensitivity", content)
