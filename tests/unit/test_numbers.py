"""Numbers as people write them, and what is said of those that cannot be read."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from estimate.schema.numbers import number_in, remedy, span_in
from estimate.schema.ranges import to_range
from tests.conftest import Command


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("12.5", 12.5), (".5", 0.5), ("1e3", 1000), ("-3", -3), ("30%", 0.3), ("30 %", 0.3), ("12,000", 12_000),
        ("1,234,567.5", 1_234_567.5), ("12k", 12_000), ("2.5k", 2500), ("2.5 K", 2500), ("1만", 10_000), ("1.2만", 12_000),
        ("3천", 3000), (" 7 ", 7),
    ],
)  # fmt: skip
def test_a_number_is_read(text: str, number: float) -> None:
    assert number_in(text) == pytest.approx(number, rel=1e-12)
    assert to_range(text).likely == number_in(text)


@pytest.mark.parametrize(
    "text", ["", "twelve", "12,00", "1,2,3", "0,123", "12 k g", "1만2천", "12%%", "--3", "12:30", "NO"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in(text) is None
    with pytest.raises(PydanticCustomError):
        to_range(text)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("11 to 14", (11, 14)), ("10-14", (10, 14)), ("10–14", (10, 14)), ("10 ~ 14", (10, 14)), ("20 to 30%", (0.2, 0.3)),
        ("20% to 30%", (0.2, 0.3)), ("2k-3k", (2000, 3000)), ("1e3 to 2e3", (1000, 2000)), ("-5% to 5%", (-0.05, 0.05)),
    ],
)  # fmt: skip
def test_a_range_is_read(text: str, ends: tuple[float, float]) -> None:
    assert span_in(text) == pytest.approx(ends)
    assert (to_range(text).low, to_range(text).high) == pytest.approx(ends)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5000 emails", "write 5000"), ("12k contacts", "write 12000"), ("12,000 calls", "write 12000"),
        ("$12", "write 12; a currency has a key of its own"), ("12 €", "write 12; a currency has a key of its own"),
        ("360 sec", "write the number alone, in the unit that the key names"), ("6 min", "write the number alone, in the unit that the key names"),
        ("12,5", "write 12.5, with a point"), ("6_000", "write 6000 without separators or leading zeros"),
        ("033", "write 33 without separators or leading zeros"),
    ],
)  # fmt: skip
def test_a_remedy_names_the_number_that_is_meant(text: str, words: str) -> None:
    assert remedy(text) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ("growth_per_year: 10", "is 1,000 per cent, got 10 (write 10% or 0.1; 1000% if it is meant)"),
        ("repeat_share: 10", "is 1,000 per cent, got 10 (write 10% or 0.1; 1000% if it is meant)"),
    ],
)
def test_a_share_that_is_a_slip_of_a_per_cent_is_asked_back(command: Command, changes: str, words: str) -> None:
    text = f"name: Slip\nteam: {{region: testland, queues: [{{channel: email, contacts_per_month: 100, {changes}}}]}}"
    refused = command("-", stdin=text)
    assert refused.status == 3
    assert words in refused.err
    assert command("-", "--no-range", stdin=text.replace(": 10}", ": 1000%}")).status == 0


@pytest.mark.parametrize(
    ("key", "slip", "meant"),
    [
        ("staffing: {attrition_per_year: 45}", "is 4,500 per cent", "staffing: {attrition_per_year: 45%}"),
        ("pricing: {escalator: 3}", "is 300 per cent", "pricing: {escalator: 3%}"),
        ("premiums: {night: 10}", "is 1,000 per cent", "premiums: {night: 10%}"),
        ("staffing: {employer_burden: 30}", "is 3,000 per cent", None),
    ],
)
def test_so_is_every_other_share(command: Command, key: str, slip: str, meant: str | None) -> None:
    text = "name: Slip\nteam: {{region: testland, {}, queues: [{{channel: email, contacts_per_month: 100}}]}}"
    refused = command("-", stdin=text.format(key))
    assert refused.status == 3
    assert slip in refused.err
    if meant:
        assert command("-", "--no-range", stdin=text.format(meant)).status == 0


def test_a_thousands_comma_in_braces_is_named(command: Command) -> None:
    text = "name: Comma\nteam: {region: testland, queues: [{channel: email, contacts_per_month: 12,000}]}"
    refused = command("-", stdin=text)
    assert refused.status == 3
    assert "a comma in braces ends a value, so 000 became a key (write 12000)" in refused.err
