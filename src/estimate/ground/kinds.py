"""Every kind of result in one table: which command makes it, what its document is, and which view shows it."""

from __future__ import annotations

from typing import NamedTuple

ESTIMATE = "format_version"
"""The key that begins an estimate."""
ESTIMATE_VERSION = "3.0"
"""The version of an estimate's document, here so that writing one needs no types."""


class Kind(NamedTuple):
    """A kind of result, in plain words, so that nothing is imported before it is needed."""

    command: str
    """What is typed to get it, without `estimate`."""
    module: str
    """The module of `report` that has its document, and the `VERSION` of that."""
    document: str
    """The document's type in that module."""
    view: str
    """The module of `views` that shows it."""

    @property
    def words(self) -> str:
        """What a message calls a saved result of this kind."""
        return f"a saved result of `estimate {self.command}`" if self.command else "a saved estimate"

    @property
    def again(self) -> str:
        """How to get one that this version of the tool can read."""
        return f"run `estimate {self.command}` again" if self.command else "estimate the scenario again"


KINDS = {
    ESTIMATE: Kind("", "parts", "EstimateDocument", "estimate"),
    "comparison_version": Kind("compare", "comparison_document", "ComparisonDocument", "comparison"),
    "simulation_version": Kind("simulate", "simulate", "SimulationDocument", "simulate"),
    "sensitivity_version": Kind("sensitivity", "sensitivity", "SensitivityDocument", "sensitivity"),
    "should_cost_version": Kind("should-cost", "should_cost", "ShouldCostReport", "should_cost"),
    "sweep_version": Kind("sweep", "sweep", "SweepDocument", "sweep"),
    "breakeven_version": Kind("breakeven", "breakeven", "BreakevenDocument", "breakeven"),
    "regions_version": Kind("regions", "regions", "RegionsDocument", "regions"),
    "questions_version": Kind("questions", "questions", "QuestionsDocument", "questions"),
    "added_version": Kind("added", "added", "AddedDocument", "added"),
    "staffing_version": Kind("staffing", "staffing", "StaffingReport", "staffing"),
    "explain_version": Kind("explain", "explain", "ExplainDocument", "explain"),
    "rates_list_version": Kind("rates list", "rates_list", "RatesListDocument", "rates_list"),
    "rates_map_version": Kind("rates list --map", "rates_map", "RatesMapDocument", "rates_map"),
    "rates_show_version": Kind("rates show", "rates_show", "RatesShowDocument", "rates_show"),
    "rates_fx_version": Kind("rates fx", "rates_fx", "RatesFxDocument", "rates_fx"),
    "rates_check_version": Kind("rates check", "rates_check", "RatesCheckDocument", "rates_check"),
    "glossary_version": Kind("glossary", "glossary", "GlossaryDocument", "glossary"),
    "validate_version": Kind("validate", "validate", "ValidateDocument", "validate"),
    "rates_worst_version": Kind("rates check --worst", "rates_worst", "RatesWorstDocument", "rates_worst"),
}
"""By the key that begins its document."""
