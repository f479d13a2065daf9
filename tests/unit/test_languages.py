"""Languages: what a premium holds for, who speaks what, and where a region is no answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from estimate.answers.regions import NOT_KNOWN, WITH_A_PREMIUM, YES, Wanted, heard_in
from estimate.cards.catalog import Catalog
from estimate.resolve.languages import premium_of, spoken_in
from tests.conftest import Command

OFFICIAL = {
    "albania": "sq", "argentina": "es", "australia": "en", "bangladesh": "bn", "belgium": "nl fr de", "brazil": "pt",
    "bulgaria": "bg", "canada": "en fr", "chile": "es", "china": "zh", "colombia": "es", "costa_rica": "es", "czechia": "cs",
    "dominican_republic": "es", "egypt": "ar", "el_salvador": "es", "france": "fr", "germany": "de", "ghana": "en",
    "greece": "el", "guatemala": "es", "honduras": "es", "hungary": "hu", "india": "hi en", "indonesia": "id",
    "ireland": "en ga", "italy": "it", "jamaica": "en", "japan": "ja", "kenya": "en sw", "kosovo": "sq sr",
    "madagascar": "mg fr", "malaysia": "ms", "mauritius": "en", "mexico": "es", "morocco": "ar zgh", "netherlands": "nl",
    "new_zealand": "en mi", "nigeria": "en", "north_macedonia": "mk sq", "pakistan": "ur en", "peru": "es",
    "philippines": "tl en", "poland": "pl", "portugal": "pt", "romania": "ro", "serbia": "sr",
    "south_africa": "en af zu xh nso tn st ts ss ve nr", "south_korea": "ko", "spain": "es", "sri_lanka": "si ta",
    "taiwan": "zh", "thailand": "th", "tunisia": "ar", "turkey": "tr", "ukraine": "uk", "united_kingdom": "en",
    "united_states": "en", "vietnam": "vi",
}  # fmt: skip
PROXIES = {"africa", "eastern_europe", "nearshore_latin_america", "offshore_asia", "western_europe"}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog()


def languages(catalog: Catalog, region: str) -> set[str]:
    return set(spoken_in(catalog, str(catalog.region(region))))


def test_every_country_speaks_its_official_languages(catalog: Catalog) -> None:
    assert set(catalog.regions()) == set(OFFICIAL) | PROXIES
    for region, codes in OFFICIAL.items():
        assert set(codes.split()) <= languages(catalog, region), region


def test_every_card_has_languages_and_each_has_a_name(catalog: Catalog) -> None:
    for region in catalog.regions():
        assert languages(catalog, region), region
        for code in languages(catalog, region):
            assert catalog.entry("names", "languages", code), code


def test_every_language_premium_says_which_languages_its_source_names(catalog: Catalog) -> None:
    cards = [str(catalog.region(region)) for region in catalog.regions()]
    for address in [*((card, "premiums") for card in cards), ("operations", "labor", "premiums")]:
        for key in catalog.keys(*address):
            if key.startswith("language") and key != "language_other":
                found = catalog.entry(*address, key)
                assert found is not None
                assert "languages" in found.data, (address, key)


@pytest.mark.parametrize(
    ("region", "code", "fact", "kind"),
    [
        ("philippines", "de", "language", "there"),
        ("philippines", "ko", "language_other", "unknown"),
        ("malaysia", "ja", "language_ja", "there"),
        ("kenya", "de", "language", "elsewhere"),  # the general premium names German, and no country
        ("germany", "ko", "language_other", "unknown"),  # its source says "rare languages" and names none
    ],
)
def test_a_premium_is_for_the_languages_that_its_source_names(
    catalog: Catalog, region: str, code: str, fact: str, kind: str
) -> None:
    premium = premium_of(catalog, str(catalog.region(region)), code)
    assert premium is not None
    assert (premium.address[-1], premium.kind) == (fact, kind)


@pytest.mark.parametrize(
    ("region", "needs", "speaks", "priced"),
    [
        ("kenya", [Wanted(("en",), True)], YES, True),
        ("germany", [Wanted(("en",), True)], WITH_A_PREMIUM, True),
        ("vietnam", [Wanted(("en",), True)], NOT_KNOWN, False),
        ("kenya", [Wanted(("de",), True)], NOT_KNOWN, True),
        ("kenya", [Wanted(("en",), True), Wanted(("ko",), True)], NOT_KNOWN, False),
        ("kenya", [Wanted(("en", "tl"), False)], YES, True),  # either of its own region's languages will do
        ("poland", [Wanted(("de",), False)], WITH_A_PREMIUM, True),
    ],
)
def test_a_region_is_heard(catalog: Catalog, region: str, needs: list[Wanted], speaks: str, priced: bool) -> None:
    heard = heard_in(catalog, str(catalog.region(region)), needs)
    assert (heard.speaks, heard.priced) == (speaks, priced)


def desk(folder: Path, team: str) -> str:
    file = folder / "desk.yaml"
    file.write_text(f"name: Desk\ncustomers: {{timezone: America/New_York}}\nteam: {{{team}}}\n", encoding="utf-8")
    return str(file)


MAIL = "queues: [{channel: email, contacts_per_month: 6000}]"


def test_korean_in_manila_is_assumed_and_warned_of(tmp_path: Path, command: Command) -> None:
    korean = desk(tmp_path, f"region: philippines, languages: [ko], {MAIL}")
    warnings = json.loads(command(korean, "-f", "json", "--no-range", real=True).out)["warnings"]
    assert any("no source says what Korean speakers cost there" in warning for warning in warnings)
    german = desk(tmp_path, f"region: philippines, languages: [de], {MAIL}")
    assert not any(
        "no source" in warning
        for warning in json.loads(command(german, "-f", "json", "--no-range", real=True).out)["warnings"]
    )


def test_only_regions_that_speak_english_are_ranked(tmp_path: Path, command: Command) -> None:
    file = desk(tmp_path, f"region: philippines, languages: [en], {MAIL}")
    places = json.loads(command("regions", file, "--no-range", "-f", "json", real=True).out)["places"]
    ranked = [place for place in places if place["speaks"] != NOT_KNOWN]
    assert places[: len(ranked)] == ranked
    assert [place["total"] for place in ranked] == sorted(place["total"] for place in ranked)
    silent = {place["region"]: place for place in places[len(ranked) :]}
    assert {"vietnam", "china", "thailand"} <= set(silent)
    assert silent["vietnam"]["total"] is None
    assert silent["vietnam"]["unspoken"] == ["en"]
    table = command("regions", file, "--no-range", real=True).out
    assert "nobody there is known to speak English" in table


def test_a_desk_without_languages_takes_its_region_s_and_says_so(tmp_path: Path, command: Command) -> None:
    file = desk(tmp_path, f"region: germany, {MAIL}")
    found = json.loads(command("regions", file, "--no-range", "-f", "json", real=True).out)
    assert (found["languages"], found["languages_of_its_region"]) == ([], ["de"])
    speaks = {place["region"]: place["speaks"] for place in found["places"]}
    assert (speaks["germany"], speaks["poland"], speaks["india"]) == (YES, WITH_A_PREMIUM, WITH_A_PREMIUM)
    assert "The scenario names no languages" in " ".join(command("regions", file, "--no-range", real=True).out.split())
    # What the premium adds is in the total: the same as for a desk that says languages: [de].
    said = json.loads(
        command(
            "regions",
            desk(tmp_path, f"region: germany, languages: [de], {MAIL}"),
            "--no-range",
            "-f",
            "json",
            real=True,
        ).out
    )
    assert {place["region"]: place["total"] for place in said["places"]} == {
        place["region"]: place["total"] for place in found["places"]
    }
