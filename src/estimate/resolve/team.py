"""Resolving a team: its rows, from the scenario, the card of its region, and the cards for any region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from estimate.ground.provenance import Sourced
from estimate.ground.records import dataclass
from estimate.model.coverage import WEEKS_PER_MONTH
from estimate.resolve.after_hours import after_hours_inputs, contract_hours
from estimate.resolve.automation import ai_price, automation_inputs
from estimate.resolve.clauses import clauses_of, own_fees, own_list
from estimate.resolve.contract import Contract, contract_inputs, service_of
from estimate.resolve.exchange import exchange_rate
from estimate.resolve.incentives import credit_inputs, measure_rows
from estimate.resolve.inputs_table import TEAM_INPUTS, plain_inputs
from estimate.resolve.languages import language_inputs
from estimate.resolve.live_queue import Desk, attention, live_queue, most_urgent
from estimate.resolve.pooling import is_pool, pool_inputs
from estimate.resolve.premiums import (
    charged_premiums,
    desk_of,
    expertise_premium,
    opening_hours,
    opening_inputs,
    premium_inputs,
)
from estimate.resolve.price import QueuePrice, queue_prices
from estimate.resolve.priced_item import NOTHING
from estimate.resolve.queue import queue_inputs, queue_name
from estimate.resolve.resolved import Rota
from estimate.resolve.roles import role_rows
from estimate.resolve.rows import Asked, Inputs, Row, Rows, merged
from estimate.resolve.scope import NOT_APPLICABLE, Path, Scope, switch
from estimate.resolve.terms import UNIT_OF, WAGES, Terms, refuse_included, terms_of, trains
from estimate.schema.price_words import PARTS
from estimate.schema.queue import Queue
from estimate.schema.team import Team


def team_rows(scope: Scope, path: Path, team: Team) -> tuple[Contract, Rows] | None:
    """All rows of one team, and its contract; None where it has no price at all, which ends the matter for this team."""
    card = scope.catalog.region(team.region)
    assert card is not None, "a region without a card is refused when the scenario is loaded"
    terms = terms_of(scope, path, team, card)
    if terms is None:
        return None
    _say_presumed(scope, team, terms)
    service, place = service_of(scope, path, team), (*path, "pricing")
    inputs = Inputs(**service.inputs)
    inputs.add(_plain(scope, path, team, terms))
    inputs.add(_status(scope, team, terms))
    training = _training(scope, path, team, terms)
    inputs.add(training.inputs)
    hours = opening_hours(scope, path, team)
    inputs.add(opening_inputs(scope, path, team, hours))
    pool = is_pool(scope, path, team, hours)
    inputs.add(pool_inputs(scope, path, team, pool=pool))
    desk = desk_of(scope, path, team, terms, hours)
    inputs.add(premium_inputs(scope, path, team, terms, desk))
    inputs.add(language_inputs(scope, path, team, terms))
    answering = _answering(scope, path, team, terms, desk, pool=pool)
    prices = queue_prices(scope, path, team, terms, service.rises, inputs["paid_hours_per_fte"])
    currency = prices[0].currency
    exchange = exchange_rate(scope, currency, place)
    inputs.number("exchange_rate", exchange)
    inputs.number("standard_shrinkage", _standard_shrinkage(scope, path, terms))
    inputs.add(_pay(scope, path, team, terms))
    inputs.add(contract_inputs(scope, path, team, terms, service))
    inputs.add(credit_inputs(scope, place, team))
    lists = _price_lists(path, team, terms)
    clauses, counted = clauses_of(scope, place, team, prices, exchange, lists)
    fees = own_fees(scope, place, team)
    parts = [merged(*found) for found in zip(answering.inputs, counted, fees, strict=True)]
    queues = _queue_rows(team, terms, team.groups(scope.at), parts, prices, answering.rotas, lists)
    measures = measure_rows(scope, place, team, queues)
    own = Row("team", terms.team, inputs, path, about=currency)
    rows = Rows(
        (own, *lists.values(), *queues, *clauses, *measures),
        (*training.asked, *answering.asked),
        training.answered,
        answering.included,
    )
    return Contract(terms, service, currency), rows + role_rows(scope, path, team, terms)


def _queue_rows(
    team: Team,
    terms: Terms,
    groups: Sequence[tuple[int, Queue]],
    parts: Sequence[Inputs],
    prices: Sequence[QueuePrice],
    rotas: Sequence[Rota | None],
    lists: Mapping[int | None, Row],
) -> list[Row]:
    """A row for each group of the team's queues, within the price list whose clauses count it."""
    rows = []
    for at, ((position, queue), found, price) in enumerate(zip(groups, parts, prices, strict=True)):
        inputs = merged(found, price.inputs, charged_premiums(team, terms, price.unit))
        price_list = lists[position if own_list(queue) else None]
        rows.append(Row("queue", queue_name(queue), inputs, (*terms.at, at), price_list.at, about=rotas[at]))
    return rows


