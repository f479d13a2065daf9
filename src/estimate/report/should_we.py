"""The part of the JSON document that answers "should we?", and the same in sentences."""

from __future__ import annotations

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.should_we import MINUTES, PRICE, Hold, ShouldWe
from estimate.ground.units import money
from estimate.report.figures import rough, unit_name
from estimate.report.plain_data import figure, known

STAYS = "today's cost stays what it is over the term, but for growth of the contacts that the scenario gives"


class SavingDocument(TypedDict):
    """What the option costs less in an average month (negative: more); the ends of 80 % of the draws, null without draws."""

    expected: float
    low: float | None
    high: float | None


class HoldDocument(TypedDict):
    """An input that is moved alone until both sides cost the same; a yes holds below the limit and a no above it.

    id is price (the whole price of the work) or handle_minutes (of an average contact, in minutes of an agent); factor is the limit over what is taken. taken, limit,
    low and high are null where several prices of different units move together; low and high are the ends of the input's own range.
    """

    id: str
    paths: list[str]
    unit: str
    factor: float
    taken: float | None
    limit: float | None
    low: float | None
    high: float | None


class ShouldWeDocument(TypedDict):
    """The option against the people of today, by the average month of service.

    answer is yes, no or open; sureness is sure (at least 90 % of the draws), probable (at least 70 %), open, or unknown where nothing was
    drawn and the expected saving alone decides. share_cheaper is the share of the draws in which the option costs less, null without draws.
    """

    people: float | None
    today_per_month: float
    option_per_month: float
    today_total: float
    saving_per_month: SavingDocument
    share_cheaper: float | None
    answer: str
    confidence: str
    holds: list[HoldDocument]
    taken: str
    verdict: str
    holds_while: str


def should_we_document(found: ShouldWe, currency: str) -> ShouldWeDocument:
    """The answer as plain data, money to the currency's minor unit."""

    def told(amount: float | None) -> float | None:
        return None if amount is None else money(amount, currency)

    return {
        "people": found.people,
        "today_per_month": money(found.today, currency),
        "option_per_month": money(found.option, currency),
        "today_total": money(found.today_total, currency),
        "saving_per_month": {
            "expected": money(found.saving, currency),
            "low": told(found.low),
            "high": told(found.high),
        },
        "share_cheaper": None if found.share is None else float(f"{found.share:.6g}"),
        "answer": found.answer,
        "confidence": found.confidence,
        "holds": [_hold(hold) for hold in found.holds],
        "taken": STAYS,
        "verdict": verdict_words(found),
        "holds_while": holds_words(found),
    }


def _hold(hold: Hold) -> HoldDocument:
    return {
        "id": hold.id,
        "paths": list(hold.paths),
        "unit": hold.unit,
        "factor": figure(hold.factor),
        "taken": known(hold.taken),
        "limit": known(hold.limit),
        "low": known(hold.low),
        "high": known(hold.high),
    }


def today_words(found: ShouldWeDocument) -> str:
    """What today costs and who it is, such as `27,000 a month, 4 people`."""
    cost, people = f"{rough(found['today_per_month'])} a month", found["people"]
    return cost if people is None else f"{cost}, {people:g} {'person' if people == 1 else 'people'}"


def should_we_words(found: ShouldWeDocument) -> str:
    """The answer with what it depends on."""
    return " ".join(filter(None, (found["verdict"], found["holds_while"])))


def verdict_words(found: ShouldWe) -> str:
    """The answer in a sentence, such as `Yes on cost: saves 16,100 a month, in 99 of 100 cases.`."""
    saves = found.saving >= 0
    amount = f"{'saves' if saves else 'costs'} {rough(abs(found.saving))} {'' if saves else 'more '}a month"
    if found.share is None:
        return f"{'Yes' if saves else 'No'} on cost: it {amount}, if everything is as expected."
    cases = _cases(found.share)
    if found.answer == "open":
        return f"Too close to tell: it {amount} on average, and costs less in {cases}."
    head = {"yes": "Yes", "no": "No"}[found.answer] if found.confidence == "sure" else f"Probably {found.answer}"
    told = cases if found.answer == "yes" else _cases(1 - found.share)
    return f"{head} on cost: it {amount} on average, and costs {'less' if found.answer == 'yes' else 'more'} in {told}."


def holds_words(found: ShouldWe) -> str:
    """While what the answer holds, such as `Holds while an hour costs less than 35 (we took 9.70).`; empty where nothing in reach turns it."""
    hold = next((hold for hold in found.holds if hold.id == PRICE), next(iter(found.holds), None))
    if hold is None:
        return ""
    saves, holds = found.saving >= 0, "Both cost the same where" if found.answer == "open" else "Holds while"
    if hold.taken is None or hold.limit is None:
        way = "rises by" if saves else "falls by"
        less = "" if found.answer == "open" else "less than "
        return f"{holds} the price {way} {less}{abs(hold.factor - 1):.0%}."
    what = "a contact takes" if hold.id == MINUTES else f"{_one(hold.unit)} costs"
    unit = " minutes" if hold.id == MINUTES else ""
    way = "" if found.answer == "open" else "less than " if saves else "more than "
    return f"{holds} {what} {way}{rough(hold.limit)}{unit} (we took {rough(hold.taken)})."


def _one(unit: str) -> str:
    words = unit_name(unit, 1)
    return f"{'an' if words[0] in 'aeio' or words.startswith('hour') else 'a'} {words}"


def _cases(share: float) -> str:
    """A share of the draws as cases of a hundred; that it is all or none of them is more than draws can say."""
    count = round(share * 100)
    if count == 100:
        return "more than 99 of 100 cases"
    return f"{count} of 100 cases" if count else "fewer than 1 of 100 cases"
