"""What makes two inputs the same one, and what the same one does to the total wherever it is used."""

from pathlib import Path

import pytest

from estimate.answers.estimate import Influence, estimate
from estimate.answers.identities import uses_of
from estimate.studies.request import Request

TWO_QUEUES = """
name: Two
months: 12
currency: USD
team:
  region: philippines
  queues:
    - {name: Shop, channel: email, contacts_per_month: 3000}
    - {name: Club, channel: email, contacts_per_month: 1000}
"""


def influences(folder: Path, *settings: str) -> tuple[float, list[Influence]]:
    file = folder / "two.yaml"
    file.write_text(TWO_QUEUES, encoding="utf-8")
    result = estimate(Request(file, settings=settings).case())
    return result.one("total_cost"), result.influences


def test_a_fact_of_a_card_is_one_input_in_all_queues_that_take_it(tmp_path: Path) -> None:
    total, found = influences(tmp_path)
    (minutes,) = [one for one in found if one.name == "handle_minutes"]
    assert minutes.paths == [f"team.queues[{at}].handle_minutes" for at in (0, 1)]
    # One per cent more minutes in both queues, as a scenario would say them.
    more = [f"team.queues.{at}.handle_minutes={minutes.value * 1.01!r}" for at in (0, 1)]
    moved, _ = influences(tmp_path, *more)
    assert minutes.elasticity == pytest.approx((moved / total - 1) / 0.01, rel=1e-6)


def test_what_a_queue_says_itself_is_an_input_of_its_own(tmp_path: Path) -> None:
    _, found = influences(tmp_path, "team.queues.0.handle_minutes=6")
    bases = {tuple(one.paths): one.sourced.origin.basis for one in found if one.name == "handle_minutes"}
    assert bases == {("team.queues[0].handle_minutes",): "given", ("team.queues[1].handle_minutes",): "assumed"}
    assert len([one for one in found if one.name == "contacts_per_month"]) == 2


def test_one_fact_that_stands_for_two_values_is_two_numbers_to_read(tmp_path: Path) -> None:
    """The vendor's margin on its price is a markup on what it passes on: the same fact, and another number."""
    _, found = influences(tmp_path, "team.pricing.model=cost_plus", "team.pricing.rate=4")
    places = {(one.sourced.origin.fact, one.sourced.value) for one in found if one.sourced.origin.fact}
    assert len(places) == len([one for one in found if one.sourced.origin.fact])


def test_members_of_one_name_are_numbered_and_an_inserted_one_moves_no_other(tmp_path: Path) -> None:
    file = tmp_path / "names.yaml"
    file.write_text(
        TWO_QUEUES.replace("name: Club", "name: Shop")
        + "items:\n"
        + "".join(
            f"  - {{name: {name}, per: month, price: {price}}}\n" for name, price in (("A", 1), ("B", 2), ("A", 3))
        ),
        encoding="utf-8",
    )
    found = list(uses_of(estimate(Request(file).case())))
    assert {"items.A.price", "items.B.price", "items.A 2.price"} <= set(found)
    assert {f"team.queues.{name}.contacts_per_month" for name in ("Shop", "Shop 2")} <= set(found)
