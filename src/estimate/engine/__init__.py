"""Plain functions that are also a graph. Knows no word of customer support; standard library only."""

from estimate.engine.changes import Changes, with_changes
from estimate.engine.formulas import LABEL, Quantity, Rulebook
from estimate.engine.program import Program, Structure, Values
from estimate.engine.terms import EngineError, ceiling, choose, larger, ratio, smaller, total, where

__all__ = [
    "LABEL",
    "Changes",
    "EngineError",
    "Program",
    "Quantity",
    "Rulebook",
    "Structure",
    "Values",
    "ceiling",
    "choose",
    "larger",
    "ratio",
    "smaller",
    "total",
    "where",
    "with_changes",
]
