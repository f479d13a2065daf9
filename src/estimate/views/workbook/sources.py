"""The sheet of sources: what the values rest on, with links, and the files that were read."""

from __future__ import annotations

from estimate.cards.sources import citations
from estimate.language import shown
from estimate.views.workbook.inputs import link
from estimate.views.workbook.layout import BODY, HEAD_ROW
from estimate.views.workbook.model import Model
from estimate.views.workbook.writing import BLUE, GRAY, Book

WIDTHS = {0: 30, 1: 84, 2: 50, 3: 64}
HEADS = {0: "Source", 1: "What it says of itself", 2: "Link", 3: "Inputs that rest on it"}


def write_sources(book: Book, model: Model) -> None:
    """Write the sheet."""
    out = book.sheet(
        model.name("Sources"),
        "Sources",
        "Where the values of the rate cards are from. A card's notes say how its values were made of them.",
    )
    out.freeze_panes(BODY, 1)
    for column, width in WIDTHS.items():
        out.set_column(column, column, width)
    book.headings(out, HEAD_ROW, HEADS)
    said = citations(model.result.case.catalog)
    users: dict[str, list[str]] = {}
    for one in model.inputs:
        for source in one.sourced.origin.sources:
            users.setdefault(source, []).append(f"{one.label} ({one.of})" if one.of else one.label)
    plain, quiet = book.style(text_wrap=True), book.style(text_wrap=True, font_color=GRAY)
    at = BODY
    for source, names in sorted(users.items()):
        citation = said.get(source, "")
        url = link(citation)
        out.write_string(at, 0, source, plain)
        out.write_string(at, 1, citation.removesuffix(url).rstrip(". ") if url else citation, plain)
        if url:
            out.write_url(at, 2, url, book.style(font_color=BLUE, underline=1), url.partition("://")[2][:52])
        used = ", ".join(map(shown, dict.fromkeys(names)))
        out.write_string(at, 3, used, quiet)
        book.fitting(out, at, {1: citation.removesuffix(url), 3: used}, WIDTHS)
        at += 1
    at += 1
    book.section(out, at, "Files that were read", 3)
    for file in model.result.case.files:
        at += 1
        out.write_string(at, 0, file.source, plain)
        out.write_string(at, 1, f"SHA-256 {file.digest}", quiet)
    out.print_area(0, 0, at, 3)
    out.repeat_rows(HEAD_ROW)
    out.fit_to_pages(1, 0)
