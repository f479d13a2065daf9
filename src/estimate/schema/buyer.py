"""What the client spends itself beside the contract."""

from estimate.schema.fields import Months
from estimate.schema.quantities import Amount, Share
from estimate.schema.record import Record, field


class ParallelRunning(Record):
    """The present operation, kept running while the new one starts."""

    months: Months = field(description="months, from the first one of service")
    cost_per_month: Amount = field(description="what the present operation costs a month")


class Severance(Record):
    """What the people who are replaced are paid when they leave."""

    people: Amount = field(description="people who leave")
    weeks_of_pay: Amount = field(description="weeks of pay for each")
    weekly_pay: Amount = field(description="a week's pay of one, employer charges included")


class RetainedTeam(Record):
    """The client's own people who stay to run the contract, instead of a share of it."""

    people: Amount = field(description="people who stay")
    cost_per_month: Amount = field(description="what one costs a month")


class Buyer(Record):
    """What the client spends itself, in the scenario's currency."""

    legal: Amount | None = field(None, description="legal advice and the contract")
    selection: Amount | None = field(None, description="choosing the vendor, instead of the card's share of a year")
    integration: Amount | None = field(None, description="connecting the vendor's systems, instead of the card's price")
    parallel_running: ParallelRunning | None = field(None, description="the present operation, kept running at first")
    severance: Severance | None = field(None, description="what those who are replaced are paid")
    retained_team: RetainedTeam | None = field(None, description="instead of the card's share for vendor management")
    tax_not_recovered: Share | None = field(None, description="tax on the vendors' charges that is not recovered")
