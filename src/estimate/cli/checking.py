"""`estimate validate` and `estimate schema`: what is wrong with files, and what files may hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from estimate.cli.session import Request, note, read_document
from estimate.ground.errors import InvalidInput, Problem, Status, UsageError, nearest
from estimate.inputs.card_check import check_card, is_card
from estimate.inputs.fields import RANGE_SCHEMA

RANGE = "Range"
REFERENCE = "reference"
SCHEMAS = ("scenario", "rates", "output", "comparison", REFERENCE)


def run_validate(files: Sequence[Path], rates: Sequence[Path], *, quiet: bool) -> Status:
    """Check each file, a scenario together with the cards that it needs; report the problems of all."""
    problems: list[Problem] = []
    for file in files:
        said: list[str] = []
        try:
            document = read_document(file)
            if is_card(document):
                check_card(document)
            else:
                case = Request(file, rates=rates).case_of(document)
                said = case.warnings
                if case.scenario.cases:
                    from estimate.inputs.named_cases import named_cases

                    for _, named in named_cases(document):
                        Request(file, rates=rates).case_of(named)
        except InvalidInput as error:
            problems.extend(error.problems)
        else:
            if not quiet:
                note(f"{document.source}: ok")
                for warning in said:
                    note(f"{document.source}: note: {warning}")
    if problems:
        raise InvalidInput(problems)
    return Status.DONE


def run_schema(what: str) -> Status:
    """Print a JSON Schema, or the reference page that is made from the scenario's."""
    if what not in SCHEMAS:
        close = nearest(what, SCHEMAS)
        raise UsageError(
            f"no schema of {what} ({f'did you mean {close}?' if close else 'one of ' + ', '.join(SCHEMAS)})"
        )
    if what == REFERENCE:
        from estimate.views.reference import render

        print(render(schema("scenario"), card_items()), end="")
    else:
        print(json.dumps(schema(what), indent=2))
    return Status.DONE


def card_items() -> list[tuple[str, dict[str, Any]]]:
    """The items of our own cards by key, in the order of the cards."""
    from estimate.inputs.catalog import Catalog
    from estimate.inputs.items import CARDS

    catalog = Catalog()
    found = [(key, catalog.entry(card, "items", key)) for card in CARDS for key in catalog.keys(card, "items")]
    return [(key, entry.data) for key, entry in found if entry is not None and entry.data["per"] != "share_of_total"]


def schema(what: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a scenario, of a region's rate card, or of the JSON that the tool writes."""
    from pydantic import TypeAdapter

    from estimate.inputs.rate_card import RegionCard
    from estimate.inputs.scenario import Scenario
    from estimate.report.comparison_document import ComparisonDocument
    from estimate.report.document import EstimateDocument

    kinds: dict[str, Any] = {
        "scenario": Scenario,
        "rates": RegionCard,
        "output": EstimateDocument,
        "comparison": ComparisonDocument,
    }
    made: dict[str, Any] = _with_ranges_named(TypeAdapter(kinds[what]).json_schema())
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
