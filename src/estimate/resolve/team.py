"""Resolving a team: which card or which word of the scenario each of its inputs comes from."""

from __future__ import annotations

import math
from dataclasses import replace

from estimate.cards.catalog import Address, Found
from estimate.files.input_file import dotted
from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import point
from estimate.model.coverage import (
    WEEKS_PER_MONTH,
    OpeningHours,
    Window,
    month_shares,
    opening_days,
    parse_hours,
    parse_window,
    time_zone,
)
from estimate.resolve.after_hours import REPLACED, add_after_hours, contract_hours
from estimate.resolve.automation import add_automation
from estimate.resolve.contract import add_contract, add_term
from estimate.resolve.exchange import Exchange
from estimate.resolve.languages import add_bilingual, add_languages
from estimate.resolve.live_queue import Desk, add_live, attention, look_in_once
from estimate.resolve.months import add_months, periods_per_month
from estimate.resolve.pooling import is_pool
from estimate.resolve.price import BY_PIECE, PERIODS, UNIT_OF, WAGES, Terms, add_prices, terms_of, trains
from estimate.resolve.priced_item import NOTHING
from estimate.resolve.scope import NOT_APPLICABLE, CaseBuilder, Path, computed
from estimate.resolve.today import held
from estimate.schema.price_words import PARTS, REST
from estimate.schema.quantities import MOST_AGENTS
from estimate.schema.queue import Queue
from estimate.schema.team import Role, Team

# Where each input comes from when the scenario is silent: {card} is the region's card, and the first address that has a
# fact wins. The field named is the scenario's, below the team or its queue.
TEAM_INPUTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "shrinkage": ("staffing.shrinkage", ("{card} operations shrinkage", "operations staffing {sourcing} shrinkage")),
    "attrition_per_year": (
        "staffing.attrition_per_year",
        ("{card} operations attrition_per_year", "operations staffing {sourcing} attrition_per_year"),
    ),
    "paid_hours_per_fte": (
        "staffing.paid_hours_per_fte",
        ("{card} operations paid_hours_per_fte", "operations staffing {sourcing} paid_hours_per_fte"),
    ),
    "ramp_months": ("staffing.ramp_months", ("operations staffing {sourcing} ramp_months",)),
    "new_hire_aht_factor": ("staffing.new_hire_aht_factor", ("operations staffing {sourcing} new_hire_aht_factor",)),
    "public_holidays": (
        "staffing.public_holidays",
        ("{card} operations public_holidays", "operations labor public_holidays"),
    ),
    "schedule_inefficiency": ("staffing.schedule_inefficiency", ("operations labor schedule_inefficiency",)),
    "overtime_share": ("staffing.overtime_share", ("defaults team overtime_share",)),
    "training_hours": ("training.initial_hours", ("training initial_training {training}",)),
    "training_billed_at": ("training.billed_at", ("training initial_training billed_at {sourcing}",)),
}
QUEUE_INPUTS: dict[str, tuple[str, ...]] = {
    "growth_per_year": ("defaults queue growth_per_year",),
    "repeat_share": ("defaults queue repeat_share",),
    "handle_minutes": (
        "operations support_types {support_type} handle_minutes",
        "operations channels {channel} handle_minutes",
    ),
    "first_contact_resolution": ("operations channels {channel} first_contact_resolution",),
    "minimum_staffing": ("defaults queue minimum_staffing_{attention}",),
}
NOT_ADDED = {
    "ramp_months": 0, "new_hire_aht_factor": 1, "schedule_inefficiency": 0, "training_hours": 0, "training_billed_at": 0,
}  # fmt: skip
"""Inputs of a team that cost money and that `only_given` takes from no card, with the value that does nothing."""
LEAD = "lead"
HOURS_OF_A_MONTH = 160
HOUR_PREMIUMS = ("night", "weekend", "holiday", "overtime")
"""Premiums for when an hour is worked."""
PREMIUMS = ("expertise", "language", *HOUR_PREMIUMS)
DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def add_team(build: CaseBuilder, exchange: Exchange, path: Path, team: Team) -> Terms | None:
    """All rows of one team; None where it has no price at all, which ends the matter for this team."""
    card = build.catalog.region(team.region)
    assert card is not None, "a region without a card is refused when the scenario is loaded"
    terms = terms_of(build, path, team, card)
    if terms is None:
        return None
    row = build.member("team", team.name or _region_name(build, card))
    terms.row = row
    terms.lists[None] = build.member("price_list", build.case.members["team"][row], row)
    _say_presumed(build, team, terms)
    add_term(build, path, team, terms)
    words = {"card": card, "sourcing": terms.sourcing, "training": "hours"}
    if team.support_type == "technical" and build.catalog.entry("training", "initial_training", "technical_hours"):
        words["training"] = "technical_hours"
    for name, (field, addresses) in TEAM_INPUTS.items():
        part, key = field.split(".")
        value = getattr(getattr(team, part), key)
        if name == "paid_hours_per_fte" and team.staffing.paid_hours_per_week is not None:
            key, value = "paid_hours_per_week", team.staffing.paid_hours_per_week.scaled(WEEKS_PER_MONTH)
        if terms.bare and name in NOT_ADDED and not _asked(team, name):
            build.switch(name, NOT_ADDED[name])
        else:
            build.put(name, build.need(name, value, (*path, part, key), *_addresses(addresses, words)))
    build.label("headcount_rounding", team.staffing.headcount)
    build.label("season", team.staffing.season)
    build.label("team_status", team_status(build, team, terms))
    build.label("sourcing", terms.sourcing)
    build.switch("vendor_bills", terms.sourcing == "outsourced")
    _refuse_included(build, (*path, "training", "billed_at"), "initial_training", team.training.billed_at, terms)
    held = "initial_training" in terms.includes and team.training.billed_at is None
    build.switch("initial_training_charged", not held and (team.training.is_stated or not terms.bare))
    if team.training.billed_at is not None:
        terms.answered.add("initial_training")
    elif "initial_training" in terms.unsaid:
        terms.asked["initial_training"] = ["training.initial"]
    _replacement_training(build, path, team, terms)
    hours = _opening_hours(build, path, team)
    pool = is_pool(build, path, team, hours)
    build.label("blend", "blended" if pool else "apart")
    desk = _premiums(build, path, team, terms, hours)
    contract = contract_hours(build, path, team, terms)
    for position, queue in team.groups(build.case.at):
        _queue(build, (*path, "queues", position), team, queue, desk, terms, pool=pool)
        add_after_hours(build, path, team, queue, contract, desk)
        add_automation(build, exchange, (*path, "queues", position), queue, team, terms)
    look_in_once(build, [queue for _, queue in team.groups(build.case.at)])
    prices = add_prices(build, exchange, path, team, terms)
    _charged_premiums(build, team, terms)
    _pay(build, path, team, terms)
    add_contract(build, path, team, terms, prices)
    _roles(build, path, team, terms, row)
    return terms


