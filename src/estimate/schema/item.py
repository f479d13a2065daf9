"""A price of one's own: what it is for, what it is counted by, and when it falls due."""

from typing import Annotated, Any, Self

from estimate.schema.fields import Currency, DueMonth, Key, Text, one_of
from estimate.schema.quantities import Amount, Number, PremiumShare, Rate, Share
from estimate.schema.record import Record, check, field, wrong

TEAM_ITEMS = (
    "contract", "month", "year", "agent", "seat", "seat_month", "position", "position_month", "hire", "lead", "contact",
    "resolution", "talk_minute", "logged_in_hour", "paid_hour", "share_of_labor",
)  # fmt: skip
SHARED_ITEMS = ("contract", "month", "year", "share_of_contract", "share_of_contract_year")
ITEM_STATUS = ("priced", "asked", "unknown")
ItemCategory = Annotated[str, one_of("technology", "training", "fees")]
ItemPer = Annotated[str, one_of(*dict.fromkeys(TEAM_ITEMS + SHARED_ITEMS))]


def _by_key_alone(schema: dict[str, Any]) -> None:
    """An item has a name and what it is counted by, or the key of a card's item and a price."""
    schema.pop("required")
    schema["anyOf"] = [{"required": ["name", "per"]}, {"required": ["key", "price"]}]


class Item(Record):
    """A price of its own: a license, a fee, a course, with what it is counted by."""

    json_schema_extra = _by_key_alone

    name: Text = field(description="what the line is called")
    key: Key | None = field(
        None,
        description="replaces the card's item of that key; beside a price alone it keeps that item's name, unit and currency",
    )
    category: ItemCategory = field("fees", description="where the line stands in the estimate")
    per: ItemPer = field(description="what it is counted by")
    price: Number | None = field(None, description="price of one; a share for what is a share of something")
    currency: Currency | None = field(None, description="currency of the price; the scenario's unless given")
    vat_included: Share | None = field(
        None,
        description="rate of the value-added tax that the price holds; that of the contract where its vendor bills the item on (markup), else none",
    )
    quantity: Amount | None = field(None, description="how many each time it falls due; one unless given")
    employer_burden: PremiumShare | None = field(
        None, description="employer charges and benefits on top, where the price is somebody's pay"
    )
    escalator: Rate | None = field(
        None, description="rise of the price at each anniversary, with the contract's rises; none unless given"
    )
    markup: PremiumShare | None = field(
        None, description="the vendor buys it and bills it on with this on top; 0 where at cost"
    )
    probability: Share | None = field(
        None, description="how likely it is that it falls due; the total has its expected cost"
    )
    month: DueMonth | None = field(None, description="the month in which a one-off falls due; 0 is before the start")
    first_month: DueMonth | None = field(None, description="first month in which it recurs")
    last_month: DueMonth | None = field(None, description="last month in which it recurs")
    status: Annotated[str, one_of(*ITEM_STATUS)] = field(
        "priced", description="whether the price is known, asked for, or unknown; without a price it is never zero"
    )
    question: Text | None = field(None, description="what to ask where the price is not known")

    @check
    def _price_or_status(self) -> Self:
        if self.status == "priced" and self.price is None:
            raise wrong("needs a price (or status: unknown, and it shows as not priced)")
        if self.vat_included is not None and self.price is None:
            raise wrong("has vat_included and no price that holds it (give the price, or take vat_included away)")
        if self.status != "priced" and self.price is not None:
            raise wrong(f"has a price and status {self.status} (take one of them away)")
        if self.per.startswith("share_"):
            if self.price is not None and self.price.high > 1:
                most = self.price.high
                hint = f" (write {most:g}% or {most / 100:g})" if most <= 100 else ""
                raise wrong(f"has a price that is a share of something, so at most 100%, got {most:g}{hint}")
            for key in ("employer_burden", "escalator", "vat_included"):
                if getattr(self, key) is not None:
                    raise wrong(f"has {key}, and a share of something follows that (take {key} away)")
        return self
