"""The JSON document of a comparison: options against a reference, with bridge, return, headroom and inputs that differ."""

from __future__ import annotations

from typing import NotRequired  # pydantic needs this one before Python 3.12

from typing_extensions import TypedDict

from estimate import __version__
from estimate.report.comparison import Comparison, Option
from estimate.report.comparison_parts import (
    AwardedDocument,
    NormalizedDocument,
    OptionDocument,
    RowDocument,
    ScorecardDocument,
    SideDocument,
    VerdictDocument,
)
from estimate.report.plain_data import figure
from estimate.report.return_document import return_document

VERSION = "2.0"


class ComparisonDocument(TypedDict):
    """The whole comparison. The cheapest has the lowest total, or cost of a contact where the options do not
    handle the same volume; the verdict says whether it is named.

    cheapest_in holds for each side the share of draws in which it costs the least; null where a side has no draws (a saved estimate
    has none) or where the volumes differ. pairs holds for each side the share in which it costs less than each other, a half for itself.
    """

    comparison_version: str
    engine_version: str
    currency: str
    discount_rate: float
    months: NotRequired[int | float]
    sides: list[SideDocument]
    cheapest: str | None
    cheapest_by: str
    ranges_overlap: bool
    verdict: VerdictDocument
    cheapest_in: list[float] | None
    pairs: list[list[float]] | None
    rows: list[RowDocument]
    options: list[OptionDocument]
    scorecard: ScorecardDocument | None
    award: AwardedDocument | None
    normalized: list[NormalizedDocument]
    notes: list[str]


def comparison_document(comparison: Comparison) -> ComparisonDocument:
    """The comparison as plain data."""
    found, said = comparison.scorecard, comparison.verdict
    return {
        "comparison_version": VERSION,
        "engine_version": __version__,
        "currency": comparison.currency,
        "discount_rate": comparison.sides[0].document["discount_rate"],
        "months": comparison.sides[0].document["months"],
        "sides": [
            {
                "name": side.name,
                "file": side.source,
                "saved": side.estimate is None,
                "complete": side.document["complete"],
                "total": side.document["total"]["expected"],
                "cautions": list(side.document.get("cautions") or ()),
            }
            for side in comparison.sides
        ],
        "cheapest": None if comparison.cheapest is None else comparison.sides[comparison.cheapest].name,
        "cheapest_by": "contact" if comparison.by_contact else "total",
        "ranges_overlap": comparison.overlapping,
        "verdict": {
            "winner": None if said.winner is None else comparison.sides[said.winner].name,
            "confidence": said.confidence,
            "by": said.by,
            "share": None if said.share is None else figure(said.share),
        },
        "cheapest_in": None if comparison.cheapest_in is None else [figure(share) for share in comparison.cheapest_in],
        "pairs": None if comparison.pairs is None else [[figure(share) for share in row] for row in comparison.pairs],
        "rows": [
            {"id": row.id, "label": row.label, "kind": row.kind, "level": row.level, "values": list(row.values)}
            for row in comparison.rows
        ],
        "options": [_option(option) for option in comparison.options],
        "scorecard": None
        if found is None
        else {
            "best": None if found.best is None else comparison.sides[found.best].name,
            "weights": dict(zip(found.criteria, found.weights, strict=True)),
            "scores": [round(score, 6) for score in found.weighted],
            "price_per_point": [None if price is None else round(price, 6) for price in found.price_per_point],
            "decisive_criteria": list(found.decisive_criteria),
        },
        "award": _awarded(comparison),
        "normalized": [
            {
                "name": side.name,
                "as_bid": one.as_bid,
                "allowances": [
                    {
                        "key": allowance.key,
                        "label": allowance.label,
                        "amount": allowance.amount,
                        "source": allowance.source,
                        "like": list(allowance.like),
                    }
                    for allowance in one.allowances
                ],
                "normalized": one.total,
                "still_open": list(one.still_open),
            }
            for side, one in zip(comparison.sides, comparison.normalized or (), strict=False)
            if one is not None
        ],
        "notes": list(comparison.notes),
    }


def _awarded(comparison: Comparison) -> AwardedDocument | None:
    found, names = comparison.award, [side.name for side in comparison.sides]
    if found is None:
        return None

    def known(value: float | None) -> float | None:
        return None if value is None else figure(value)

    return {
        "rule": {
            "price_weight": found.rule.price_weight,
            "price_points": found.rule.price_points,
            "zero_at": found.rule.zero_at,
            "quality_points": found.rule.quality_points,
            "price_of": found.rule.price_of,
        },
        "winner": None if found.winner is None else names[found.winner],
        "options": [
            {
                "name": names[at],
                "rank": rank + 1,
                "price": figure(found.price[at]),
                "quality": figure(found.quality[at]),
                "total": figure(found.total[at]),
                "first_in": None if found.first_in is None else figure(found.first_in[at]),
            }
            for rank, at in enumerate(found.ranking)
        ],
        "turns": [
            {
                "rival": names[turn.rival],
                "price_falls": known(turn.price_falls),
                "price_rises": known(turn.price_rises),
                "quality": known(turn.quality),
                "weight": known(turn.weight),
            }
            for turn in found.turns
        ],
    }


def _option(option: Option) -> OptionDocument:
    return {
        "name": option.side.name,
        "difference": option.difference,
        "share": option.share,
        "bridge": [{"step": step, "amount": amount} for step, amount in option.steps],
        "bridge_by": "inputs" if option.by_inputs else "lines",
        "returns": return_document(option.returned),
        "one_off": [{"label": label, "amount": amount} for label, amount in option.one_off],
        "headroom": [
            {"id": limit.id, "now": figure(limit.now), "limit": None if limit.limit is None else figure(limit.limit)}
            for limit in option.headroom
        ],
        "repeat_cost": option.repeat_cost,
        "cheaper_in": option.cheaper_in,
        "inputs": [
            {
                "path": difference.path,
                "quantity": difference.name,
                "member": difference.member,
                "reference": difference.reference,
                "option": difference.option,
                "unit": difference.unit,
                "reference_basis": difference.reference_basis,
                "option_basis": difference.option_basis,
                "worth": None if difference.worth is None else figure(difference.worth),
            }
            for difference in option.inputs
        ],
    }