def _say_presumed(build: CaseBuilder, team: Team, terms: Terms) -> None:
    """Says what is assumed of a quote that names no unit for its rate, or nothing that the rate includes."""
    name, pricing, said = build.case.members["team"][terms.row], team.pricing, []
    if terms.presumed:
        parts = ", ".join(part.replace("_", " ") for part in PARTS if part in terms.presumed)
        said.append(
            f"the quote does not say what its price includes, so that what the card's price includes is assumed: {parts} "
            f"(ask, and write pricing.includes; includes: [] is the bare price)"
        )
    if pricing.rate is not None and pricing.model is None and pricing.basis is None:
        unit = UNIT_OF[terms.model].replace("_", " ")
        said.append(f"the rate is taken to be for one {unit}, as the card's price is (pricing.model says it)")
    build.case.warnings += [f"{name}: {words}" for words in said]


def team_status(build: CaseBuilder, team: Team, terms: Terms) -> str:
    """Whether the team is new or existing: as the scenario says, else existing in-house and in what is to be replaced."""
    present = terms.sourcing == "in_house" or build.case.present
    return team.status or ("existing" if present else "new")


def _region_name(build: CaseBuilder, card: str) -> str:
    found = build.catalog.entry(card, "name")
    return str(found.data) if found else card


def _addresses(templates: tuple[str, ...], words: dict[str, str]) -> list[Address]:
    return [tuple(template.format(**words).split()) for template in templates]


def _asked(team: Team, name: str) -> bool:
    """Whether the scenario says anything of what an input belongs to, so that a card must complete it."""
    if name.startswith("training"):
        return trains(team)
    if name == "schedule_inefficiency":
        return team.staffing.schedule_inefficiency is not None
    return team.staffing.ramp_months is not None or team.staffing.new_hire_aht_factor is not None


