"""Erlang's formulas as cells: closed forms by the Poisson and the gamma distribution, which every spreadsheet knows.

With a load of a erlangs on n agents, Erlang B's blocking is p(n) / P(n), p and P the Poisson distribution of mean a; for a
fraction of agents it is g(a; n + 1) / Q(n + 1, a), g and Q the density and the upper tail of the gamma distribution (Jagerman
1974). Erlang A's integrals are incomplete gamma functions (see `model/queueing.py`, whose names are used here). Where agents take
several contacts at a time, the rates above n contacts are an arithmetic progression, so that the sum over the states is a
difference of two incomplete gamma functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from estimate.ground.records import dataclass


@dataclass(frozen=True)
class Desk:
    """The cells that the formulas of a queue read, as text.

    `target` is the target in handle times and `slack` the greatest share that may wait longer; `patience` in handle times is empty where customers wait without end, and `given_up` is
    then the share of the patience that the target is. `at_once` and `worth` are empty where an agent takes one contact at a time; `even` says that several are worth no more than one.
    """

    target: str
    slack: str
    occupancy: str
    minimum: str
    patience: str = ""
    given_up: str = ""
    at_once: str = ""
    worth: str = ""
    even: bool = False


def inverse(agents: str, load: str, desk: Desk, *, whole: bool) -> str:
    """One over the blocking, less one: what the states below the last one are against it."""
    if desk.at_once:
        return _inverse_of_even_slots(agents, load, desk) if desk.even else _inverse_of_slots(agents, load, desk)
    if whole:
        return f"POISSON({agents}-1,{load},TRUE)/POISSON({agents},{load},FALSE)"
    return f"((1-GAMMADIST({load},{agents}+1,1,TRUE))/GAMMADIST({load},{agents}+1,1,FALSE)-1)"


def _inverse_of_slots(agents: str, load: str, desk: Desk) -> str:
    """Above one contact for each agent they leave faster with each further one, so that the states are gamma functions."""
    more = f"(({desk.worth}-1)/({desk.at_once}-1))"
    offered = f"({load}*{desk.worth})"
    b, x = f"({offered}/{more})", f"({agents}/{more})"
    last = f"({x}+{agents}*({desk.at_once}-1)+1)"
    few = f"POISSON({agents},{offered},TRUE)/POISSON({agents},{offered},FALSE)*GAMMADIST({b},{x}+1,1,FALSE)"
    many = f"GAMMADIST({b},{x}+1,1,TRUE)-GAMMADIST({b},{last},1,TRUE)"
    return f"(({few}+{many})/GAMMADIST({b},{last},1,FALSE)-1)"


def _inverse_of_even_slots(agents: str, load: str, desk: Desk) -> str:
    """Where further contacts are worth nothing, all states above one contact for each agent leave alike: a geometric series."""
    faster = f"({agents}/{load})"
    power = f"{faster}^({agents}*({desk.at_once}-1))"
    few = f"POISSON({agents},{load},TRUE)/POISSON({agents},{load},FALSE)"
    return f"({few}*{power}+({power}-1)/({faster}-1)-1)"


def either(desk: Desk, text: Callable[[Desk], str]) -> str:
    """A formula that also holds where several contacts at a time are worth no more than one."""
    if not desk.at_once:
        return text(desk)
    return f"IF({desk.worth}<=1,{text(replace(desk, even=True))},{text(desk)})"


def too_few(agents: str, load: str, desk: Desk) -> str:
    """Whether so many agents, a whole number, answer too few in time (or are too busy)."""
    below = inverse(agents, load, desk, whole=True)
    if desk.patience:
        level, _, idle = _impatient(agents, load, below, desk)
        return f"((({level})<1-{desk.slack})+(({idle})>{desk.occupancy}+1E-12)>0)"
    # Erlang C: 1 / (1 + below x (1 - load / agents)) wait at all, and exp(-(agents - load) x target) of those too long.
    return f"(EXP(({load}-({agents}))*{desk.target})>{desk.slack}*(1+({below})*(1-{load}/({agents}))))"


def required(load: str, tries: str, desk: Desk) -> str:
    """The fewest agents, counted as those of a list of tries that are too few."""
    if desk.patience:
        start = f"INT({load}*(1-{desk.slack}))"
        least = desk.minimum
    else:
        start = f"INT({load})"
        least = f"{desk.minimum},-INT(1E-9-{load}/{desk.occupancy})"
    fails = too_few(f"({start}+{tries})", load, desk)
    return f"IF({load}<=0,{desk.minimum},MAX({least},{start}+1+SUMPRODUCT(--{fails})))"


def level(agents: str, load: str, desk: Desk) -> str:
    """The share answered within the target by so many agents, which may be a fraction."""
    below = _of_any(agents, load, desk)
    if desk.patience:
        found, _, _ = _impatient(agents, load, below, desk)
        return f"IF({load}<=0,1,IF({agents}<=0,0,MIN(1,{found})))"
    waits = f"EXP(({load}-{agents})*{desk.target})/(1+{below}*(1-{load}/{agents}))"
    return f"IF({load}<=0,1,IF({load}>={agents},0,1-{waits}))"


def abandoned(agents: str, load: str, desk: Desk) -> str:
    """The share that hangs up before somebody answers."""
    _, gone, _ = _impatient(agents, load, _of_any(agents, load, desk), desk)
    return f"IF({load}<=0,0,IF({agents}<=0,1,{gone}))"


def _of_any(agents: str, load: str, desk: Desk) -> str:
    """`inverse` of agents that may be a fraction; with several contacts at a time between the whole numbers, on a logarithmic scale."""
    if not desk.at_once:
        return inverse(agents, load, desk, whole=False)
    floor, part = f"INT({agents})", f"({agents}-INT({agents}))"
    more = f"LN(1+{inverse(f'({floor}+1)', load, desk, whole=True)})"
    less = f"IF({floor}=0,0,LN(1+{inverse(f'MAX(1,{floor})', load, desk, whole=True)}))"
    return f"(EXP({less}*(1-{part})+{more}*{part})-1)"


def _impatient(agents: str, load: str, below: str, desk: Desk) -> tuple[str, str, str]:
    """Erlang A: the share answered in time, the share that hangs up, and how busy the agents are."""
    c, r = f"({agents}*{desk.patience})", f"({load}*{desk.patience})"
    density = f"GAMMADIST({r},{c}+1,1,FALSE)"
    at_once = f"({below})*{load}/({agents})*{density}"
    answered = f"GAMMADIST({r},{c}+1,1,TRUE)"
    later = f"GAMMADIST({r}*EXP(-{desk.given_up}),{c}+1,1,TRUE)"
    everybody = f"({at_once}+{load}/({agents})*GAMMADIST({r},{c},1,TRUE))"
    found = f"({at_once}+{answered}-{later})/{everybody}"
    gone = f"({load}/({agents})*GAMMADIST({r},{c},1,TRUE)-{answered})/{everybody}"
    return found, gone, f"{load}/({agents})*(1-{gone})"
