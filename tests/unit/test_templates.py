"""`init --like`: every template runs, and says of each number what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from estimate.cards.catalog import Catalog
from estimate.cli.init.templates import contacts_of, template_named, templates
from estimate.files.yaml_reader import parse
from estimate.ground.errors import InvalidInput
from estimate.schema.card_check import check_card
from tests.conftest import ROOT, Command

REAL = Catalog()
RECORDS = {
    record["id"]
    for file in (ROOT / "rates/evidence").glob("*.yaml")
    for record in yaml.safe_load(file.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("name", list(templates(REAL)))
def test_each_template_is_written_and_runs(command: Command, tmp_path: Path, name: str) -> None:
    done = command("init", str(tmp_path / "desk.yaml"), "--like", name, "--region", "philippines", real=True)
    assert done.status == 0, done.err
    text = (tmp_path / "desk.yaml").read_text(encoding="utf-8")
    template = template_named(name, REAL)
    queues = yaml.safe_load(text)["team"]["queues"]
    assert [queue["channel"] for queue in queues] == list(template.channels)
    assert all(("seasonality" in queue) == (template.season is not None) for queue in queues)
    for values in (template.contacts_per_unit, template.hours, *template.channels.values()):
        assert set(values.evidence) <= RECORDS
        assert values.note.split(".")[0].split(";")[0] in " ".join(text.replace("#", " ").split())
    assert command("estimate", str(tmp_path / "desk.yaml"), "--no-range", real=True).status == 0


def test_volume_follows_the_size(command: Command) -> None:
    """2 to 10 % of 1,000 orders, half of them by mail: 10 to 50."""
    done = command(
        "init", "--like", "online shop", "--size", "1000", "--region", "philippines", "--hours", "24x7", real=True
    )
    desk = yaml.safe_load(done.out)["team"]
    assert desk["queues"][0]["contacts_per_month"] == "10 to 50"
    assert desk["queues"][2]["handle_minutes"] == "4 to 7"
    assert desk["hours"] == "24x7"
    shop = template_named("online-shop", REAL)
    assert sum(contacts_of(shop, 1000)) == pytest.approx(shop.contacts_per_unit.value.expected * 1000)


def test_the_list_names_them_all(command: Command) -> None:
    done = command("init", "--list", real=True)
    assert [line.split()[0] for line in done.out.splitlines()] == list(templates(REAL))
    assert {"online-shop", "software", "hotel", "telecom", "clinic", "public-office"} <= set(templates(REAL))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--like", "hotl"], "no template hotl (did you mean hotel?)"),
        (["--like", "hotel", "--channel", "email"], "--like brings channels and contacts of its own"),
        (["--size", "10"], "so it needs --like"),
    ],
)
def test_wrong_usage(command: Command, arguments: list[str], words: str) -> None:
    done = command("init", *arguments, real=True)
    assert done.status == 2
    assert words in done.err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            ('share: 60%, note: "Assumed."', 'share: 50%, note: "Assumed."'),
            "the shares of the channels must sum to 1, got 0.9",
        ),
        (
            ('{open: business, note: "Assumed."}', '{open: business, note: "Usual."}'),
            "needs evidence, or a note that begins with Assumed",
        ),
        (("[1.15, 1.05,", "[2.15, 1.05,"), "the season must have mean 1, got 1.083"),
    ],
)
def test_a_wrong_card_is_refused(change: tuple[str, str], words: str) -> None:
    text = (ROOT / "rates/templates.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    with pytest.raises(InvalidInput) as caught:
        check_card(parse(text.replace(*change), "templates.yaml"))
    assert words in str(caught.value)
