"""The JSON Schemas of everything that the tool reads and writes."""

from __future__ import annotations

from typing import Any

from estimate.ground.kinds import ESTIMATE, KINDS
from estimate.schema.quantities import RANGE_SCHEMA

RANGE = "Range"
TYPES: dict[str, tuple[str, str]] = {
    "scenario": ("estimate.schema.scenario", "Scenario"),
    "rates": ("estimate.schema.rate_card", "RegionCard"),
    **{
        "output" if mark == ESTIMATE else mark.removesuffix("_version").replace("_", "-"): (
            f"estimate.report.{kind.module}",
            kind.document,
        )
        for mark, kind in KINDS.items()
    },
}
"""What has a schema: the module and the name of its type. `output` is the estimate; every other result goes by its own name."""


def card_items() -> list[tuple[str, dict[str, Any]]]:
    """The items of our own cards by key, in the order of the cards."""
    from estimate.cards.catalog import Catalog

    return [(key, found.data) for key, found in Catalog().every_item() if found.data["per"] != "share_of_total"]


def schema(what: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a scenario, of a region's rate card, or of a result that the tool writes."""
    from importlib import import_module

    from pydantic import TypeAdapter

    from estimate.schema.models import modeled

    module, name = TYPES[what]
    made: dict[str, Any] = _with_ranges_named(TypeAdapter(modeled(getattr(import_module(module), name))).json_schema())
    if what == "scenario":
        made["$defs"][RANGE] = RANGE_SCHEMA
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _with_ranges_named(node: Any) -> Any:
    """The schema with every range written as a reference: more than a hundred fields take one."""
    if isinstance(node, list):
        return [_with_ranges_named(part) for part in node]
    if not isinstance(node, dict):
        return node
    if node.get("anyOf") == RANGE_SCHEMA["anyOf"]:
        return {"$ref": f"#/$defs/{RANGE}", **{key: value for key, value in node.items() if key != "anyOf"}}
    return {key: _with_ranges_named(value) for key, value in node.items()}
