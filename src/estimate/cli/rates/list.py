"""What `estimate rates …` does: list, show, check and begin a card."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from estimate.answers.price_list import CardPrice, card_date, derived_prices, offers, offers_of, planning_rate, regions
from estimate.cards.catalog import Catalog
from estimate.cli.output import console, note
from estimate.ground.errors import InvalidInput, Problem, Status, UsageError, nearest, printable
from estimate.ground.provenance import STRENGTH
from estimate.schema.names import region_meant
from estimate.schema.scenario import SUPPORT_TYPES

NAME = re.compile("[a-z][a-z0-9_-]*")
SORTS = ("region", "expected", "likely", "age", "grade")
REFERENCE = "USD"
"""Prices of several currencies are put in order in this one."""


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; None is no narrowing."""

    region: str | None = None
    support_type: str | None = None
    area: str | None = None
    unit: str | None = None
    basis: str | None = None

    def of(self, found: Sequence[CardPrice], known_regions: Sequence[str]) -> list[CardPrice]:
        """The offers that fit. Raises UsageError for a word that no card uses."""
        region = _one_of("region", self.region, known_regions)
        kind = _one_of("type", _key(self.support_type), SUPPORT_TYPES)
        area = _one_of("area", _key(self.area), sorted({offer.area for offer in found if offer.area}))
        basis = _one_of(
            "basis", self.basis, [basis for basis in STRENGTH if basis in ("quoted", "derived", "modeled", "assumed")]
        )
        units = [offer.unit for offer in found] + [offer.per for offer in found]
        unit = _one_of("unit", self.unit, sorted(set(units)))
        wanted = (region, kind, area, basis)
        return [
            offer
            for offer in found
            if all(
                want in (None, has)
                for want, has in zip(wanted, (offer.region, offer.support_type, offer.area, offer.basis), strict=True)
            )
            and unit in (None, offer.unit, offer.per)
        ]


def run_list(
    filters: Filters, *, sort: str | None, form: str, rates: Sequence[Path], as_of: str | None, no_color: bool
) -> Status:
    """Print the prices that fit, as a table, JSON or CSV; what was left out goes to standard error."""
    from estimate.views import rates_show as market

    _one_of("format", form, ("table", "json", "csv"))
    order = _one_of("sort", sort, SORTS) or SORTS[0]
    catalog, date = shelf(rates, as_of)
    named = regions(catalog, rates)
    filters = replace(filters, region=_region(filters.region, catalog))
    found = filters.of(offers(catalog, date, rates), named)
    found.sort(key=_order(order, catalog, date))  # stable, so that regions stay in order within a key
    if form == "json":
        sys.stdout.write(market.list_json(found, date))
    elif form == "csv":
        sys.stdout.write(market.list_csv(found))
    elif found:
        market.show_list(found, console(no_color=no_color))
    if not found:
        note("No price on the cards fits." + (f" See: estimate rates show {filters.region}" if filters.region else ""))
    return Status.DONE


def run_map(
    filters: Filters, *, sort: str | None, form: str, rates: Sequence[Path], as_of: str | None, no_color: bool
) -> Status:
    """Print what the cards cover: regions by kind of support, as a table, JSON or CSV."""
    from estimate.answers.rates_map import KINDS, QUALITIES, card_coverage, narrowed
    from estimate.views import rates_map as view

    if filters.unit is not None or sort is not None:
        option = "--unit" if filters.unit is not None else "--sort"
        raise UsageError(f"{option} does not go with --map (narrow it with --region, --area, --type or --basis)")
    _one_of("format", form, ("table", "json", "csv"))
    catalog, date = shelf(rates, as_of)
    covered = card_coverage(catalog, date, rates)
    region = _one_of("region", _region(filters.region, catalog), [one.region for one in covered])
    area = _one_of("area", _key(filters.area), sorted({one.area for one in covered if one.area}))
    kind = _one_of("type", _key(filters.support_type), KINDS)
    found = narrowed(covered, region=region, area=area, basis=_one_of("basis", filters.basis, QUALITIES), kind=kind)
    used = [
        each
        for each in KINDS
        if any(each in one.cells and (each != "general" or not one.cells[each].derived_prices) for one in found)
    ]
    kinds = [kind] if kind else used
    if form == "json":
        sys.stdout.write(view.coverage_json(found, kinds, date))
    elif form == "csv":
        sys.stdout.write(view.coverage_csv(found, kinds))
    elif found:
        view.show_coverage(found, kinds, console(no_color=no_color))
    if not found:
        note("No region fits.")
    return Status.DONE


def run_show(
    region: str, kind: str | None, *, form: str, rates: Sequence[Path], as_of: str | None, no_color: bool
) -> Status:
    """Print a region's card, or what it says of one kind of support."""
    from estimate.report.rates_show import page
    from estimate.views import rates_show as market

    _one_of("format", form, ("table", "json"))
    catalog, date = shelf(rates, as_of)
    key = _one_of("region", _region(region, catalog), regions(catalog, rates))
    assert key is not None
    kind = _key(kind)
    if kind is not None:
        priced = [offer.support_type for offer in offers_of(catalog, key, date)]
        priced += [of for of, *_ in derived_prices(catalog, key, date)]
        _one_of("type", kind, SUPPORT_TYPES)
        if kind not in priced:
            has = f"it has {', '.join(dict.fromkeys(priced))}" if priced else "it has no price at all"
            raise UsageError(f"the card of {key} has no price for {kind} ({has})")
    shown = page(catalog, key, date, kind)
    if form == "json":
        sys.stdout.write(market.page_json(shown))
    else:
        market.show_page(shown, console(no_color=no_color))
    return Status.DONE


