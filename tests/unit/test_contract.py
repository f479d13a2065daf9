"""Every term of a contract can be asked for its formula; what a quote leaves open is asked."""

from __future__ import annotations

from typing import Any

import pytest

from estimate.answers.explain import Explainer, Node
from estimate.answers.open_points import findings, questions
from estimate.schema.price_words import PARTS
from estimate.schema.quote import Pricing
from tests.conftest import Command, estimate_of

ALL_BUT_LICENSES = [part for part in PARTS if part != "help_desk_license"]
# For each term a contract that has it, and the quantity whose formula shows it.
EXPLAINED: dict[str, tuple[dict[str, Any], str]] = {
    "model": ({"model": "per_contact", "rate": 3}, "billed_units"),
    "rate": ({"rate": 11}, "rate"),
    "basis": ({"rate": 11, "basis": "paid_hour"}, "billed_units"),
    "currency": ({"rate": 11, "currency": "KRW"}, "exchange_rate"),
    "includes": ({"includes": ["quality"]}, "role_charged"),
    "excludes": ({"excludes": ["supervision"]}, "role_charged"),
    "rounding_seconds": (
        {"model": "per_minute", "basis": "handled_minute", "rate": 1, "rounding_seconds": 60}, "rounding_factor"),
    "rounding": (
        {"model": "per_minute", "basis": "handled_minute", "rate": 1, "rounding": {"seconds": 60, "lengths": "equal"}},
        "rounding_factor",
    ),
    "after_hours": ({"rate": 12, "after_hours": {"outside": {"mon": "09:00-12:00"}, "premium": 0.1}}, "after_share"),
    "after_call_minutes": (
        {"model": "per_minute", "basis": "handled_minute", "rate": 1, "after_call_minutes": 1}, "after_call_minutes"),
    "vat_included": ({"rate": 12, "vat_included": 0.19}, "vat_included"),
    "wage_share": ({"wage_share": 0.4}, "wage_share"),
    "overhead": ({"model": "cost_plus", "rate": 8, "overhead": 0.2, "margin": 0.1}, "overhead_cost"),
    "margin": ({"model": "cost_plus", "rate": 8, "overhead": 0.2, "margin": 0.1}, "margin_cost"),
    "margin_on": ({"model": "cost_plus", "rate": 8, "overhead": 0, "margin": 0.1, "margin_on": "price"}, "margin_cost"),
    "seats": ({"model": "monthly", "rate": 900, "seats": 4}, "billed_seats"),
    "fixed": ({"fixed": {"per_month": 500, "covers": "100 hours"}}, "fixed_cost"),
    "escalator": ({"escalator": 0.03}, "price_rise"),
    "index": ({"index": {"rise": 0.03, "cap": 0.02}}, "escalator_cap"),
    "first_rise": ({"escalator": 0.03, "first_rise": "2027-02"}, "rises"),
    "minimum": ({"minimum": {"hours_per_month": 900}}, "clause_units"),
    "overage": ({"overage": {"above": "10 hours", "premium": 0.2}}, "commitment_cost"),
    "tiers": ({"tiers": [{"above": "10 hours", "discount": 0.1}]}, "discount_cost"),
    "bands": ({"bands": [{"up_to": "10 hours", "rate": 12}, {"rate": 11}]}, "own_price_cost"),
    "tiers_apply": ({"tiers": [{"above": "10 hours", "discount": 0.1}], "tiers_apply": "all_units"}, "clause_units"),
    "tiers_per": ({"tiers": [{"above": "10 hours", "discount": 0.1}], "tiers_per": "year"}, "clause_year_volume"),
    "ramp_billed": ({"ramp_billed": 0.5}, "ramp_billed"),
    "term_months": ({"term_months": 1, "extension": 0.1}, "extended"),
    "term_discount": ({"term_discount": 0.1}, "term_discount_cost"),
    "extension": ({"term_months": 1, "extension": 0.1}, "extension_change"),
    "notice_months": ({"notice_months": 2, "termination": {"after_month": 1}}, "notice_cost"),
    "termination": ({"termination": {"after_month": 1, "fee": 100}}, "termination_cost"),
    "exit_assistance": ({"exit_assistance": 100}, "item_cost"),
    "currency_clause": (
        {"rate": 11000, "currency": "KRW", "currency_clause": {"reference": 0.001, "band": 0.1, "client_share": 0.5}},
        "shared_move",
    ),
    "billing": ({"model": "monthly", "rate": 2000, "billing": "28_days"}, "billing_factor"),
    "payment_days": ({"payment_days": 30}, "payment_factor"),
    "advance_months": ({"advance_months": 1}, "payment_factor"),
    "deposit": ({"deposit": 1000}, "deposit_cost"),
    "service_credits": ({"service_credits": {"expected_level": 0.7, "credits": [{"below": 0.8, "credit": 0.1}]}}, "credit_share"),
    "change_requests": ({"change_requests": {"per_year": 12, "price": 100}}, "item_count"),
}  # fmt: skip


