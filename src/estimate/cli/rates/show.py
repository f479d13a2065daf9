"""`estimate rates show REGION [TYPE]`: a region's card to read."""

from __future__ import annotations

from typing import Annotated

import typer

from estimate.cli import completing
from estimate.cli.options import AsOfOption, FormatOption, NoColorOption, OutputOption, QuietOption, RatesOption
from estimate.ground.errors import Status, UsageError


def show_command(
    region: Annotated[
        str, typer.Argument(autocompletion=completing.regions, metavar="REGION", help="A region, such as philippines.")
    ],
    support_type: Annotated[
        str | None, typer.Argument(metavar="[TYPE]", help="Only this kind of support, such as voice.")
    ] = None,
    *,
    rates: RatesOption,
    as_of: AsOfOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """Show a region's card with sources, notes and the floor of wages."""
    from estimate.answers.card_facts import regions
    from estimate.answers.price_list import derived_prices, prices_of
    from estimate.cli.output import asked, deliver
    from estimate.cli.rates.asked import cards, key, one_of, region_key
    from estimate.report.rates_show import rates_show_document
    from estimate.schema.team import SUPPORT_TYPES
    from estimate.views import rates_show as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    catalog, date = cards(rates, as_of)
    card = one_of("region", region_key(region, catalog), regions(catalog, rates))
    assert card is not None
    kind = one_of("type", key(support_type), SUPPORT_TYPES)
    if kind is not None:
        priced = [price.support_type for price in prices_of(catalog, card, date)]
        priced += [of for of, *_ in derived_prices(catalog, card, date)]
        if kind not in priced:
            has = f"it has {', '.join(dict.fromkeys(priced))}" if priced else "it has no price at all"
            raise UsageError(f"the card of {card} has no price for {kind} ({has})")
    deliver(rates_show_document(catalog, card, date, kind), view, shown)
    return Status.DONE
