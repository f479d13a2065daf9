"""Leavers whom a vendor's price bears: what it holds of their replacement is the vendor's risk, and no line of the estimate."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from estimate.answers.estimate import Estimate
from estimate.ground.records import dataclass
from estimate.resolve.terms import BY_PIECE

SLOW = "slow_weeks"
"""What new agents take longer in their first weeks."""


@dataclass(frozen=True)
class VendorRisk:
    """One team's leavers: the share of agents who leave in a year, how many that is, and what of their replacement the price holds."""

    team: str
    attrition_per_year: float
    leavers_per_year: float
    borne: tuple[str, ...]
    assumed: bool


def vendor_risks(result: Estimate) -> Iterator[VendorRisk]:
    """Each vendor's team in whose price something of the replacement of leavers is held; none where nobody leaves."""
    case, values = result.case, result.values
    for quote in case.quotes:
        row = quote.row
        months = fsum(values["in_service"][row])
        hires = fsum(values["replacement_hires"][row])
        if not hires or not months:
            continue
        borne: list[str] = [part for part in ("recruiting", "background_checks") if part in quote.includes]
        if not values["replacement_training_charged"][row]:
            borne.append("replacement_training")
        queues = result.program.rows_within("queue", "team", row)
        by_piece = all(case.labels["price_unit"][queue] in BY_PIECE for queue in queues)
        if by_piece or not values["ramp_billed"][row]:
            borne.append(SLOW)
        if borne:
            attrition = values["attrition_per_year"][row]
            yield VendorRisk(
                quote.team, attrition, hires / months * 12, tuple(borne), bool(quote.presumed & set(borne))
            )