def scenario(pricing: dict[str, Any], **team: Any) -> dict[str, Any]:
    return {
        "name": "A contract",
        "start": "2027-01",
        "months": 3,
        "discount_rate": 0.08,
        "fx": {"KRW": 0.0011},
        "team": {
            "region": "testland",
            "staffing": {"ramp_months": 3, "new_hire_aht_factor": 1.5, "overtime_share": 0.1},
            "premiums": {"night": 0.1},
            "pricing": {"model": "hourly", "includes": ["quality"], **pricing},
            "queues": [{"channel": "email", "contacts_per_month": 1000}],
            **team,
        },
    }


def names(node: Node) -> set[str]:
    return {node.name.partition("[")[0].removeprefix("total of ")}.union(*(names(child) for child in node.children))


@pytest.mark.parametrize("term", Pricing.fields)
def test_every_term_shows_in_explain_with_its_formula(term: str) -> None:
    pricing, quantity = EXPLAINED[term]
    result = estimate_of(scenario(pricing))
    explainer = Explainer(result, 1)
    shown = set[str]().union(*(names(explainer.line(line)) for line in result.lines))
    assert quantity in shown or quantity in names(explainer.single("total_cost"))


def test_a_part_that_the_quote_does_not_mention_is_assumed_found_and_asked() -> None:
    quote = {"rate": 12, "includes": ALL_BUT_LICENSES}
    result = estimate_of(scenario(quote, also=["help_desk_license"]))
    line = next(line for line in result.lines if line.id == "technology.help_desk_license")
    assert line.origin.basis == "assumed"
    assert "does not mention" in line.origin.note
    found = next(finding for finding in findings(result) if finding.id == line.id)
    asked = next(question for question in questions(result) if question.id == "help_desk_license")
    assert found.amount == asked.amount == sum(line.amounts) > 0


@pytest.mark.parametrize(
    "said", [{"includes": PARTS}, {"includes": ALL_BUT_LICENSES, "excludes": ["help_desk_license"]}]
)
def test_a_part_that_the_quote_mentions_is_not_asked(said: dict[str, Any]) -> None:
    said = {key: list(parts) for key, parts in said.items()}
    result = estimate_of(scenario({"rate": 12, **said}, also=["help_desk_license"]))
    assert "help_desk_license" not in {question.id for question in questions(result)}
    excluded = "excludes" in said
    line = next((line for line in result.lines if line.id == "technology.help_desk_license"), None)
    assert (line is not None) is excluded
    assert line is None or line.origin.basis == "assumed"  # the card's own basis
    assert line is None or "does not mention" not in line.origin.note


def test_a_premium_that_the_price_includes_is_neither_charged_nor_asked_nor_assumed() -> None:
    desk = {"hours": "24x7", "languages": ["en", "ja"], "premiums": {"weekend": 0.1}}
    bare, held = (
        estimate_of(scenario({"rate": 12, "includes": includes}, **desk))
        for includes in (None, ["night", "holiday", "language"])
    )
    premiums = {"labor.night", "labor.holiday", "labor.language"}
    assert {"labor.night", "labor.language"} <= {line.id for line in bare.lines if sum(line.amounts)}
    assert not premiums & {line.id for line in held.lines if sum(line.amounts)}
    assert {question.id for question in questions(bare)} - {question.id for question in questions(held)} == {"night"}
    # The list names premiums alone: the parts of the price are assumed as they are without one.
    assert held.case.quotes[0].includes == bare.case.quotes[0].includes
    assert held.case.quotes[0].includes


