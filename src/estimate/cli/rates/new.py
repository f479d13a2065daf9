"""`estimate rates new NAME --from REGION`: a commented card to fill in."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from estimate.cli import completing
from estimate.cli.options import RatesOption
from estimate.ground.errors import Status, UsageError

NAME = re.compile("[a-z][a-z0-9_-]*")


def new_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the card is called, such as vendor-x.")],
    *,
    base: Annotated[
        str,
        typer.Option(
            "--from", autocompletion=completing.regions, metavar="REGION", help="The region that it begins as."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it; standard output without.")
    ] = None,
    rates: RatesOption,
) -> int:
    """Write a commented card to fill in. Never overwrites."""
    from estimate.answers.card_facts import regions
    from estimate.cli.output import note
    from estimate.cli.rates.asked import cards, one_of, region_key
    from estimate.schema.rate_card import CARDS
    from estimate.views.rates_new import card_text

    if not NAME.fullmatch(name) or name in CARDS:
        reason = "is the name of a shared card" if name in CARDS else "is not a name for a card"
        raise UsageError(f"{name} {reason} (write small letters, digits and -, such as vendor-x)")
    catalog, _ = cards(rates, None)
    region = one_of("region", region_key(base, catalog), regions(catalog, rates))
    assert region is not None
    text = card_text(catalog, region, name)
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
