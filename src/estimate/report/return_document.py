"""A return on replacing a baseline: as plain data, and as it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estimate.answers.returns import Return
from estimate.report.plain_data import figure, known

if TYPE_CHECKING:
    from estimate.report.parts import (
        ReturnDocument,
    )


def return_document(found: Return) -> ReturnDocument:
    """A return as plain data."""
    return {
        "by_month": [figure(value) for value in found.savings],
        "cumulative": [figure(value) for value in found.cumulative],
        "steady_saving": figure(found.steady_saving),
        "investment": found.investment,
        "net_saving": figure(found.net_saving),
        "payback_month": known(found.payback_month),
        "roi": known(found.roi),
        "npv": figure(found.npv),
        "irr": known(found.irr),
        "irr_reason": found.irr_reason,
    }


def return_of(content: ReturnDocument) -> Return:
    """The return that a document holds, to be told in words again."""
    return Return(
        tuple(content["by_month"]),
        tuple(content["cumulative"]),
        content["steady_saving"],
        content["investment"],
        content["net_saving"],
        content["payback_month"],
        content["roi"],
        content["npv"],
        content["irr"],
        content["irr_reason"],
    )
