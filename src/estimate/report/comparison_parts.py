"""Types of the parts of a comparison's document."""

from __future__ import annotations

from typing import NotRequired  # pydantic needs this one before Python 3.12

from typing_extensions import TypedDict

from estimate.report.offer_parts import AwardDocument
from estimate.report.parts import ReturnDocument


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
