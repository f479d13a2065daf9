"""Running `should-cost`: the open book of each vendor's team, against its price, or the tree behind one of its figures."""

from __future__ import annotations

from pathlib import Path

from estimate.answers.estimate import estimate
from estimate.answers.should_cost import should_costs
from estimate.cli.explaining import explain
from estimate.cli.output import write
from estimate.cli.session import Request, console
from estimate.ground.errors import Status, UsageError
from estimate.report.should_cost import should_cost_document


def run_should_cost(
    request: Request, seed: int, *, form: str, output: Path | None, no_color: bool, quiet: bool
) -> Status:
    """Show what the work of each team with a vendor's price should cost."""
    from estimate.views import should_cost as view

    result = estimate(request.case())
    content = should_cost_document(result, should_costs(result, seed=seed))
    if form == "table" and output is None:
        view.show(content, console(no_color=no_color))
    else:
        write(view.render(content, form), output, quiet=quiet)
    return Status.DONE


def run_explained(request: Request, line: str, *, no_color: bool) -> Status:
    """Explain a line or a quantity of the should-cost, for each team in turn."""
    found = [one for one in should_costs(estimate(request.case())) if one.book is not None]
    if not found:
        raise UsageError("there is no should-cost to explain (estimate should-cost FILE says why)")
    for position, one in enumerate(found):
        if position:
            console(no_color=no_color).print()
        assert one.book is not None
        explain(one.book, line, rates=request.rates, no_color=no_color)
    return Status.DONE
