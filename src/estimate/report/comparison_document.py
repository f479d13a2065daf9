"""The JSON document of a comparison: options against a reference, with bridge, return, headroom and inputs that differ."""

from __future__ import annotations

from math import isfinite
from typing import NotRequired  # pydantic needs this one before Python 3.12

from typing_extensions import TypedDict

from estimate import __version__
from estimate.report.comparison import Comparison, Option
from estimate.report.document import return_document
from estimate.report.parts import AwardDocument, ReturnDocument

VERSION = "2.0"


class SideDocument(TypedDict):
    """One side: what it is called, where it came from, whether it was saved before, and its warnings that change the decision."""

    name: str
    file: str
    saved: bool
    complete: bool
    total: float
    cautions: NotRequired[list[str]]


class RowDocument(TypedDict):
    """One figure of every side, in the order of the sides; null where nobody knows."""

    id: str
    label: str
    kind: str
    level: int
    values: list[int | float | None]


class StepDocument(TypedDict):
    """One step of the bridge; the steps of an option sum to its difference."""

    step: str
    amount: float


class HeadroomDocument(TypedDict):
    """Where the saving ends when one figure moves alone; null: nowhere in reach."""

    id: str
    now: float
    limit: float | None


class InputDocument(TypedDict):
    """An input that differs, how good each value is, and what taking it over alone would add to the reference.

    reference or option is null where that side does not have it; worth is null where it has no meaning alone.
    """

    path: str
    quantity: str
    member: str
    reference: str | float | None
    option: str | float | None
    unit: str
    reference_basis: str | None
    option_basis: str | None
    worth: float | None


class OneOffDocument(TypedDict):
    """A cost that is paid once."""

    label: str
    amount: float


class OptionDocument(TypedDict):
    """An option against the reference."""

    name: str
    difference: float
    share: float | None
    bridge: list[StepDocument]
    bridge_by: str
    returns: ReturnDocument
    one_off: list[OneOffDocument]
    headroom: list[HeadroomDocument]
    repeat_cost: float | None
    cheaper_in: float | None
    inputs: list[InputDocument]


class ScorecardDocument(TypedDict):
    """Criteria beside money: weighted scores in the order of the sides, and the name of the highest (null: a tie)."""

    best: str | None
    weights: dict[str, float]
    scores: list[float]
    price_per_point: list[float | None]
    decisive_criteria: list[str]


class TurnDocument(TypedDict):
    """What would put a rival first, all else as it is: its price lower or the winner's higher by a share, points of ten that its quality
    lacks, or the weight of price at which both draw level; null where nothing in reach would.
    """

    rival: str
    price_falls: float | None
    price_rises: float | None
    quality: float | None
    weight: float | None


class AllowanceDocument(TypedDict):
    """An amount for what a bid leaves open; source is cards (in the total already), bids (the sides in like price it), or buyer."""

    key: str
    label: str
    amount: float
    source: str
    like: list[str]


class NormalizedDocument(TypedDict):
    """A bid as it stands, its allowances, and both together; still_open names what nobody prices."""

    name: str
    as_bid: float
    allowances: list[AllowanceDocument]
    normalized: float
    still_open: list[str]


class ScoredDocument(TypedDict):
    """Points of 100 of one option; first_in is the share of draws in which it has the most, null without draws."""

    name: str
    rank: int
    price: float
    quality: float
    total: float
    first_in: float | None


class AwardedDocument(TypedDict):
    """The score of price and quality: the rule, the options by rank, who is first (null: a tie) and what would turn it."""

    rule: AwardDocument
    winner: str | None
    options: list[ScoredDocument]
    turns: list[TurnDocument]


class VerdictDocument(TypedDict):
    """The option that is named the cheapest, or null, and how sure that is: sure (from 90 % of the draws on), probable (from 70 %), open,
    or unknown where nothing was drawn to tell. share is the least share of draws in which it costs less than one of the others.

    by is draws; ranges, where a saved estimate has no draws; totals, where there are no ranges either; contacts, where the options do
    not handle the same volume.
    """

    winner: str | None
    confidence: str
    by: str
    share: float | None


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
            "share": None if said.share is None else _figure(said.share),
        },
        "cheapest_in": None if comparison.cheapest_in is None else [_figure(share) for share in comparison.cheapest_in],
        "pairs": None if comparison.pairs is None else [[_figure(share) for share in row] for row in comparison.pairs],
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
        return None if value is None else _figure(value)

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
                "price": _figure(found.price[at]),
                "quality": _figure(found.quality[at]),
                "total": _figure(found.total[at]),
                "first_in": None if found.first_in is None else _figure(found.first_in[at]),
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
            {"id": limit.id, "now": _figure(limit.now), "limit": None if limit.limit is None else _figure(limit.limit)}
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
                "worth": None if difference.worth is None else _figure(difference.worth),
            }
            for difference in option.inputs
        ],
    }


def _figure(value: float) -> float:
    """Nine significant digits, so that float noise does not show."""
    return float(f"{value:.9g}") if value and isfinite(value) else 0.0