def run_check(folder: Path | None, *, strict: bool, form: str, as_of: str | None) -> Status:
    """Print every finding; with `strict`, any finding is a gate."""
    from estimate.answers.rates_check import SEVERITIES, check

    _one_of("format", form, ("table", "json", "csv"))
    _check_folder(folder)
    date = _date(as_of)
    found = check(Catalog([folder] if folder is not None else []), folder, date)
    if form == "json":
        print(json.dumps([asdict(finding) for finding in found], indent=2, ensure_ascii=False))
    elif form == "csv":
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("place", "severity", "words"))
        writer.writerows((finding.place, finding.severity, finding.words) for finding in found)
    else:
        for finding in found:
            print(printable(f"{finding.place}: {finding.severity}: {finding.words}"))
    counts = [(sum(finding.severity == severity for finding in found), severity) for severity in SEVERITIES]
    note(", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for count, severity in counts))
    return Status.GATE if strict and found else Status.DONE


def run_worst(folder: Path | None, count: int, *, form: str, as_of: str | None) -> Status:
    """Print the facts that matter most for typical desks and are known worst, a folder's cards over the tool's own."""
    from estimate.answers.rates_worst import in_words, worth_knowing

    _one_of("format", form, ("table", "json", "csv"))
    _check_folder(folder)
    facts = worth_knowing(Catalog([folder] if folder is not None else []), _date(as_of))[:count]
    rows = [
        {
            "fact": fact.address, "file": fact.origin.file, "line": fact.origin.line(), "basis": fact.origin.basis,
            "grade": fact.origin.grade, "from": fact.origin.date, "swing": round(fact.swing, 4),
            "weakness": fact.weakness, "score": round(fact.score, 4),
        }
        for fact in facts
    ]  # fmt: skip
    if form == "json":
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    elif form == "csv":
        import csv

        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]) if rows else ["fact"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        for place, words in enumerate(in_words(facts), 1):
            print(printable(f"{place}. {words}"))
    return Status.DONE


def _check_folder(folder: Path | None) -> None:
    if folder is not None and not folder.is_dir():
        raise UsageError(
            f"{folder} is not a folder (name a folder of rate cards; a single file: estimate validate FILE)"
        )


def run_new(name: str, base: str, output: Path | None, rates: Sequence[Path]) -> Status:
    """Write a card to a file that does not exist yet, or to standard output."""
    from estimate.schema.rate_card import CARDS
    from estimate.views.new_card import card_text

    if not NAME.fullmatch(name) or name in CARDS:
        reason = "is the name of a shared card" if name in CARDS else "is not a name for a card"
        raise UsageError(f"{name} {reason} (write small letters, digits and -, such as vendor-x)")
    catalog, _ = shelf(rates, None)
    key = _one_of("region", _region(base, catalog), regions(catalog, rates))
    assert key is not None
    text = card_text(catalog, key, name)
    file = f"{name.replace('_', '-')}.yaml"
    if output is None:
        sys.stdout.write(text)
        return Status.DONE
    try:
        with output.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        raise UsageError(f"{output} exists and is not overwritten (choose another name)") from None
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from None
    if output.name != file:
        note(f"The card is found by its file's name: call it {file} before you use it.")
    note(f"Wrote {output}. Next: fill it in, then estimate rates check {output.parent}")
    return Status.DONE


def shelf(rates: Sequence[Path], as_of: str | None) -> tuple[Catalog, str]:
    """The cards, the user's folders checked first, and the date of the question."""
    date = _date(as_of)
    if rates:
        from estimate.schema.card_check import check_folders

        check_folders(rates)
    catalog = Catalog(rates)
    return catalog, date or card_date(catalog)


def _date(as_of: str | None) -> str | None:
    from datetime import date

    if as_of is None:
        return None
    try:
        return date.fromisoformat(as_of).isoformat()
    except ValueError:
        message = f"must be a date like 2026-11-01, got '{as_of}'"
        raise InvalidInput([Problem("--as-of", message)]) from None


def _order(sort: str, catalog: Catalog, as_of: str) -> Callable[[CardPrice], tuple[str | float, ...]]:
    """What the list is sorted by: prices within their unit and in one currency, the best grade and the newest first."""
    convert = planning_rate(catalog, as_of)

    def in_reference(offer: CardPrice, price: float) -> tuple[str | float, ...]:
        rate = convert(offer.currency, REFERENCE)
        return (offer.model == "in_house", offer.per, rate is None, price * (rate or 1))

    keys: dict[str, Callable[[CardPrice], tuple[str | float, ...]]] = {
        "region": lambda offer: (offer.region,),
        "expected": lambda offer: in_reference(offer, offer.value.expected),
        "likely": lambda offer: in_reference(offer, offer.value.likely),
        "age": lambda offer: (offer.age,),
        "grade": lambda offer: (offer.grade or "Z",),
    }
    return keys[sort]


def _region(word: str | None, catalog: Catalog) -> str | None:
    """A region by its card's name, or by what people call it."""
    return None if word is None else region_meant(word, catalog)


def _key(word: str | None) -> str | None:
    """A name as the cards write it: South Africa and south-africa are south_africa."""
    return None if word is None else word.strip().lower().replace("-", "_").replace(" ", "_")


def _one_of(what: str, word: str | None, known: Sequence[str]) -> str | None:
    if word is not None and word not in known:
        close = nearest(word, list(known))
        hint = f"did you mean {close}?" if close else f"one of {', '.join(known)}"
        raise UsageError(f"no {what} {word} ({hint})")
    return word
