"""Numbers that a file lists one by one: contacts or agents month by month, prices or rises year by year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from math import fsum
from typing import Annotated, Any, get_args

from pydantic_core import PydanticCustomError

from estimate.ground.errors import did_you_mean
from estimate.ground.ranges import Range, point
from estimate.ground.records import dataclass
from estimate.schema.quantities import RANGE_SCHEMA, Agents, Contacts, Positive, Rate
from estimate.schema.record import Checked, shown, wrong

YEAR = 12
MOST_LISTED = 600
BY_MONTH, BY_YEAR, TIMES, FILE, COLUMN = "by_month", "by_year", "times", "file", "column"


@dataclass(frozen=True, slots=True)
class Listed(Range):
    """A figure that is a list: as a range it is one number that stands for all, and `numbers` has each of them.

    Contacts and agents by month stand as their average, prices and rises by year as the first.
    """

    numbers: tuple[float, ...] = ()

    def scaled(self, by: float) -> Listed:
        """The list times a number."""
        return _listed(Range.scaled(self, by), [number * by for number in self.numbers])

    @property
    def average(self) -> float:
        """What the numbers come to on average."""
        return fsum(self.numbers) / len(self.numbers)

    def parts(self, base: float) -> tuple[float, ...]:
        """Each number against a base; 1 where there is nothing to divide by."""
        return tuple(number / base if base else 1.0 for number in self.numbers)


def _listed(value: Range, numbers: Sequence[float]) -> Listed:
    return Listed(**{one.name: getattr(value, one.name) for one in fields(Range)}, numbers=tuple(numbers))


def _check_of(kind: Any) -> Callable[[Any], Range]:
    """How a field of this kind is checked."""
    checked: Checked = get_args(kind)[1]
    return checked.check


_contacts, _agents, _positive, _rate = map(_check_of, (Contacts, Agents, Positive, Rate))


def _numbers(values: Any, what: str, check: Callable[[Any], Range]) -> tuple[float, ...]:
    """A list of single numbers, each of which passes the check."""
    if not isinstance(values, list) or not values:
        got = "an empty list" if values == [] else shown(values)
        raise wrong(f"must be a list of numbers, one {what}, got {got} (write [ … ])")
    if len(values) > MOST_LISTED:
        raise wrong(f"must have at most {MOST_LISTED} numbers, got {len(values)}")
    found = []
    for at, value in enumerate(values, 1):
        try:
            number = check(value)
        except PydanticCustomError as error:
            raise wrong(f"the {_ordinal(at)} {error.message()}") from None
        if not number.is_point:
            hint = f"; {{{BY_MONTH}: [ … ], {TIMES}: 0.9 to 1.1}} is a range of the whole" if what == "a month" else ""
            raise wrong(f"must hold single numbers, but the {_ordinal(at)} is a range (write its likely value{hint})")
        found.append(number.likely)
    return tuple(found)


def _ordinal(at: int) -> str:
    ending = "th" if at % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(at % 10, "th")
    return f"{at}{ending}"


def contacts_by_month(value: Any) -> Range:
    """A number or a range, a list by month, or {by_month: [ … ], times: 0.9 to 1.1}; a file has become a list before."""
    return _by_month(value, _contacts)


def agents_by_month(value: Any) -> Range:
    """The same of agents."""
    return _by_month(value, _agents)


def _by_month(value: Any, check: Callable[[Any], Range]) -> Range:
    if isinstance(value, list):
        value = {BY_MONTH: value}
    if not isinstance(value, dict) or not set(value) & {BY_MONTH, TIMES, FILE, COLUMN}:
        return check(value)
    known = (BY_MONTH, TIMES)
    for key in value:
        if key not in known:
            hint = did_you_mean(str(key), known, "take it away")
            raise wrong(f"a list by month has {BY_MONTH} and {TIMES}, not {shown(key)} ({hint})")
    if BY_MONTH not in value:
        raise wrong(f"has {TIMES} and no list to multiply (give {BY_MONTH}: [ … ])")
    numbers, times = _numbers(value[BY_MONTH], "a month", check), _positive(value.get(TIMES, 1))
    average = fsum(numbers) / len(numbers)
    return _listed(times.scaled(average), [number * times.likely for number in numbers])


def rate_by_year(value: Any) -> Range:
    """A price, or {by_year: [5.00, 5.00, 5.25]} with a price for each contract year."""
    if isinstance(value, list):
        raise wrong(f"a list of prices says what it goes by (write {{{BY_YEAR}: [ … ]}})")
    if not isinstance(value, dict) or BY_YEAR not in value:
        return _positive(value)
    if len(value) > 1:
        raise wrong(f"{BY_YEAR} says all of a price (take the other keys away)")
    numbers = _numbers(value[BY_YEAR], "a contract year", _positive)
    return _listed(point(numbers[0]), numbers)


def rises_by_year(value: Any) -> Range:
    """A yearly rise, or a list with the rise at each anniversary."""
    if not isinstance(value, list):
        return _rate(value)
    numbers = _numbers(value, "an anniversary", _rate)
    return _listed(point(numbers[0]), numbers)


_LIST = {"type": "array", "minItems": 1, "maxItems": MOST_LISTED, "items": {"type": ["number", "string"]}}
_NAMED_LIST = {
    "type": "object",
    "properties": {BY_MONTH: _LIST, TIMES: RANGE_SCHEMA},
    "required": [BY_MONTH],
    "additionalProperties": False,
}
_FILE = {
    "type": "object",
    "properties": {FILE: {"type": "string"}, COLUMN: {"type": "string"}, TIMES: RANGE_SCHEMA},
    "required": [FILE],
    "additionalProperties": False,
}
_YEARS = {"type": "object", "properties": {BY_YEAR: _LIST}, "required": [BY_YEAR], "additionalProperties": False}

_MONTHS = {"anyOf": [RANGE_SCHEMA, _LIST, _NAMED_LIST, _FILE]}
ContactsByMonth = Annotated[Range, Checked(contacts_by_month, _MONTHS)]
AgentsByMonth = Annotated[Range, Checked(agents_by_month, _MONTHS)]
RateByYear = Annotated[Range, Checked(rate_by_year, {"anyOf": [RANGE_SCHEMA, _YEARS]})]
RisesByYear = Annotated[Range, Checked(rises_by_year, {"anyOf": [RANGE_SCHEMA, _LIST]})]
