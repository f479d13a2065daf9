"""What a record is: its fields from annotations, frozen, validated by pydantic's core, with a JSON Schema that says the same."""

import pickle
from collections.abc import Mapping
from typing import Annotated, Any, Self

import pytest
from pydantic_core import ValidationError

from estimate.report.schemas import TYPES
from estimate.schema import rate_card, scenario
from estimate.schema.core import validator_of
from estimate.schema.fields import Text, one_of
from estimate.schema.models import modeled
from estimate.schema.record import REQUIRED, Bounds, Record, check, field, is_record, wrong


class Member(Record):
    name: Text
    color: Annotated[str, one_of("red", "blue")] | None = None


class Whole(Record):
    since: Text = field(alias="from", description="when it begins")
    count: float = field(2.0, gt=0, le=10)
    members: tuple[Member, ...] = field((), max_length=2)
    by_name: dict[Text, Member] = {}
    either: Annotated[str, one_of("all")] | Annotated[tuple[Text, ...], Bounds(min_length=2)] = "all"
    one: Member = Member(name="usual")

    @check
    def _not_seven(self) -> Self:
        if self.count == 7:
            raise wrong("seven is not taken")
        return self.changed(count=3.0) if self.count == 8 else self

    @check
    def _as_asked(self, context: Mapping[str, Any]) -> Self:
        if context.get("strict") and not self.members:
            raise wrong("needs members")
        return self


def valid(data: object, **context: object) -> Whole:
    found: Whole = validator_of(Whole).validate_python(data, context=context)
    return found


def problems(data: object, **context: object) -> list[tuple[tuple[int | str, ...], str]]:
    with pytest.raises(ValidationError) as raised:
        valid(data, **context)
    return [(one["loc"], one["type"]) for one in raised.value.errors()]


def test_defaults_stand_where_nothing_is_given_and_what_is_given_is_known() -> None:
    record = valid({"from": "now", "members": [{"name": "A"}]})
    assert (record.since, record.count, record.members[0].name, record.one.name) == ("now", 2.0, "A", "usual")
    assert record.given == {"since", "members"}
    assert record.changed(count=4.0).given == {"since", "members", "count"}
    assert record.changed(count=4.0).members is record.members
    assert valid({"since": "now"}) == valid({"from": "now"}) != valid({"from": "then"})


def test_a_record_is_frozen_and_shares_no_default() -> None:
    record = valid({"from": "now"})
    with pytest.raises(AttributeError, match=r"Whole.count is frozen"):
        record.count = 3.0
    assert record.by_name is not valid({"from": "now"}).by_name
    assert Whole(since="now").by_name is not Whole(since="now").by_name


def test_a_record_goes_from_one_process_to_another() -> None:
    record = valid({"from": "now", "by_name": {"x": {"name": "X", "color": "red"}}})
    again = pickle.loads(pickle.dumps(record))
    assert again == record
    assert again.given == record.given
    assert repr(again) == repr(record)


def test_every_problem_is_found_at_its_place() -> None:
    assert problems({"count": 11, "members": [{"name": "A", "hue": 1}, {"color": "green"}], "one": 3}) == [
        (("from",), "missing"),
        (("count",), "less_than_equal"),
        (("members", 0, "hue"), "extra_forbidden"),
        (("members", 1, "name"), "missing"),
        (("members", 1, "color"), "value"),
        (("one",), "model_type"),
    ]
    assert problems({"from": "now", "members": [{"name": letter} for letter in "ABC"]}) == [(("members",), "too_long")]
    assert {place[0] for place, _ in problems({"from": "now", "either": ["one"]})} == {"either"}


def test_checks_see_valid_fields_and_the_context_and_may_answer_another_record() -> None:
    assert problems({"from": "now", "count": 7}) == [((), "value")]
    assert problems({"from": "now", "count": 7, "members": 3}) == [(("members",), "tuple_type")]
    assert problems({"from": "now"}, strict=True) == [((), "value")]
    assert valid({"from": "now", "count": 8}).count == 3


def every_record() -> list[type[Record]]:
    found, waiting = [], [Record]
    while waiting:
        below = [one for one in waiting.pop().__subclasses__() if one.__module__.startswith("estimate.")]
        found += below
        waiting += below
    return found


@pytest.mark.parametrize("record", every_record(), ids=lambda record: record.__name__)
def test_the_json_schema_of_a_record_has_its_keys(record: type[Record]) -> None:
    made = modeled(record).model_json_schema()
    assert list(made.get("properties", {})) == [one.alias or name for name, one in record.fields.items()]
    if record.json_schema_extra is None:
        needed = [one.alias or name for name, one in record.fields.items() if one.default is REQUIRED]
        assert made.get("required", []) == needed


def test_what_has_a_schema_is_made_of_records() -> None:
    assert is_record(scenario.Scenario)
    assert all(is_record(kind) for name, kind in rate_card.CARDS.items() if name != "sources")
    assert TYPES["scenario"] == ("estimate.schema.scenario", "Scenario")
