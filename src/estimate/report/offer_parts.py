"""Types of what an estimate says of a vendor's offer: its quality, its bid against others, its award and its should-cost."""

from __future__ import annotations

from typing_extensions import TypedDict


class QualityDocument(TypedDict):
    """Service beside the money; shares, null where nobody knows."""

    first_contact_resolution: float | None
    satisfaction: float | None
    service_level: float | None
    attrition_per_year: float | None


class CriterionDocument(TypedDict):
    """What matters beside money: its weight and this option's score."""

    weight: float
    score: float


class ShouldCostDocument(TypedDict):
    """A vendor's price of the work over the term against what the work should cost; null where a card lacks what it takes.

    gap is the price against the should-cost: -0.24 is 24 % below. judgment is plausible, far_below, far_above or unknown, and
    not_a_quote for a card's price.
    """

    team: str
    price: float
    should_cost: float | None
    gap: float | None
    judgment: str


class SaidDocument(TypedDict):
    """A fee or item that a bid prices: its key, what it is called, and what it comes to over the term."""

    key: str
    label: str
    amount: float


class BidDocument(TypedDict):
    """What the vendors' offers say: whether all are quotes and include everything else, what they price, which keys they answer, and
    what the buyer allows for what stays open.
    """

    quoted: bool
    all_in: bool
    priced: list[SaidDocument]
    answered: list[str]
    allowed: dict[str, float]


class AwardDocument(TypedDict):
    """How a comparison scores bids: the weight of price, how price and quality become points, and where linear points end."""

    price_weight: float
    price_points: str
    zero_at: float
    quality_points: str
    price_of: str
