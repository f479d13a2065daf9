"""The cost lines: which formula each shows, by what quantity, and which inputs set its price. Data, not logic."""

from __future__ import annotations

from estimate.ground.records import dataclass

CATEGORIES = {
    "labor": "Labor",
    "technology": "Technology",
    "training": "Training and management",
    "fees": "Additional and hidden fees",
}


@dataclass(frozen=True, slots=True)
class CostLine:
    """A cost as people read it.

    `index` is where the amount lives; `quantity` is what is counted, in `unit`; `prices` are the inputs that set the
    price, so that the line can say how good it is.
    """

    id: str
    category: str
    label: str
    index: str | None
    amount: str
    quantity: str
    unit: str
    prices: tuple[str, ...]
    one_off: bool = False


AGENTS = "labor.agents"
AGENT_LABELS = {
    "logged_in_hour": "Agent hours",
    "paid_hour": "Agent hours, paid",
    "wage_hour": "Agent pay",
    "seat_month": "Agent seats",
    "contact": "Contacts handled",
    "talk_minute": "Minutes on the line",
    "handled_minute": "Minutes handled",
    "resolution": "Contacts resolved",
}
"""What the agents' line is called, by what the price is for."""
PREMIUMS = (
    "labor.expertise", "labor.language", "labor.night", "labor.weekend", "labor.holiday", "labor.overtime", "labor.after_hours",
)  # fmt: skip
"""Lines that add to the agents' price."""

RATE = ("base_rate", "support_type_factor")

LINES: tuple[CostLine, ...] = (
    CostLine(AGENTS, "labor", "Agents", "queue", "agent_cost", "agent_units", "price_unit", RATE),
    CostLine("labor.burden", "labor", "Employer charges and benefits", "queue", "burden_cost", "billed_units", "price_unit",
             ("base_rate", "employer_burden")),
    CostLine("labor.expertise", "labor", "Expertise premium", "queue", "expertise_cost", "billed_units", "price_unit",
             ("expertise_premium",)),
    CostLine("labor.language", "labor", "Language premium", "queue", "language_cost", "bilingual_units", "price_unit",
             ("language_premium",)),
    CostLine("labor.night", "labor", "Night premium", "queue", "night_cost", "queue_night_hours", "hour", ("night_premium",)),
    CostLine("labor.weekend", "labor", "Weekend premium", "queue", "weekend_cost", "queue_weekend_hours", "hour",
             ("weekend_premium",)),
    CostLine("labor.holiday", "labor", "Holiday premium", "queue", "holiday_cost", "queue_holiday_hours", "hour",
             ("holiday_premium",)),
    CostLine("labor.overtime", "labor", "Overtime premium", "queue", "overtime_cost", "queue_overtime_hours", "hour",
             ("overtime_premium",)),
    CostLine("labor.after_hours", "labor", "Work after hours", "queue", "after_hours_cost", "after_units", "price_unit",
             ("after_premium", "after_rate")),
    CostLine("labor.roles", "labor", "Roles", "role", "role_cost", "role_months", "FTE-month", ("role_pay_factor", "role_price")),
    CostLine("labor.overhead", "labor", "Vendor's overhead", "team", "overhead_cost", "people_cost", "share_of_people", ("overhead_share",)),
    CostLine("labor.margin", "labor", "Vendor's margin", "team", "margin_cost", "people_cost", "share_of_people", ("margin_share",)),
    CostLine("labor.fixed", "labor", "Fixed base", "team", "fixed_cost", "in_service", "month", ("fixed_fee",)),
    CostLine("labor.own_fixed", "labor", "Fixed base of a queue", "queue", "own_fixed_cost", "in_service", "month", ("own_fixed_fee",)),
    CostLine("labor.overflow", "labor", "Shared overflow", "queue", "overflow_cost", "overflow_units", "overflow_unit", ("overflow_rate",)),
    CostLine("labor.term_discount", "labor", "Term discount", "team", "term_discount_cost", "people_cost", "share_of_people",
             ("term_discount",)),
    CostLine("clauses", "", "Clauses", "clause", "clause_cost", "clause_quantity", "clause_unit", ("clause_price", "clause_share")),
    CostLine("technology.ai", "technology", "AI agent", "queue", "ai_cost", "ai_units", "ai_per", ("ai_price",)),
    CostLine("technology.ai_minimum", "technology", "AI platform minimum", "team", "ai_minimum_cost", "in_service", "month", ("ai_minimum",)),
    CostLine("training.initial", "training", "Initial training", "team", "initial_training_cost", "initial_training_hours", "hour",
             ("training_hours", "training_billed_at"), one_off=True),
    CostLine("training.replacement", "training", "Replacement training", "team", "replacement_training_cost",
             "replacement_training_hours", "hour", ("training_hours", "training_billed_at")),
    CostLine("items", "", "Items", "item", "item_cost", "item_quantity", "item_per", ("item_price",)),
    CostLine("fees.ramp", "fees", "Ramp-up inefficiency", "queue", "ramp_cost", "ramp_units", "price_unit", ("new_hire_aht_factor",)),
    CostLine("fees.billing_calendar", "fees", "28-day billing", "team", "billing_calendar_cost", "in_service", "month", ("billing_factor",)),
    CostLine("fees.credits", "fees", "Service credits expected", "team", "credit_cost", "service_charge", "share_of_charges",
             ("level_spread", "at_risk")),
    CostLine("fees.bonus", "fees", "Service bonus expected", "team", "bonus_cost", "service_charge", "share_of_charges", ("level_spread",)),
    CostLine("fees.notice", "fees", "Notice not served", "team", "notice_cost", "notice_months_due", "month", ("notice_paid",), one_off=True),
    CostLine("fees.termination", "fees", "Early termination", "team", "termination_cost", "ends_early", "contract",
             ("termination_fee", "termination_months", "termination_share", "termination_amortized"), one_off=True),
    CostLine("fees.payment", "fees", "Payment terms", "team", "payment_cost", "vendor_bill", "share_of_charges",
             ("payment_days", "advance_months", "discount_rate")),
    CostLine("fees.deposit", "fees", "Deposit", "team", "deposit_cost", "in_service", "month", ("deposit", "discount_rate")),
    CostLine("charges", "", "Charges", "charge", "charge_cost", "charge_quantity", "charge_per", ("charge_price",)),
    CostLine("fees.contingency", "fees", "Contingency", None, "contingency_cost", "contingency_cost", "", ("contingency_share",)),
)  # fmt: skip
"""Every line of an estimate. Their amounts sum to `cost`; a test holds that."""