def _refuse_included(build: CaseBuilder, place: Path, part: str, given: object, terms: Terms) -> None:
    """What the scenario prices itself is charged, unless it also says by name that the price of agents includes it."""
    if given is not None and part in terms.named:
        build.problem(
            place, f"is charged for {part}, which pricing.includes names (take it out of one of them)", key=True
        )


def _replacement_training(build: CaseBuilder, path: Path, team: Team, terms: Terms) -> None:
    """Who trains those who replace leavers: the client in-house and where a quote is silent, else the vendor."""
    part = "replacement_training"
    unsaid = part in terms.unsaid and team.training.replacement is None and not terms.bare
    own = terms.sourcing == "in_house" and (trains(team) or not terms.bare)
    payer = team.training.replacement or ("client" if own or unsaid else "vendor")
    own_word = team.training.replacement == "client"
    _refuse_included(build, (*path, "training", "replacement"), part, own_word or None, terms)
    if team.training.replacement is not None:
        terms.answered.add(part)
    if unsaid:
        terms.asked[part] = ["training.replacement"]
    build.switch("replacement_training_charged", payer == "client" and (own_word or part not in terms.includes))


def _pay(build: CaseBuilder, path: Path, team: Team, terms: Terms) -> None:
    """Employer charges where the price is a wage, the wage's part of any other price, and the expertise premium."""
    if terms.model in WAGES:
        addresses = ((terms.card, "operations", "employer_burden"), ("operations", "labor", "employer_burden"))
        given = team.staffing.employer_burden
        place = (*path, "staffing", "employer_burden")
        nothing = NOTHING if terms.bare and given is None else None
        build.put("employer_burden", nothing or build.need("employer_burden", given, place, *addresses))
        build.switch("wage_share", 1)
    else:
        build.put("employer_burden", NOT_APPLICABLE)
        addresses = ((terms.card, "operations", "wage_share"), ("operations", "labor", "wage_share"))
        place = (*path, "pricing", "wage_share")
        build.put("wage_share", build.need("wage_share", team.pricing.wage_share, place, *addresses))
    address = ("operations", "expertise", team.expertise or "standard", "premium")
    build.put("expertise_premium", build.need("expertise_premium", None, (*path, "expertise"), address))


def _queue(build: CaseBuilder, path: Path, team: Team, queue: Queue, desk: Desk, terms: Terms, *, pool: bool) -> None:
    name = queue.name or queue.channel.replace("_", " ")
    build.member("queue", name, _price_list(build, path, queue, terms))
    words = {
        "channel": queue.channel,
        "support_type": team.support_type or queue.channel,
        "attention": attention(queue),
    }
    build.label("volume_known", "no" if queue.volume is None else "yes")
    build.label("staffed_by", "workload" if queue.agents is None else "agents")
    per = queue.counted_per or "month"
    contacts = build.given(queue.volume, (*path, f"contacts_per_{per}"), f"contact/{per}")
    build.put("periods_per_month", periods_per_month(per, desk.hours))
    # Agents without a volume: no contacts are counted, and no cost per contact is shown.
    build.put("contacts_per_month", contacts or Sourced(point(0), "contact/month", Origin("structural")))
    agents = build.derived.get((*path, "agents")) or build.given(queue.agents, (*path, "agents"), "agent")
    build.put("agents", agents or NOT_APPLICABLE)
    by_people = build.derived.get((*path, "handle_minutes"))
    quality = build.case.scenario.quality
    for field, addresses in QUEUE_INPUTS.items():
        value, place = getattr(queue, field), (*path, field)
        if value is None and quality is not None and field == "first_contact_resolution":
            value, place = quality.first_contact_resolution, ("quality", field)
        derived = by_people if field == "handle_minutes" else None
        build.put(field, derived or build.need(field, value, place, *_addresses(addresses, words)))
    occupancy = ("operations", "channels", queue.channel, "target_occupancy")
    own = queue.target_occupancy or team.staffing.max_occupancy
    place = (*path, "target_occupancy") if queue.target_occupancy else (*path[:-2], "staffing", "max_occupancy")
    build.put("target_occupancy", build.need("target_occupancy", own, place, occupancy))
    live = any(attention(other) == "live" for other in team.queues)
    add_live(build, path, queue, desk, there=pool and live)
    build.label("service", "counted" if team.pricing.service_credits and attention(queue) == "live" else "told")
    add_bilingual(build, path, team, queue, terms)
    if queue.channel == "chat" or queue.concurrency is not None:
        address = ("operations", "channels", queue.channel, "concurrency")
        worth = build.need("concurrency", queue.concurrency, (*path, "concurrency"), address)
        worth = held(worth) if worth and by_people else worth
        build.put("chats_at_once", _at_once(build, path, queue, worth))
        most = math.inf if queue.chats_at_once is None else float(queue.chats_at_once)
        build.put("concurrency", worth and replace(worth, value=worth.value.up_to(most)))
    else:
        build.switch("concurrency", 1)  # one call or letter at a time
        build.switch("chats_at_once", 1)
    if queue.channel == "voice":
        talk = build.need(
            "talk_share", queue.talk_share, (*path, "talk_share"), ("operations", "channels", "voice", "talk_share")
        )
        build.put("talk_share", talk)
    else:
        build.switch("talk_share", 0)
    add_months(build, path, queue)
    _refuse_the_impossible(build, path)


