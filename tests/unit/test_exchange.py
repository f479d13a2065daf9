"""Exchange rates: those of the card, those of a central bank's file, and what happens where there is none."""

from __future__ import annotations

import csv
import io
import json
import math
import zipfile
from pathlib import Path

import pytest
import yaml

from estimate.cards.catalog import Catalog
from estimate.cards.reference_rates import read_rates
from estimate.ground.errors import InvalidInput
from estimate.ground.ranges import Range, point
from estimate.resolve.exchange import ratio
from tests.conftest import ROOT, Command

SCENARIO = """
name: Desk
months: 12
{more}
team: {{region: {region}, pricing: {{model: hourly, rate: 10, currency: {paid}, includes: [everything_else]}},
        queues: [{{channel: email, contacts_per_month: 5000}}]}}
"""
CARD = yaml.safe_load((ROOT / "rates/fx.yaml").read_text(encoding="utf-8"))
# The form of the European Central Bank: units for one euro, the newest day first, N/A before a currency was quoted.
# For one dollar: January JPY 150 and 160, mean 155; February JPY 140; EUR 1 / 1.25 = 0.8 and 1 / 1 = 1, mean 0.9; then 0.8.
HISTORY = """Date,USD,JPY,XAU,
2026-02-27,1.25,175,N/A,
2026-01-30,1.25,187.5,2,
2026-01-29,1,160,2,
"""


def written(tmp_path: Path, text: str, name: str = "eurofxref-hist.csv") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def total(out: str) -> float:
    return float(json.loads(out)["total"]["expected"])


@pytest.mark.parametrize("currency", sorted(CARD["rates"]))
def test_every_currency_of_the_card_can_be_the_estimates_and_the_contracts(command: Command, currency: str) -> None:
    own = SCENARIO.format(more="currency: USD", region="philippines", paid="USD")
    there = command("-", "--no-range", "-f", "json", "--currency", currency, real=True, stdin=own)
    here = command("-", "--no-range", "-f", "json", real=True, stdin=own)
    assert (there.status, here.status) == (0, 0), there.err
    rate = CARD["rates"][currency]["values"][0]["likely"]
    assert total(there.out) / total(here.out) == pytest.approx(rate, rel=1e-3)
    paid = command(
        "-", "--no-range", "-f", "json", real=True, stdin=own.replace("currency: USD,", f"currency: {currency},")
    )
    assert paid.status == 0, paid.err


def test_a_comparison_is_told_in_any_currency_of_the_card(command: Command, tmp_path: Path) -> None:
    one = written(tmp_path, SCENARIO.format(more="currency: COP", region="colombia", paid="USD"), "one.yaml")
    other = written(tmp_path, SCENARIO.format(more="", region="philippines", paid="PHP"), "other.yaml")
    done = command("compare", str(one), str(other), "--no-range", "-f", "json", real=True)
    assert done.status == 0, done.err
    assert json.loads(done.out)["currency"] == "COP"


def test_a_currency_without_a_rate_names_the_key_and_the_command(command: Command) -> None:
    own = SCENARIO.format(more="currency: USD", region="philippines", paid="XAF")
    done = command("-", real=True, stdin=own)
    assert done.status == 3
    assert "no exchange rate for XAF" in done.err
    assert "give fx: {XAF: …}, its price in USD; estimate rates fx lists what is known" in done.err


def test_a_rate_is_drawn_unless_the_contract_is_in_the_estimates_currency(command: Command) -> None:
    fixed = "discount_rate: 0"
    for paid, moves in (("EUR", True), ("USD", False)):
        own = SCENARIO.format(more=f"currency: USD\n{fixed}", region="philippines", paid=paid)
        document = json.loads(command("sensitivity", "-", "-f", "json", real=True, stdin=own).out)
        drawn = [one for one in document["inputs"] if "fx" in one["identity"] and one["has_range"]]
        assert bool(drawn) is moves, paid


def test_a_ratio_of_rates_adds_its_moves_in_squares() -> None:
    # Both 10 % either way on the logarithmic scale: sqrt(2) x ln 1.1.
    one, other = Range(100 / 1.1, 100, 110), Range(2 / 1.1, 2, 2.2)
    found = ratio(one, other)
    assert found.likely == 50
    assert math.log(found.high / 50) == pytest.approx(math.sqrt(2) * math.log(1.1))
    assert math.log(50 / found.low) == pytest.approx(math.sqrt(2) * math.log(1.1))
    assert ratio(point(8), point(2)) == point(4)
    back = ratio(other, one)
    assert back.low * found.high == pytest.approx(1)


def test_the_file_of_a_central_bank_sets_the_rates_by_month(tmp_path: Path) -> None:
    data = read_rates(written(tmp_path, HISTORY)).data
    assert data["base"] == "USD"
    january, february = data["rates"]["JPY"]["values"]
    assert (january["from"], february["from"]) == ("2026-02-01", "2026-03-01")
    assert [january[end] for end in ("low", "likely", "high")] == [155, 155, 155]
    assert [february[end] for end in ("low", "likely", "high")] == [132.5, 140, 147.5]  # (155 - 140) / 2 either way
    assert data["rates"]["EUR"]["values"][1]["likely"] == pytest.approx(0.8)
    assert [value["from"] for value in data["rates"]["XAU"]["values"]] == ["2026-02-01"]


