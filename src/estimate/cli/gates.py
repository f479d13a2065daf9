"""What makes a script stop: an incomplete estimate, a total, a budget or a cost per contact above a limit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from estimate.cli.output import remark
from estimate.ground.errors import Status, UsageError
from estimate.ground.records import dataclass
from estimate.report.figures import percent
from estimate.studies.request import Request

if TYPE_CHECKING:
    from estimate.report.parts import EstimateDocument
    from estimate.report.spread import Spread

SUREST = 0.99
"""Draws say little of what is beyond."""


@dataclass(frozen=True)
class Gates:
    """What makes a script stop: an incomplete estimate, a total or a cost per contact above a limit."""

    strict: bool = False
    total: float | None = None
    sure: float | None = None
    """Test what is enough in so large a share of the cases instead of the total."""
    per_contact: float | None = None
    dearer_than: Path | None = None

    @property
    def any(self) -> bool:
        """Whether anything is to be checked."""
        return any((self.strict, *(limit is not None for limit in (self.total, self.per_contact, self.dearer_than))))

    def check(self, *, drawn: bool) -> None:
        """What the options say by themselves. Raises UsageError for a share without a limit or without draws."""
        if self.sure is not None and self.total is None:
            raise UsageError("--sure says how sure --fail-above is to be (give --fail-above AMOUNT)")
        if self.sure is not None and not drawn:
            raise UsageError("--sure needs the draws that --no-range leaves out (take one of them away)")

    def refuse_several(self) -> None:
        """Gates are for one estimate."""
        if self.any:
            raise UsageError("--strict and the --fail-above options are for one scenario")

    def status(self, content: EstimateDocument, request: Request, spread: Spread | None = None) -> Status:
        """The exit status that the gates call for, with the reason on standard error."""
        total, currency = content["total"]["expected"], content["currency"]
        per_contact = content["unit_costs"]["contact"]
        if self.total is not None and self.sure is not None:
            enough = _enough(content, self.sure, spread)
            if enough > self.total:
                remark(f"to be {percent(self.sure)} sure takes {enough:,.2f} {currency}, above {self.total:,.2f}")
                return Status.GATE
        elif self.total is not None and total > self.total:
            remark(f"the total of {total:,.2f} {currency} is above {self.total:,.2f}")
            return Status.GATE
        if self.per_contact is not None:
            if per_contact is None:
                raise UsageError("--fail-above-per-contact needs contacts_per_month in every queue")
            if per_contact > self.per_contact:
                remark(f"a contact costs {per_contact:,.4g} {currency}, above {self.per_contact:,.4g}")
                return Status.GATE
        if self.dearer_than is not None:
            from estimate.studies.compare import gather

            (other,), notes = gather([self.dearer_than], replace(request, settings=()), content)
            for said in notes:
                remark(said)
            least = other.document["total"]["expected"]
            if total > least:
                remark(
                    f"the total of {total:,.2f} {currency} is {total - least:,.2f} above {least:,.2f} of {other.name}"
                )
                return Status.GATE
        if self.strict and not content["complete"]:
            missing = ", ".join(item["id"] for item in content["not_priced"])
            remark(f"incomplete, no price for {missing}")
            return Status.INCOMPLETE
        return Status.DONE


def share_of(text: str | None) -> float | None:
    """A share such as 80% or 0.8. Raises UsageError for what is none between a half and 99 %."""
    from estimate.files.axes import number

    if text is None:
        return None
    share = number(text)
    if share is None or not 0.5 <= share <= SUREST:
        raise UsageError(f"--sure must be a share from 50% to 99%, such as 80%, got '{text}'")
    return share


def _enough(content: EstimateDocument, sure: float, spread: Spread | None) -> float:
    """What is enough in so large a share of the cases; a saved estimate knows three of them."""
    if spread is not None:
        return spread.enough(sure)
    total = content["total"]
    known = {0.5: total["median"], 0.8: total["budget"], 0.9: total["high"]}
    if content["at"] in ("low", "high"):
        raise UsageError(f"--sure needs draws, and none are made with every input at its {content['at']}")
    amount = next((amount for share, amount in known.items() if abs(share - sure) < 1e-9), None)
    if amount is None:
        raise UsageError("a saved estimate knows --sure 50%, 80% and 90%, where it was saved with its range")
    return amount
