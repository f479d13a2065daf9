"""The records that are made when they are needed are those of the standard library in all that they do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from dataclasses import field
from typing import Any

import pytest

from estimate.ground import records
from tests.unit.test_layering import MODULES

LIBRARY, OURS = dataclasses.dataclass, records.dataclass


def of_kind(dataclass: Any) -> dict[str, Any]:
    """One class of each kind that is used."""

    class Plain:
        """Fields by place, with a default, made anew, by name alone, computed, and not compared."""

        a: int
        b: tuple[int, ...] = (1,)
        c: list[int] = field(default_factory=list)
        d: str = field(default="d", compare=False, repr=False)
        e: float = field(default=2.0, kw_only=True)
        f: tuple[int, ...] = field(default=(), init=False)

    class Checked:
        """One field, which is looked at."""

        a: int

        def __post_init__(self) -> None:
            if self.a < 0:
                raise ValueError(f"{self.a} is below zero")

    class Empty:
        """No field."""

    found = {}
    for base in (Plain, Checked, Empty):
        for frozen in (False, True):
            for slots in (False, True):
                for eq in (False, True):
                    own = {key: value for key, value in vars(base).items() if key not in ("__dict__", "__weakref__")}
                    copied = type(base.__name__, (), own | {"__qualname__": base.__name__})
                    name = f"{base.__name__}{frozen:d}{slots:d}{eq:d}"
                    found[name] = dataclass(frozen=frozen, slots=slots, eq=eq)(copied)
    found["Further"] = dataclass(frozen=True)(
        type("Further", (found["Checked101"],), {"__annotations__": {"g": "int"}})
    )
    return found


THEIRS, MINE = of_kind(LIBRARY), of_kind(OURS)


def outcome(made: Any, *given: Any, **named: Any) -> Any:
    """What a call gives: the record as it reads, or the error."""
    try:
        return repr(made(*given, **named))
    except (TypeError, ValueError) as error:
        return type(error).__name__, str(error)


CALLS: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    ((), {}), ((3,), {}), ((-3,), {}), ((3, (4,)), {"e": 5.0}), ((), {"a": 1, "d": "x"}), ((1, 2, 3, 4, 5), {}),
    ((1,), {"a": 2}), ((1,), {"unknown": 2}), ((1,), {"f": (2,)}), ((1, 2), {"g": 3}),
)  # fmt: skip


@pytest.mark.parametrize("name", THEIRS)
def test_it_is_made_and_reads_alike(name: str) -> None:
    for given, named in CALLS:
        assert outcome(MINE[name], *given, **named) == outcome(THEIRS[name], *given, **named)


@pytest.mark.parametrize("name", [name for name in THEIRS if name.startswith("Plain")])
def test_it_is_compared_replaced_and_taken_apart_alike(name: str) -> None:
    def told(made: Any) -> list[Any]:
        one, same, not_compared, other = made(1), made(1), made(1, d="x"), made(2)
        changed = dataclasses.replace(one, b=(7,))
        try:
            hashed: Any = hash(made(1, c=())) == hash(made(1, c=(), d="x"))
        except TypeError as error:
            hashed = str(error)
        return [
            one == same, one == not_compared, one == other, one == 1, hashed, one.c is same.c, repr(changed),
            dataclasses.asdict(one), [each.name for each in dataclasses.fields(one)], made.__match_args__,
            repr(copy.copy(one)), repr(copy.deepcopy(one)),
        ]  # fmt: skip

    assert told(MINE[name]) == told(THEIRS[name])


@pytest.mark.parametrize("name", [name for name in THEIRS if not name.startswith("Empty")])
def test_what_is_frozen_stays(name: str) -> None:
    def told(made: Any) -> str:
        one = made(3, 4) if name == "Further" else made(3)
        try:
            one.a = 5
        except AttributeError as error:
            return type(error).__name__
        return repr(one)

    assert told(MINE[name]) == told(THEIRS[name])


@records.dataclass(frozen=True, slots=True)
class Sent:
    """A record that goes to another process."""

    a: int
    b: Sent | None = None


def test_a_field_may_have_any_name() -> None:
    @records.dataclass(frozen=True)
    class Odd:
        put: int
        absent: int = 2
        default_0: int = 3
        made_0: list[int] = field(default_factory=list)

    assert repr(Odd(1)).endswith("Odd(put=1, absent=2, default_0=3, made_0=[])")


def test_a_record_goes_to_another_process_and_back() -> None:
    sent = Sent(1, Sent(2))
    assert pickle.loads(pickle.dumps(sent)) == sent


def test_a_record_that_holds_itself_can_be_read() -> None:
    one = MINE["Plain000"](1)
    one.c = [one]
    assert repr(one) == "Plain(a=1, b=(1,), c=[...], e=2.0, f=())"


def test_every_module_declares_its_records_so() -> None:
    taken = [
        path.name
        for path in MODULES
        if re.search(r"^from dataclasses import .*\bdataclass\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert taken == []
