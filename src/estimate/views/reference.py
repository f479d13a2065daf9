"""The reference of everything a scenario may say, as a Markdown page made from its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from estimate.schema.item import SHARED_ITEMS

HEAD = """# What a scenario may say

Made from the scenario's schema by `estimate schema reference`; do not edit. Every key is optional unless it is marked
**required**; a key that is not listed here is an error. A number may be a range: `11 to 14` or `{low: 11, likely: 12.5, high:
14}`, where one case in ten lies below low, one in ten above high, and half of them below likely. A share may be written in per cent: `30%`. What a scenario does not say comes from the rate cards, and the estimate lists it.
"""
TOP = "Scenario"
RANGE = "#/$defs/Range"


KEYS = """## Keys of the cards' items

What an item's `key` replaces, and what `also` and `without` name. Those that come by themselves are marked; the others come with
`also`, audits also with `data`. `estimate rates show technology` (or `training`, `fees`) shows the prices and their sources.
On the command line `--set items.KEY=PRICE` (`team.items.KEY=PRICE` for what goes with a team) sets the price of one, and `items.KEY.quantity=2` another of its fields.
"""


def render(schema: Mapping[str, Any], items: Sequence[tuple[str, Mapping[str, Any]]] = ()) -> str:
    """The page: the scenario's own keys first, then each record that it holds, as they are met; at the end the cards' items."""
    records = {TOP: schema}
    waiting = [TOP]
    order = []
    while waiting:
        name = waiting.pop(0)
        order.append(name)
        met = [part for field in records[name]["properties"].values() for part in _records(field)]
        for part in met:
            if part not in records:
                records[part] = schema["$defs"][part]
                waiting.append(part)
    page = HEAD + "".join(f"\n{text}" for name in order for text in _record(name, records[name]))
    return page + "".join(f"\n{text}" for text in _items(items)) if items else page


def _items(items: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    yield KEYS
    yield (
        "| key | what it is | counted by | where | by itself | part of a price |\n| --- | --- | --- | --- | --- | --- |\n"
        + "".join(
            f"| `{key}` | {_cell(str(item['name']))} | {item['per'].replace('_', ' ')} | {'the contract' if item['per'] in SHARED_ITEMS else 'a team'} "
            f"| {'yes' if item['default'] else ''} | {str(item.get('part', '')).replace('_', ' ')} |\n"
            for key, item in items
        )
    )


def _record(name: str, record: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"{record['description']}\n"
    yield "| key | takes | what it is |\n| --- | --- | --- |\n" + "".join(
        f"| `{key}` | {_takes(field)} | {_meaning(key, field, record)} |\n"
        for key, field in record["properties"].items()
    )


def _meaning(key: str, field: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    required = "**required**; " if key in record.get("required", ()) else ""
    default = field.get("default")
    usual = (
        f" (default `{str(default).lower() if isinstance(default, bool) else default}`)"
        if default not in (None, [], {}) and not isinstance(default, dict)
        else ""
    )
    return _cell(f"{required}{field.get('description', '')}{usual}")


def _takes(field: Mapping[str, Any]) -> str:
    """What may be written there, in words."""
    options = [option for option in field.get("anyOf", [field]) if option.get("type") != "null"]
    return _cell(" or ".join(dict.fromkeys(_kind(option) for option in options)))


def _kind(option: Mapping[str, Any]) -> str:
    if option.get("$ref") == RANGE:
        return "a number or range"
    if "$ref" in option:
        name = option["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in option:
        return ", ".join(f"`{word}`" for word in option["enum"])
    if option.get("type") == "array":
        return f"a list of {_kind(option['items'])}"
    if option.get("type") == ["number", "string"]:
        return "numbers"
    if "properties" in option:
        return f"a mapping with {', '.join(f'`{key}`' for key in option['properties'])}"
    if option.get("type") == "object":
        names, values = option.get("propertyNames", {}), option.get("additionalProperties")
        of = f" to {_kind(values)}" if isinstance(values, dict) else ""
        return f"a mapping of {_kind(names) if names else 'names'}{of}"
    if "anyOf" in option:
        return " or ".join(dict.fromkeys(_kind(part) for part in option["anyOf"]))
    if option.get("type") == "integer":
        return (
            f"a whole number, {option['minimum']} to {option['maximum']}" if "minimum" in option else "a whole number"
        )
    return {"string": "text", "boolean": "`true` or `false`", "number": "a number"}.get(
        str(option.get("type")), "see right"
    )


def _records(field: Any) -> Iterator[str]:
    """The records that a field may hold."""
    if isinstance(field, dict):
        reference = field.get("$ref", RANGE)
        if reference != RANGE:
            yield reference.rpartition("/")[2]
        for part in field.values():
            yield from _records(part)
    elif isinstance(field, list):
        for part in field:
            yield from _records(part)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
