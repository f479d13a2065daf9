"""`estimate added FILE`: what the rate cards add to a scenario, and the key that ends each."""

from __future__ import annotations

from dataclasses import replace

from estimate.cli.options import (
    AsOfOption,
    CurrencyOption,
    FormatOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    RatesOption,
    ScenarioArgument,
    SetOption,
)
from estimate.ground.errors import Status


def added_command(
    scenario: ScenarioArgument,
    *,
    settings: SetOption,
    rates: RatesOption,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> int:
    """List what the rate cards add to what the scenario gives, with the key that ends each cost."""
    from estimate.answers.estimate import estimate
    from estimate.cli.output import asked, deliver
    from estimate.report.added import additions
    from estimate.studies.request import Request
    from estimate.views import added as view

    shown = asked(form, output, no_color=no_color, quiet=quiet)
    request = Request(scenario, settings, rates, as_of, currency)
    bare = replace(request, settings=(*settings, "only_given=true"))
    deliver(additions(estimate(request.case()), estimate(bare.case())), view, shown)
    return Status.DONE
