"""A region's card to read: on a terminal, as rows and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.cells import cell_len
from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.figures import plain, significant
from estimate.report.rates_show import (
    CardFactDocument,
    DerivedPriceDocument,
    EndsDocument,
    FloorPartDocument,
    RatesShowDocument,
    ShownPriceDocument,
    WageFloorDocument,
)
from estimate.views.colors import WARNING
from estimate.views.formats import escaped, markdown_table

COLUMNS = (
    "section", "key", "model", "unit", "expected", "low", "likely", "high", "basis", "grade", "since", "file", "line", "sources", "note",
    "formula", "evidence", "set_aside", "includes", "terms",
)  # fmt: skip
INDENT = 10
"""Lines that go on are indented by no more."""
DIGITS = 3
"""Significant digits of what is computed from a card's numbers."""
PRICES = "Prices: expected (low – likely – high)"
DERIVED = "Without a price of their own: voice times the shared factor, modeled"
FLOOR = "What wages alone imply"
NO_PRICE = "none on the card"
NO_FLOOR = "not known: the cards have no wage by the hour here, or no exchange rate"
PARTS = {"wage": "wage", "employer_burden": "burden", "shrinkage": "shrinkage", "wage_share": "wage share"}


def lines(content: RatesShowDocument, width: int) -> Iterator[Text]:
    """The card section by section, each value with where it comes from."""
    sources = content["sources"]
    yield Text.assemble((printable(content["name"]), "bold"), f" ({content['region']})")
    yield from _wrapped("", printable(_about(content)), width, "dim")
    if content["note"]:
        yield from _wrapped("", printable(content["note"]), width)
    yield Text()
    yield Text(PRICES, "bold")
    for price in content["prices"]:
        yield from _price(price, sources, width)
    if not content["prices"]:
        yield Text(f"  {NO_PRICE}", WARNING)
    if content["derived_prices"]:
        yield Text()
        yield Text(DERIVED, "bold")
        for derived in content["derived_prices"]:
            yield from _wrapped("  ", _derived(derived), width)
    yield Text()
    yield Text(FLOOR, "bold")
    yield from _floor(content["floor"], width)
    for section in dict.fromkeys(fact["section"] for fact in content["facts"]):
        yield Text()
        yield Text(section.capitalize(), "bold")
        for fact in content["facts"]:
            if fact["section"] == section:
                yield from _fact(fact, sources, width)
    if content["gaps"]:
        yield Text()
        yield Text("Not found", "bold")
        for gap in content["gaps"]:
            yield from _wrapped("  - ", printable(gap), width)


def rows(content: RatesShowDocument) -> Iterator[list[object]]:
    """A row for each price, each price that voice stands in for, the floor and its parts, and each fact."""
    yield list(COLUMNS)
    for row in _rows(content):
        yield [*row, *[""] * (len(COLUMNS) - len(row))]


def _rows(content: RatesShowDocument) -> Iterator[list[object]]:
    for price in content["prices"]:
        head = ["prices", price["support_type"], price["model"], price["unit"]]
        yield [*head, *_four(price), *_origin(price, price["line"]), *_grounds(price), ";".join(price["includes"])]
    for derived in content["derived_prices"]:
        head = ["derived_prices", derived["support_type"], derived["model"], derived["unit"]]
        yield [*head, *_four(derived), "modeled"]
    if floor := content["floor"]:
        for key in ("logged_in_hour", "paid_hour", "market_price"):
            ends: EndsDocument | None = floor[key]
            if ends is not None:
                per = "logged_in_hour" if key == "market_price" else key
                yield ["floor", key, "", f"{floor['currency']}/{per}", *_four(ends)]
        for key, part in floor["parts"].items():
            yield ["floor", key, "", part["unit"], *_four(part), *_origin(part, part["line"])]
    for fact in content["facts"]:
        head = [fact["section"], fact["key"], "", fact["unit"]]
        yield [*head, *_four(fact), *_origin(fact, None), *_grounds(fact), "", fact["terms"]]


def _origin(one: ShownPriceDocument | CardFactDocument | FloorPartDocument, line: int | None) -> list[object]:
    """How good a value is, and where it stands."""
    return [one["basis"], one["grade"], one["since"], one["file"], "" if line is None else line]


