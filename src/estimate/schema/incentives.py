"""Service credits and bonuses: what is measured, and the steps of the contract."""

from itertools import pairwise
from typing import Annotated, Self

from estimate.schema.fields import Text, one_of
from estimate.schema.quantities import Positive, Share
from estimate.schema.record import Record, check, field, wrong

MEASURES = ("service_level", "answer_rate", "abandonment", "quality", "satisfaction")
"""What credits and bonuses may be about; of abandonment less is better, of the others more."""


class CreditStep(Record):
    """A level missed, and the share of the month's charges that is then credited."""

    below: Share | None = field(None, description="level below which the credit is due")
    above: Share | None = field(None, description="abandonment: level above which the credit is due")
    credit: Share = field(description="share of the month's charges")


class BonusStep(Record):
    """A level reached, and the share of the month's charges that is then paid on top."""

    above: Share | None = field(None, description="level from which the bonus is due")
    below: Share | None = field(None, description="abandonment: level below which the bonus is due")
    bonus: Share = field(description="share of the month's charges")


def _check_steps(due: tuple[CreditStep, ...], paid: tuple[BonusStep, ...], *, less_is_better: bool) -> None:
    """Each step has the side that fits what is measured, and they grow."""
    missed, reached = ("above", "below") if less_is_better else ("below", "above")
    for steps, side, name in ((due, missed, "credits"), (paid, reached, "bonuses")):
        other = "below" if side == "above" else "above"
        levels = []
        for step in steps:
            level = getattr(step, side)
            if level is None or getattr(step, other) is not None:
                raise wrong(f"the {name} are due {side} a level here (write {side}, and no {other}, in each step)")
            sign = 1 if side == "above" else -1
            levels.append((sign * level.likely, getattr(step, "credit" if name == "credits" else "bonus").likely))
        if any(a[0] >= b[0] or a[1] >= b[1] for a, b in pairwise(levels)):
            raise wrong(f"the {name} must grow step by step (the mildest first)")


class Measure(Record):
    """Something that the contract measures each month, with its weight, and steps of its own or a part in the score."""

    measure: Annotated[str, one_of(*MEASURES)] = field(description="what is measured")
    queue: Text | None = field(
        None, description="the queue that is measured, whose charges its own steps are shares of; the team unless given"
    )
    weight: Positive | None = field(
        None,
        description="weight in the score, or of its own steps: a credit of 10% with a weight of 40% is 4%; 1 unless given",
    )
    expected: Share | None = field(
        None,
        description="its level in an average month; what the planned agents give unless said, which quality and satisfaction need",
    )
    spread: Share | None = field(
        None, description="its standard deviation from month to month; only the service level has one of the cards"
    )
    credits: tuple[CreditStep, ...] = field((), description="steps, the first to be missed first")
    bonuses: tuple[BonusStep, ...] = field((), description="steps, the first to be reached first")

    @property
    def has_steps(self) -> bool:
        """Whether the measure has credits or bonuses of its own."""
        return bool(self.credits or self.bonuses)

    @check
    def _steps_in_order(self) -> Self:
        _check_steps(self.credits, self.bonuses, less_is_better=self.measure == "abandonment")
        return self


class ServiceCredits(Record):
    """Credits for a service missed and bonuses for one exceeded, at their expected value."""

    at_risk: Share | None = field(None, description="most of a month's charges that credits can take")
    measures: tuple[Measure, ...] = field(
        (), description="what is measured; the service level of all live queues unless given"
    )
    credits: tuple[CreditStep, ...] = field(
        (),
        description="steps on the service level, or on the weighted score of the measures; the first to be missed first",
    )
    bonuses: tuple[BonusStep, ...] = field((), description="the same for bonuses; the first to be reached first")
    expected_level: Share | None = field(
        None, description="service level expected in an average month; what the planned agents give unless said"
    )
    spread: Share | None = field(None, description="standard deviation of the service level from month to month")

    @check
    def _steps_in_order(self) -> Self:
        scored = bool(self.credits or self.bonuses)
        if not scored and not any(measure.has_steps for measure in self.measures):
            raise wrong("needs credits or bonuses")
        _check_steps(self.credits, self.bonuses, less_is_better=False)
        if self.measures:
            for key in ("expected_level", "spread"):
                if getattr(self, key) is not None:
                    raise wrong(f"has measures and {key} (give each measure its own)")
            without = [measure.measure for measure in self.measures if not measure.has_steps]
            if without and not scored:
                raise wrong(f"the {without[0]} has no credits or bonuses, and there are none on the weighted score")
            if scored and not without:
                raise wrong(
                    "has steps on the weighted score, and every measure has steps of its own (take one of them away)"
                )
        return self
