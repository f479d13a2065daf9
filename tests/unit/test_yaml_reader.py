"""Reading YAML: what values become, and where each of them stands."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from estimate.files import input_file as places
from estimate.files import yaml_reader as yaml_file
from estimate.files.input_file import InputFile, dotted
from estimate.files.open import parse_bytes, read, read_stdin
from estimate.files.yaml_reader import DEEPEST, LONGEST_INTEGER, parse
from estimate.ground.errors import InvalidInput, Place, Problem

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_file, "LOADER", yaml.SafeLoader)
        monkeypatch.setattr(places, "LOADER", yaml.SafeLoader)


def value(text: str) -> Any:
    return parse(f"value: {text}\n", "file.yaml").data["value"]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        ("0", 0),
        ("-0", 0),
        ("+5", 5),
        ("-12", -12),
        ("9" * LONGEST_INTEGER, int("9" * LONGEST_INTEGER)),
        ("1.5", 1.5),
        ("-1.5", -1.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("1E+3", 1000.0),
        ("-2.5e-3", -0.0025),
        ("0.0", 0.0),
        ("0e9", 0.0),
        ("1e308", 1e308),
    ],
)
def test_only_these_are_more_than_text(text: str, expected: Any) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text",
    [
        *(
            "NO",
            "no",
            "yes",
            "Yes",
            "on",
            "off",
            "y",
            "n",
            "tRUE",
            "nULL",
            "nan",
            "inf",
            "Infinity",
            "=",
            "-x",
            "+",
            ".",
        ),
        *(
            "12:30",
            "190:20:30",
            "2026-01-01",
            "2026-01-01T10:00:00Z",
            "0123",
            "007.5",
            "1_000",
            "1,000",
            "0x1F",
            "0o17",
        ),
        *("0b1", "1e", "e3", "1e3e4", "1.2.3", "--1", "+-1", "5%", "5 %", "$5", "..", ".e3", "٣", "1٣", "http://x/y"),
    ],
)
def test_everything_else_stays_text(text: str) -> None:
    assert value(text) == text


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", ["12", "1.5", "true", "null", "~", "", ".nan", "1e999", "<<", "*a", "&a", "!x"])
def test_quoted_text_is_text(text: str) -> None:
    assert value(f"'{text}'") == text
    assert value(f'"{text}"') == text


@pytest.mark.usefixtures("parser")
def test_text_blocks_are_text() -> None:
    assert parse("a: |\n  12\n  *x\nb: >-\n  true\n  &y\n", "f").data == {"a": "12\n*x\n", "b": "true &y"}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("NO: 1\non: 2\n2026-01: 3\n", {"NO": 1, "on": 2, "2026-01": 3}),
        ('"1": a\n"true": b\n"": c\n"<<": d\n', {"1": "a", "true": "b", "": "c", "<<": "d"}),
        ("null_rate: 1\nthen: 2\n.5x: 3\n<: 4\n", {"null_rate": 1, "then": 2, ".5x": 3, "<": 4}),
        ("{}", {}),
        ("a: {}\nb: []\n", {"a": {}, "b": []}),
        ("? a\n? b\n: 1\n", {"a": None, "b": 1}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("%YAML 1.2\n---\na: 1\n", {"a": 1}),
        ("a: {b: 1}\nc: {b: 1}\n", {"a": {"b": 1}, "c": {"b": 1}}),
    ],
)
def test_keys_and_shapes(text: str, data: dict[str, Any]) -> None:
    assert parse(text, "f").data == data


def test_nesting_goes_as_deep_as_it_says() -> None:
    inner = DEEPEST - 1
    assert parse("a: " + "[" * inner + "]" * inner, "f").data
    with pytest.raises(InvalidInput, match="nested deeper than 40 levels"):
        parse("a: " + "[" * DEEPEST + "]" * DEEPEST, "f")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "marked.yaml"
    file.write_bytes(b"\xef\xbb\xbfname: Manila\r\n")
    for document in (read(file), parse_bytes(file.read_bytes(), "x"), parse("\ufeffname: Manila\r\n", "x")):
        assert document.data == {"name": "Manila"}
        assert document.text == "name: Manila\r\n"
        assert document.place(["name"]) == Place(1, 7, 6)


def test_a_document_is_named_by_its_path_or_as_it_is_told(tmp_path: Path) -> None:
    file = tmp_path / "manila.yaml"
    file.write_text("name: Manila\n", encoding="utf-8")
    assert read(file).source == str(file)
    assert read(file, source="rates/manila.yaml").source == "rates/manila.yaml"
    assert read_stdin(io.BytesIO(b"name: Manila\n")) == InputFile("<stdin>", "name: Manila\n", {"name": "Manila"})


def test_the_digest_names_the_text() -> None:
    assert parse("a: 1\n", "x").digest == parse("a: 1\n", "y").digest != parse("a: 2\n", "x").digest


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("name",), "name"),
        (("teams", 0, "queues", 1, "channel"), "teams[0].queues[1].channel"),
        ((0, 1, "a"), "[0][1].a"),
    ],
)
def test_addresses_as_people_write_them(path: tuple[str | int, ...], text: str) -> None:
    assert dotted(path) == text


PLACES = """\
# 日本語 in a comment
name: "Manila \N{GRINNING FACE} desk"   # the face is one character
teams:
  - region: manila
    queues: [{channel: email, "agents": 12}, {channel: chat}]
  -
    region: Česko
    note: |
      first
      second