def _price_list(build: CaseBuilder, path: Path, queue: Queue, terms: Terms) -> int:
    """Whose clauses count the queue: the team's, or its own, which all of its languages share."""
    position = path[-1]
    assert isinstance(position, int)
    if queue.pricing is None or not queue.pricing.has_clauses:
        return terms.lists[None]
    if position not in terms.lists:
        whole = build.case.scenario.each_team()[terms.row][1].queues[position]
        name = whole.name or whole.channel.replace("_", " ")
        terms.lists[position] = build.member("price_list", name, terms.row)
    return terms.lists[position]


def _refuse_the_impossible(build: CaseBuilder, path: Path) -> None:
    """A queue that more people than any desk has could not handle in its busiest month is a slip of some number."""
    names = ("contacts_per_month", "periods_per_month", "handle_minutes", "growth_per_year")
    inputs = [build.case.sourced[name][-1] for name in names]
    given, periods, minutes, growth = (one.value.high for one in inputs if isinstance(one, Sourced))
    months = build.case.sourced["seasonality"][-1]
    season = max((month.value.high for month in months), default=1.0) if isinstance(months, list) else 1.0
    contacts = given * periods
    grown = max(1.0, (1 + growth) ** ((len(build.case.months) - 1) / 12))
    hours = contacts * grown * season * minutes / 60
    people = hours / HOURS_OF_A_MONTH
    if people > MOST_AGENTS:
        growing = f" x {grown:,.4g} of growth" if grown > 1 else ""
        message = (
            f"{contacts:,.6g} contacts{growing} x {minutes:,.4g} minutes are {hours:,.3g} hours a month, the work of "
            f"{people:,.3g} people (one queue has at most {MOST_AGENTS:,}: check contacts_per_month, handle_minutes and growth_per_year)"
        )
        build.problem(path, message)


def _at_once(build: CaseBuilder, path: Path, queue: Queue, worth: Sourced | None) -> Sourced | None:
    """How many contacts an agent takes at a time: as said, else the least number that can be worth as much as the high end.

    It is a setting of the desk and is not drawn: were it the least for the likely worth, agents would be worth more contacts in
    half of the cases than they take.
    """
    place = (*path, "chats_at_once")
    if queue.chats_at_once is None:
        if worth is None or math.isnan(worth.value.likely):
            return NOT_APPLICABLE
        least = float(max(1, math.ceil(worth.value.high - 1e-9)))
        origin = replace(worth.origin, basis="computed", note="the least number that can be worth so many", fact="")
        return Sourced(point(least), "contact", origin, dotted(place))
    given = queue.concurrency
    if given is not None and given.high > queue.chats_at_once:
        message = f"is {given.high:g} contacts' worth of only {queue.chats_at_once} at a time (raise chats_at_once)"
        build.problem((*path, "concurrency"), message)
    if given is not None and given.low < 1 < queue.chats_at_once:
        build.problem((*path, "concurrency"), f"is less than one contact's worth of {queue.chats_at_once} at a time")
    return build.given(point(float(queue.chats_at_once)), place, "contact")


def _opening_hours(build: CaseBuilder, path: Path, team: Team) -> OpeningHours:
    """The desk's week in the customers' time, from the scenario or the default."""
    frame = build.catalog.entry("defaults", "hours")
    assert frame is not None, "rates/defaults.yaml is part of the tool"
    try:
        hours = parse_hours(frame.data if team.hours is None else team.hours)
    except ValueError as error:
        build.problem((*path, "hours"), str(error))
        hours = parse_hours("24x7")
    origin = Origin(
        "given", build.document.holder((*path, "hours")), lambda: build.document.place((*path, "hours")).line
    )
    if team.hours is None:
        origin = Origin(
            "assumed", frame.document.source, lambda: frame.document.place(frame.path).line, note=f"{frame.data} hours"
        )
    build.put(
        "opening_hours", Sourced(point(hours.weekly_hours * 365.25 / 7 / 12), "hour/month", origin, f"{path[0]}.hours")
    )
    return hours


