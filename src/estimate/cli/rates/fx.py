"""`estimate rates fx`: the exchange rates that the cards know, with their dates and sources."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from estimate.answers.rates_fx import known_rates
from estimate.cli.output import console
from estimate.cli.rates.list import shelf
from estimate.ground.errors import Status, UsageError


def run_fx(reference: str | None, *, form: str, rates: Sequence[Path], as_of: str | None, no_color: bool) -> Status:
    """Print every rate as a table, JSON or CSV."""
    from estimate.views import rates_fx as view

    if form not in ("table", "json", "csv"):
        raise UsageError(f"no format {form} (one of table, json, csv)")
    catalog, date = shelf(rates, as_of)
    found = known_rates(catalog, date, reference.upper() if reference else None)
    if form == "json":
        sys.stdout.write(view.rates_json(found, date))
    elif form == "csv":
        sys.stdout.write(view.rates_csv(found))
    else:
        view.show(found, date, console(no_color=no_color))
    return Status.DONE