empty:
名: {東京: 1, 大阪: [2, 33]}
"""


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("path", "value_at", "key_at"),
    [
        ((), (2, 1, 1), (2, 1, 1)),
        (("name",), (2, 7, 15), (2, 1, 4)),
        (("teams",), (4, 3, 1), (3, 1, 5)),
        (("teams", 0), (4, 5, 1), (4, 5, 1)),
        (("teams", 0, "region"), (4, 13, 6), (4, 5, 6)),
        (("teams", 0, "queues"), (5, 13, 49), (5, 5, 6)),
        (("teams", 0, "queues", 0), (5, 14, 30), (5, 14, 30)),
        (("teams", 0, "queues", 0, "agents"), (5, 41, 2), (5, 31, 8)),
        (("teams", 0, "queues", 1, "channel"), (5, 56, 4), (5, 47, 7)),
        (("teams", 1, "region"), (7, 13, 5), (7, 5, 6)),
        (("teams", 1, "note"), (8, 11, 1), (8, 5, 4)),
        (("empty",), (11, 7, 1), (11, 1, 5)),
        (("名", "東京"), (12, 9, 1), (12, 5, 2)),
        (("名", "大阪", 1), (12, 20, 2), (12, 20, 2)),
    ],
)
def test_each_value_and_key_has_its_place(
    path: tuple[str | int, ...], value_at: tuple[int, int, int], key_at: tuple[int, int, int]
) -> None:
    document = parse(PLACES, "places.yaml")
    assert document.place(path) == Place(*value_at)
    assert document.place(path, key=True) == Place(*key_at)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("path", "held"),
    [
        (("nothing",), ()),
        (("name", "first"), ("name",)),
        (("teams", 7, "region"), ("teams",)),
        (("teams", "region"), ("teams",)),
        (("teams", 0, "queues", 0, "rate", "low"), ("teams", 0, "queues", 0)),
        (("teams", 1, 0), ("teams", 1)),
        (("empty", "x"), ("empty",)),
    ],
)
def test_what_is_missing_stands_at_what_is_around_it(path: tuple[str | int, ...], held: tuple[str | int, ...]) -> None:
    document = parse(PLACES, "places.yaml")
    assert document.place(path) == document.place(held)
    assert document.place(path, key=True) == document.place(held, key=True)


def test_places_wait_until_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    compose = yaml.compose

    def counted(text: str, **options: Any) -> Any:
        calls.append(text)
        return compose(text, **options)

    monkeypatch.setattr(yaml, "compose", counted)
    document = parse(PLACES, "places.yaml")
    assert calls == []
    document.place(["name"])
    document.place(["teams", 0])
    assert calls == [PLACES]


def test_a_document_made_by_hand_has_places_too() -> None:
    assert InputFile("x", "", {}).place(["a"]) == Place(1, 1)
    assert parse("a:", "x").problem(["a"], "is empty").excerpt == "a:"


def test_a_problem_knows_its_file_address_place_and_line() -> None:
    problem = parse(PLACES, "places.yaml").problem(["teams", 0, "queues", 1, "channel"], "is closed (open it)")
    assert str(problem) == (
        "places.yaml:5:56: teams[0].queues[1].channel: is closed (open it)\n"
        '  5 |     queues: [{channel: email, "agents": 12}, {channel: chat}]\n'
        "    |                                                        ^^^^"
    )
    on_key = parse(PLACES, "places.yaml").problem(["teams", 0, "queues"], "unknown key (x)", key=True)
    assert (on_key.place, on_key.path) == (Place(5, 5, 6), "teams[0].queues")


def test_line_ends_of_every_kind_give_the_same_places() -> None:
    for end in ("\r\n", "\r"):
        document = parse(PLACES.replace("\n", end), "x")
        problem = document.problem(["teams", 1, "region"], "m")
        assert (problem.place, problem.excerpt) == (Place(7, 13, 5), "    region: Česko")


# What YAML 1.1 takes for text and 1.2 for a number, such as 1e3, is quoted by no dumper of PyYAML unless it is told.
class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
    list("+-.0123456789"),
)

# Left out is what is refused unless it is escaped: invisible line breaks, byte order marks, no-break spaces at keys.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85\xa0\u2028\u2029\ufeff"), max_size=20)
tricky = st.sampled_from(
    ["NO", "1e3", "~", "null", "0x1F", "12:30", "<<", "*a", "&a", "!x", ".nan", "- a", "a: b", "#", ""]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10 ** (LONGEST_INTEGER - 1)) + 1, 10**LONGEST_INTEGER - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | words
    | tricky
)
data = st.dictionaries(
    words | tricky,
    st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words | tricky, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=5,
)


def types(found: Any) -> Iterator[type]:
    yield type(found)
    for member in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from types(member)


@settings(max_examples=150, deadline=None)
@given(data, st.booleans(), st.sampled_from([None, True, False]))
def test_what_is_dumped_reads_back_equal(original: dict[str, Any], unicode: bool, flow: bool | None) -> None:
    text = yaml.dump(original, Dumper=Dumper, allow_unicode=unicode, sort_keys=False, default_flow_style=flow)
    found = parse(text, "dumped.yaml").data
    assert found == original
    assert list(types(found)) == list(types(original))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab1.:-?,[]{}#&*!|>'\"%@` \n\t\\~<\r\x07\u2028é日"), max_size=60))
def test_whatever_is_typed_is_read_or_refused_at_a_place_in_the_file(text: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        document = parse(text, "typed.yaml")
    except InvalidInput as error:
        problems = error.problems
    else:
        assert isinstance(document.data, dict)
        problems = tuple(document.problem([key], "(x)", key=True) for key in document.data) or (Problem("", "(x)"),)
    assert problems
    for problem in problems:
        assert problem.message.endswith(")") or problem.message == "is too large a number"
        if problem.place:
            assert problem.excerpt in text
            assert problem.place.column <= len(problem.excerpt) + 1


def test_the_shipped_files_are_read_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted([*ROOT.glob("rates/*.yaml"), *ROOT.glob("rates/regions/*.yaml"), *ROOT.glob("examples/*.yaml")])
    assert files
    fast = [read(file).data for file in files]
    monkeypatch.setattr(yaml_file, "LOADER", yaml.SafeLoader)
    monkeypatch.setattr(places, "LOADER", yaml.SafeLoader)
    assert [read(file).data for file in files] == fast
