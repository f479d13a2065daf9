"""What matters beside money, and how bids are scored."""

from typing import Annotated, Self

from estimate.schema.fields import one_of
from estimate.schema.quantities import Positive, Score, Share
from estimate.schema.record import Record, check, field, wrong


class Quality(Record):
    """Service beyond the telephone's: shown beside the money, and priced where it brings contacts back."""

    first_contact_resolution: Share | None = field(
        None, description="share of contacts resolved the first time, for every queue that gives none of its own"
    )
    satisfaction: Share | None = field(None, description="share of satisfied customers")


class Criterion(Record):
    """Something that matters beside money: how much, and how this option does."""

    weight: Positive = field(description="weight against the other criteria; the same in every option")
    score: Score = field(description="score of this option, 0 to 10")


class AwardRule(Record):
    """How bids are scored in a comparison: price against quality, as a tender defines it; the same in every option."""

    price_weight: Share = field(
        description="weight of price; the rest is that of quality, which is what the criteria say"
    )
    price_points: Annotated[str, one_of("lowest_over_own", "linear")] = field(
        "lowest_over_own",
        description="points for price: lowest price ÷ own price, or in a straight line from the lowest price to zero_at",
    )
    zero_at: Positive | None = field(
        None, description="linear: the multiple of the lowest price that gets no points; 2 unless given"
    )
    quality_points: Annotated[str, one_of("of_ten", "of_best")] = field(
        "of_ten", description="points for quality: the weighted score of ten, or of the best bid's"
    )
    price_of: Annotated[str, one_of("total", "normalized")] = field(
        "total", description="which price is scored: the total, or that with allowances for what a bid leaves open"
    )

    @check
    def _a_line_that_falls(self) -> Self:
        if self.zero_at is not None and self.price_points != "linear":
            raise wrong("has zero_at, which is for price_points: linear (take one of them away)")
        if self.zero_at is not None and self.zero_at.low <= 1:
            raise wrong("zero_at is a multiple of the lowest price, so it is above 1 (2 is double the lowest)")
        return self
