"""Ranges as people write them: a number, two ends, three numbers, percentiles, a mean and a deviation."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any, cast

from estimate.ground.errors import did_you_mean
from estimate.ground.percentiles import TENTH
from estimate.ground.ranges import COVERS, SHAPES, Range, Shape, middle, of_percentiles
from estimate.schema.numbers import number_in, remedy, span_in
from estimate.schema.record import shown, wrong

_ENDS = ("low", "likely", "high")
_RANGE_KEYS = (*_ENDS, "mode", "mean", "deviation", "covers", "shape")
_BY_MODE = ("pert", "triangular")
_WITH_TRUE_ENDS = (*_BY_MODE, "uniform")


def _single(value: Any) -> float:
    """One number, "30%" read as 0.30 and "12k" as 12,000."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        number = number_in(value)
        if number is not None:
            return number
        if hint := remedy(value):
            raise wrong(f"must be a number, got {shown(value)} ({hint})")
    raise wrong(f"must be a number or a range, got {shown(value)} (write 12, 30%, 11 to 14 or {{low, likely, high}})")


def to_range(value: Any, most: float = math.inf) -> Range:
    """A number, `30%`, `11 to 14`, `{low, likely, high}` or `{percentiles: {10: 5, 50: 7, 90: 12}}` as a range.

    Two numbers are its ends: likely is then the middle in proportion (8 to 12 is 9.80), or by the odds for what cannot
    pass `most`, and the plain mean where an end is 0, below 0 or the most.
    """
    if isinstance(value, dict):
        found = _of_percentiles(value, most) if "percentiles" in value else _of_ends(value, most)
        return replace(found, most=most)
    if isinstance(value, str) and (span := span_in(value)) is not None:
        low, high = span
        if low > high:
            raise wrong(f"a range goes from low to high, got {shown(value)} (write {high:.12g} to {low:.12g})")
        return Range(low, middle(low, high, most), high, most=most)
    single = _single(value)
    return Range(single, single, single, most=most)


def _of_ends(value: dict[Any, Any], most: float) -> Range:
    for key in value:
        if key not in _RANGE_KEYS:
            hint = did_you_mean(str(key), _RANGE_KEYS, "")
            raise wrong(
                f"a range has low, likely and high, covers and shape, not {shown(key)}" + (f" ({hint})" if hint else "")
            )
    shape = value.get("shape", "smooth")
    if shape not in SHAPES:
        hint = did_you_mean(str(shape), SHAPES, "")
        raise wrong(
            f"a range's shape is one of {', '.join(SHAPES)}, not {shown(shape)}" + (f" ({hint})" if hint else "")
        )
    _fits(value, shape)
    if "mean" in value or "deviation" in value:
        return _of_moments(value)
    if "low" not in value or "high" not in value:
        raise wrong("a range needs both low and high (or write a single number)")
    low, high = _single(value["low"]), _single(value["high"])
    covers = _covers(value.get("covers", COVERS), shape)
    if shape == "lognormal" and not 0 < low <= high:
        raise wrong(f"a lognormal range lies above 0 and rises, got {low:g} to {high:g}")
    between = "mode" if shape in _BY_MODE else "likely"
    even = (low + high) / 2 if shape in (*_BY_MODE, "uniform", "normal") else middle(low, high, most)
    likely = _single(value[between]) if between in value else even
    if not low <= likely <= high:
        raise wrong(f"low, {between} and high must rise, got {low:g}, {likely:g}, {high:g} (put them in order)")
    if shape == "uniform" and not math.isclose(likely, even):
        raise wrong(f"a uniform range favors no value, so likely is its middle, {even:g} (leave likely out)")
    return Range(low, likely, high, covers, cast("Shape", shape))


def _fits(value: dict[Any, Any], shape: str) -> None:
    """The keys that a shape has no use for are refused, with the ones that it takes."""
    if shape in _BY_MODE and "likely" in value:
        raise wrong(
            f"a {shape} range is given by its mode, the value that comes most often, not by likely, which is the middle "
            "(write mode, or leave shape out)"
        )
    if shape not in _BY_MODE and "mode" in value:
        raise wrong(f"a mode belongs to the shapes pert and triangular, not to {shape} (write shape: pert, or likely)")
    if shape == "normal" and "likely" in value:
        raise wrong(
            "a normal range is given by its mean and deviation, or by low and high alone (three numbers without a shape "
            "are the 10th, 50th and 90th percentile)"
        )
    if shape != "normal" and ("mean" in value or "deviation" in value):
        raise wrong(f"mean and deviation belong to the shape normal, not to {shape} (write shape: normal)")


def _of_moments(value: dict[Any, Any]) -> Range:
    """A normal range from its mean and its standard deviation."""
    others = [key for key in (*_ENDS, "covers") if key in value]
    if others or "mean" not in value or "deviation" not in value:
        raise wrong(
            "a normal range has a mean and a deviation"
            + (f", which say all of it (take {', '.join(others)} away)" if others else " (give both)")
        )
    mean, deviation = _single(value["mean"]), _single(value["deviation"])
    if deviation < 0:
        raise wrong(f"a deviation is at least 0, got {deviation:g}")
    return Range(mean - TENTH * deviation, mean, mean + TENTH * deviation, COVERS, "normal")


def _covers(value: Any, shape: str) -> float:
    covers = _single(value)
    if covers == 1:
        if shape in _WITH_TRUE_ENDS:
            return covers
        raise wrong(
            f"only the shapes {', '.join(_WITH_TRUE_ENDS)} have a least and a most, so covers: 100% does not go with "
            f"{shape} (write shape: pert, or covers: 80%)"
        )
    if not 0.01 <= covers <= 0.99:
        raise wrong(
            f"covers is the share of cases between low and high, 1% to 99%, or 100% for {', '.join(_WITH_TRUE_ENDS)}, "
            f"got {shown(value)} (write 80%)"
        )
    return covers


def _of_percentiles(value: dict[Any, Any], most: float) -> Range:
    """`{10: 5, 50: 7, 90: 12}`: below 5 in ten per cent of cases, and so on; at least two, both sides rising."""
    given = value["percentiles"]
    if len(value) > 1:
        raise wrong("percentiles say all of a range (take the other keys away)")
    if not isinstance(given, dict) or len(given) < 2:
        raise wrong("percentiles are at least two, each with its value (write {10: 5, 50: 7, 90: 12})")
    pairs = []
    for key, at in given.items():
        share = _single(key) if isinstance(key, str) and "%" in key else _single(key) / 100
        if not 0 < share < 1:
            raise wrong(f"a percentile lies between 0 and 100, not at {shown(key)}")
        pairs.append((share, _single(at)))
    pairs.sort()
    for (_, one), (share, other) in pairwise(pairs):
        if one > other:
            raise wrong(f"percentiles must rise, but {other:g} at {share:.0%} is below {one:g} (put them in order)")
    if [share for share, _ in pairs] == [0.1, 0.9]:
        pairs.insert(1, (0.5, middle(pairs[0][1], pairs[1][1], most)))
    return of_percentiles(pairs)
