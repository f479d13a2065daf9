"""The languages of a desk: which a region speaks, and what a card says the others cost there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from math import fsum
from typing import Literal

from estimate.cards.catalog import Address, Catalog, Found
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import parts_of
from estimate.ground.records import dataclass
from estimate.resolve.priced_item import NOTHING
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import Path, Scope, switch
from estimate.resolve.terms import PIECE_MODELS, Terms
from estimate.schema.queue import Queue
from estimate.schema.team import Team

Kind = Literal["there", "elsewhere", "unknown"]
SHARED = ("operations", "labor", "premiums")


@dataclass(frozen=True)
class Premium:
    """The fact that prices a language in a region.

    Its source names the language `there`, or names it without saying where (`elsewhere`); or no source names it (`unknown`).
    """

    address: Address
    found: Found
    kind: Kind


def language_name(catalog: Catalog, code: str) -> str:
    """A language in words; its code where nobody has named it."""
    found = catalog.entry("names", "languages", code)
    return str(found.data) if found else code


def in_words(catalog: Catalog, codes: Sequence[str], last: str = "and") -> str:
    """Languages in words, one after the other: English, French and Spanish."""
    names = [language_name(catalog, code) for code in codes]
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def spoken_in(catalog: Catalog, card: str) -> tuple[str, ...]:
    """The languages that are spoken in a region anyway, as its card says."""
    found = catalog.entry(card, "languages")
    return tuple(map(str, found.data)) if found else ()


def premium_of(catalog: Catalog, card: str, code: str) -> Premium | None:
    """The fact that prices a language which the region does not speak anyway.

    The region's own source comes first if it names the language, then one that names it for no region, then what is
    assumed of any language. A fact that lists no languages at all holds for every one.
    """
    tries: tuple[tuple[Address, Kind], ...] = (
        ((card, "premiums", f"language_{code}"), "there"),
        ((card, "premiums", "language"), "there"),
        ((card, "premiums", "language_other"), "unknown"),
        ((*SHARED, "language"), "elsewhere"),
        ((*SHARED, "language_other"), "unknown"),
    )
    for address, kind in tries:
        found = catalog.entry(*address)
        if found is not None and _holds_for(found, code, kind):
            return Premium(address, found, kind)
    return None


def _holds_for(found: Found, code: str, kind: Kind) -> bool:
    named = found.data.get("languages")
    return kind == "unknown" or named is None or code in named


def language_inputs(scope: Scope, path: Path, team: Team, terms: Terms) -> Inputs:
    """The dearest premium among the languages that the site does not speak anyway; none where all are spoken."""
    known = spoken_in(scope.catalog, terms.card)
    extra = [language for language in team.spoken() if language not in known]
    place = (*path, "premiums", "language")
    held = terms.bare or "language" in team.pricing.premiums_included
    given = scope.given(team.premiums.get("language"), place, "share") or (NOTHING if held else None)
    if given is not None:
        return Inputs(language_premium=given, language_premium_on="billing")
    best: tuple[float, Sourced, str] | None = None
    for language in extra:
        premium = premium_of(scope.catalog, terms.card, language)
        address = premium.address if premium else (*SHARED, "language")
        value = scope.need("language_premium", None, place, address)
        if value is None or premium is None:
            continue
        if premium.kind == "unknown":
            value = replace(value, origin=replace(value.origin, basis="assumed"))
            _warn(scope, terms.card, language, value)
        if best is None or value.value.likely > best[0]:
            best = (value.value.likely, value, str(premium.found.data.get("on", "wage")))
    if best is None:
        return Inputs(language_premium=switch(0 if not extra else math.nan), language_premium_on="billing")
    return Inputs(language_premium=best[1], language_premium_on=best[2])


def _warn(scope: Scope, card: str, language: str, value: Sourced) -> None:
    """Says that a premium is assumed, and for which languages the card's own is."""
    name, place = language_name(scope.catalog, language), scope.catalog.entry(card, "name")
    share, low, high = (f"{100 * end:.0f} %" for end in (value.value.likely, value.value.low, value.value.high))
    words = (
        f"{place.data if place else card}: no source says what {name} speakers cost there, so that a premium of {share} "
        f"({low} to {high}) is assumed"
    )
    own = scope.catalog.entry(card, "premiums", "language") or scope.catalog.entry(*SHARED, "language")
    named = own.data.get("languages") if own else None
    if named:
        words += f"; the premium that a source gives is for {in_words(scope.catalog, named)}"
    warning = f"{words}. Give premiums: {{language: 20%}} if a vendor has said what it is."
    if warning not in scope.warnings:
        scope.warn(warning)


def bilingual_share(scope: Scope, path: Path, team: Team, queue: Queue, terms: Terms) -> Sourced | None:
    """How much of the queue's work needs a language that the site does not speak anyway."""
    if not queue.languages:
        place = (*path[:-2], "staffing", "bilingual_share")
        address = ("defaults", "team", "bilingual_share")
        return scope.need("bilingual_share", team.staffing.bilingual_share, place, address)
    known = spoken_in(scope.catalog, terms.card)
    shares = parts_of(list(queue.languages.values()), scope.at)
    foreign = [share for code, share in zip(queue.languages, shares, strict=True) if code not in known]
    # One pool speaks all languages, so that every hour of it has the premium; by the piece only what needs them has it.
    by_piece = (queue.pricing.model if queue.pricing else terms.model) in PIECE_MODELS
    return switch(fsum(foreign) if by_piece else bool(foreign))
