"""What the rate cards add to a scenario, as a document: each cost, its amount and the key that ends it."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.added import added
from estimate.answers.estimate import Estimate
from estimate.ground.units import decimals

VERSION = "1.0"


class AdditionDocument(TypedDict):
    """A cost that the cards add; `amount` is null where no price is known, `within` says that other lines hold it."""

    id: str
    label: str
    team: str | None
    amount: float | None
    within: bool
    write: str
    value: Any


class AddedDocument(TypedDict):
    """The total with what the cards add and the total of what the scenario gives alone, in the currency."""

    added_version: str
    scenario: str
    currency: str
    total: float
    only_given: float
    added: list[AdditionDocument]


def additions(result: Estimate, bare: Estimate) -> AddedDocument:
    """The costs added to an estimate; `bare` is the same with nothing added."""
    digits = decimals(result.case.currency)
    return {
        "added_version": VERSION,
        "scenario": result.case.scenario.name,
        "currency": result.case.currency,
        "total": result.total,
        "only_given": bare.total,
        "added": [
            {
                "id": one.id,
                "label": one.label,
                "team": one.team,
                "amount": None if one.amount is None else round(one.amount, digits),
                "within": one.within,
                "write": ".".join(map(str, one.path)),
                "value": one.value,
            }
            for one in added(result)
        ],
    }
