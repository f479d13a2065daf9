"""What a page carries of each other language: the texts that it shows, translated, and the templates of what its script says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from estimate.language import ENGLISH, known
from estimate.language.letters import PAIRS
from estimate.language.translator import HOLE, Translator, translator_of
from estimate.report.own_names import own_names
from estimate.views.page.words import Words

TOLD = ("aria-label", "aria-valuetext", "title", "placeholder", "label")
LONGEST = 400
"""No text of a page is longer; what is, is a program."""


def languages_of(body: str, content: Mapping[str, Any], words: Words, names: set[str]) -> dict[str, Any]:
    """By language: its name, each text of the page that it says otherwise, templates, large numbers and endings."""
    texts = [*_Texts.of(body), *_strings(content), *(text for text in words.values() if not HOLE.search(text))]
    texts += words["days"].split()
    return {code: _language(translator_of(code), texts, words, names) for code in known() if code != ENGLISH}


def _language(translator: Translator, texts: list[str], words: Words, names: set[str]) -> dict[str, Any]:
    translator.keep(names)
    exact = {text: said for text in texts if (said := translator.text(text)) != text} | {name: name for name in names}
    own = set(words.values())
    templates = [(one.msgid, one.msgstr) for one in translator.templates if one.msgid in own or one.short]
    return {
        "name": translator.text("English"),
        "exact": exact,
        "templates": templates,
        "names": translator.signed(names),
        "scale": translator.scale,
        "endings": [(both, *pair) for both, pair in PAIRS.items()],
    }


def names_in(*documents: Mapping[str, Any]) -> set[str]:
    """The users' own names in these documents."""
    return set().union(*map(own_names, documents))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) <= LONGEST:
            yield value
            if value.startswith("<"):
                yield from _Texts.of(value)
        else:
            yield from _Texts.of(value) if value.startswith("<") else ()
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


class _Texts(HTMLParser):
    """The texts between the tags of a markup, and those of attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    @classmethod
    def of(cls, markup: str) -> list[str]:
        """Each text once, a per cent sign with a common blank."""
        parser = cls()
        parser.feed(markup)
        parser.close()
        return [text for text in parser.found if re.search("[A-Za-z]", text)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as it is called
        for name, value in attrs:
            if name in TOLD and value:
                self._take(value)

    def handle_data(self, data: str) -> None:
        self._take(data)

    def _take(self, text: str) -> None:
        self.found[text.replace("\u00a0", " ").strip()] = None
