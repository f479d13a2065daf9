"""Twenty and more figures followed from the record of evidence to the card and to what explain says; and other currencies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from estimate.ground.units import decimals
from tests.cards.shelf import RATES, evidence, sources
from tests.conftest import Command

CHECKS = yaml.safe_load((Path(__file__).parent / "spot_checks.yaml").read_text(encoding="utf-8"))


def scenario(
    region: str, channel: str = "voice", *, model: str | None = None, kind: str | None = None, **top: Any
) -> str:
    team: dict[str, Any] = {"region": region, "queues": [{"channel": channel, "contacts_per_month": 5000}]}
    if model:
        team["pricing"] = {"model": model}
    if kind:
        team["support_type"] = kind
    return yaml.safe_dump({"name": region, "months": 12, **top, "team": team}, sort_keys=False)


@pytest.mark.parametrize(
    "check", CHECKS, ids=lambda check: f"{check['region']} {check.get('type', check['channel'])} {check['ask']}"
)
def test_a_figure_is_the_same_from_the_evidence_to_explain(check: dict[str, Any], command: Command) -> None:
    for key, figures in check["record"].items():
        record = evidence()[key]
        numbers = {float(record[end]) for end in ("low", "typical", "high") if record.get(end) is not None}
        assert {float(figure) for figure in figures} == numbers, key
    # The planning rates know few currencies: the estimate is in the card's own, and a dollar is worth one of it here.
    unit = check["shows"].split()[-1]
    own = unit.partition("/")[0] if unit[:3].isupper() else "USD"
    text = scenario(
        check["region"],
        check["channel"],
        model=check.get("model"),
        kind=check.get("type"),
        currency=own,
        fx={"USD": 1} if own != "USD" else {},
    )
    result = command("explain", "-", check["ask"], "--at", "likely", real=True, columns=400, stdin=text)
    assert result.status == 0, result.err
    assert f"= {check['shows']}" in result.out
    assert f"rates/regions/{check['region'].replace('_', '-')}.yaml:" in result.out
    assert f" · {check['basis']} · " in result.out
    assert check.get("range", "") in result.out
    assert sources()[check["source"]]["title"] in result.out


@pytest.mark.parametrize(
    ("region", "model", "currency"),
    [
        ("south_korea", "monthly", "KRW"),
        ("japan", "hourly", "JPY"),
        ("united_kingdom", "hourly", "GBP"),
        ("brazil", "in_house", "BRL"),
        ("germany", "hourly", "EUR"),
        ("japan", "in_house", "JPY"),
    ],
)
def test_a_card_estimates_in_its_own_currency_and_there_and_back(
    region: str, model: str, currency: str, command: Command
) -> None:
    # A dollar is 8 of it here, so that the way back is exact; the scenario's own rate wins over the card's planning rate.
    own = scenario(region, model=model, currency=currency, fx={"USD": 8})
    here = json.loads(command("-", "--format", "json", real=True, stdin=own).out)
    there = json.loads(command("-", "--format", "json", "--currency", "USD", real=True, stdin=own).out)
    assert (here["currency"], there["currency"]) == (currency, "USD")
    assert there["total"]["expected"] * 8 == pytest.approx(here["total"]["expected"], rel=1e-4)
    digits = decimals(currency)
    for line in here["lines"]:
        assert round(line["amount"], digits) == line["amount"]
        assert all(round(month, digits) == month for month in line["by_month"])
    if digits == 0:
        assert all(float(line["amount"]).is_integer() for line in here["lines"])
    table = command("-", "--full", real=True, stdin=own).out
    assert currency in table.splitlines()[0]


def test_a_currency_without_a_rate_is_refused_and_not_taken_as_one(command: Command) -> None:
    result = command("-", real=True, stdin=scenario("brazil", model="in_house", currency="XAF"))
    assert result.status == 3
    assert "no exchange rate for XAF" in result.err


def test_a_region_without_a_price_says_what_was_not_found(command: Command, tmp_path: Path) -> None:
    (tmp_path / "regions").mkdir()
    card = (
        "region: atlantis\nname: Atlantis\ncurrency: USD\ntimezone: Etc/UTC\ngaps: [a price by the hour, agent pay]\n"
    )
    (tmp_path / "regions" / "atlantis.yaml").write_text(card, encoding="utf-8")
    result = command("-", "--rates", str(tmp_path), real=True, stdin=scenario("atlantis"))
    assert result.status == 3
    assert "the card has no vendor price for atlantis; not found: a price by the hour, agent pay" in result.err
    assert "give pricing.model and pricing.rate" in result.err


def test_every_region_has_a_price_for_voice(command: Command) -> None:
    found = json.loads(command("rates", "list", "-f", "json", real=True).out)
    priced = {price["region"] for price in found["prices"] if price["support_type"] == "voice"}
    assert len(priced) >= 64
    assert priced >= {file.stem.replace("-", "_") for file in RATES.glob("regions/*.yaml")}