def _grounds(one: ShownPriceDocument | CardFactDocument) -> list[object]:
    """What a value was made from, and what was set aside."""
    evidence, aside = ";".join(one["evidence"]), ";".join(one["set_aside"])
    return [";".join(one["sources"]), one["note"], one["formula"], evidence, aside]


def page(content: RatesShowDocument) -> Iterator[str]:
    """A Markdown page: tables of prices and facts, the floor as a formula, and the sources in full."""
    yield f"# {escaped(content['name'])}"
    yield ""
    yield f"{escaped(_about(content))}."
    if content["note"]:
        yield ""
        yield escaped(content["note"])
    yield ""
    yield f"## {PRICES}"
    yield ""
    if content["prices"]:
        yield from markdown_table(
            ["Price", "Amount", "Wages alone", "Basis", "Since", "Sources"],
            (
                [
                    escaped(_kind(price["support_type"], price["model"])),
                    escaped(f"{_ends(price)} {price['unit']}"),
                    _beneath(price),
                    f"{price['basis']} {price['grade']}".rstrip(),
                    price["since"],
                    escaped(", ".join(price["sources"])),
                ]
                for price in content["prices"]
            ),
        )
    else:
        yield f"{NO_PRICE.capitalize()}."
    if content["derived_prices"]:
        yield ""
        yield f"## {DERIVED}"
        yield ""
        yield from (f"- {escaped(_derived(derived))}" for derived in content["derived_prices"])
    yield ""
    yield f"## {FLOOR}"
    yield ""
    floor = content["floor"]
    if floor is None:
        yield f"{NO_FLOOR.capitalize()}."
    else:
        yield from (f"- {lead.strip()} {escaped(words)}" for lead, words in _formulas(floor))
        yield from (f"- {PARTS[key]}: {escaped(_stands(part))}" for key, part in floor["parts"].items())
    for section in dict.fromkeys(fact["section"] for fact in content["facts"]):
        yield ""
        yield f"## {section.capitalize()}"
        yield ""
        yield from (f"- {escaped(_said(fact))}" for fact in content["facts"] if fact["section"] == section)
    if content["gaps"]:
        yield ""
        yield "## Not found"
        yield ""
        yield from (f"- {escaped(gap)}" for gap in content["gaps"])
    if content["sources"]:
        yield ""
        yield "## Sources"
        yield ""
        yield from (f"- {escaped(key)}: {escaped(said)}" for key, said in content["sources"].items())


def _about(content: RatesShowDocument) -> str:
    """Where it is, what is paid in, the clock, the languages and the date."""
    area = content["area"].replace("_", " ").title()
    words = (area, content["currency"], content["timezone"], ", ".join(content["languages"]))
    return " · ".join((*filter(None, words), f"as of {content['as_of']}"))


def _price(price: ShownPriceDocument, sources: Mapping[str, str], width: int) -> Iterator[Text]:
    kind = _kind(price["support_type"], price["model"])
    yield Text.assemble("  ", (f"{kind}: {_ends(price)} {price['unit']}", "bold"))
    if price["floor"] is not None:
        below = price["below_wage_floor"]
        verdict = "it is BELOW what wages alone cost" if below else "wages alone"
        yield from _wrapped("      ", f"{verdict}: {_ends(price['floor'], DIGITS)}", width, WARNING if below else "")
    grade = f"grade {price['grade']}" if price["grade"] else ""
    old = f"since {price['since']} ({price['age_months']} months)"
    place = f"{price['file']}:{price['line']}"
    yield from _wrapped("      ", " · ".join(filter(None, (price["basis"], grade, old, place))), width, "dim")
    if price["includes"]:
        yield from _wrapped("      includes: ", ", ".join(price["includes"]).replace("_", " "), width, "dim")
    yield from _pedigree(price, sources, width)


def _fact(fact: CardFactDocument, sources: Mapping[str, str], width: int) -> Iterator[Text]:
    yield from _wrapped("  ", _said(fact), width)
    yield from _pedigree(fact, sources, width)


def _said(fact: CardFactDocument) -> str:
    """A fact in one line, without its sources."""
    head = f"{fact['key'].replace('_', ' ')}: {_ends(fact)} {fact['unit']}"
    grade = f"grade {fact['grade']}" if fact["grade"] else ""
    return " · ".join(filter(None, (head, fact["terms"], fact["basis"], grade, f"since {fact['since']}")))


