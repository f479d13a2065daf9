"""Resolving roles: the people beside the agents, which of them are charged apart, and what they are paid."""

from __future__ import annotations

from estimate.files.input_file import dotted
from estimate.ground.provenance import Sourced
from estimate.ground.ranges import point
from estimate.resolve.rows import Added, Inputs, Row, Rows, joined
from estimate.resolve.scope import STRUCTURAL, Path, Scope, switch
from estimate.resolve.terms import Terms, refuse_included
from estimate.schema.team import Role, Team

LEAD = "lead"


def role_rows(scope: Scope, path: Path, team: Team, terms: Terms) -> Rows:
    """The roles that are charged apart, and the team leads in any case, whom items may be counted by."""
    return joined(_role(scope, path, kind, team, terms) for kind in scope.catalog.keys("operations", "roles"))


def _role(scope: Scope, path: Path, kind: str, team: Team, terms: Terms) -> Rows:
    card = scope.catalog.entry("operations", "roles", kind)
    assert card is not None
    own, name, part = team.roles.get(kind) or Role(), str(card.data["name"]), str(card.data["part"])
    place, address = (*path, "roles", kind), ("operations", "roles", kind)
    refuse_included(scope, (*place, "price"), part, own.price, terms)
    held = part in terms.includes and own.price is None
    included = ((terms.team, name),) if held else ()
    charged = not held and (not terms.bare or kind in team.roles)
    if not charged and kind != LEAD:
        return Rows(included=included)
    span: Sourced | None = None
    pay: Sourced | None = None
    if own.count is None:
        addresses = (*address, "agents_per", terms.sourcing)
        span = scope.need("span_of_control", own.agents_per, (*place, "agents_per"), addresses)
    if own.price is None:
        pay = scope.need("role_pay_factor", own.pay_factor, (*place, "pay_factor"), (*address, "pay_factor"))
    inputs = Inputs(
        role_counted=_counted(str(card.data["counted"]), own, terms),
        least_role_share=_least_share(scope, place, own, terms),
        role_priced=own.per or "agent",
        role_burden=scope.given_or("role_burden", own.employer_burden, (*place, "employer_burden"), 0),
        role_leads=switch(kind == LEAD),
        role_charged=switch(charged),
    )
    inputs.number("span_of_control", span)
    inputs.number("role_pay_factor", terms.doubted(part, pay))
    inputs.number("role_count", scope.given(own.count, (*place, "count"), "FTE"))
    inputs.number("role_price", scope.given(own.price, (*place, "price"), f"price/{own.per}"))
    remedy = f"leave it out and give {dotted(place)} a count and a price"
    return Rows(
        (Row("role", name, inputs, within=terms.at, about=kind),),
        asked=terms.asked(part, pay, f"labor.{kind}"),
        answered=frozenset() if own.price is None else frozenset({(terms.at, part)}),
        included=included,
        added=(Added(kind, terms.at, name, remedy),) if charged and own == Role() else (),
    )


def _counted(usual: str, own: Role, terms: Terms) -> str:
    """How a role is counted: in a team of one's own nobody is whole before the team needs one, unless the scenario has its count."""
    if own.count is not None:
        return "given"
    return "part" if usual == "whole" and terms.sourcing == "in_house" else usual


def _least_share(scope: Scope, place: Path, own: Role, terms: Terms) -> Sourced:
    """From which part of a person on somebody in a team of one's own has a role; any part where the scenario speaks of the role."""
    least = None
    if terms.sourcing == "in_house" and own == Role():
        least = scope.fact((*place, "count"), ("operations", "staffing", "in_house", "least_role_share"))
    return least or Sourced(point(0), "share", STRUCTURAL)
