"""What the client spends itself beside the contract."""

from pydantic import Field

from estimate.schema.fields import Months
from estimate.schema.quantities import Amount, Share
from estimate.schema.record import Record


class ParallelRunning(Record):
    """The present operation, kept running while the new one starts."""

    months: Months = Field(description="months, from the first one of service")
    cost_per_month: Amount = Field(description="what the present operation costs a month")


class Severance(Record):
    """What the people who are replaced are paid when they leave."""

    people: Amount = Field(description="people who leave")
    weeks_of_pay: Amount = Field(description="weeks of pay for each")
    weekly_pay: Amount = Field(description="a week's pay of one, employer charges included")


class RetainedTeam(Record):
    """The client's own people who stay to run the contract, instead of a share of it."""

    people: Amount = Field(description="people who stay")
    cost_per_month: Amount = Field(description="what one costs a month")


class Buyer(Record):
    """What the client spends itself, in the scenario's currency."""

    legal: Amount | None = Field(None, description="legal advice and the contract")
    selection: Amount | None = Field(None, description="choosing the vendor, instead of the card's share of a year")
    integration: Amount | None = Field(None, description="connecting the vendor's systems, instead of the card's price")
    parallel_running: ParallelRunning | None = Field(None, description="the present operation, kept running at first")
    severance: Severance | None = Field(None, description="what those who are replaced are paid")
    retained_team: RetainedTeam | None = Field(None, description="instead of the card's share for vendor management")
    tax_not_recovered: Share | None = Field(None, description="tax on the vendors' charges that is not recovered")
