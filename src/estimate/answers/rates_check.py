"""What is wrong, weak or old on rate cards, one finding at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, Literal

from estimate.answers.card_facts import OLD_MONTHS, age, card_date, regions
from estimate.answers.price_list import IN_HOUSE, CardPrice, prices_of
from estimate.answers.wage_floor import below_wage_floor, minimum_wage
from estimate.cards import catalog as shelf
from estimate.cards.catalog import Catalog
from estimate.files.input_file import InputFile, dotted
from estimate.files.open import read
from estimate.ground.errors import InvalidInput, Problem, did_you_mean, nearest
from estimate.ground.records import dataclass
from estimate.ground.units import ITEM_UNITS, PRICE_UNITS
from estimate.schema.card_check import check_card, is_card
from estimate.schema.rate_card import CARDS

PLAIN_UNITS = (
    "share", "share/year", "share/month", "factor", "contact", "agent", "second", "hour", "day", "month", "year",
    "minute/contact", "hour/month", "hour/week", "hour/year", "hour/hire", "hour/agent_month", "day/year",
)  # fmt: skip
"""Units of the facts that are no money. Money is a currency per one of the price or item units, or per another currency."""
MONEY_PER = tuple(dict.fromkeys((*PRICE_UNITS, *ITEM_UNITS)))
CLOSE = 0.006
"""Cards round to three digits."""
Address = tuple[str | int, ...]
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
CURRENCY = re.compile("[A-Z]{3}")

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to know: where it stands (`file:line`), how grave it is, and what it is, in words."""

    place: str
    severity: Severity
    words: str


def check(catalog: Catalog, folder: Path | None = None, as_of: str | None = None) -> list[Finding]:
    """Everything to say of the cards in a folder, which is on the catalog's shelf, or of those that come with the tool.

    Gravest first, then in the order of the files.
    """
    found: list[Finding] = []
    documents = list(_documents(folder, found))
    if found:  # a file that cannot be read: what rests on it cannot be judged
        return found
    if not documents:
        return [Finding(str(folder), "error", "holds no rate card (expected *.yaml or regions/*.yaml)")]
    date = as_of or card_date(catalog)
    date = date if DATE.fullmatch(date) else card_date(Catalog())  # the folder's own is wrong, and said to be
    known = frozenset(str(key) for layer in catalog.layers("sources") for key in layer.data)
    broken: set[str] = set()
    for document in documents:
        name = PurePath(document.source).stem
        try:
            check_card(document)
        except InvalidInput as error:
            found.extend(_of_problem(problem) for problem in error.problems)
            broken.add(name)
        for path, fact in _facts(document.data, ()):
            found.extend(_of_fact(document, path, fact, known, date, shaped=name not in broken))
    if not broken & CARDS.keys():  # a floor stands on the shared cards too
        found.extend(_below_floor(catalog, folder, date, {name.replace("-", "_") for name in broken}))
        found.extend(_below_law(catalog, folder, date, {name.replace("-", "_") for name in broken}))
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def unit_is_known(unit: str) -> bool:
    """Whether a unit is in the closed list: a plain one, or a currency per something that prices are for."""
    money, slash, per = unit.partition("/")
    if unit in PLAIN_UNITS or unit in ITEM_UNITS:
        return True
    return bool(slash and CURRENCY.fullmatch(money) and (per in MONEY_PER or CURRENCY.fullmatch(per)))


def _documents(folder: Path | None, found: list[Finding]) -> Iterator[InputFile]:
    """The cards of a folder; what cannot be read is a finding."""
    place, shown = (folder, str(folder)) if folder is not None else (shelf.shipped_rates(), "rates")
    for file in sorted([*place.glob("*.yaml"), *place.glob("regions/*.yaml")]):
        try:
            document = read(file, source=f"{shown}/{file.relative_to(place).as_posix()}")
        except InvalidInput as error:
            found.extend(_of_problem(problem) for problem in error.problems)
        else:
            if is_card(document) or file.parent != place:  # scenarios may lie beside the cards
                yield document


def _of_problem(problem: Problem) -> Finding:
    place = f"{problem.source}:{problem.place.line}" if problem.place else problem.source
    return Finding(place, "error", f"{problem.path}: {problem.message}" if problem.path else problem.message)


def _facts(data: Any, path: Address) -> Iterator[tuple[Address, dict[str, Any]]]:
    """Every fact and priced item of a card: what has a list of values."""
    if not isinstance(data, dict):
        return
    if isinstance(data.get("values"), list):
        yield path, data
        return
    for key, inner in data.items():
        yield from _facts(inner, (*path, str(key)))