def _pedigree(value: ShownPriceDocument | CardFactDocument, sources: Mapping[str, str], width: int) -> Iterator[Text]:
    """Where a value comes from, each kind of word on lines of its own."""
    for key, text in (("formula", value["formula"]), ("note", value["note"])):
        if text:
            yield from _wrapped(f"      {key}: ", printable(text), width, "dim")
    for source in value["sources"]:
        yield from _wrapped("      source: ", printable(sources.get(source, source)), width, "dim")
    records = [f"evidence: {', '.join(value['evidence'])}"] if value["evidence"] else []
    records += [f"set aside: {', '.join(value['set_aside'])}"] if value["set_aside"] else []
    if records:
        yield from _wrapped("      ", "; ".join(records), width, "dim")


def _derived(derived: DerivedPriceDocument) -> str:
    kind = _kind(derived["support_type"], derived["model"])
    return f"{kind}: {_ends(derived, DIGITS)} {derived['unit']}, × {_ends(derived['factor'])}"


def _floor(floor: WageFloorDocument | None, width: int) -> Iterator[Text]:
    if floor is None:
        yield from _wrapped("  ", NO_FLOOR, width)
        return
    for lead, words in _formulas(floor):
        yield from _wrapped(f"  {lead} ", words, width)
    for key, part in floor["parts"].items():
        yield from _wrapped(f"      {PARTS[key]}: ", _stands(part), width, "dim")


def _formulas(floor: WageFloorDocument) -> Iterator[tuple[str, str]]:
    """How the floor, and the price that wages are a known share of, follow from their parts."""
    currency, parts = floor["currency"], floor["parts"]
    wage = parts["wage"]
    converted = f" × {plain(floor['rate'])} {currency} for one" if floor["rate"] != 1 else ""
    words = (
        f"{_ends(floor['logged_in_hour'], DIGITS)} {currency} a logged-in hour = wage {plain(significant(wage['expected']))} "
        f"{wage['unit']}{converted} × (1 + {_share(parts['employer_burden'])} employer burden) "
        f"÷ (1 − {_share(parts['shrinkage'])} shrinkage)"
    )
    yield "floor:", words
    if floor["market_price"] is not None:
        market = f"{_ends(floor['market_price'], DIGITS)} {currency} = wage ÷ {_share(parts['wage_share'])}"
        yield "market price:", f"{market}, the share of a price that wages are seen to be"


def _stands(part: FloorPartDocument) -> str:
    """Where a part of the floor stands, and how well it is known."""
    grade = f"grade {part['grade']}" if part["grade"] else ""
    place = f"{part['file']}:{part['line']}"
    return " · ".join(filter(None, (part["basis"], grade, f"since {part['since']}", place)))


def _beneath(price: ShownPriceDocument) -> str:
    if price["floor"] is None:
        return ""
    shown = _ends(price["floor"], DIGITS)
    return f"**{shown}: the price is below**" if price["below_wage_floor"] else shown


def _share(part: FloorPartDocument) -> str:
    return f"{plain(significant(part['expected'] * 100))} %"


def _kind(support_type: str, model: str) -> str:
    return f"{support_type}, {model}".replace("_", " ")


def _four(ends: EndsDocument | ShownPriceDocument) -> list[object]:
    return [ends["expected"], ends["low"], ends["likely"], ends["high"]]


def _ends(value: EndsDocument | ShownPriceDocument, digits: int | None = None) -> str:
    """What is expected of a range, and its low – likely – high as they stand on the card or to so many digits."""
    shown = [
        plain(significant(end, digits) if digits else end) for end in (value["low"], value["likely"], value["high"])
    ]
    point = value["low"] == value["high"]
    return shown[1] if point else f"{plain(significant(value['expected']))} ({' – '.join(shown)})"


def _wrapped(lead: str, text: str, width: int, style: str = "") -> Iterator[Text]:
    """Words on as many lines as they need, the later ones indented below the first, but never far."""
    line, empty = lead, True
    indent = " " * min(cell_len(lead), INDENT)
    for word in text.split():
        if not empty and cell_len(line) + 1 + cell_len(word) > width:
            yield Text(line, style)
            line, empty = indent, True
        line += word if empty else f" {word}"
        empty = False
    yield Text(line, style)
