"""Where two totals meet as one number moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from estimate.answers.breakeven import break_even
from estimate.answers.estimate import estimate, total_of
from estimate.answers.parametric import Parametric
from estimate.answers.shared_inputs import Place, now, places_of, same_place
from estimate.answers.whole_price import has_more_than_a_rate, scaled
from estimate.cards.catalog import Catalog
from estimate.engine import Values
from estimate.files.axes import number, written
from estimate.files.input_file import InputFile
from estimate.ground.errors import UsageError
from estimate.ground.records import dataclass
from estimate.ground.units import PRICE_UNITS
from estimate.model import RULEBOOK
from estimate.report.breakeven import BreakevenDocument, breakeven_document
from estimate.report.document import document
from estimate.report.figures import unit_name
from estimate.report.sections import report
from estimate.report.side import Side
from estimate.resolve.resolved import ResolvedScenario
from estimate.studies.compare import gather
from estimate.studies.request import STDIN, Request, read_document

WHOLE_PRICE = "price"
"""What to vary where all prices of the contract are to move at once, as a factor."""
REACH = 5.0
"""Without bounds, from a fifth of what the number is to five times that."""


def breakeven(
    files: Sequence[Path], request: Request, path: str, target: float | None, bounds: tuple[str | None, str | None]
) -> BreakevenDocument:
    """Solve for the number at which the option costs what the reference does, or the target; what both share moves in both."""
    if len(files) != (1 if target is not None else 2):
        raise UsageError("breakeven takes a reference and an option, or one scenario with --target")
    if files[0] == files[-1] == STDIN and target is None:
        raise UsageError("standard input can be one of the two only")
    request.check()
    catalog = Catalog(request.rates)
    read = read_document(request.scenario)
    case = request.case_of(read, catalog)
    whole = path == WHOLE_PRICE
    places = [] if whole else places_of(case, path)
    present = 1.0 if whole else now(case, places)
    low, high = _bounds(path, present, bounds)
    option = _of_the_whole_price(case) if whole else _option(request, read, catalog, case, path, low, high)
    reference, name, theirs = _target(target), "the target", None
    if target is None:
        own = document(report(estimate(case)))
        (side,), _ = gather([files[0]], replace(request, settings=()), own)
        name = side.name
        theirs = None if side.estimate is None or whole else same_place(case, path, side.estimate.case)
        reference = _still(side) if theirs is None else _moving(request, catalog, side, theirs, low, high)
    found = break_even(lambda x: option(x).exact, lambda x: reference(x).exact, low, high, present)
    told = tuple((x, option(x).told, reference(x).told) for x, _, _ in found.curve)
    return breakeven_document(
        replace(found, curve=told),
        option=case.scenario.name,
        reference=name,
        path=path,
        unit="times the whole price" if whole else _unit(case, places),
        currency=case.currency,
        moves_both=theirs is not None,
        by_target=target is not None,
        only_a_part=not whole and path.endswith("pricing.rate") and has_more_than_a_rate(estimate(case)),
        total_now=None if found.now is None else option(found.now).told,
    )


@dataclass(frozen=True)
class CostOf:
    """A total as the model has it, and as it is printed: lines and months rounded."""

    exact: float
    told: float


Costs = Callable[[float], CostOf]


def _cost(values: Values, currency: str) -> CostOf:
    return CostOf(float(values["total_cost"][0]), total_of(values, currency))


def _target(amount: float | None) -> Costs:
    cost = CostOf(amount or 0.0, amount or 0.0)
    return lambda _: cost


def _still(side: Side) -> Costs:
    """A reference that does not move."""
    told = side.document["total"]["expected"]
    cost = CostOf(side.estimate.one("total_cost") if side.estimate else told, told)
    return lambda _: cost


def _moving(request: Request, catalog: Catalog, side: Side, path: str, low: float, high: float) -> Costs:
    """A reference in which the number moves too; its document is already on common ground with the option."""
    assert side.estimate is not None
    common = replace(request, settings=(), currency=side.document["currency"])
    return _varied(common, side.estimate.case.files[0], catalog, path, low, high)


def _option(
    request: Request, read: InputFile, catalog: Catalog, case: ResolvedScenario, path: str, low: float, high: float
) -> Costs:
    places = places_of(case, path)
    if places and all(sourced.origin.basis != "given" for _, _, sourced in places):
        return _of_the_card(case, places)
    return _varied(request, read, catalog, path, low, high)


def _varied(request: Request, read: InputFile, catalog: Catalog, path: str, low: float, high: float) -> Costs:
    def resolve(position: Sequence[float]) -> ResolvedScenario:
        changed = replace(request, settings=(*request.settings, f"{path}={written(position[0])}"))
        return changed.case_of(read, catalog)

    parametric = Parametric(resolve, [low], [high])
    return lambda value: _cost(parametric.values([value]), parametric.case.currency)


def _unit(case: ResolvedScenario, places: Sequence[Place]) -> str:
    """The unit of the number in words."""
    if not places:
        return ""
    sourced = places[0][2]
    currency, _, per = sourced.unit.rpartition("/")
    if currency.isupper() and per == "contract":
        return currency
    if currency.isupper() or per in PRICE_UNITS or per == "wage_hour":
        return f"{currency or _contract_currency(case, *places[0][:2])} per {unit_name(per, 1)}"
    return "" if sourced.unit in ("share", "factor") else sourced.unit.replace("_", " ")


def _contract_currency(case: ResolvedScenario, name: str, row: int) -> str:
    """The currency of the contract that an input belongs to."""
    index = RULEBOOK.quantities[name].row
    team = case.teams(index)[row] if index and RULEBOOK.within(index, "team") else 0
    return case.contract_currencies[team]


def _of_the_whole_price(case: ResolvedScenario) -> Costs:
    """The cost with rate, steps, queues' prices and base fee times a factor."""
    result = estimate(case)
    return lambda by: _cost(result.program.run({**case.inputs(), **scaled(result, by)}), case.currency)


def _of_the_card(case: ResolvedScenario, places: Sequence[Place]) -> Costs:
    """The cost if the card said another number there; the scenario itself cannot say it alone (a rate needs its model)."""
    result = estimate(case)

    def cost(value: float) -> CostOf:
        inputs = case.inputs()
        for name, row, _ in places:
            inputs[name] = [value if at == row else one for at, one in enumerate(inputs[name])]
        return _cost(result.program.run(inputs), case.currency)

    return cost


def _bounds(path: str, now: float | None, given: tuple[str | None, str | None]) -> tuple[float, float]:
    """Between which values to look."""
    ends = []
    for text, option, usual in zip(given, ("--from", "--to"), (1 / REACH, REACH), strict=True):
        value = number(text) if text is not None else None if now is None else now * usual
        if text is not None and value is None:
            raise UsageError(f"{option} must be a number, got '{text}'")
        if value is None:
            raise UsageError(f"{path} has no value to begin from (give --from and --to)")
        ends.append(value)
    low, high = ends
    if "share" in path or path.endswith(("occupancy", "shrinkage")):
        high = min(high, 0.95) if given[1] is None else high
    if low >= high:
        raise UsageError(f"--from {low:g} must be below --to {high:g}")
    return low, high