def test_an_item_of_ones_own_answers_the_question() -> None:
    items = [
        {"name": "Licenses", "key": "help_desk_license", "category": "technology", "per": "seat_month", "price": 40}
    ]
    result = estimate_of(scenario({"rate": 12, "includes": ALL_BUT_LICENSES}, items=items))
    assert "help_desk_license" not in {question.id for question in questions(result)}


def test_price_rises_that_nobody_mentioned_are_worth_their_money() -> None:
    silent = scenario({"rate": 12, "includes": ["everything_else"]})
    silent["months"] = 13
    silent["team"]["staffing"] = {}
    silent["discount_rate"] = 0
    result = estimate_of(silent)
    rise = next((finding for finding in findings(result) if finding.id == "escalator"), None)
    flat = 13 * 1500
    assert (rise.amount if rise else 0) == pytest.approx(result.one("total_cost") - flat)


def test_a_team_of_ones_own_has_no_quote_and_no_questions() -> None:
    result = estimate_of({"name": "Own", "team": {"region": "testland", "pricing": {"model": "in_house"},
                                                  "queues": [{"channel": "email", "contacts_per_month": 100}]}})  # fmt: skip
    assert findings(result) == []
    assert questions(result) == []


def test_nothing_to_ask_is_said(command: Command) -> None:
    assert "nothing to ask" in command("questions", "examples/in-house.yaml", real=True).out


def test_questions_come_in_every_format(command: Command) -> None:
    file = "examples/quotes/hourly-manila.yaml"
    assert command("questions", file, "--format", "json", real=True).out.startswith("{\n")
    rows = command("questions", file, "--format", "csv", real=True).out.splitlines()
    assert rows[0] == "number,scenario,team,id,about,question,why,amount,answer"
    page = command("questions", file, "--format", "markdown", real=True).out
    assert page.count(" | **") == len(rows) - 1


def test_a_value_of_an_extended_file_is_explained_by_the_file_that_holds_it(command: Command) -> None:
    shown = command("explain", "examples/quotes/seats-bogota.yaml", "contacts_per_month", real=True, columns=160).out
    assert "examples/quotes/workload.yaml:" in shown
    assert "seats-bogota.yaml" not in shown


def test_a_value_that_was_set_is_explained_by_the_setting(command: Command) -> None:
    setting = "team.queues.0.contacts_per_month=9000"
    shown = command("explain", "examples/first-estimate.yaml", "contacts_per_month", "--set", setting, real=True).out
    assert f"--set {setting}" in shown


def test_so_many_a_month_are_counted_as_units_and_not_as_months(command: Command) -> None:
    ivr = "team.items=[{name: IVR, category: technology, per: month, quantity: 3000, price: 0.06}]"
    shown = command("examples/vendor-quote.yaml", "--set", ivr, "--set", "months=12", "--full", real=True).out
    assert "36,000 units × 0.06" in shown
    assert "36,000 months" not in shown


@pytest.mark.parametrize(
    ("unit", "edge", "rates", "until"),
    [
        ("contacts", 10000, (5, 4.5), 11111),  # 10,000 x 5 = 50,000 = 11,111.1 x 4.5
        ("contacts", 100, (5, 4.99), None),  # 101 x 4.99 = 503.99 is above 500
        ("hours", 100, (20, 19.99), 100.05),  # part of an hour can lie between
        ("contacts", 10000, (5, 6), None),  # dearer
    ],
)
def test_a_price_list_that_falls_is_said(
    unit: str, edge: float, rates: tuple[float, float], until: float | None
) -> None:
    model = "per_contact" if unit == "contacts" else "hourly"
    bands = [{"up_to": f"{edge} {unit}", "rate": rates[0]}, {"rate": rates[1]}]
    case = estimate_of(
        scenario({"model": model, "bands": bands, "tiers_apply": "all_units", "includes": ["everything_else"]})
    ).case
    assert [round(cliff.until, 2) for cliff in case.cliffs.values()] == ([] if until is None else [until])
    assert len([w for w in case.warnings if "falls where volume grows" in w]) == (until is not None)


def test_marginal_steps_never_fall() -> None:
    bands = [{"up_to": "10000 contacts", "rate": 5}, {"rate": 1}]
    assert not estimate_of(
        scenario({"model": "per_contact", "bands": bands, "includes": ["everything_else"]})
    ).case.cliffs
