"""Costs that would be counted twice, or not at all: own items beside the cards' lines, and prices of what is included."""

from __future__ import annotations

import pytest

from estimate.cards.catalog import Catalog
from estimate.files.yaml_reader import parse
from estimate.ground.errors import InvalidInput
from estimate.resolve.resolving import resolve
from estimate.schema.core import validator_of
from estimate.schema.scenario import Scenario
from estimate.schema.team import ROLES
from tests.conftest import ROOT, Command

REAL = Catalog()


def warnings_of(items: list[dict[str, object]], team: dict[str, object] | None = None, **rest: object) -> list[str]:
    data = {
        "name": "Doubles",
        "team": {
            "region": "united_states",
            "pricing": {"model": "in_house"},
            "queues": [{"channel": "voice", "agents": 9}],
        }
        | (team or {}),
        "items": items,
        **rest,
    }
    return [
        w
        for w in resolve(parse("{}", "x.yaml"), validator_of(Scenario).validate_python(data), REAL).warnings
        if "beside" in w
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Telephony", "telephony_minutes"), ("Facility", "workplace"), ("Office rent", "workplace"), ("Recruiting", "recruiting"),
        ("Laptops and desktops", "workstation"), ("Background checks", "background_check"), ("WFM licences", "workforce_tool"),
        ("Zendesk seats", "help_desk_license"), ("Call center software", "contact_center_seat"),
        ("Supervisors", "team.roles.lead"), ("QA analysts", "team.roles.quality"),
    ],
)  # fmt: skip
def test_an_item_that_reads_like_a_cost_of_the_cards_is_noticed(name: str, key: str) -> None:
    (warning,) = warnings_of([{"name": name, "per": "month", "price": 100}])
    assert key in warning
    assert f"items[0] ({name})" in warning


@pytest.mark.parametrize("name", ["Christmas party", "Interpreters", "Insurance", "Uniforms"])
def test_other_costs_are_not(name: str) -> None:
    assert not warnings_of([{"name": name, "per": "month", "price": 100}])


def test_nor_is_one_that_replaces_the_cards_or_stands_where_the_cards_add_none() -> None:
    assert not warnings_of([{"name": "Telephony", "per": "month", "price": 100, "key": "telephony_minutes"}])
    assert not warnings_of([{"name": "Telephony", "per": "month", "price": 100}], only_given=True)
    assert not warnings_of([{"name": "Telephony", "per": "month", "price": 100}], {"without": ["telephony_minutes"]})


def test_every_cost_that_has_other_names_is_a_key_of_the_cards() -> None:
    known = {key for key, _ in REAL.every_item()} | set(ROLES)
    assert set(REAL.keys("names", "costs")) <= known


def test_a_key_that_no_card_has_gets_the_one_that_is_meant(command: Command) -> None:
    shown = command(
        "examples/first-estimate.yaml",
        "--set",
        "team.items=[{name: T, key: telephony, per: month, price: 1}]",
        real=True,
    )
    assert "did you mean telephony_minutes?" in shown.err


@pytest.mark.parametrize(
    "priced",
    [
        {"training": {"billed_at": 0.5}, "includes": ["initial_training"]},
        {"training": {"replacement": "client"}, "includes": ["replacement_training"]},
        {"roles": {"lead": {"price": 4200, "per": "month"}}, "includes": ["supervision"]},
    ],
)
def test_a_price_for_what_is_named_as_included_is_refused(priced: dict[str, object]) -> None:
    includes = priced.pop("includes")
    with pytest.raises(InvalidInput, match="take it out of one of them"):
        warnings_of([], {"pricing": {"model": "hourly", "rate": 20, "includes": includes}, **priced})


def test_the_docs_list_every_key() -> None:
    page = (ROOT / "docs/scenario.md").read_text(encoding="utf-8")
    for key, _ in REAL.every_item():
        assert f"| `{key}` |" in page or key == "contingency"
