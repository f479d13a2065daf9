"""`estimate breakeven A B --vary PATH`: where two totals meet as one number moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from estimate.answers.breakeven import break_even
from estimate.answers.estimate import estimate
from estimate.answers.variation import Variation
from estimate.cli.comparing import gather
from estimate.cli.output import write
from estimate.cli.session import Request, console, read_document
from estimate.ground.errors import Status, UsageError
from estimate.ground.provenance import Sourced
from estimate.ground.units import PRICE_UNITS
from estimate.inputs.axes import number, written
from estimate.inputs.case import Case
from estimate.inputs.catalog import Catalog
from estimate.model import book
from estimate.report.document import document
from estimate.report.figures import unit_name
from estimate.report.sections import report

FORMATS = ("table", "json", "csv")
REACH = 5.0
"""Without bounds, from a fifth of what the number is to five times that."""


def run_breakeven(
    files: Sequence[Path],
    request: Request,
    path: str,
    target: float | None,
    bounds: tuple[str | None, str | None],
    *,
    form: str,
    output: Path | None,
    no_color: bool,
    quiet: bool,
) -> Status:
    """Solve for the option's number at which it costs what the reference does, or the target."""
    from estimate.views import breakeven as view

    if len(files) != (1 if target is not None else 2):
        raise UsageError("breakeven takes a reference and an option, or one scenario with --target")
    if files[0] == files[-1] == Path("-") and target is None:
        raise UsageError("standard input can be one of the two only")
    request.check()
    catalog = Catalog(request.rates)
    read = read_document(request.scenario)
    case = request.case_of(read, catalog)
    rows = _carriers(case, path)
    now, unit = _now(case, rows)
    low, high = _bounds(path, now, bounds)
    cost, name = target, "the target"
    if cost is None:
        own = document(report(estimate(case)))
        (side,), _ = gather([files[0]], replace(request, settings=()), own)
        cost, name = side.document["total"]["likely"], side.name

    def resolve(position: Sequence[float]) -> Case:
        changed = replace(request, settings=(*request.settings, f"{path}={written(position[0])}"))
        return changed.case_of(read, catalog)

    if rows and all(sourced.origin.basis != "given" for _, _, sourced in rows):
        option = _of_the_card(case, rows)
    else:
        variation = Variation(resolve, [low], [high])

        def option(value: float) -> float:
            return float(variation.values([value])["total_cost"][0])

    fixed = cost
    found = break_even(option, lambda _: fixed, low, high, now)
    shown = view.Shown(case.scenario.name, name, path, unit, case.currency, found)
    if form == "table" and output is None:
        view.show(shown, console(no_color=no_color))
    else:
        write(view.render(shown, form), output, quiet=quiet)
    return Status.DONE


def _carriers(case: Case, path: str) -> list[tuple[str, int, Sourced]]:
    """The inputs that a place of the scenario sets, or would set where a card speaks for it."""
    wanted = _plain(path)
    return [
        (name, row, sourced)
        for name, rows in case.sourced.items()
        for row, sourced in enumerate(rows)
        if isinstance(sourced, Sourced) and sourced.path and _plain(sourced.path) == wanted
    ]


def _plain(path: str) -> str:
    return path.replace("[", ".").replace("]", "")


def _now(case: Case, rows: Sequence[tuple[str, int, Sourced]]) -> tuple[float | None, str]:
    """What the number is now, and its unit in words."""
    if not rows:
        return None, ""
    name, row, sourced = rows[0]
    currency, _, per = sourced.unit.rpartition("/")
    if per in PRICE_UNITS or per in ("wage_hour", "paid_hour"):
        return sourced.value.likely, f"{currency or _contract_currency(case, name, row)} per {unit_name(per, 1)}"
    return sourced.value.likely, "" if sourced.unit in ("share", "factor") else sourced.unit.replace("_", " ")


def _contract_currency(case: Case, name: str, row: int) -> str:
    """The currency of the contract that an input belongs to."""
    index = book.quantities[name].row
    team = row if index == "team" else case.parents[index][row] if index and book.within(index, "team") else 0
    return case.contract_currencies[team]


def _of_the_card(case: Case, rows: Sequence[tuple[str, int, Sourced]]) -> Callable[[float], float]:
    """The total if the card said another number there; the scenario itself cannot say it alone (a rate needs its model)."""
    result = estimate(case)

    def total(value: float) -> float:
        changes: dict[str, list[object]] = {}
        for name, row, _ in rows:
            changes.setdefault(name, list(result.values[name]))[row] = value
        return float(result.program.with_changes(result.values, changes, "total_cost"))

    return total


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
