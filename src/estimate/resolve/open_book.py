"""A vendor's team as an open book: the same work at the same site, paid by the site's wages, with the vendor's overhead and margin."""

from __future__ import annotations

import copy
from collections.abc import Collection
from dataclasses import replace
from math import fsum
from typing import Any

from estimate.cards.catalog import Catalog
from estimate.files.input_file import Address, InputFile
from estimate.ground.errors import Place
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import Range
from estimate.ground.records import dataclass
from estimate.ground.term import LENGTHS
from estimate.resolve.card_items import card_items
from estimate.resolve.resolved import ResolvedScenario
from estimate.resolve.resolving import resolve
from estimate.schema.load import load_scenario
from estimate.schema.price_words import PARTS

REPLACEMENT = "replacement_training"
KEPT = (
    "name", "region", "support_type", "expertise", "languages", "hours", "open_on_holidays", "timezone", "staffing",
)  # fmt: skip
"""What a team says of its work and its people; its price, premiums, items and terms are the vendor's offer and left out."""
FRAME = ("name", "currency", "start", "as_of", "discount_rate", "customers", "fx", "quality")
OFFERED = {"queue": ("pricing", "overflow"), "automation": ("price", "currency", "per", "minimum_per_month"), "role": ("price", "per", "employer_burden")}  # fmt: skip
"""What queues, AI agents and roles say of the vendor's price."""

FROM_TODAY = ("handle_minutes", "concurrency")
"""Inputs of a queue that may follow from the people of today; here they are those of the case in any event."""


@dataclass(frozen=True)
class _Moved(InputFile):
    """A scenario with one team alone, whose values still stand where they stood in the file."""

    original: InputFile | None = None
    team: tuple[str | int, ...] = ()

    def _there(self, path: Address) -> Address:
        return (*self.team, *path[1:]) if path and path[0] == "team" else path

    def holder(self, path: Address) -> str:
        """Who says what stands at an address."""
        assert self.original is not None
        return self.original.holder(self._there(path))

    def beneath(self) -> tuple[InputFile, ...]:
        """The files that the original extends."""
        assert self.original is not None
        return self.original.beneath()

    def place(self, path: Address, *, key: bool = False) -> Place:
        """Where a value stands in the original."""
        assert self.original is not None
        return self.original.place(self._there(path), key=key)


def open_book(case: ResolvedScenario, row: int, parts: Collection[str]) -> ResolvedScenario:
    """One team of a case as an open book that holds these parts, and nothing else in the case.

    Raises InvalidInput where a card has no wage, overhead or margin for it.
    """
    path, _ = case.scenario.each_team()[row]
    document, catalog = case.files[0], case.catalog
    data = {key: copy.deepcopy(document.data[key]) for key in FRAME if key in document.data}
    serving = case.sourced["in_service"][row]
    assert isinstance(serving, list)
    for key in LENGTHS:
        data.pop(key, None)
    data["months"] = fsum(month.value.likely for month in serving)
    entry = document.data["team"] if path == ("team",) else document.data["teams"][path[1]]
    data["team"] = _team(entry, parts, catalog, str(case.labels["team_status"][row]))
    queues = [at for at, team in enumerate(case.teams("queue")) if team == row]
    _staff(data["team"], case, path)
    data["team"]["blend"] = case.labels["blend"][row] == "blended"
    data["without"] = [key for key, _ in card_items(catalog, shared=True)]
    moved = _Moved(document.source, document.text, data, document.settings, original=document, team=path)
    scenario = load_scenario(moved, catalog)
    made = resolve(moved, scenario, catalog, as_of=case.as_of, currency=case.currency)
    made.files.extend([moved, *case.files[1:]])
    for name in FROM_TODAY:  # what a contact takes may follow from the people of today, of whom this book says nothing
        made.sourced[name] = [case.sourced[name][at] for at in queues]
    _with_margin(made)
    return made


def _team(entry: dict[str, Any], parts: Collection[str], catalog: Catalog, status: str) -> dict[str, Any]:
    team = {key: copy.deepcopy(entry[key]) for key in KEPT if key in entry}
    team["status"] = status
    # What the price does not hold is outside of this book; who replaces leavers is said below.
    outside = [part for part in PARTS if part not in parts]
    team["pricing"] = {"model": "cost_plus", "includes": outside}
    team["training"] = {key: entry["training"][key] for key in ("initial_hours",) if key in entry.get("training", {})}
    if REPLACEMENT in parts:
        team["training"]["replacement"] = "client"
    team["queues"] = [_without(queue, OFFERED["queue"]) for queue in entry["queues"]]
    for queue in team["queues"]:
        if "automation" in queue:
            queue["automation"] = _without(queue["automation"], OFFERED["automation"])
    if entry.get("roles"):
        team["roles"] = {kind: _without(role, OFFERED["role"]) for kind, role in entry["roles"].items()}
    for key, found in card_items(catalog, shared=False):
        applies, part = found.data.get("applies", {}), found.data.get("part")
        if not found.data["default"]:
            continue
        if part not in parts:
            team.setdefault("without", []).append(key)
        elif "outsourced" not in applies.get("sourcing", ["outsourced"]):
            team.setdefault("also", []).append(key)  # a vendor has it too, within its price
    return team


def _staff(team: dict[str, Any], case: ResolvedScenario, path: tuple[str | int, ...]) -> None:
    """The agents of queues for which the people of today stand."""
    teams = dict(case.scenario.each_team())
    for entry, queue in zip(team["queues"], teams[path].queues, strict=True):
        if queue.volume is None and queue.agents is not None:
            entry.setdefault("agents", queue.agents.likely)


def _without(entry: dict[str, Any], keys: Collection[str]) -> dict[str, Any]:
    return {key: copy.deepcopy(value) for key, value in entry.items() if key not in keys}


def _with_margin(case: ResolvedScenario) -> None:
    """The margin on what is no pay too: a price's margin is on the whole price, premises and training among it."""
    margin = case.sourced["margin_share"][0]
    assert isinstance(margin, Sourced)
    case.sourced["item_markup"] = [_on(margin, 0.0) for _ in case.sourced["item_markup"]]
    case.sourced["training_billed_at"] = [_on(margin, 1.0)]


def _on(margin: Sourced, whole: float) -> Sourced:
    """What a margin that is a share of the price adds to a cost; `whole` is 1 where the cost itself is counted with it."""
    low, likely, high = (
        whole + share / (1 - share) for share in (margin.value.low, margin.value.likely, margin.value.high)
    )
    return replace(margin, value=Range(low, likely, high), path="")