def _premiums(build: CaseBuilder, path: Path, team: Team, terms: Terms, hours: OpeningHours) -> Desk:
    night, weekend = Window(22 * 60, 6 * 60), frozenset({5, 6})
    _refuse_premiums_included(build, path, team)
    for kind in HOUR_PREMIUMS:
        address, found = _premium_card(build, terms, kind)
        data = found.data if found else {}
        given = build.given(team.premiums.get(kind), (*path, "premiums", kind), "share")
        if given is None and team.pricing.after_hours is not None and kind in REPLACED:
            given = NOTHING  # the contract's own window says what such hours cost
        if given is None and kind in team.pricing.premiums_included:
            given = NOTHING
        if given is None and terms.bare:
            given = NOTHING
        build.put(f"{kind}_premium", given or build.need(f"{kind}_premium", None, (*path, "premiums", kind), address))
        # The scenario's own premium is what the contract bills; a card says itself what its premium is on.
        build.label(f"{kind}_premium_on", "billing" if given else str(data.get("on", "wage")))
        if kind == "night" and data.get("window"):
            night = parse_window(str(data["window"]))
        if kind == "weekend" and data.get("days"):
            weekend = frozenset(DAYS[day] for day in data["days"])
    _holidays(build, team, hours)
    add_languages(build, path, team, terms)
    zones = _time_zones(build, path, team, terms)
    months = [(int(month[:4]), int(month[5:])) for month in build.case.months[1:]]
    shares = [month_shares(hours, *zones, *month, night, weekend) for month in months]
    note = f"opening hours of customers in {zones[0] or 'the same time zone'} on the clock of {zones[1] or 'the site'}"
    build.put("opening_night_share", computed([0, *(share.night for share in shares)], "share", note, (*path, "hours")))
    build.put(
        "opening_weekend_share", computed([0, *(share.weekend for share in shares)], "share", note, (*path, "hours"))
    )
    return Desk(hours, zones, tuple(months), night, weekend)


def _refuse_premiums_included(build: CaseBuilder, path: Path, team: Team) -> None:
    """A premium cannot be on the bill and in the price; one of 0 says the same as `includes` does."""
    for kind, premium in team.premiums.items():
        if kind in team.pricing.premiums_included and (premium.low, premium.high) != (0, 0):
            message = f"is a premium on top of the price, and pricing.includes says that the price includes {kind} (take it out of one of them)"
            build.problem((*path, "premiums", kind), message, key=True)


def _charged_premiums(build: CaseBuilder, team: Team, terms: Terms) -> None:
    """Which premiums are paid on top of each queue's price.

    The scenario's own always are, and all of them in-house and on an open book. A card's premium is not added to a vendor's
    price that includes everything else, nor where nothing is to be added; and one for hours not to a price by the piece, which
    bears its nights and holidays itself, nor to a salary of one's own people, which pays the month.
    """
    groups = team.groups(build.case.at)
    all_in = terms.bare or (REST in (team.pricing.includes or ()) and terms.model not in WAGES)
    for unit in build.case.labels["price_unit"][-len(groups) :]:
        for kind in PREMIUMS:
            by_time = kind not in HOUR_PREMIUMS or unit not in BY_PIECE
            # An expertise that is asked for is a part of the card's price of these people.
            of_the_price = kind == "expertise" and team.expertise is not None and not terms.quoted
            salaried = kind in HOUR_PREMIUMS and _on_salary(team, terms)
            usual = by_time and not all_in and not salaried
            charged = kind in team.premiums or usual or (terms.bare and of_the_price)
            build.label(f"{kind}_charged", "yes" if charged else "no")


def _on_salary(team: Team, terms: Terms) -> bool:
    """Whether the team's own people are paid a salary that the scenario gives by the week, month or year."""
    return terms.model == "in_house" and team.pricing.rate is not None and team.pricing.basis in PERIODS


