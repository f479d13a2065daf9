"""The part of the JSON document that says how sure an estimate is, and what its named cases cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

if TYPE_CHECKING:
    from estimate.report.spread import Spread

HOLDS = "what the uncertain inputs may turn out to be"
LEAVES_OUT = "whether the model fits your desk, or costs that have no price yet"


class Interval(TypedDict):
    """The ends of an 80 % range."""

    low: float
    high: float


class NarrowerDocument(TypedDict):
    """An input, the part of the 80 % range that goes if it is known, its part of the variance, and the keys to write it in."""

    input: str
    basis: str
    range_reduction: float
    variance_share: float
    keys: list[str]


class RangeDocument(TypedDict):
    """How the range of the total was found, what it covers, and what would narrow it most.

    mean is that of the draws; below is the share of the draws that cost less than the total.
    """

    covers: float
    mean: float
    below: float
    draws: int
    seed: int
    inputs: int
    by_category: dict[str, Interval]
    assumed_share: float
    mostly_assumed: bool
    narrowed_by: list[NarrowerDocument]
    holds: str
    leaves_out: str


class CaseDocument(TypedDict):
    """A named case of the scenario."""

    total: float
    cost_per_contact: float | None
    change: float


def range_document(spread: Spread) -> RangeDocument:
    """The spread as plain data."""
    return {
        "covers": 0.8,
        "mean": spread.mean,
        "below": _share(spread.below),
        "draws": spread.draws,
        "seed": spread.seed,
        "inputs": spread.inputs,
        "by_category": {name: {"low": low, "high": high} for name, (low, high) in spread.categories.items()},
        "assumed_share": _share(spread.assumed),
        "mostly_assumed": spread.rests_on_assumptions,
        "narrowed_by": [
            {
                "input": one.name,
                "basis": one.basis,
                "range_reduction": _share(one.range_reduction),
                "variance_share": _share(one.variance_share),
                "keys": list(one.keys),
            }
            for one in spread.narrowers
        ],
        "holds": HOLDS,
        "leaves_out": LEAVES_OUT,
    }


def _share(value: float) -> float:
    return float(f"{value:.6g}")
