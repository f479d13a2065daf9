"""`estimate rates list`: the prices that fit, or with `--map` how well each region is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimate.cli import completing
from estimate.cli.options import AsOfOption, FormatOption, NoColorOption, OutputOption, QuietOption, RatesOption
from estimate.ground.errors import Status, UsageError

if TYPE_CHECKING:
    from estimate.answers.price_list import CardPrice
    from estimate.cards.catalog import Catalog
    from estimate.cli.output import Output
    from estimate.cli.rates.asked import Filters

SORTS = ("region", "expected", "likely", "age", "grade")
BASES = ("quoted", "derived", "modeled", "assumed")
REFERENCE = "USD"
"""Prices of several currencies are put in order in this one."""


def list_command(
    *,
    region: Annotated[
        str | None,
        typer.Option("--region", autocompletion=completing.regions, metavar="REGION", help="Only this region."),
    ] = None,
    support_type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Only this kind of support, such as voice.")
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help="Only this part of the world, such as latin_america.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="UNIT", help="Only this unit: logged_in_hour or USD/logged_in_hour.")
    ] = None,
    basis: Annotated[
        str | None, typer.Option("--basis", metavar="BASIS", help="Only quoted, derived, modeled or assumed.")
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort", metavar="KEY", help="region, expected or likely (by unit, in US dollars), age or grade."
        ),
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option("--map", help="Show a map instead: each region by kind of support, and how well it is known."),
    ] = False,
    rates: RatesOption,
    as_of: AsOfOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """List the prices, how good and how old; --map shows what is covered."""
    from estimate.cli.output import asked
    from estimate.cli.rates.asked import Filters

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    filters = Filters(region, support_type, area, unit, basis)
    if coverage:
        if unit is not None or sort is not None:
            option = "--unit" if unit is not None else "--sort"
            raise UsageError(f"{option} does not go with --map (narrow it with --region, --area, --type or --basis)")
        return _show_map(filters, rates, as_of, shown)
    return _show_list(filters, sort, rates, as_of, shown)


def _show_list(
    filters: Filters, sort: str | None, rates: Sequence[Path], as_of: str | None, shown: Output
) -> Status:
    from estimate.answers.card_facts import regions
    from estimate.answers.price_list import prices
    from estimate.cli.output import deliver, note
    from estimate.cli.rates.asked import cards, one_of, region_key
    from estimate.report.rates_list import rates_list_document
    from estimate.views import rates_list as view

    order = one_of("sort", sort, SORTS) or SORTS[0]
    catalog, date = cards(rates, as_of)
    region = one_of("region", region_key(filters.region, catalog), regions(catalog, rates))
    found = _narrowed(prices(catalog, date, rates), filters, region)
    found.sort(key=_order(order, catalog, date))  # stable, so that regions stay in order within a key
    deliver(rates_list_document(found, date), view, shown)
    if not found and region is not None and not shown.quiet:
        note(f"See what its card says: estimate rates show {region}")
    return Status.DONE


def _show_map(filters: Filters, rates: Sequence[Path], as_of: str | None, shown: Output) -> Status:
    from estimate.answers.rates_map import KINDS, QUALITIES, card_coverage, narrowed
    from estimate.cli.output import deliver
    from estimate.cli.rates.asked import cards, key, one_of, region_key
    from estimate.report.rates_map import rates_map_document
    from estimate.views import rates_map as view

    catalog, date = cards(rates, as_of)
    covered = card_coverage(catalog, date, rates)
    region = one_of("region", region_key(filters.region, catalog), [one.region for one in covered])
    area = one_of("area", key(filters.area), sorted({one.area for one in covered if one.area}))
    kind = one_of("type", key(filters.support_type), KINDS)
    found = narrowed(covered, region=region, area=area, basis=one_of("basis", filters.basis, QUALITIES), kind=kind)
    used = [
        each
        for each in KINDS
        if any(each in one.cells and (each != "general" or not one.cells[each].derived_prices) for one in found)
    ]
    deliver(rates_map_document(found, [kind] if kind else used, date), view, shown)
    return Status.DONE


def _narrowed(found: Sequence[CardPrice], filters: Filters, region: str | None) -> list[CardPrice]:
    """The prices that fit. Raises UsageError for a word that no card uses."""
    from estimate.cli.rates.asked import key, one_of
    from estimate.schema.team import SUPPORT_TYPES

    kind = one_of("type", key(filters.support_type), SUPPORT_TYPES)
    area = one_of("area", key(filters.area), sorted({price.area for price in found if price.area}))
    basis = one_of("basis", filters.basis, BASES)
    units = {price.unit for price in found} | {price.per for price in found}
    unit = one_of("unit", filters.unit, sorted(units))
    wanted = (region, kind, area, basis)
    return [
        price
        for price in found
        if all(
            want in (None, has)
            for want, has in zip(wanted, (price.region, price.support_type, price.area, price.basis), strict=True)
        )
        and unit in (None, price.unit, price.per)
    ]


def _order(sort: str, catalog: Catalog, as_of: str) -> Callable[[CardPrice], tuple[str | float, ...]]:
    """What the list is sorted by: prices within their unit and in one currency, the best grade and the newest first."""
    from estimate.answers.card_facts import planning_rate
    from estimate.answers.price_list import IN_HOUSE

    convert = planning_rate(catalog, as_of)

    def in_reference(price: CardPrice, amount: float) -> tuple[str | float, ...]:
        rate = convert(price.currency, REFERENCE)
        return (price.model == IN_HOUSE, price.per, rate is None, amount * (rate or 1))

    keys: dict[str, Callable[[CardPrice], tuple[str | float, ...]]] = {
        "region": lambda price: (price.region,),
        "expected": lambda price: in_reference(price, price.value.expected),
        "likely": lambda price: in_reference(price, price.value.likely),
        "age": lambda price: (price.age,),
        "grade": lambda price: (price.grade or "Z",),
    }
    return keys[sort]
