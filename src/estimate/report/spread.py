"""How sure an estimate is, chosen and rounded: its 80 % range, that of each category, and what would narrow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import islice

from estimate.answers.estimate import Estimate
from estimate.answers.identities import Use
from estimate.answers.uncertainty import BUDGET, Simulation
from estimate.answers.variance_shares import VarianceShare, variance_shares
from estimate.ground.provenance import Basis
from estimate.ground.records import dataclass
from estimate.ground.units import money
from estimate.report.ledger import Ledger
from estimate.report.naming import input_name

NARROWING = 3
WORTH_SAYING = 0.02
DOMINATED = 0.5
"""From this part of the explained variance on, the headline says that the range rests on assumed values."""


@dataclass(frozen=True)
class Narrower:
    """An input, the part of the range that would go if it were known, and the keys of the scenario under which it is written."""

    name: str
    basis: Basis
    range_reduction: float
    variance_share: float
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Spread:
    """The percentiles of the total and the 80 % range of each category, in the currency, to the minor unit.

    One case in ten lies below `low`, half below `median`, eight in ten below `budget` and nine in ten below `high`. `mean` is that of the draws.
    """

    low: float
    median: float
    budget: float
    high: float
    mean: float
    below: float
    """The share of the draws that lie below the printed total (half of those that equal it)."""
    mean_above: float
    """The same of the mean of the draws: the more a total is skewed upward, the more cases cost less than their mean."""
    error: float
    """The standard error of that mean, as independent draws would have it."""
    categories: dict[str, tuple[float, float]]
    draws: int
    seed: int
    inputs: int
    narrowers: tuple[Narrower, ...]
    assumed: float
    simulation: Simulation = field(repr=False, compare=False)

    def enough(self, share: float) -> float:
        """What so large a share of the cases does not pass, to the minor unit."""
        return money(self.simulation.percentile(share), self.simulation.currency)

    @property
    def rests_on_assumptions(self) -> bool:
        return self.assumed > DOMINATED and self.high > self.low


def spread(books: Ledger, result: Estimate, simulation: Simulation) -> Spread:
    """What a simulation says of an estimate."""
    currency = result.case.currency
    total = books.money(books.total)
    found = variance_shares(simulation)
    explained = sum(driver.variance_share for driver in found)
    assumed = sum(driver.variance_share for driver in found if driver.basis == "assumed")
    best = (
        _narrower(result, one)
        for one in sorted(found, key=lambda one: -one.range_reduction)
        if one.range_reduction >= WORTH_SAYING
    )
    low, median, budget, high = (money(simulation.percentile(share), currency) for share in (0.1, 0.5, BUDGET, 0.9))
    return Spread(
        low=low,
        median=median,
        budget=budget,
        high=high,
        mean=money(simulation.mean, currency),
        below=simulation.share_below(total),
        mean_above=simulation.share_below(simulation.mean),
        error=simulation.deviation / simulation.draws**0.5,
        categories={
            name: (money(ends[0], currency), money(ends[1], currency))
            for name in simulation.categories
            for ends in [simulation.range_of(name)]
        },
        draws=simulation.draws,
        seed=simulation.seed,
        inputs=len(simulation.inputs),
        narrowers=tuple(islice(_each_key_once(best), NARROWING)),
        assumed=assumed / explained if explained else 0.0,
        simulation=simulation,
    )


def _each_key_once(narrowers: Iterable[Narrower]) -> Iterator[Narrower]:
    """Without those whose keys have all been named before: who writes these knows both."""
    named: set[str] = set()
    for one in narrowers:
        if not one.keys or not named.issuperset(one.keys):
            yield one
        named.update(one.keys)


def _narrower(result: Estimate, driver: VarianceShare) -> Narrower:
    uses = [use for one in driver.inputs for use in one.uses]
    places = [use.place for use in uses]
    keys = tuple(dict.fromkeys(key for use in uses if use.sourced.path for key in _keys_of(result, use)))
    return Narrower(
        input_name(result, places, driver.group), driver.basis, driver.range_reduction, driver.variance_share, keys
    )


def _keys_of(result: Estimate, use: Use) -> Iterator[str]:
    """The keys under which somebody who knows an input writes it.

    Of a factor on a card's price that is the price: it is for this kind of support. Minutes that follow from the people of today stand for chats
    at a time as well, so that who writes the minutes of a chat writes both.
    """
    path = use.sourced.path
    yield f"{path.removesuffix('support_type')}pricing.rate" if use.name == "support_type_factor" else path
    if use.name == "handle_minutes" and use.sourced.origin.basis == "derived":
        at_once = result.case.sourced["concurrency"][use.row]
        if not isinstance(at_once, list) and at_once.path and at_once.origin.basis != "given":
            yield at_once.path
