"""Resolving premiums: for the hours, the languages and the expertise of a desk, and which of them are paid on top of the price."""

from __future__ import annotations

from estimate.cards.catalog import Address, Found
from estimate.ground.provenance import Origin, Sourced
from estimate.ground.ranges import point
from estimate.model.coverage import (
    OpeningHours,
    Window,
    opening_days,
    parse_hours,
    parse_window,
    shares_of_months,
    time_zone,
)
from estimate.resolve.after_hours import REPLACED
from estimate.resolve.live_queue import Desk
from estimate.resolve.priced_item import NOTHING
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import Path, Scope, computed, switch
from estimate.resolve.terms import BY_PIECE, PERIODS, WAGES, Terms
from estimate.schema.price_words import REST
from estimate.schema.team import Team

HOUR_PREMIUMS = ("night", "weekend", "holiday", "overtime")
"""Premiums for when an hour is worked."""
PREMIUMS = ("expertise", "language", *HOUR_PREMIUMS)
DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def opening_hours(scope: Scope, path: Path, team: Team) -> OpeningHours:
    """The desk's week in the customers' time, from the scenario or the default."""
    frame = scope.catalog.entry("defaults", "hours")
    assert frame is not None, "rates/defaults.yaml is part of the tool"
    try:
        hours = parse_hours(frame.data if team.hours is None else team.hours)
    except ValueError as error:
        scope.problem((*path, "hours"), str(error))
        hours = parse_hours("24x7")
    return hours


def opening_inputs(scope: Scope, path: Path, team: Team, hours: OpeningHours) -> Inputs:
    """How long the desk is open, on how many days, and whether public holidays are among them."""
    frame = scope.catalog.entry("defaults", "hours")
    assert frame is not None, "rates/defaults.yaml is part of the tool"
    origin = scope.given_origin((*path, "hours"))
    if team.hours is None:
        origin = Origin(
            "assumed", frame.document.source, lambda: frame.document.place(frame.path).line, note=f"{frame.data} hours"
        )
    monthly, days = point(hours.weekly_hours * 365.25 / 7 / 12), opening_days(hours)
    every_day = len(days) == len(DAYS)
    is_open = every_day if team.open_on_holidays is None else team.open_on_holidays
    return Inputs(
        opening_hours=Sourced(monthly, "hour/month", origin, f"{path[0]}.hours"),
        open_days=switch(len(days)),
        open_weekdays=switch(len(days & set(range(5)))),
        on_holidays="open" if is_open else "closed",
    )


def desk_of(scope: Scope, path: Path, team: Team, terms: Terms, hours: OpeningHours) -> Desk:
    """The team's opening hours on its site's clock, with the night and the weekend as the cards' premiums have them."""
    night, weekend = Window(22 * 60, 6 * 60), frozenset({5, 6})
    at_night, at_weekends = (_premium_card(scope, terms, kind)[1] for kind in ("night", "weekend"))
    if at_night and at_night.data.get("window"):
        night = parse_window(str(at_night.data["window"]))
    if at_weekends and at_weekends.data.get("days"):
        weekend = frozenset(DAYS[day] for day in at_weekends.data["days"])
    months = tuple((int(month[:4]), int(month[5:])) for month in scope.months[1:])
    return Desk(hours, _time_zones(scope, path, team, terms), months, night, weekend)