@dataclass(frozen=True)
class Answering:
    """How a team's groups of queues are answered: for each group its inputs and the week of its arrivals where that can wait."""

    inputs: list[Inputs]
    rotas: list[Rota | None]
    asked: tuple[Asked, ...]
    included: tuple[tuple[str, str], ...]


def _answering(scope: Scope, path: Path, team: Team, terms: Terms, desk: Desk, *, pool: bool) -> Answering:
    """Each group of the team's queues: its work, its service, what lies after hours, and the AI agent in front of it."""
    after = contract_hours(scope, path, team, terms)
    there = pool and any(attention(other) == "live" for other in team.queues)
    lives, prices, found = [], [], []
    for position, queue in team.groups(scope.at):
        place = (*path, "queues", position)
        live = live_queue(scope, place, queue, desk, there=there)
        price = ai_price(scope, place, queue, team, terms)
        inputs = queue_inputs(scope, place, team, queue, desk, terms)
        inputs.add(live.inputs)
        inputs.add(after_hours_inputs(scope, path, team, queue, after, desk, live))
        inputs.add(automation_inputs(scope, place, queue, price))
        lives.append(live)
        prices.append(price)
        found.append(inputs)
    urgent = most_urgent(lives)
    for at, inputs in enumerate(found):
        inputs["presence"] = "needed" if at in urgent else "given"
    asked = tuple(one for price in prices for one in price.asked)
    included = ((terms.team, "AI agent"),) if any(price.included for price in prices) else ()
    return Answering(found, [live.rota for live in lives], asked, included)


def _price_lists(path: Path, team: Team, terms: Terms) -> dict[int | None, Row]:
    """Whose clauses count queues: the team's (None), and by its place each queue's own, which all of its languages share."""
    lists: dict[int | None, Row] = {None: Row("price_list", terms.team, Inputs(), path, path)}
    for position, queue in enumerate(team.queues):
        if own_list(queue):
            lists[position] = Row("price_list", queue_name(queue), Inputs(), (*path, position), path)
    return lists


def _say_presumed(scope: Scope, team: Team, terms: Terms) -> None:
    """Says what is assumed of a quote that names no unit for its rate, or nothing that the rate includes."""
    pricing, said = team.pricing, []
    if terms.presumed:
        parts = ", ".join(part.replace("_", " ") for part in PARTS if part in terms.presumed)
        said.append(
            f"the quote does not say what its price includes, so that what the card's price includes is assumed: {parts} "
            f"(ask, and write pricing.includes; includes: [] is the bare price)"
        )
    if pricing.rate is not None and pricing.model is None and pricing.basis is None:
        unit = UNIT_OF[terms.model].replace("_", " ")
        said.append(f"the rate is taken to be for one {unit}, as the card's price is (pricing.model says it)")
    for words in said:
        scope.warn(f"{terms.team}: {words}")


def _plain(scope: Scope, path: Path, team: Team, terms: Terms) -> Inputs:
    """The plain inputs of a team; with `only_given`, what costs money is taken from a card only where the scenario asks for it."""
    words = {"card": terms.card, "sourcing": terms.sourcing, "training": "hours"}
    if team.support_type == "technical" and scope.catalog.entry("training", "initial_training", "technical_hours"):
        words["training"] = "technical_hours"
    instead: dict[str, Sourced | None] = {
        one.name: switch(one.neutral)
        for one in TEAM_INPUTS
        if terms.bare and one.addresses and one.neutral is not None and not _asked(team, one.name)
    }
    weekly = team.staffing.paid_hours_per_week
    if weekly is not None:
        place = (*path, "staffing", "paid_hours_per_week")
        instead["paid_hours_per_fte"] = scope.given(weekly.scaled(WEEKS_PER_MONTH), place, "hour/month")
    return plain_inputs(scope, path, team, words, instead)


