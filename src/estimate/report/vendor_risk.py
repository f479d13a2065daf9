"""The part of the JSON document with the leavers whom a vendor's price bears, and the same in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from estimate.answers.vendor_risk import SLOW, VendorRisk
from estimate.report.figures import percent

WORDS = {
    "recruiting": "recruiting",
    "background_checks": "background checks",
    "replacement_training": "training",
    SLOW: "slow first weeks",
}


class VendorRiskDocument(TypedDict):
    """The vendor's risk in the price of one team: the share of its agents who leave in a year, how many people that is, and what of their
    replacement the price holds (recruiting, background_checks, replacement_training, slow_weeks); assumed where the quote does not say so.
    """

    team: str
    attrition_per_year: float
    leavers_per_year: float
    borne: list[str]
    assumed: bool
    words: str


def vendor_risk_document(found: Sequence[VendorRisk]) -> list[VendorRiskDocument]:
    """The risks as plain data."""
    return [
        {
            "team": one.team,
            "attrition_per_year": float(f"{one.attrition_per_year:.6g}"),
            "leavers_per_year": float(f"{one.leavers_per_year:.6g}"),
            "borne": list(one.borne),
            "assumed": one.assumed,
            "words": risk_words(one),
        }
        for one in found
    ]


def risk_words(risk: VendorRisk) -> str:
    """What the price bears, in two sentences."""
    assumed = ", as is assumed" if risk.assumed else ""
    return (
        f"{percent(risk.attrition_per_year)} of the agents leave in a year, and about {risk.leavers_per_year:.2g} are replaced. What that takes "
        f"({', '.join(WORDS[part] for part in risk.borne)}) is in the price{assumed}, so that attrition is the vendor's risk there."
    )
