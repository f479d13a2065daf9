"""Which facts of the cards are worth the next hour of research: what moves the total of typical desks and is weakly known."""

from __future__ import annotations

from dataclasses import field

from estimate.answers.card_facts import OLD_MONTHS, age
from estimate.answers.estimate import estimate
from estimate.answers.sensitivity import sensitivity
from estimate.cards.catalog import Catalog
from estimate.files.yaml_reader import parse
from estimate.ground.provenance import Origin
from estimate.ground.records import dataclass
from estimate.resolve.resolving import resolve
from estimate.schema.load import load_scenario

DESKS = {
    "English voice around the clock": """
        customers: {timezone: America/New_York}
        team: {region: philippines, hours: "24x7", languages: [en], queues: [{channel: voice, contacts_per_month: 40000}]}""",
    "Spanish and English chat": """
        customers: {timezone: America/New_York}
        team: {region: colombia, languages: [es, en], queues: [{channel: chat, contacts_per_month: 20000}]}""",
    "German email": """
        customers: {timezone: Europe/Berlin}
        team: {region: poland, languages: [de], queues: [{channel: email, contacts_per_month: 10000}]}""",
    "In-house email and voice": """
        team: {region: united_states, pricing: {model: in_house}, queues: [{channel: email, contacts_per_month: 5000},
          {channel: voice, contacts_per_month: 10000}]}""",
}
"""What the facts are tried on."""
WEAKNESS = {"quoted": 1.0, "derived": 1.5, "modeled": 2.5, "assumed": 3.0}
"""How weak a fact is by how it came about."""
GRADES = {"A": 0.0, "B": 0.0, "C": 0.5, "D": 1.5}
"""What the grade of its sources adds."""
OLD = 0.5
"""What a date long past adds."""


@dataclass(frozen=True)
class Fact:
    """A fact of a card: how far apart the totals at its ends are, as a share of the total, by desk; and how weak it is."""

    address: str
    origin: Origin
    weakness: float
    swings: dict[str, float] = field(default_factory=dict)

    @property
    def swing(self) -> float:
        """The mean over the desks that it moves and those that it does not."""
        return sum(self.swings.values()) / len(DESKS)

    @property
    def score(self) -> float:
        """What it is worth to know it better: swing × weakness."""
        return self.swing * self.weakness


def worth_knowing(catalog: Catalog, as_of: str | None = None) -> list[Fact]:
    """The facts that move the total of the typical desks, those that matter most and are known worst first.

    Raises InvalidInput where a card of the catalog's shelves lacks what a desk needs on that date.
    """
    found: dict[str, Fact] = {}
    for name, text in DESKS.items():
        document = parse(text, f"{name}.yaml")
        case = resolve(document, load_scenario(document, catalog), catalog, as_of=as_of)
        result = estimate(case)
        for effect in sensitivity(result).effects:
            origin = effect.input.sourced.origin
            if effect.ranged and origin.fact and result.total:
                fact = found.setdefault(origin.fact, Fact(origin.fact, origin, weakness(origin, case.as_of)))
                fact.swings[name] = effect.swing / result.total
    return sorted(found.values(), key=lambda fact: (-fact.score, fact.address))


def weakness(origin: Origin, as_of: str) -> float:
    """How weak a fact is, from 1 (quoted by an official source) up."""
    old = OLD if origin.date and age(origin.date, as_of) > OLD_MONTHS else 0.0
    return WEAKNESS.get(origin.basis, 1.0) + GRADES.get(origin.grade, 0.0) + old
