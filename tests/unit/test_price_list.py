"""What the cards know: prices with their age, the floor of wages beneath them, findings, a card to fill in, warnings."""

from __future__ import annotations

from pathlib import Path

import pytest

from estimate.answers.card_facts import age, card_date, planning_rate, regions
from estimate.answers.estimate import estimate
from estimate.answers.price_list import derived_prices, prices
from estimate.answers.rates_check import check, unit_is_known
from estimate.answers.wage_floor import below_wage_floor, floor
from estimate.answers.warnings import warnings
from estimate.cards import catalog as shelf
from estimate.cards.catalog import Catalog
from estimate.files.yaml_reader import parse
from estimate.schema.card_check import check_card
from estimate.studies.request import Request
from estimate.views.rates_new import card_text
from tests.conftest import ROUND_CARDS, Command

AS_OF = "2026-11-01"
REAL = Catalog().regions()

VENDOR = """\
region: vendor_x
name: Vendor X
currency: USD
labor:
  voice:
    hourly:
      unit: USD/logged_in_hour
      includes: [supervision]
      values: [{from: 2026-10-01, low: 5, likely: 6, high: 7, basis: quoted, grade: A, sources: [example]}]
operations:
  wage: {unit: USD/paid_hour, values: [{from: 2026-01-01, likely: 8, basis: quoted, grade: B, sources: [example]}]}
"""


@pytest.fixture
def round_cards(monkeypatch: pytest.MonkeyPatch) -> Catalog:
    monkeypatch.setattr(shelf, "shipped_rates", lambda: ROUND_CARDS)
    return Catalog()


