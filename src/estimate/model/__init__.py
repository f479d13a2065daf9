"""What support costs: the quantities of the field and their formulas, one module for each part of the cost."""

from estimate.model import fees, items, labor, people, premiums, staffing, totals, training, workload
from estimate.model.book import book

book.order()  # a misspelt or circular dependency stops here, before anything runs

__all__ = ["book", "fees", "items", "labor", "people", "premiums", "staffing", "totals", "training", "workload"]
