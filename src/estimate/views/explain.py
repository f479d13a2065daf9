"""An explanation: as a tree on a terminal, as rows and as nested points on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from estimate.ground.errors import printable
from estimate.report.explain import ExplainDocument, NodeDocument, OriginDocument
from estimate.report.figures import plain, symbol
from estimate.views.fitting import fitted, wrapped
from estimate.views.formats import escaped, markdown_table

WORDS = {"given": "given by the scenario"}
SILENT = ("structural", "computed")
"""Where an input comes from is not said of these: nobody claims them, or a word behind the figure says it."""
FEWEST = 16
"""So many cells are left for words however deep the tree is."""
BRANCHES = str.maketrans("├└", "│ ")
COLUMNS = (
    "depth", "name", "value", "word", "unit", "formula", "repeated", "basis", "grade", "since", "file", "line", "low", "likely", "high",
    "sources", "note",
)  # fmt: skip
LINE_COLUMNS = ("id", "label", "quantity", "amount")
ASK = "Ask for one of these, for a category (labor), or for any quantity by name (headcount)."
NO_MEANING = "has no meaning here"
ABOVE = "see above"


def lines(content: ExplainDocument, width: int) -> Iterator[Text]:
    """The tree, each line on as many as the width takes; without one, every line that can be explained, with its formula and its amount."""
    if not content["nodes"]:
        yield from _overview(content, width)
        return
    console = Console(width=width)
    for line in _tree(content):
        yield from _folded(line, console, width)


def rows(content: ExplainDocument) -> Iterator[list[object]]:
    """A figure a row, before those that it came from; or a line a row."""
    if not content["nodes"]:
        yield list(LINE_COLUMNS)
        for line in content["lines"]:
            yield [line[column] for column in LINE_COLUMNS]  # type: ignore[literal-required]
        return
    yield list(COLUMNS)
    for node in content["nodes"]:
        said: dict[str, object] = {**(node["origin"] or {}), **node}
        if origin := node["origin"]:
            said |= {"sources": ";".join(origin["sources"])}
        yield [said.get(column) for column in COLUMNS]


def page(content: ExplainDocument) -> Iterator[str]:
    """The tree as nested points, and the sources below; or a table of the lines."""
    currency = content["currency"]
    if not content["nodes"]:
        yield from markdown_table(
            ["Line", "", "Quantity", f"Amount ({currency})"],
            (
                [f"`{line['id']}`", escaped(line["label"]), f"`{line['quantity']}`", plain(line["amount"])]
                for line in content["lines"]
            ),
            figures=(3,),
        )
        yield ""
        yield f"They sum up to {symbol(currency)} {plain(content['total'])}."
        return
    for at, node in enumerate(content["nodes"]):
        if at and not node["depth"]:
            yield ""
        more = f" ({note})" if (note := _note(node)) else ""
        said = "".join(f"; {escaped(part)}" for part in _pedigree(node, {}))
        formula = f" = {escaped(node['formula'])}" if node["formula"] else ""
        name, value = escaped(node["name"]), escaped(_value(node, currency))
        yield f"{'  ' * node['depth']}- **{name}** = {value}{formula}{escaped(more)}{said}"
    if content["sources"]:
        yield ""
        yield "Sources:"
        yield ""
        yield from (f"- {escaped(key)}: {escaped(said)}" for key, said in content["sources"].items())


def _overview(content: ExplainDocument, width: int) -> Iterator[Text]:
    total = f" = {symbol(content['currency'])} {plain(content['total'])}, the sum of:"
    yield Text.assemble(("total_cost", "bold"), total)
    wide = max((len(line["id"]) for line in content["lines"]), default=0)
    for line in content["lines"]:
        amount, label = plain(line["amount"]), printable(line["label"])
        shown = Text.assemble("  ", (f"{line['id']:<{wide}}", "bold"), f"  {amount:>12}  {label}")
        formula = f" ({line['quantity']})"
        if shown.cell_len + len(formula) <= width:
            shown.append(formula)
        elif shown.cell_len > width:
            shown = Text.assemble("  ", (line["id"], "bold"), f"  {amount}  {fitted(label, 20).rstrip()}")
        yield shown
    yield from wrapped("", ASK, width)


def _tree(content: ExplainDocument) -> Iterator[Text]:
    """The lines of all trees before they are folded, a blank one between two."""
    nodes, currency = content["nodes"], content["currency"]
    stems: list[str] = []
    for at, (node, last) in enumerate(zip(nodes, _last(nodes), strict=True)):
        depth = node["depth"]
        if at and not depth:
            yield Text()
        del stems[max(0, depth - 1) :]
        branch = "" if not depth else "└ " if last else "├ "
        yield _figure(node, "".join(stems) + branch, currency)
        if depth:
            stems.append("  " if last else "│ ")
        elif node["meaning"]:
            yield Text(f"  {node['meaning']}", "dim")
        for said in _pedigree(node, content["sources"]):
            yield Text.assemble(("".join(stems), "dim"), (f"  {printable(said)}", "dim"))


def _last(nodes: Sequence[NodeDocument]) -> list[bool]:
    """Whether each figure is the last of those behind the same one."""
    found: list[bool] = []
    later: list[bool] = []
    """By depth, whether another figure follows behind the same one."""
    for node in reversed(nodes):
        depth = node["depth"]
        del later[depth + 1 :]
        later += [False] * (depth + 1 - len(later))
        found.append(not later[depth])
        later[depth] = True
    return found[::-1]


def _folded(line: Text, console: Console, width: int) -> Iterator[Text]:
    """The line on as many as the width takes; the later ones go on beside the branches of the tree."""
    if line.cell_len <= width:
        yield line
        return
    stem = len(line.plain) - len(line.plain.lstrip("│├└ "))
    lead, body = line[:stem], line[stem:]
    later = f"{line.plain[:stem].translate(BRANCHES)}  "
    for at, part in enumerate(body.wrap(console, max(FEWEST, width - cell_len(later)))):
        part.rstrip()
        yield Text.assemble(lead if at == 0 else (later, "dim"), part)


def _figure(node: NodeDocument, lead: str, currency: str) -> Text:
    text = Text.assemble((lead, "dim"), (printable(node["name"]), "bold"), f" = {_value(node, currency)}")
    if node["formula"]:
        text.append(f" = {node['formula']}")
    if note := _note(node):
        text.append(f"   ({note})", "dim")
    return text


def _value(node: NodeDocument, currency: str) -> str:
    value = node["value"]
    if value is None:
        return f"{node['word']} {node['unit']}".strip() if node["word"] else NO_MEANING
    if node["unit"] == currency:
        return f"{symbol(currency)} {plain(value)}"
    return f"{plain(value)} {node['unit']}".strip()


def _note(node: NodeDocument) -> str:
    """What stands in brackets behind a figure: how an input was worked out, or that the figures behind it stand further up."""
    origin = node["origin"]
    if origin is not None:
        return origin["note"] if origin["basis"] == "computed" else ""
    return ABOVE if node["repeated"] else ""


def _pedigree(node: NodeDocument, sources: dict[str, str]) -> Iterator[str]:
    """Of an input, the first time it stands in the tree: who said so, how well, and where it stands."""
    origin = node["origin"]
    if origin is not None and not node["repeated"] and origin["basis"] not in SILENT:
        yield from _said(origin, sources)


def _said(origin: OriginDocument, sources: dict[str, str]) -> Iterator[str]:
    place = f"{origin['file']}:{origin['line']}" if origin["file"] and origin["line"] else origin["file"]
    width = "" if origin["low"] == origin["high"] else f"{plain(origin['low'])} to {plain(origin['high'])}"
    grade = f"grade {origin['grade']}" if origin["grade"] else ""
    basis = WORDS.get(origin["basis"], origin["basis"])
    since = f"since {origin['since']}" if origin["since"] else ""
    yield " · ".join(part for part in (place, basis, grade, since, width) if part)
    if origin["formula"]:
        yield f"formula: {origin['formula']}"
    for source in origin["sources"]:
        yield f"source: {sources.get(source, source)}"
    if origin["note"]:
        yield f"note: {origin['note']}"