def folder_with(tmp_path: Path, text: str, name: str = "vendor-x.yaml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_age_is_in_full_months() -> None:
    assert age("2025-01-01", AS_OF) == 22
    assert age("2026-10-02", AS_OF) == 0
    assert age("2026-10-01", AS_OF) == 1
    assert age("2027-01-01", AS_OF) == -2


def test_an_offer_is_the_value_in_force(round_cards: Catalog) -> None:
    def likely(as_of: str) -> dict[tuple[str, str, str], float]:
        return {
            (price.region, price.support_type, price.model): price.value.likely for price in prices(round_cards, as_of)
        }

    assert likely(AS_OF)["testland", "voice", "hourly"] == 12
    assert likely("2026-06-30")["testland", "voice", "hourly"] == 10
    assert not [of for of in likely("2025-12-31") if of[0] == "testland"]


def test_the_users_card_wins_and_keeps_its_own_pedigree(tmp_path: Path, round_cards: Catalog) -> None:
    folder = folder_with(tmp_path, VENDOR.replace("vendor_x", "testland"), "testland.yaml")
    [mine] = [
        price
        for price in prices(Catalog([folder]), AS_OF, [folder])
        if (price.region, price.model) == ("testland", "hourly")
    ]
    assert (mine.value.likely, mine.grade, mine.since, mine.age) == (6, "A", "2026-10-01", 1)
    assert mine.file == f"{folder}/testland.yaml"


def test_a_card_at_the_top_of_a_folder_is_a_region(tmp_path: Path, round_cards: Catalog) -> None:
    folder = folder_with(tmp_path, VENDOR)
    folder_with(tmp_path, "name: a scenario\nteam: {region: testland}\n", "desk.yaml")
    assert "vendor_x" in regions(Catalog([folder]), [folder])
    assert "desk" not in regions(Catalog([folder]), [folder])


def test_the_floor_of_wages(round_cards: Catalog) -> None:
    found = floor(round_cards, "testland", AS_OF)
    assert found is not None
    assert found.paid_hour.likely == pytest.approx(8 * 1.25)
    assert found.hour.likely == pytest.approx(8 * 1.25 / 0.8)
    assert found.market_price is not None
    assert found.market_price.likely == pytest.approx(8 / 0.5)
    per_month, per_minute = found.under("seat_month"), found.under("talk_minute")
    assert per_month is not None
    assert per_month.likely == pytest.approx(8 * 1.25 * 160)
    assert per_minute is not None
    assert per_minute.likely == pytest.approx(12.5 / 60)
    assert found.under("contact") is None


def test_the_floor_in_another_currency(round_cards: Catalog) -> None:
    found = floor(round_cards, "testland", AS_OF, "KRW")
    assert found is not None
    assert found.hour.likely == pytest.approx(12_500)
    assert floor(round_cards, "testland", AS_OF, "PEN") is None
    assert floor(round_cards, "wonland", "2020-01-01") is None
    assert floor(round_cards, "nowhere", AS_OF) is None
    assert planning_rate(round_cards, AS_OF)("EUR", "KRW") == pytest.approx(2000)


def test_the_floor_that_is_expected_takes_each_part_at_its_expected_value() -> None:
    found = floor(Catalog(), "germany", AS_OF)
    assert found is not None
    wage, burden, away = (part.value.expected for part in (found.wage, found.burden, found.shrinkage))
    assert found.expected().hour.likely == pytest.approx(wage * (1 + burden) / (1 - away))
    assert found.expected().hour.likely > found.hour.likely


def test_only_a_vendors_price_can_be_below_the_floor(round_cards: Catalog) -> None:
    below = {price.model: below_wage_floor(round_cards, price, AS_OF) for price in prices(round_cards, AS_OF)[:2]}
    assert below["hourly"] is not None
    assert below["hourly"].hour.likely == pytest.approx(12.5)
    assert below["in_house"] is None


def test_a_kind_without_a_price_takes_the_shared_factor() -> None:
    catalog = Catalog()
    made = {kind: (factor.value.likely, value) for kind, _, factor, value in derived_prices(catalog, "colombia", AS_OF)}
    [voice] = [
        price
        for price in prices(catalog, AS_OF)
        if (price.region, price.support_type, price.model) == ("colombia", "voice", "hourly")
    ]
    assert "technical" not in made  # it has its own
    assert made["email"][1].likely == pytest.approx(voice.value.likely * made["email"][0])


@pytest.mark.parametrize(
    "unit",
    ["share", "share/year", "hour/hire", "minute/contact", "USD/logged_in_hour", "KRW/USD", "EUR/hire", "factor"],
)
def test_known_units(unit: str) -> None:
    assert unit_is_known(unit)


@pytest.mark.parametrize("unit", ["USD", "USD/hour", "usd/contact", "shares", "/contact", "USD/", "share/contact", ""])
def test_unknown_units(unit: str) -> None:
    assert not unit_is_known(unit)


def words(tmp_path: Path, text: str) -> list[str]:
    folder = folder_with(tmp_path, text)
    return [f"{finding.severity}: {finding.words}" for finding in check(Catalog([folder]), folder)]


def test_a_price_below_the_wages_is_a_warning(tmp_path: Path, round_cards: Catalog) -> None:
    [finding] = words(tmp_path, VENDOR)
    assert finding.startswith(
        "warning: labor.voice.hourly: the expected 6 USD/logged_in_hour is below what wages alone cost (about 12.5"
    )
    assert words(tmp_path, VENDOR.replace("5, likely: 6, high: 7", "13, likely: 14, high: 15")) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("sources: [example]}]\nop", "sources: [exampel]}]\nop", "error: labor.voice.hourly: source exampel is not in sources.yaml (did you mean example?)"),
        ("USD/logged_in_hour", "USD/login_hour", "error: labor.voice.hourly: unit USD/login_hour is not known (did you mean USD/logged_in_hour?)"),
        ("low: 5", "low: 8", "low, likely and high must rise, got 8, 6, 7"),
        ("grade: A, sources: [example]", "grade: A", "a quoted value needs sources"),
        ("basis: quoted, grade: A, sources: [example]", "basis: assumed", "an assumed value needs a note"),
        ("from: 2026-10-01", "from: 2025-04-30", "note: labor.voice.hourly: since 2025-04-30, 18 months old"),
        ("hourly:", "hourli:", "hourli"),
    ],
)  # fmt: skip
def test_findings(tmp_path: Path, round_cards: Catalog, before: str, after: str, expected: str) -> None:
    assert before in VENDOR
    found = words(tmp_path, VENDOR.replace(before, after))
    if "18 months" in expected:
        assert not any("18 months" in finding for finding in found)  # not older than 18
        found = words(tmp_path, VENDOR.replace(before, "from: 2025-04-01"))
        expected = expected.replace("04-30", "04-01").replace("18 m", "19 m")
    assert any(expected in finding for finding in found), found
    assert all("bug" not in finding for finding in found)