def test_a_month_that_has_not_ended_is_left_out(tmp_path: Path) -> None:
    data = read_rates(written(tmp_path, HISTORY.replace("2026-02-27", "2026-02-10"))).data
    assert [value["from"] for value in data["rates"]["JPY"]["values"]] == ["2026-02-01"]


def test_the_zip_that_it_comes_in_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "eurofxref-hist.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("eurofxref-hist.csv", "\ufeff" + HISTORY)
    assert read_rates(file).data["rates"]["JPY"]["values"][1]["likely"] == 140


def test_the_file_wins_over_the_card_and_leaves_it_what_it_lacks(tmp_path: Path, command: Command) -> None:
    file = written(tmp_path, HISTORY)
    own = SCENARIO.format(more="currency: USD\nas_of: 2026-11-01", region="philippines", paid="JPY")
    with_file = command("-", "--no-range", "--at", "likely", "-f", "json", "--fx-file", str(file), real=True, stdin=own)
    exchange = json.loads(with_file.out)["basis"]["exchange"]["JPY"]
    assert exchange["rate"] == pytest.approx(1 / 140)
    assert exchange["date"] == "2026-03-01"
    said = command("explain", "-", "exchange_rate", "--fx-file", str(file), real=True, stdin=own, columns=400).out
    assert "eurofxref-hist.csv:2" in said
    other = own.replace("currency: JPY", "currency: COP")
    assert command("-", "--no-range", "--fx-file", str(file), real=True, stdin=other).status == 0
    early = own.replace("2026-11-01", "2026-02-15")
    before = command("-", "--no-range", "--at", "likely", "-f", "json", "--fx-file", str(file), real=True, stdin=early)
    assert json.loads(before.out)["basis"]["exchange"]["JPY"]["rate"] == pytest.approx(1 / 155)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "has no columns Date and USD"),
        ("Date,JPY\n2026-01-02,150\n", "has no columns Date and USD"),
        ("Date,USD,JPY\n", "has no rates"),
        ("Date,USD,JPY\n26 November 2026,1.1,150\n", ":2:1: is not a date and rates above 0"),
        ("Date,USD,JPY\n2026-01-02,1.1,many\n", ":2:1: is not a date and rates above 0"),
        ("Date,USD,JPY\n2026-01-02,1.1,-150\n", ":2:1: is not a date and rates above 0"),
        ("Date,USD,JPY\n2026-01-02,inf,150\n", ":2:1: is not a date and rates above 0"),
        ("\x00\x01binary", "has no columns Date and USD"),
    ],
)
def test_another_file_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_rates(written(tmp_path, text))
    assert words in str(refused.value.problems[0])
    assert "eurofxref-hist.csv" in str(refused.value.problems[0])


def test_a_file_that_is_not_there_or_no_archive_is_refused(tmp_path: Path, command: Command) -> None:
    for name in ("missing.csv", "folder.csv", "broken.zip"):
        if name == "folder.csv":
            (tmp_path / name).mkdir()
        if name == "broken.zip":
            written(tmp_path, "no archive", name)
        done = command("examples/first-estimate.yaml", "--fx-file", str(tmp_path / name), real=True)
        assert done.status == 3, name
        assert name in done.err


def test_rates_fx_lists_every_currency_in_every_format(command: Command) -> None:
    document = json.loads(command("rates", "fx", "--format", "json", real=True).out)
    listed = {rate["currency"]: rate for rate in document["rates"]}
    assert set(listed) == set(CARD["rates"])
    assert listed["EUR"]["units"] == {"low": 0.86925, "likely": 0.89274, "high": 0.91623}
    rows = list(csv.DictReader(io.StringIO(command("rates", "fx", "--format", "csv", real=True).out)))
    assert [row["currency"] for row in rows] == list(listed)
    assert float(rows[0]["units"]) * float(rows[0]["price"]) == pytest.approx(1, rel=1e-6)
    in_euros = json.loads(command("rates", "fx", "eur", "--format", "json", real=True).out)
    assert {rate["currency"] for rate in in_euros["rates"]} == {*CARD["rates"], "USD"} - {"EUR"}
    table = command("rates", "fx", real=True).out
    assert "European Central Bank" in table
    assert all(f"\n{currency}  " in table for currency in CARD["rates"])


def test_rates_fx_says_what_it_does_not_know(command: Command) -> None:
    assert command("rates", "fx", "EUX", real=True).err == "estimate: no exchange rate for EUX (did you mean EUR?)\n"
    early = command("rates", "fx", "--as-of", "2026-10-01", real=True)
    assert "AUD  no rate before 2026-11-01" in early.out
    assert command("rates", "fx", "AUD", "--as-of", "2026-10-01", real=True).status == 2
    assert command("rates", "fx", "--format", "yaml", real=True).status == 2


def test_the_card_has_a_rate_for_every_currency_that_a_region_prices_in() -> None:
    catalog = Catalog()
    for region in catalog.regions():
        found = catalog.entry(str(catalog.region(region)), "currency")
        assert found is not None
        assert found.data == "USD" or found.data in CARD["rates"], region
