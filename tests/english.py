"""What of a text in another language is still English: a word that is no name, no key, no value, no file, no option and no call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import yaml

from estimate.cards.catalog import Catalog
from estimate.cli.commands import COMMANDS
from estimate.report.schemas import schema
from tests.conftest import ROOT

VERB = f"(?:{'|'.join(COMMANDS)})"
CALL = re.compile(
    rf"(?<![\w-])estimate(?: {VERB})?(?: (?:list|show|check))?(?: \S+\.ya?ml\S*| FILE)*(?: --?[\w-]+(?: [A-Z]+| [\w.\[\]]+=\S+| price| csv)?)*"
)
FILE = re.compile(r"(?:[A-Z][a-z]+/[A-Z]\w+|https?://\S+|[\w./-]*[\w-]\.(?:ya?ml|json|html|xlsx|csv|md)\b(?::\d+)*)")
OPTION = re.compile(r"(?<![\w-])--?[a-z][\w-]*")
ADDRESS = re.compile(r"\w+(?:\[\d+\]|\.\w+)+|[a-z]+(?:_[a-z0-9]+)+|[a-z]+: (?:new|existing)|(?<=, )months(?=\))")
"""What begins with a key of the scenario: a path, a key of several words, a key before its value, or the key of the term in brackets."""
WORD = re.compile(r"[A-Za-z'-]*[A-Za-z][a-z]+[A-Za-z'-]*")
WORDS = {
    "key: value",
    "extends",
    "true",
    "list",
    "flat",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "hours",
    "seats",
    "contacts",
}
"""What a scenario can have where its schema has a pattern, or its file as it is."""
METHODS = {"Erlang", "exp", "Call Centre Helper", "WFM Labs", "Poisson", "ramp", "SHA"}
"""Names of methods and of those who published them, and what stands in a formula."""


def english_in(texts: Iterable[str], names: Iterable[str] = ()) -> dict[str, set[str]]:
    """Those of the texts that have English words, with the words; `names` stand in them as they are written."""
    own = sorted({*names, *METHODS}, key=len, reverse=True)
    return {text: words for text in texts if (words := _english(text, own))}


def _english(text: str, names: Iterable[str]) -> set[str]:
    for pattern in (CALL, FILE):
        text = pattern.sub(" ", text)
    text = ADDRESS.sub(lambda match: " " if re.split(r"[.:\[]", match[0])[0] in keys() else match[0], text)
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?![A-Za-z])", " ", text)
    text = OPTION.sub(" ", text)
    return {word for word in WORD.findall(text) if len(word) > 2}


@lru_cache
def keys() -> frozenset[str]:
    """Every key of a scenario, and every key of an item of the cards."""
    found = {key for key, _ in Catalog().every_item()}
    for node in nodes_in(schema("scenario")):
        if isinstance(node, dict):
            found.update(node.get("properties", {}))
    return frozenset(found)


@lru_cache
def values() -> frozenset[str]:
    """Every word that a key of a scenario can have as its value."""
    nodes = [node for node in nodes_in(schema("scenario")) if isinstance(node, dict)]
    return frozenset({str(word) for node in nodes for word in node.get("enum", ())} | WORDS)


def names_in(*paths: str) -> set[str]:
    """What the user's files call things, as they are written: texts among their values, those of the files they extend too."""
    found = set()
    for path in paths:
        folder = (ROOT / path).parent
        for file in [ROOT / path, *folder.glob("workload.yaml")]:
            found |= texts_in(yaml.safe_load(file.read_text(encoding="utf-8")))
    return found


def texts_in(data: Any) -> set[str]:
    """The texts among the values of a scenario."""
    return {node for node in nodes_in(data) if isinstance(node, str) and WORD.search(node)}


def words_of_titles(*paths: str) -> set[str]:
    """The words of what scenarios are called, which the head of a table breaks into several lines."""
    titles = (yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))["name"] for path in paths)
    return {word for title in titles for word in WORD.findall(title)}


def nodes_in(node: Any) -> Iterator[Any]:
    """Plain data, and all that stands in it."""
    yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes_in(inner)