def _asked(team: Team, name: str) -> bool:
    """Whether the scenario says anything of what an input belongs to, so that a card must complete it."""
    if name.startswith("training"):
        return trains(team)
    if name == "schedule_inefficiency":
        return team.staffing.schedule_inefficiency is not None
    return team.staffing.ramp_months is not None or team.staffing.new_hire_aht_factor is not None


def _status(scope: Scope, team: Team, terms: Terms) -> Inputs:
    """Who runs the team, whether it is new, and how its people are counted."""
    present = terms.sourcing == "in_house" or scope.present
    return Inputs(
        headcount_rounding=team.staffing.headcount,
        season=team.staffing.season,
        team_status=team.status or ("existing" if present else "new"),
        sourcing=terms.sourcing,
        vendor_bills=switch(terms.sourcing == "outsourced"),
    )


@dataclass(frozen=True)
class Training:
    """Which training the client pays, the questions that this leaves, and the parts of the price that the scenario answers."""

    inputs: Inputs
    asked: tuple[Asked, ...]
    answered: frozenset[tuple[Path, str]]


def _training(scope: Scope, path: Path, team: Team, terms: Terms) -> Training:
    """Who pays the first training, and who trains those who replace leavers: the client in-house and where a quote is silent, else the vendor."""
    initial, part, said = "initial_training", "replacement_training", team.training
    refuse_included(scope, (*path, "training", "billed_at"), initial, said.billed_at, terms)
    held = initial in terms.includes and said.billed_at is None
    unsaid = part in terms.unsaid and said.replacement is None and not terms.bare
    own = terms.sourcing == "in_house" and (trains(team) or not terms.bare)
    payer = said.replacement or ("client" if own or unsaid else "vendor")
    own_word = said.replacement == "client"
    refuse_included(scope, (*path, "training", "replacement"), part, own_word or None, terms)
    inputs = Inputs(
        initial_training_charged=switch(not held and (said.is_stated or not terms.bare)),
        replacement_training_charged=switch(payer == "client" and (own_word or part not in terms.includes)),
    )
    asked = []
    if said.billed_at is None and initial in terms.unsaid:
        asked.append(Asked(terms.at, initial, "training.initial"))
    if unsaid:
        asked.append(Asked(terms.at, part, "training.replacement"))
    stated = ((initial, said.billed_at), (part, said.replacement))
    answered = frozenset((terms.at, key) for key, value in stated if value is not None)
    return Training(inputs, tuple(asked), answered)


def _standard_shrinkage(scope: Scope, path: Path, terms: Terms) -> Sourced | None:
    """The share of paid time away from contacts that the cards have, by which a vendor's price is compared."""
    addresses = [(terms.card, "operations", "shrinkage"), ("operations", "staffing", terms.sourcing, "shrinkage")]
    return scope.need("standard_shrinkage", None, (*path, "staffing", "shrinkage"), *addresses)


def _pay(scope: Scope, path: Path, team: Team, terms: Terms) -> Inputs:
    """Employer charges where the price is a wage, the wage's part of any other price, and the expertise premium."""
    inputs = Inputs()
    inputs.number("expertise_premium", expertise_premium(scope, path, team))
    if terms.model in WAGES:
        addresses = ((terms.card, "operations", "employer_burden"), ("operations", "labor", "employer_burden"))
        given, place = team.staffing.employer_burden, (*path, "staffing", "employer_burden")
        nothing = NOTHING if terms.bare and given is None else None
        inputs.number("employer_burden", nothing or scope.need("employer_burden", given, place, *addresses))
        inputs["wage_share"] = switch(1)
    else:
        inputs["employer_burden"] = NOT_APPLICABLE
        addresses = ((terms.card, "operations", "wage_share"), ("operations", "labor", "wage_share"))
        place = (*path, "pricing", "wage_share")
        inputs.number("wage_share", scope.need("wage_share", team.pricing.wage_share, place, *addresses))
    return inputs