def _holidays(build: CaseBuilder, team: Team, hours: OpeningHours) -> None:
    """On how many days the desk is open, and whether public holidays are among them."""
    days = opening_days(hours)
    build.switch("open_days", len(days))
    build.switch("open_weekdays", len(days & set(range(5))))
    every_day = len(days) == len(DAYS)
    is_open = every_day if team.open_on_holidays is None else team.open_on_holidays
    build.label("on_holidays", "open" if is_open else "closed")


def _premium_card(build: CaseBuilder, terms: Terms, kind: str) -> tuple[Address, Found | None]:
    for address in ((terms.card, "premiums", kind), ("operations", "labor", "premiums", kind)):
        found = build.catalog.entry(*address)
        if found is not None:
            return address, found
    return ("operations", "labor", "premiums", kind), None


def _time_zones(build: CaseBuilder, path: Path, team: Team, terms: Terms) -> tuple[str | None, str | None]:
    """The customers' zone and the site's; customers without one are taken to live on the site's clock."""
    card = build.catalog.entry(terms.card, "timezone")
    customers = build.case.scenario.customers
    site = _known_zone(build, (*path, "timezone"), team.timezone or (str(card.data) if card else None))
    return _known_zone(build, ("customers", "timezone"), customers.timezone if customers else None), site


def _known_zone(build: CaseBuilder, path: Path, name: str | None) -> str | None:
    if name is not None:
        try:
            time_zone(name)
        except ValueError as error:
            build.problem(path, str(error))
            return None
    return name


def _counted(usual: str, own: Role, terms: Terms) -> str:
    """How a role is counted: in a team of one's own nobody is whole before the team needs one, unless the scenario has its count."""
    if own.count is not None:
        return "given"
    return "part" if usual == "whole" and terms.sourcing == "in_house" else usual


def _least_share(build: CaseBuilder, place: Path, own: Role, terms: Terms) -> None:
    """From which part of a person on somebody in a team of one's own has a role; any part where the scenario speaks of the role."""
    least = None
    if terms.sourcing == "in_house" and own == Role():
        least = build.fact((*place, "count"), ("operations", "staffing", "in_house", "least_role_share"))
    build.put("least_role_share", least or Sourced(point(0), "share", Origin("structural")))


def _roles(build: CaseBuilder, path: Path, team: Team, terms: Terms, row: int) -> None:
    """The roles that are charged apart, and the team leads in any case, whom items may be counted by."""
    for kind in build.catalog.keys("operations", "roles"):
        card = build.catalog.entry("operations", "roles", kind)
        assert card is not None
        own = team.roles.get(kind) or Role()
        _refuse_included(build, (*path, "roles", kind, "price"), str(card.data["part"]), own.price, terms)
        included = card.data["part"] in terms.includes and own.price is None
        if included:
            build.case.included.append((build.case.members["team"][row], str(card.data["name"])))
        charged = not included and (not terms.bare or kind in team.roles)
        if not charged and kind != LEAD:
            continue
        place, address, part = (*path, "roles", kind), ("operations", "roles", kind), str(card.data["part"])
        span: Sourced | None = NOT_APPLICABLE
        pay: Sourced | None = NOT_APPLICABLE
        if own.count is None:
            span = build.need(
                "span_of_control", own.agents_per, (*place, "agents_per"), (*address, "agents_per", terms.sourcing)
            )
        if own.price is None:
            pay = build.need("role_pay_factor", own.pay_factor, (*place, "pay_factor"), (*address, "pay_factor"))
            pay = terms.doubt(part, pay, f"labor.{kind}")
        else:
            terms.answered.add(part)
        build.member("role", str(card.data["name"]), row)
        build.case.roles.append(kind)
        build.put("span_of_control", span)
        build.put("role_pay_factor", pay)
        build.label("role_counted", _counted(str(card.data["counted"]), own, terms))
        _least_share(build, place, own, terms)
        build.put("role_count", build.given(own.count, (*place, "count"), "FTE") or NOT_APPLICABLE)
        build.label("role_priced", own.per or "agent")
        build.put("role_price", build.given(own.price, (*place, "price"), f"price/{own.per}") or NOT_APPLICABLE)
        build.term("role_burden", own.employer_burden, (*place, "employer_burden"), 0)
        build.switch("role_leads", kind == LEAD)
        build.switch("role_charged", charged)
        if charged and own == Role():
            remedy = f"leave it out and give {dotted(place)} a count and a price"
            build.added.setdefault(kind, {})[row] = (str(card.data["name"]), remedy)
