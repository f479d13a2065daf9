"""The rule keeps its word: eight in ten of what one publisher says lie between the ends that the others give."""

from __future__ import annotations

import math
import statistics

import pytest

from tests.cards.calibration import BEGIN, END, Question, questions, results, table
from tests.cards.kinds import CONVENTION, LOGARITHM, MONEY, PRICE, SHARE, TIME, WAGE, Kind, kind_of
from tests.cards.rule import KNOWN, TENTH, Observation, by_the_rule, ends, per_dollar
from tests.cards.shelf import CARDS, RATES, Value, card_values

WANTED = (0.7, 0.9)


@pytest.mark.parametrize("kind", ["all", PRICE.name, WAGE.name, MONEY.name, TIME.name])
def test_eight_in_ten_of_what_was_left_out_lie_between_the_ends(kind: str) -> None:
    found = results()[kind]
    assert found.cases >= 10
    assert WANTED[0] <= found.share <= WANTED[1], found


def test_a_kind_that_is_too_sure_or_too_vague_would_be_found_out() -> None:
    asked = [one for one in questions() if one.kind is PRICE]
    for spread, side in ((0.05, "below"), (1.0, "above")):
        other = Kind("price", LOGARITHM, spread)
        held = [hit for one in asked for hit in Question(other, one.answers).predictions()]
        share = sum(held) / len(held)
        assert share < WANTED[0] if side == "below" else share > WANTED[1]


def test_the_table_of_the_readme_is_made_of_these_figures(update: bool) -> None:
    file = RATES / "README.md"
    text = file.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END)
    if update:
        file.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")
        return
    assert old.strip() == table()


def test_one_record_with_one_number_gets_the_range_of_its_kind() -> None:
    # One wage of 10: spread 0.2, and 10 * exp(1.2816 * 0.2 * sqrt(2)) = 10 * exp(0.36249) = 14.369.
    low, high = ends(WAGE, 10, [Observation(10)])
    assert high == pytest.approx(14.369, abs=5e-4)
    assert low * high == pytest.approx(100)


def test_several_records_are_weighed_against_the_usual_spread() -> None:
    # 8, 10 and 12.5: logarithms 0.22314 apart, so s² = 0.049793. ((3-1)*0.049793 + 3*0.04) / (3-1+3) = 0.043917.
    low, high = ends(WAGE, 10, [Observation(8), Observation(10), Observation(12.5)])
    reach = TENTH * math.sqrt(0.043917) * math.sqrt(4 / 3)
    assert (low, high) == pytest.approx((10 * math.exp(-reach), 10 * math.exp(reach)), rel=1e-4)
    assert KNOWN == 3


def test_a_range_of_its_own_counts_as_two_half_records_at_its_ends() -> None:
    # 8 to 12.5 around 10: squares 2 * 0.5 * 0.049793, weight 2. (0.049793 + 3*0.04) / (2-1+3) = 0.042448.
    _, high = ends(WAGE, 10, [Observation(10, 8, 12.5)])
    assert high == pytest.approx(10 * math.exp(TENTH * math.sqrt(0.042448) * math.sqrt(2)), rel=1e-4)


def test_a_share_is_even_by_its_odds_and_stays_below_the_whole() -> None:
    low, high = ends(SHARE, 0.9, [Observation(0.9)])
    assert low / (1 - low) * high / (1 - high) == pytest.approx(81)
    assert ends(SHARE, 1.0, [Observation(1.0)])[1] == 1.0


def test_only_a_law_or_a_convention_is_a_point() -> None:
    """What a source says is no point because only one page was found; what rests on nothing is none either."""
    points = [
        str(value) for path in CARDS for value in card_values(path)
        if value.ends.get("low", value.ends["likely"]) == value.ends.get("high", value.ends["likely"]) and value.ends["likely"]
        and kind_of(value).spread > 0
    ]  # fmt: skip
    assert points == []
    laws = [value for path in CARDS for value in card_values(path) if kind_of(value) is CONVENTION]
    assert laws
    assert all(len(set(value.ends.values())) == 1 for value in laws)


def test_what_is_modeled_is_wider_than_what_is_quoted() -> None:
    data = {"likely": 10.0, "formula": {"likely": "2*5"}, "evidence": []}
    one = by_the_rule(Value("x", "labor.voice.hourly", "USD/logged_in_hour", data | {"basis": "derived"}))
    other = by_the_rule(Value("x", "labor.voice.hourly", "USD/logged_in_hour", data | {"basis": "modeled"}))
    # Variances add: 0.34² + 0.2² = 0.1556, a spread of 0.39446 in place of 0.34.
    assert math.log(other["high"] / 10) / math.log(one["high"] / 10) == pytest.approx(0.39446 / 0.34, rel=1e-4)


EU_EAST = ("poland", "portugal", "czechia", "hungary", "romania", "bulgaria")
BALKANS = ("albania", "serbia", "north-macedonia", "kosovo", "ukraine")
AFRICA = ("south-africa", "morocco", "egypt", "kenya", "mauritius", "nigeria", "madagascar", "ghana", "tunisia")


@pytest.mark.parametrize(
    ("band", "currency", "middle", "others", "share"),
    [("eastern-europe", "EUR", EU_EAST, BALKANS, 0.65), ("africa", "USD", AFRICA, (), 0.26)],
)
def test_a_band_is_spread_by_wages_and_its_median_country_keeps_it(
    band: str, currency: str, middle: tuple[str, ...], others: tuple[str, ...], share: float
) -> None:
    values = {(value.card, value.address): value for path in CARDS for value in card_values(path)}
    theirs = values[band, "labor.voice.hourly"]
    wages = {}
    for card in (*middle, *others):
        pay = values[card, "labor.voice.in_house"]
        wages[card] = pay.ends["likely"] / per_dollar(pay.unit.partition("/")[0]) * per_dollar(currency)
    usual = statistics.median(wages[card] for card in middle)
    prices = {card: values[card, "labor.voice.hourly"].ends for card in wages}
    for card, wage in wages.items():
        spread = theirs.ends["likely"] * (1 - share + share * wage / usual)
        assert prices[card]["likely"] == pytest.approx(spread, rel=0.01), card
        # A model has one more step than the band that it stands on.
        assert prices[card]["high"] / prices[card]["likely"] > theirs.ends["high"] / theirs.ends["likely"]
    assert statistics.median(prices[card]["likely"] for card in middle) == pytest.approx(
        theirs.ends["likely"], rel=0.02
    )


def test_no_publisher_predicts_itself() -> None:
    for one in questions():
        assert len({answer.publisher for answer in one.answers}) > 1
        assert statistics.median(answer.middle for answer in one.answers) > 0
