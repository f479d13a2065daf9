"""A central bank's file of exchange rates, read as a card: the European Central Bank's history of reference rates."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from itertools import pairwise
from math import fsum
from pathlib import Path
from typing import Any

from estimate.files.input_file import Address, InputFile
from estimate.ground.errors import InvalidInput, Place, Problem
from estimate.ground.records import dataclass

BASE = "USD"
"""Rates are crossed through the dollar, so that they stand beside those of the shipped card."""
SUFFIXES = (".csv", ".zip")
YEAR = 12
"""Months whose averages say how far a rate moves."""
MONTH_END = 3
"""A month is complete if the file's last day is at most so many days before its end (weekends have no rate)."""
LARGEST = 50_000_000
NOT_KNOWN = ("", "N/A")
MOST_PROBLEMS = 5
WHAT = "expected the European Central Bank's history, eurofxref-hist.csv or the .zip that it comes in"

Averages = dict[str, dict[str, float]]
"""For each currency its average of each month, in units of it for one dollar."""


@dataclass(frozen=True)
class RatesFile(InputFile):
    """The file as a document: its rates as a card's, and the line on which a month begins."""

    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def place(self, path: Address, *, key: bool = False) -> Place:  # noqa: ARG002
        """The line of the month's last day, which is its first in the file."""
        data: Any = self.data
        for step in path:
            data = data[step]
        since = data.get("from") if isinstance(data, dict) else None
        return Place(self.lines.get(str(since), 1), 1)


def is_rates_file(path: Path) -> bool:
    """Whether a path names a file of exchange rates rather than a folder of cards."""
    return path.suffix.lower() in SUFFIXES


def read_rates(path: Path) -> RatesFile:
    """The file's monthly averages as a card of exchange rates.

    Each month's average is in force from the first day of the next month. Its range is as wide as the averages of the twelve
    months up to it were apart, laid evenly around it. Raises InvalidInput for a file that is not the European Central Bank's.
    """
    text = _text(path)
    averages, ends = _averages(str(path), text)
    rates = {
        currency: {
            "unit": f"{currency}/{BASE}",
            "values": [
                {
                    "from": after(month),
                    **ends_of(list(months.values())[max(0, at + 1 - YEAR) : at + 1]),
                    "basis": "derived",
                    "grade": "A",
                    "note": f"Average of {month}; the range has the width of the twelve months up to it.",
                }
                for at, month in enumerate(months)
            ],
        }
        for currency, months in averages.items()
    }
    return RatesFile(str(path), text, {"base": BASE, "rates": rates}, lines={after(m): n for m, n in ends.items()})


def ends_of(averages: Sequence[float]) -> dict[str, float]:
    """Low, likely and high from the monthly averages of a year, the last one being the rate."""
    rate, half = averages[-1], (max(averages) - min(averages)) / 2
    return {"low": rate - half, "likely": rate, "high": rate + half}


def after(month: str) -> str:
    """The first day after a month like 2026-10."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02d}-01"


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise _refused(path, f"is larger than {LARGEST // 1_000_000} MB ({WHAT})")
        if path.suffix.lower() != ".zip":
            return path.read_text(encoding="utf-8-sig")
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            if len(names) != 1 or archive.getinfo(names[0]).file_size > LARGEST:
                raise _refused(path, f"does not hold one CSV file ({WHAT})")
            return archive.read(names[0]).decode("utf-8-sig")
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror or error}") from None
    except (UnicodeDecodeError, zipfile.BadZipFile):
        raise _refused(path, f"is not a text file of exchange rates ({WHAT})") from None


def _refused(path: Path, message: str) -> InvalidInput:
    return InvalidInput([Problem(str(path), message)])


def _averages(source: str, text: str) -> tuple[Averages, dict[str, int]]:
    """Each currency's monthly averages for one dollar, the oldest month first, and the line of each month's last day."""
    sums: dict[str, dict[str, list[float]]] = {}
    ends: dict[str, int] = {}
    last = date.min
    for line, day, rates in _days(source, text):
        last = max(last, day)
        month = day.isoformat()[:7]
        ends[month] = min(ends.get(month, line), line)
        for currency, rate in rates.items():
            sums.setdefault(currency, {}).setdefault(month, []).append(rate)
    newest = last.isoformat()[:7]
    complete = last + timedelta(days=MONTH_END) >= date.fromisoformat(after(newest)) - timedelta(days=1)
    averages = {
        currency: {
            month: fsum(found) / len(found) for month, found in sorted(months.items()) if complete or month != newest
        }
        for currency, months in sums.items()
    }
    return {currency: _unbroken(months) for currency, months in averages.items() if months}, ends


def _unbroken(months: dict[str, float]) -> dict[str, float]:
    """The months since the last gap: a currency that was not quoted for a time begins anew."""
    names = list(months)
    gaps = [at for at, (one, other) in enumerate(pairwise(names), 1) if after(one)[:7] != other]
    return {month: months[month] for month in names[gaps[-1] if gaps else 0 :]}


def _days(source: str, text: str) -> Iterator[tuple[int, date, dict[str, float]]]:
    """Every day of the file with its line and its rates for one dollar."""
    rows = csv.reader(io.StringIO(text))
    header = [name.strip() for name in next(rows, [])]
    if not header or header[0] != "Date" or BASE not in header:
        raise InvalidInput([Problem(source, f"has no columns Date and {BASE} ({WHAT})")])
    problems: list[Problem] = []
    found = False
    for row in rows:
        cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
        read = _day(cells)
        if read is None:
            words = f"is not a date and rates above 0 ({WHAT})"
            place = Place(rows.line_num, 1, len(row[0]) if row else 1)
            problems.append(Problem(source, words, place=place, excerpt=",".join(row)))
            if len(problems) == MOST_PROBLEMS:
                break
            continue
        day, euro = read
        dollar = euro.pop(BASE, None)
        if dollar is not None:
            found = True
            yield rows.line_num, day, {"EUR": 1 / dollar, **{name: rate / dollar for name, rate in euro.items()}}
    if problems or not found:
        raise InvalidInput(problems or [Problem(source, f"has no rates ({WHAT})")])


def _day(cells: Mapping[str, str]) -> tuple[date, dict[str, float]] | None:
    """The day of a row and its rates for one euro; None where it has no date, or something that is no rate."""
    try:
        day = date.fromisoformat(cells.get("Date", ""))
        euro = {name: float(cell) for name, cell in cells.items() if name not in ("Date", "") and cell not in NOT_KNOWN}
    except ValueError:
        return None
    return (day, euro) if all(0 < rate < float("inf") for rate in euro.values()) else None