def test_shared_cards_beside_are_no_regions(tmp_path: Path, round_cards: Catalog) -> None:
    for shared in ("operations", "fx"):
        folder_with(tmp_path, (ROUND_CARDS / f"{shared}.yaml").read_text(encoding="utf-8"), f"{shared}.yaml")
    assert words(tmp_path, VENDOR.replace("likely: 6, high: 7", "likely: 16, high: 17")) == []
    assert regions(Catalog([tmp_path]), [tmp_path]) == ["testland", "vendor_x", "wonland", "yieldland"]


def test_an_unreadable_card_is_a_finding_with_its_place(tmp_path: Path, round_cards: Catalog) -> None:
    folder = folder_with(tmp_path, "region: vendor_x\nlabor: [\n")
    [finding] = check(Catalog([folder]), folder)
    assert finding.severity == "error"
    assert finding.place.startswith(f"{folder}/vendor-x.yaml:")
    folder_with(tmp_path, VENDOR)
    folder_with(tmp_path, "a: [\n", "sources.yaml")
    [finding] = check(Catalog([folder]), folder)
    assert finding.place.startswith(f"{folder}/sources.yaml:")


@pytest.mark.parametrize(
    "text",
    [
        "region: 3\nlabor: 4\n",
        "region: x\nlabor: {voice: {hourly: {values: [1, null]}}}\n",
        "labor: {voice: 1}\n",
        VENDOR.replace("2026-10-01", "20"),
    ],
)
def test_a_card_of_the_wrong_shape_is_no_crash(tmp_path: Path, round_cards: Catalog, text: str) -> None:
    assert any(finding.startswith("error") for finding in words(tmp_path, text))


def test_a_value_still_to_come_is_not_old(tmp_path: Path, round_cards: Catalog) -> None:
    later = VENDOR.replace("values: [{from: 2026-10", "values: [{from: 2030-10").replace("wage:", "attrition_per_year:")
    assert words(tmp_path, later) == []


@pytest.mark.parametrize("region", REAL)
def test_a_new_card_is_its_base_under_another_name(region: str) -> None:
    catalog = Catalog()
    text = card_text(catalog, region, "vendor-x")
    made = parse(text, "vendor-x.yaml")
    check_card(made)
    [base] = catalog.layers(catalog.region(region) or "")
    assert made.data["region"] == "vendor_x"
    same = set(made.data) - {"region", "name"}
    assert same == set(base.data) - {"region", "name"}
    assert {key: made.data[key] for key in same} == {key: base.data[key] for key in same}
    assert text.count(f"# {region}'s") >= 1 or "labor" not in base.data


QUOTE = """\
name: A quote
months: 12
team:
  region: testland
  pricing: {model: MODEL, rate: RATE}
  queues: [{channel: email, contacts_per_month: 10000}]
"""


def warned(tmp_path: Path, text: str, model: str = "hourly", rate: str = "9") -> list[str]:
    file = folder_with(tmp_path, text.replace("MODEL", model).replace("RATE", rate), "desk.yaml") / "desk.yaml"
    return warnings(estimate(Request(file).case()))


