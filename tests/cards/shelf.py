"""The shipped cards as data: every dated value with its address, and the evidence it names."""

from __future__ import annotations

import ast
import operator
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from estimate.files.open import read
from tests.conftest import ROOT

RATES = ROOT / "rates"
CARDS = sorted(
    [p for p in RATES.glob("*.yaml") if p.stem not in {"sources", "arrivals"}] + [*RATES.glob("regions/*.yaml")]
)
ENDS = ("low", "likely", "high")
ARITHMETIC = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


@dataclass(frozen=True)
class Value:
    """One dated value of a fact on a card."""

    card: str
    address: str
    unit: str
    data: dict[str, Any]

    @property
    def ends(self) -> dict[str, float]:
        return {end: float(self.data[end]) for end in ENDS if end in self.data}

    def __str__(self) -> str:
        return f"{self.card} {self.address}"


def card_values(path: Path) -> list[Value]:
    """Every dated value of a card."""
    return list(_values(path.stem, (), read(path).data))


def _values(card: str, address: tuple[str, ...], data: Any) -> Iterator[Value]:
    if isinstance(data, dict):
        if "values" in data:
            for value in data["values"]:
                yield Value(card, ".".join(address), data["unit"], value)
        for key, inner in data.items():
            yield from _values(card, (*address, key), inner)


@cache
def evidence() -> dict[str, dict[str, Any]]:
    """Every record of the evidence by id: figures and where they stand, no sentences."""
    records: dict[str, dict[str, Any]] = {}
    for file in RATES.glob("evidence/*.yaml"):
        records |= {record["id"]: record for record in yaml.safe_load(file.read_text(encoding="utf-8"))}
    return records


@cache
def sources() -> dict[str, Any]:
    return dict(read(RATES / "sources.yaml").data)


def arithmetic(text: str) -> float:
    """A formula of a card: numbers, + - * / and parentheses, nothing else."""

    def value(node: ast.expr) -> float:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return float(node.value)
        if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
            return float(ARITHMETIC[type(node.op)](value(node.left), value(node.right)))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -value(node.operand)
        raise ValueError(f"not arithmetic: {text}")

    return value(ast.parse(text, mode="eval").body)


def unit_of(record: dict[str, Any]) -> str:
    """The unit of a record, per cent written as one word."""
    said = str(record.get("unit", "")).replace("%", "percent").replace("pct", "percent")
    return said + (" percent" if str(record.get("currency")) == "%" else "")
