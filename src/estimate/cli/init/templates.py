"""Desks to start from (`init --like online-shop`): a card's volumes, channels, season and hours, written with what they rest on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from estimate.cards.catalog import Catalog
from estimate.ground.errors import UsageError, did_you_mean
from estimate.schema.load import validated
from estimate.schema.word_cards import Template, TemplatesCard, TemplateValue

CARD = "templates"
WIDTH = 110


def templates(catalog: Catalog) -> dict[str, Template]:
    """Every template by its name as people type it. Raises InvalidInput where the card is wrong."""
    found: dict[str, Template] = {}
    for layer in reversed(catalog.layers(CARD)):
        for key, template in validated(layer, TemplatesCard).templates.items():
            found[key.replace("_", "-")] = template
    return found


def template_named(word: str, catalog: Catalog) -> Template:
    """The template of a name. Raises UsageError with the did_you_mean one."""
    known = templates(catalog)
    name = word.strip().lower().replace("_", "-").replace(" ", "-")
    if name not in known:
        raise UsageError(f"no template {word} ({did_you_mean(name, known)})")
    return known[name]


def listed(catalog: Catalog) -> str:
    """The templates, one a line: name, what it is, and what its volume is counted by."""
    known = templates(catalog)
    wide = max(map(len, known))
    lines = [
        f"{name:<{wide}}  {one.name}: {one.counted_by.name}, {one.counted_by.example:,.0f} as an example"
        for name, one in known.items()
    ]
    return "\n".join(lines) + "\n"


def size_of(template: Template, size: float | None) -> float:
    """How many orders, customers or rooms: those asked for, or the example."""
    return template.counted_by.example if size is None else size


def contacts_of(template: Template, size: float | None) -> list[float]:
    """Expected contacts a month of each channel."""
    each = template.contacts_per_unit.value.expected * size_of(template, size)
    return [each * channel.share.likely for channel in template.channels.values()]


def queue_lines(template: Template, size: float | None) -> dict[str, list[str]]:
    """The lines of each channel's queue, with what they rest on as comments."""
    count, volume = size_of(template, size), template.contacts_per_unit
    example = ", an example: write yours" if size is None else ""
    found: dict[str, list[str]] = {}
    for name, channel in template.channels.items():
        share = channel.share.likely
        low, high = (end * count * share for end in (volume.value.low, volume.value.high))
        lines = [
            *_said(f"{count:,.0f} {template.counted_by.name}{example}; {share:.0%} of the contacts.", 6),
            *_said(f"For each: {_basis(volume)}", 6),
            *_said(f"{name}: {_basis(channel)}", 6),
            f"      contacts_per_month: {low:.6g} to {high:.6g}",
        ]
        if channel.handle_minutes is not None:
            lines.append(f"      handle_minutes: {channel.handle_minutes.low:g} to {channel.handle_minutes.high:g}")
        if template.season is not None:
            lines += _said(_basis(template.season), 6)
            lines.append(f"      seasonality: [{', '.join(f'{factor:g}' for factor in template.season.factors)}]")
        found[name] = lines
    return found


def hours_lines(template: Template) -> str:
    """What the hours rest on, as a comment of its own."""
    return "".join(f"{line}\n" for line in _said(f"Hours: {_basis(template.hours)}", 2))


def _basis(value: TemplateValue) -> str:
    return f"{value.note} ({', '.join(value.evidence)} in rates/evidence)" if value.evidence else value.note


def _said(text: str, indent: int) -> Iterator[str]:
    lead = f"{' ' * indent}# "
    yield from textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=lead)
