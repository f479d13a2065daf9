"""Whether the same people answer live contacts and what can wait, where the scenario does not say so: small teams are one pool."""

from __future__ import annotations

from estimate.model.coverage import OpeningHours
from estimate.resolve.live_queue import attention
from estimate.resolve.rows import Inputs
from estimate.resolve.scope import NOT_APPLICABLE, Path, Scope
from estimate.resolve.today import stream_of_queue
from estimate.schema.team import Team

SMALL_TEAM = 20
"""Below so many full-time people one pool for all channels is usual: a team apart for each would mostly wait."""
USABLE = "usable_idle_share"
STAFF = ("operations", "staffing", "outsourced")


def is_pool(scope: Scope, path: Path, team: Team, hours: OpeningHours) -> bool:
    """Whether agents of live queues do deferred work when nobody waits: as the scenario says, else in a team of fewer than 20.

    A team whose languages are staffed apart is no pool. The size is that of the first month's work by the cards' figures for any place, so that the
    same work is one pool, or none, wherever it is done and at whatever end of its ranges it is taken.
    """
    if team.blend is not None:
        return team.blend
    if team.staffing.usable_idle_share is not None:
        return True
    kinds = {attention(queue) for queue in team.queues}
    apart = any(len(queue.languages) > 1 and not queue.bilingual for queue in team.queues)
    return len(kinds) > 1 and not apart and _people(scope, path, team, hours) < SMALL_TEAM


def pool_inputs(scope: Scope, path: Path, team: Team, *, pool: bool) -> Inputs:
    """Whether a team is one pool, and the share of its idle time that is usable; none where people are apart."""
    inputs, place, given = Inputs(), (*path, "staffing", USABLE), team.staffing.usable_idle_share
    inputs["blend"] = "blended" if pool else "apart"
    if given is not None and len({attention(queue) for queue in team.queues}) == 1:
        scope.problem(place, f"{USABLE} has no use where no live queue stands beside one that can wait (take it out)")
    elif given is not None and not pool:
        scope.problem(place, f"{USABLE} has no use where the team is no pool (take it out, or write blend: true)")
    usable = scope.need(USABLE, given, place, ("operations", "labor", USABLE)) if pool else NOT_APPLICABLE
    inputs.number(USABLE, usable)
    return inputs


def _people(scope: Scope, path: Path, team: Team, hours: OpeningHours) -> float:
    """Full-time people for the work of a first month, or those that are given."""
    paid, away = (scope.fact((*path, "staffing", name), (*STAFF, name)) for name in ("paid_hours_per_fte", "shrinkage"))
    assert paid is not None
    assert away is not None
    worked = paid.value.likely * (1 - away.value.likely)
    people = 0.0
    for at, queue in enumerate(team.queues):
        if queue.agents is not None:
            people += queue.agents.likely
            continue
        stream = stream_of_queue(scope, path, team, at, hours)
        busy = scope.fact((*path, "queues", at), ("operations", "channels", queue.channel, "target_occupancy"))
        if stream is not None and busy is not None:
            people += stream.hours / busy.value.likely / worked
    return people
