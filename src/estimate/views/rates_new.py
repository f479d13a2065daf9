"""A rate card to fill in, made from another: every number still the other's, and marked so."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml

from estimate.cards.catalog import Catalog

NUMBER = re.compile(r"^(\s+(?:- )?(?:low|likely|high): -?[\d.]+(?:e[-+]?\d+)?)$", re.MULTILINE)
FACTS = ("labor", "premiums", "operations")
PLAIN = ("note", "country", "area", "currency", "timezone", "languages")


class _Dumper(yaml.SafeDumper):
    """Block style, lists of words on one line, dates bare."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - lists stand in
        super().increase_indent(flow, False)


def _list(dumper: _Dumper, items: list[Any]) -> yaml.Node:
    words = all(not isinstance(item, dict | list) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=words)


_Dumper.add_representer(list, _list)


def card_text(catalog: Catalog, base: str, name: str) -> str:
    """The card in YAML; `base` is the region that it begins as, `name` what it will be called."""
    card = catalog.region(base)
    assert card is not None, base
    key, file = name.replace("-", "_"), name.replace("_", "-")
    known = catalog.entry(card, "name")
    title = str(known.data) if known else base
    parts = [_head(file, key, base, catalog.layers(card)[0].source)]
    parts.append(_dump({"region": key, "name": f"{file} ({title})"}))
    plain = {word: found.data for word in PLAIN if (found := catalog.entry(card, word)) is not None}
    parts.append(_dump(plain))
    for section in FACTS:
        facts = _section(catalog, card, section)
        if facts:
            parts.append(f"\n{_words(section, title)}{_marked(_dump({section: facts}), base)}")
    gaps = catalog.entry(card, "gaps")
    if gaps:
        parts.append(
            f"\n# What {title}'s card does not know. Remove what you have filled in.\n{_dump({'gaps': gaps.data})}"
        )
    return "".join(parts)


def _section(catalog: Catalog, card: str, section: str) -> dict[str, Any]:
    """The facts of a section over all layers."""
    made: dict[str, Any] = {}
    for key in catalog.keys(card, section):
        found = catalog.entry(card, section, key)
        if section == "labor":
            models = catalog.keys(card, section, key)
            entries = {model: catalog.entry(card, section, key, model) for model in models}
            made[key] = {model: entry.data for model, entry in entries.items() if entry}
        elif found is not None:
            made[key] = found.data
    return made


def _head(file: str, key: str, base: str, source: str) -> str:
    return f"""\
# {file}: a rate card of your own. It begins as {source}: every number marked "{base}'s" is still
# that card's, and says so with its sources. Replace what you know and delete what you do not want to claim.
#
# A price from a quote needs these, and nothing of the other card's formula, evidence or note:
#   - from: 2026-11-01         # the date of the quote
#     low: 11                  # leave out low and high where there is one price
#     likely: 12.5
#     high: 14
#     basis: quoted            # or assumed, with a note that says why, and no sources
#     grade: A                 # A contract or official, B trade body or press, C marketing, D weak
#     sources: [{file}-quote]
# and its source in a file sources.yaml beside this one:
#   {file}-quote: {{title: Quote of November, publisher: The vendor, url: "file: quote.pdf", retrieved: 2026-11-01, grade: A}}
#
# Keep this file as {file}.yaml in a folder of your own (say our-quotes), then:
#   estimate rates check our-quotes
#   estimate scenario.yaml --rates our-quotes   # with region: {key} in the scenario
"""


def _words(section: str, title: str) -> str:
    said = {
        "labor": "# Prices: by kind of support, then by what is billed. unit is a currency per logged_in_hour, paid_hour, seat_month,\n"
        "# contact, talk_minute, handled_minute or resolution; includes names what is not charged again. in_house is a wage.\n",
        "premiums": f"# What night, weekend, holiday and overtime work cost more: {title}'s law. Leave it unless your contract differs.\n",
        "operations": f"# Wages, holidays and working time of {title}. Without them the shared values of rates/operations.yaml hold.\n",
    }
    return said[section]


def _dump(data: dict[str, Any]) -> str:
    if not data:
        return ""
    text: str = yaml.dump(_dated(data), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    return text


def _dated(data: Any) -> Any:
    """The dates of values as dates, so that they are written bare; words as plain lists."""
    if isinstance(data, dict):
        return {
            key: date.fromisoformat(value) if key == "from" and isinstance(value, str) else _dated(value)
            for key, value in data.items()
        }
    return [_dated(item) for item in data] if isinstance(data, list) else data


def _marked(text: str, base: str) -> str:
    return NUMBER.sub(rf"\1  # {base}'s", text)