def premium_inputs(scope: Scope, path: Path, team: Team, terms: Terms, desk: Desk) -> Inputs:
    """The premiums for when an hour is worked, and which part of the opening hours each month has at night and at weekends."""
    inputs = Inputs()
    _refuse_premiums_included(scope, path, team)
    for kind in HOUR_PREMIUMS:
        address, found = _premium_card(scope, terms, kind)
        given = scope.given(team.premiums.get(kind), (*path, "premiums", kind), "share")
        if given is None and team.pricing.after_hours is not None and kind in REPLACED:
            given = NOTHING  # the contract's own window says what such hours cost
        if given is None and (terms.bare or kind in team.pricing.premiums_included):
            given = NOTHING
        premium = given or scope.need(f"{kind}_premium", None, (*path, "premiums", kind), address)
        inputs.number(f"{kind}_premium", premium)
        # The scenario's own premium is what the contract bills; a card says itself what its premium is on.
        on = str(found.data.get("on", "wage")) if found else "wage"
        inputs[f"{kind}_premium_on"] = "billing" if given else on
    zones = desk.zones
    shares = shares_of_months(desk.hours, zones, desk.months, desk.night, desk.weekend_days)
    note = f"opening hours of customers in {zones[0] or 'the same time zone'} on the clock of {zones[1] or 'the site'}"
    for name, parts in (("night", [share.night for share in shares]), ("weekend", [share.weekend for share in shares])):
        inputs[f"opening_{name}_share"] = computed([0, *parts], "share", note, (*path, "hours"))
    return inputs


def expertise_premium(scope: Scope, path: Path, team: Team) -> Sourced | None:
    """What the expertise that the scenario asks for costs on top."""
    address = ("operations", "expertise", team.expertise or "standard", "premium")
    return scope.need("expertise_premium", None, (*path, "expertise"), address)


def _refuse_premiums_included(scope: Scope, path: Path, team: Team) -> None:
    """A premium cannot be on the bill and in the price; one of 0 says the same as `includes` does."""
    for kind, premium in team.premiums.items():
        if kind in team.pricing.premiums_included and (premium.low, premium.high) != (0, 0):
            message = f"is a premium on top of the price, and pricing.includes says that the price includes {kind} (take it out of one of them)"
            scope.problem((*path, "premiums", kind), message, key=True)


def charged_premiums(team: Team, terms: Terms, unit: str) -> Inputs:
    """Which premiums are paid on top of the price of a queue, which is for one `unit`.

    The scenario's own always are, and all of them in-house and on an open book. A card's premium is not added to a vendor's
    price that includes everything else, nor where nothing is to be added; and one for hours not to a price by the piece, which
    bears its nights and holidays itself, nor to a salary of one's own people, which pays the month.
    """
    all_in = terms.bare or (REST in (team.pricing.includes or ()) and terms.model not in WAGES)
    inputs = Inputs()
    for kind in PREMIUMS:
        by_time = kind not in HOUR_PREMIUMS or unit not in BY_PIECE
        # An expertise that is asked for is a part of the card's price of these people.
        of_the_price = kind == "expertise" and team.expertise is not None and not terms.quoted
        salaried = kind in HOUR_PREMIUMS and _on_salary(team, terms)
        usual = by_time and not all_in and not salaried
        charged = kind in team.premiums or usual or (terms.bare and of_the_price)
        inputs[f"{kind}_charged"] = "yes" if charged else "no"
    return inputs


def _on_salary(team: Team, terms: Terms) -> bool:
    """Whether the team's own people are paid a salary that the scenario gives by the week, month or year."""
    return terms.model == "in_house" and team.pricing.rate is not None and team.pricing.basis in PERIODS


def _premium_card(scope: Scope, terms: Terms, kind: str) -> tuple[Address, Found | None]:
    for address in ((terms.card, "premiums", kind), ("operations", "labor", "premiums", kind)):
        found = scope.catalog.entry(*address)
        if found is not None:
            return address, found
    return ("operations", "labor", "premiums", kind), None


def _time_zones(scope: Scope, path: Path, team: Team, terms: Terms) -> tuple[str | None, str | None]:
    """The customers' zone and the site's; customers without one are taken to live on the site's clock."""
    card = scope.catalog.entry(terms.card, "timezone")
    customers = scope.scenario.customers
    site = _known_zone(scope, (*path, "timezone"), team.timezone or (str(card.data) if card else None))
    return _known_zone(scope, ("customers", "timezone"), customers.timezone if customers else None), site


def _known_zone(scope: Scope, path: Path, name: str | None) -> str | None:
    if name is not None:
        try:
            time_zone(name)
        except ValueError as error:
            scope.problem(path, str(error))
            return None
    return name
