"""What is paid once, line by line: the investment that a saving has to bring back."""

from __future__ import annotations

from collections.abc import Iterable

from estimate.ground.units import money
from estimate.report.parts import LineDocument

OneOff = tuple[tuple[str, float], ...]


def one_off(lines: Iterable[LineDocument], currency: str) -> OneOff:
    """The one-off lines, all teams and queues together, the largest first; they sum to the one-off total."""
    sums: dict[str, float] = {}
    for line in lines:
        if line["one_off"]:
            sums[line["label"]] = sums.get(line["label"], 0.0) + line["amount"]
    listed = [(label, money(amount, currency)) for label, amount in sums.items()]
    return tuple(sorted(listed, key=lambda entry: -entry[1]))
