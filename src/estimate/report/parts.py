"""The parts of an estimate's document: what each key of the JSON holds, in which unit."""

from __future__ import annotations

from typing import NotRequired  # pydantic needs this one before Python 3.12

from typing_extensions import TypedDict

from estimate.ground.kinds import ESTIMATE_VERSION
from estimate.report.offer_parts import (
    AwardDocument,
    BidDocument,
    CriterionDocument,
    QualityDocument,
    ShouldCostDocument,
)
from estimate.report.periods import PeriodsDocument
from estimate.report.range_document import CaseDocument, RangeDocument
from estimate.report.should_we import ShouldWeDocument
from estimate.report.structural import ChoiceDocument
from estimate.report.vendor_risk import VendorRiskDocument

VERSION = ESTIMATE_VERSION


class Total(TypedDict):
    """Money over the term. expected is the printed total and the sum of the lines: every input at its expected value, or where `at` says.

    Of the cases that the ranges allow one in ten costs less than low, half less than median, one in ten more than high, and eight in ten no more than budget;
    null where no draws were made.
    """

    expected: float
    low: float | None
    median: float | None
    high: float | None
    budget: float | None


class OriginDocument(TypedDict):
    """Where a value comes from."""

    basis: str
    file: str
    date: str
    grade: str
    sources: list[str]
    formula: str
    note: str


class LineDocument(TypedDict):
    """One cost line of one team or queue; amount is the sum of by_month."""

    id: str
    team: str | None
    queue: str | None
    category: str
    label: str
    driver: str
    quantity: float
    unit: str
    unit_price: float | None
    amount: float
    by_month: list[float]
    one_off: bool
    origin: OriginDocument


class Assumption(TypedDict):
    """A value that the scenario did not give: its expected value, its range, from where, and how the total answers to it.

    `path` is the first key that says it, and `paths` has every key where a card's fact stands for several; results that were saved
    by earlier versions have no `paths`.
    """

    path: str
    paths: NotRequired[list[str]]
    quantity: str
    input: str
    expected: float
    low: float
    likely: float
    high: float
    unit: str
    basis: str
    elasticity: float
    origin: OriginDocument


class UnpricedDocument(TypedDict):
    """A cost that surely exists and is not in the total."""

    id: str
    name: str
    category: str
    question: str


class FindingDocument(TypedDict):
    """A cost that the vendors' prices do not mention; within says that it is part of other lines."""

    id: str
    label: str
    team: str | None
    amount: float
    within: bool
    why: str
    question: str


class QuestionDocument(TypedDict):
    """Something to ask the vendor, what the estimate takes meanwhile (null: nothing), and the answer (empty while it is open)."""

    id: str
    team: str | None
    about: str
    question: str
    why: str
    amount: float | None
    answer: NotRequired[str]


class StaffingDocument(TypedDict):
    """A team's people and hours in an average month of service."""

    team: str
    region: str
    fte: float
    headcount: float
    peak_headcount: float
    leads: float
    hires: float
    logged_in_hours: float
    paid_hours: float
    occupancy: float | None


class QueueDocument(TypedDict):
    """A queue: hours of an average month, load and service of the busiest one; service is null for deferred work.

    contacts, handling_hours and erlangs are null where it does not say how many contacts come, and
    speed_of_answer_seconds is null where the queue is unstable and waits grow without end.
    """

    team: str
    queue: str
    attention: str
    busiest_month: str
    contacts: float | None
    handling_hours: float | None
    erlangs: float | None
    peak_staffed_positions: float
    average_staffed_positions: float
    logged_in_hours: float
    occupancy: float | None
    blended_hours: float
    presence_hours: float
    response_hours: float | None
    promised_share: float | None
    promised_seconds: float | None
    service_level: float | None
    speed_of_answer_seconds: float | None
    abandonment: float | None


class ExchangeDocument(TypedDict):
    """The price of one unit of a currency."""

    rate: float
    unit: str
    basis: str
    date: str


class BasisDocument(TypedDict):
    """What the figures stand on, for comparison with others.

    priced_by_a_vendor names the teams with a vendor's price, quoted those of them whose price the scenario gives.
    """

    hours_per_fte_month: dict[str, float]
    hours_per_fte_year: dict[str, float]
    billed_unit: dict[str, str]
    team_status: dict[str, str]
    on_holidays: dict[str, str]
    on_holidays_assumed: list[str]
    priced_by_a_vendor: list[str]
    quoted: list[str]
    included: dict[str, list[str]]
    included_assumed: list[str]
    only_given: bool
    resolved_means: dict[str, str]
    exchange: dict[str, ExchangeDocument]
    shares: dict[str, float]
    seed: NotRequired[int | None]


class UnitCosts(TypedDict):
    """Money for one of each; null where the volume is not known.

    contact is for each that comes in, those that an AI agent resolves included; handled_contact for each that people handle. A further
    contact costs no more than it causes.
    """

    contact: float | None
    handled_contact: float | None
    further_contact: float | None
    resolution: float | None
    logged_in_hour: float | None
    fte_month: float | None


class ContactsDocument(TypedDict):
    """Contacts over the term: coming in, handled by people, and resolved; repeated are those of the handled that the
    scenario counts as repeats beyond the forecast's own. All null where a queue does not say how many contacts come.
    """

    incoming: float | None
    handled: float | None
    resolved: float | None
    repeated: float | None


class ReturnDocument(TypedDict):
    """Saving against a reference; months from the start, payback null where it never comes, roi and irr where not defined.

    investment is what is paid once; roi is on what that is beyond the reference's. irr is null above 1,000 % a year too: irr_reason is then "above 1000 %". It is empty where irr is a number.
    """

    by_month: list[float]
    cumulative: list[float]
    steady_saving: float
    investment: float
    net_saving: float
    payback_month: float | None
    roi: float | None
    npv: float
    irr: float | None
    irr_reason: str


class AgainstDocument(TypedDict):
    """What the estimate would replace (its baseline), and the return on that."""

    name: str
    total: float
    returns: ReturnDocument


class EstimateDocument(TypedDict):
    """The whole estimate. settings are what `--set` replaced in the scenario, rates the folders of own cards, both as they were written."""

    format_version: str
    engine_version: str
    complete: bool
    basis: BasisDocument
    files: dict[str, str]
    settings: list[str]
    rates: list[str]
    scenario: str
    as_of: str
    currency: str
    start: str
    months: int | float
    at: str
    total: Total
    range: NotRequired[RangeDocument | None]
    cases: NotRequired[dict[str, CaseDocument]]
    present_value: float
    one_off: float
    run_rate: float
    discount_rate: float
    contacts: ContactsDocument
    quality: QualityDocument
    criteria: dict[str, CriterionDocument]
    award: NotRequired[AwardDocument | None]
    bid: NotRequired[BidDocument | None]
    data: list[str]
    by_category: dict[str, float]
    by_team: dict[str, float]
    by_year: list[float]
    by_month: list[float]
    by_period: NotRequired[PeriodsDocument]
    lines: list[LineDocument]
    not_priced: list[UnpricedDocument]
    not_in_the_quote: list[FindingDocument]
    questions: list[QuestionDocument]
    staffing: list[StaffingDocument]
    queues: list[QueueDocument]
    unit_costs: UnitCosts
    assumptions: list[Assumption]
    warnings: list[str]
    cautions: NotRequired[list[str]]
    should_cost: NotRequired[list[ShouldCostDocument]]
    vendor_risk: NotRequired[list[VendorRiskDocument]]
    should_we: NotRequired[ShouldWeDocument | None]
    against: AgainstDocument | None
    structural: NotRequired[list[ChoiceDocument]]