def test_a_quote_below_the_wages_is_warned_of(tmp_path: Path, round_cards: Catalog) -> None:
    [said] = warned(tmp_path, QUOTE)
    assert "9 USD an hour is below what wages alone cost (about 12.5 an hour" in said
    assert not any("wages alone" in line for line in warned(tmp_path, QUOTE, rate="12.6"))
    assert (
        warned(tmp_path, QUOTE, rate="18") == []
    )  # 12.50 and a vendor's overhead and margin: 12.5 x 1.2 / 0.8 = 18.75
    [said] = warned(tmp_path, QUOTE, "monthly", "1500")
    assert "1,500 USD a seat-month is below what wages alone cost (about 1,600 a seat-month" in said


def test_a_price_by_the_piece_is_compared_by_the_hour_that_it_comes_to(tmp_path: Path, round_cards: Catalog) -> None:
    # An hour is 60 / 6 contacts at 80 % occupancy: 8. A contact for 1.50 is 12 an hour, below 12.5; for 1.60 it is 12.8.
    [said] = warned(tmp_path, QUOTE, "per_contact", "1.5")
    assert "1.5 USD a contact comes to 12 USD a logged-in hour, after tiers and base fee" in said
    assert "below what wages alone cost (about 12.5 an hour" in said
    assert not any("wages alone" in line for line in warned(tmp_path, QUOTE, "per_contact", "1.6"))
    # A tier takes 10 % off all units: 1.60 becomes 1.44, 11.5 an hour.
    tiers = "rate: RATE, tiers_apply: all_units, tiers: [{above: 100 contacts, discount: 10%}]"
    [said] = warned(tmp_path, QUOTE.replace("rate: RATE", tiers), "per_contact", "1.6")
    assert "11.5 USD a logged-in hour" in said


def test_a_quote_in_another_currency_is_compared_in_its_own(tmp_path: Path, round_cards: Catalog) -> None:
    text = QUOTE.replace("rate: RATE", "rate: RATE, currency: KRW")
    [said] = warned(tmp_path, text, rate="12000")
    assert "12,000 KRW an hour" in said
    assert "about 12,500 an hour" in said
    assert warned(tmp_path, text + "fx: {KRW: 0.002}\n", rate="12000") == []  # 12.5 USD are 6,250 then


def test_the_users_own_cards_make_the_floor(tmp_path: Path, round_cards: Catalog) -> None:
    rates = tmp_path / "rates"
    rates.mkdir()
    folder_with(rates, VENDOR.replace("likely: 8", "likely: 20").replace("vendor_x", "testland"), "testland.yaml")
    file = folder_with(tmp_path, QUOTE.replace("MODEL", "hourly").replace("RATE", "30"), "desk.yaml") / "desk.yaml"
    [said] = warnings(estimate(Request(file, rates=[rates]).case()))
    assert "about 31.2 an hour" in said or "about 31.3 an hour" in said


def test_a_weak_or_old_figure_that_matters_is_named(tmp_path: Path, round_cards: Catalog) -> None:
    rates = tmp_path / "rates"
    rates.mkdir()
    card = VENDOR.replace("vendor_x", "testland").replace("2026-10-01", "2024-10-01").replace("grade: A", "grade: D")
    folder_with(rates, card.replace("5, likely: 6, high: 7", "15, likely: 16, high: 17"), "testland.yaml")
    text = QUOTE.replace("  pricing: {model: MODEL, rate: RATE}\n", "")
    file = folder_with(tmp_path, text, "desk.yaml") / "desk.yaml"
    [said] = warnings(estimate(Request(file, rates=[rates]).case()))
    assert said.startswith(
        "base rate (16 USD/logged_in_hour) rests on sources of grade D and is of 2024-10, 25 months old, not carried forward as the card has no growth of wages;"
    )
    assert warnings(estimate(Request(file).case())) == []


def test_the_cards_date_is_theirs(round_cards: Catalog) -> None:
    assert card_date(round_cards) == AS_OF


def test_a_name_of_a_shared_card_or_a_wrong_one_is_refused(command: Command, tmp_path: Path) -> None:
    for name in ("fees", "Vendor", "3com", "a/b"):
        result = command("rates", "new", name, "--from", "testland")
        assert (result.status, result.out) == (2, "")
        assert "such as vendor-x" in result.err
