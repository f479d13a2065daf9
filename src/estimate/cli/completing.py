"""What a shell is offered when it asks how a word goes on: values of options, names of the cards, paths of a scenario. Imports are late."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

FORMATS = ("table", "json", "csv", "markdown")
FILES = ("html", "xlsx")
STREAMS = ("ndjson",)
CHANNELS = ("voice", "chat", "email", "social", "back_office")
PERIODS = ("month", "quarter", "year")
WAYS = ("low", "likely", "expected", "high")
CURRENCIES = ("USD", "EUR", "GBP", "KRW", "JPY", "INR", "PHP", "MXN", "PLN", "COP", "AUD", "CAD")
DEEPEST = 4
"""Paths of --set go so many keys deep."""
WORDS = "COMP_WORDS"
COUNT = "COMP_CWORD"
TYPED = "_TYPER_COMPLETE_ARGS"


def among(*values: str) -> Callable[[str], list[str]]:
    """A completion from a closed list."""
    return lambda incomplete: [value for value in values if value.startswith(incomplete)]


def regions(incomplete: str) -> list[str]:
    """Regions by the files of their cards, which are not read."""
    from estimate.cards.catalog import shipped_rates

    names = sorted(file.stem for file in (shipped_rates() / "regions").glob("*.yaml"))
    return [name for name in names if name.startswith(incomplete)]


def templates(incomplete: str) -> list[str]:
    """Templates of init, by the keys of their card."""
    return [name for name in _card_keys("templates", 2) if name.startswith(incomplete)]


def terms(incomplete: str) -> list[str]:
    """Words of the glossary, by the keys of their card."""
    return [name for name in _card_keys("glossary", 2) if name.startswith(incomplete)]


def lines(incomplete: str) -> list[str]:
    """Lines and categories that explain takes: those of the model, and the items of the cards."""
    from estimate.model.lines import CATEGORIES, LINES

    names = [*CATEGORIES, *(line.id for line in LINES)]
    for card, category in (("technology", "technology"), ("training", "training"), ("fees", "fees")):
        names += [f"{category}.{key}" for key in _card_keys(card, 2)]
    return [name for name in dict.fromkeys(names) if name.startswith(incomplete)]


def paths(ctx: Any, incomplete: str) -> list[str]:
    """Paths of --set: those that the scenario has, and the keys that it may have."""
    if "=" in incomplete:
        return []
    found = dict.fromkeys(_known())
    for file in _files(ctx):
        found |= dict.fromkeys(_of_file(file))
    return [f"{path}=" for path in sorted(found) if path.startswith(incomplete)]


def varied(ctx: Any, incomplete: str) -> list[str]:
    """Paths of --vary, which `price` belongs to as well."""
    return [path.rstrip("=") for path in paths(ctx, incomplete)] + among("price")(incomplete)


def with_command(environment: MutableMapping[str, str], named: Callable[[str], bool]) -> None:
    """Put the command that is left out (`estimate FILE --`) into what the shell has handed over, so that its options are offered.

    `named` says whether a word is a command.
    """
    typed = environment.get(WORDS) or environment.get(TYPED) or ""
    words = typed.split()
    done = len(words) > 2 or (len(words) == 2 and typed[-1:].isspace())
    if not done or named(words[1]) or words[1].startswith("-"):
        return
    text = re.sub(r"^(\s*\S+\s)", r"\1estimate ", typed, count=1)
    for key in (WORDS, TYPED):
        if key in environment:
            environment[key] = text
    if COUNT in environment:
        environment[COUNT] = str(int(environment[COUNT]) + 1)


def _card_keys(card: str, indent: int) -> list[str]:
    """Keys of a card at an indent, found in its text."""
    from estimate.cards.catalog import shipped_rates

    text = (shipped_rates() / f"{card}.yaml").read_text(encoding="utf-8")
    return re.findall(rf"^ {{{indent}}}([a-z][\w-]*):", text, re.MULTILINE)


def _files(ctx: Any) -> Iterator[Path]:
    """The scenarios that have been typed so far."""
    for value in (ctx.params or {}).values():
        for each in value if isinstance(value, list | tuple) else [value]:
            if isinstance(each, str | os.PathLike) and Path(each).suffix in (".yaml", ".yml"):
                yield Path(each)


def _of_file(file: Path) -> Iterator[str]:
    import yaml

    try:
        data = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes text and nothing else
    except (OSError, ValueError, yaml.YAMLError):
        return  # a file that cannot be read has no paths to offer
    yield from _leaves(data, "")


def _leaves(data: Any, path: str) -> Iterator[str]:
    held = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in held:
        yield from _leaves(value, f"{path}.{key}" if path else str(key))
    if not held:
        yield path


def _known() -> Iterator[str]:
    """Every path of a scenario of one team, from the records that check it."""
    from estimate.schema.scenario import Scenario

    yield from _fields(Scenario, "", 1)


def _fields(record: Any, path: str, depth: int) -> Iterator[str]:
    from typing import get_args

    from estimate.schema.record import is_record

    def within(annotation: Any) -> Iterator[tuple[Any, bool]]:
        if is_record(annotation):
            yield annotation, False
        listed = getattr(annotation, "__origin__", None) in (list, tuple)
        for part in get_args(annotation):
            yield from ((each, listed or deeper) for each, deeper in within(part))

    for name, field in record.fields.items():
        here = f"{path}.{field.alias or name}" if path else field.alias or name
        yield here
        if depth < DEEPEST and name not in ("teams", "baseline", "cases"):
            for inner, listed in within(field.annotation):
                yield from _fields(inner, f"{here}.0" if listed else here, depth + 1)