def _of_fact(
    document: InputFile, path: Address, fact: dict[str, Any], known: frozenset[str], as_of: str, *, shaped: bool
) -> Iterator[Finding]:
    def say(severity: Severity, at: Address, words: str) -> Finding:
        return Finding(f"{document.source}:{document.place(at).line}", severity, f"{dotted(path)}: {words}")

    unit = fact.get("unit")
    if isinstance(unit, str) and not unit_is_known(unit):
        yield say("error", (*path, "unit"), f"unit {unit} is not known ({_remedy(unit)})")
    values = [(i, value) for i, value in enumerate(fact["values"]) if isinstance(value, dict)]
    for i, value in values:
        at = (*path, "values", i)
        for source in value.get("sources") or ():
            if str(source) not in known:
                hint = did_you_mean(str(source), sorted(known), "add it to sources.yaml beside the card")
                yield say("error", (*at, "sources"), f"source {source} is not in sources.yaml ({hint})")
        if shaped:  # else the shape's own problems say so already
            for words in _dishonest(value):
                yield say("error", at, words)
    dated = [(str(value.get("from")), i) for i, value in values if DATE.fullmatch(str(value.get("from")))]
    in_force = [(since, i) for since, i in dated if since <= as_of]
    if in_force:
        since, i = max(in_force)
        months = age(since, as_of)
        if months > OLD_MONTHS:
            yield say("note", (*path, "values", i), f"since {since}, {months} months old (look for a newer value)")


def _dishonest(value: dict[str, Any]) -> Iterator[str]:
    """What a value owes its reader: numbers that rise, and where they come from."""
    ends = [value[end] for end in ("low", "likely", "high") if isinstance(value.get(end), int | float)]
    if ends != sorted(ends):
        yield f"low, likely and high must rise, got {', '.join(f'{end:g}' for end in ends)}"
    basis = value.get("basis")
    if basis == "assumed" and not value.get("note"):
        yield "an assumed value needs a note that says why it is assumed"
    if basis not in (None, "assumed") and not (value.get("sources") or value.get("evidence")):
        yield f"a {basis} value needs sources or evidence (or basis: assumed with a note)"


def _remedy(unit: str) -> str:
    money, slash, per = unit.partition("/")
    if slash and CURRENCY.fullmatch(money):
        close = nearest(per, MONEY_PER)
        return f"did you mean {money}/{close}?" if close else f"{money} per one of {', '.join(PRICE_UNITS)}"
    return did_you_mean(unit, PLAIN_UNITS, f"such as USD/logged_in_hour, or one of {', '.join(PLAIN_UNITS)}")


def _below_floor(catalog: Catalog, folder: Path | None, as_of: str, broken: set[str]) -> Iterator[Finding]:
    """Vendors' prices that would not pay the wages of those who do the work."""
    for region in _regions_in(catalog, folder):
        for price in prices_of(catalog, region, as_of) if region not in broken else ():
            found = below_wage_floor(catalog, price, as_of)
            ends, least = (found.under(price.per), found.expected().under(price.per)) if found else (None, None)
            if ends is not None and least is not None:
                width = "" if ends.is_point else f", from {ends.low:.4g} to {ends.high:.4g}"
                yield Finding(
                    f"{price.file}:{price.line()}",
                    "warning",
                    f"labor.{price.support_type}.{price.model}: {_expected(price)} is below what wages "
                    f"alone cost ({'about' if ends.is_point else 'expected'} {least.likely:.4g}{width}; "
                    f"estimate rates show {region})",
                )


def _below_law(catalog: Catalog, folder: Path | None, as_of: str, broken: set[str]) -> Iterator[Finding]:
    """Wages that are less than the minimum wage of the same region."""
    for region in _regions_in(catalog, folder):
        for price in prices_of(catalog, region, as_of) if region not in broken else ():
            least = minimum_wage(catalog, region, as_of, price.currency) if price.model == IN_HOUSE else None
            if least is not None and price.value.likely < least * (1 - CLOSE):
                yield Finding(
                    f"{price.file}:{price.line()}",
                    "error",
                    f"labor.{price.support_type}.{price.model}: {price.value.likely:g} {price.unit} is below the minimum wage "
                    f"of {least:.4g} (carry it forward, or say since when another minimum is in force)",
                )


def _expected(price: CardPrice) -> str:
    """What is expected of a price, in its unit."""
    value = price.value
    return f"{value.likely:g} {price.unit}" if value.is_point else f"the expected {value.expected:.4g} {price.unit}"


def _regions_in(catalog: Catalog, folder: Path | None) -> list[str]:
    """The regions that a user's folder says something of, or all of them."""
    if folder is None:
        return regions(catalog)
    stems = {file.stem.replace("-", "_") for file in [*folder.glob("*.yaml"), *folder.glob("regions/*.yaml")]}
    return [region for region in regions(catalog, [folder]) if region in stems]
