"""A simulation: percentiles and a histogram on a terminal, as rows and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.figures import percent, rough, symbol
from estimate.report.simulate import SimulationDocument
from estimate.views.colors import WARNING
from estimate.views.formats import escaped, markdown_table

BAR = "█"


def lines(content: SimulationDocument, width: int) -> Iterator[Text]:
    """The range, the odds against a budget, percentiles, and how the totals lie."""
    yield Text(printable(content["scenario"]), "bold")
    yield Text()
    sign, known = symbol(content["currency"]), content["percentiles"]
    done = f"{content['draws']:,} draws"
    if content["draws"] < content["asked"]:
        done += f" of {content['asked']:,}, stopped"
    yield Text(f"  80 % range    {sign} {rough(known['p10'])} – {rough(known['p90'])}", "bold")
    yield Text(f"  {done}, seed {content['seed']}, {content['inputs']} uncertain inputs", "dim")
    if content["budget"]:
        amount, chance = content["budget"]["amount"], content["budget"]["chance_above"]
        yield Text(f"  Above {sign} {rough(amount)} in {percent(chance)} of the draws", WARNING if chance > 0.5 else "")
    yield Text()
    figures = {"expected": content["expected"], "mean": content["mean"]}
    figures |= {f"{name[1:]} %": amount for name, amount in known.items()}
    wide = max(len(rough(amount)) for amount in figures.values())
    for name, amount in figures.items():
        yield Text(f"  {name:>8}  {rough(amount):>{wide}}")
    yield Text()
    most = max((one["draws"] for one in content["histogram"]), default=0)
    for one in content["histogram"]:
        bar = BAR * round(one["draws"] / most * (width - 2 * wide - 16)) if most else ""
        yield Text.assemble(
            f"  {rough(one['low']):>{wide}} – {rough(one['high']):<{wide}} ", (bar, "cyan"), f" {one['draws']:,}"
        )
    yield Text()
    yield Text(f"  Covers {content['holds']},", "dim")
    yield Text(f"  not {content['leaves_out']}.", "dim")


def rows(content: SimulationDocument) -> Iterator[list[object]]:
    """Expected, mean, every percentile, and the chance of passing the budget."""
    yield ["figure", "amount"]
    yield ["expected", content["expected"]]
    yield ["mean", content["mean"]]
    yield from ([name, amount] for name, amount in content["percentiles"].items())
    if content["budget"]:
        yield ["chance_above_budget", content["budget"]["chance_above"]]


def page(content: SimulationDocument) -> Iterator[str]:
    """The rows as one Markdown table."""
    head, *rest = ([escaped("" if value is None else str(value)) for value in row] for row in rows(content))
    yield from markdown_table(head, rest)
