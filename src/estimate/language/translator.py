"""Finished sentences in another language: each is found in the catalog as it stands, or as a template whose holes hold names and figures.

A template is the English source with holes, `{1} costs without a price: {2}.`, as the f-string that makes the sentence has them. The one
with the most letters of its own that matches the sentence is taken; what stands in its holes is translated in turn. In a translation

* `{1}` is a hole, `{1:raw}` one whose text stays as it is, `{1:keys}` one with several keys that stay as they are, `{1:number}` one that holds a figure, `{1:amount}` a rounded figure, read as the language reads large numbers;
* a Korean particle behind a hole is written in both forms, `{1}을(를)`, and the one that fits the last letter is taken.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from estimate.ground.records import dataclass
from estimate.language.catalog import catalog_of, translations
from estimate.language.letters import in_words, particles, scale_of

HOLE = re.compile(r"\{(\w+)(?::(\w+))?\}")
NUMBER = r"[−+±-]?\d[\d,.]*"
AMOUNT = rf"(?:[A-Z]{{0,3}}[$€£¥₩₹]? )?{NUMBER}"
"""A figure, with the sign of its currency where it has one."""
WORD = re.compile(r"[A-Za-z][A-Za-z']*")
BREAK = re.compile(r"(?<=[a-z0-9)%\]][.?!]) (?=[A-Z0-9'\"])")
"""Between two sentences."""
SEPARATORS = ("\n", " · ", "; ", ": ", ", ", " – ", " → ", " × ", " / ")
"""What a line is made of, where no template says it: its parts are translated one by one."""
OUTER = 4
"""So many of them are looked for before brackets are opened; none counts within brackets."""
PLAIN = re.compile(r"(?<![\w./$-])[A-Za-z][a-z]{2,}(?!\w|[./\[]\w)")
MOST_FOREIGN = 0.5
"""A text of which more than this share stays English is left as it is: a note or a title of a source is not translated by halves."""
SENTENCE = 50
"""A template of this weight says enough of a text by itself, whatever keys stand in its holes."""
PHRASE = 60
"""Templates of at most this weight are phrases."""
PARTS = (": ", "; ", " · ", "\n")
REACHING = 60
"""What it costs a template, in the measure of its weight, that a hole reaches over one of these parts: fifteen of its letters."""
COMMA = 20
"""What a comma in a hole costs: more than a template has that is no more than an "and"."""
KEPT = re.compile(
    r"[a-z]+(?:[_.\[][\w.\[\]]*)|-{1,2}[a-z][\w-]*|[A-Z]{2,4}|[A-Z]\$|US\$|\W*|https?:\S+|\S+\.(?:ya?ml|json|html|xlsx|csv|md)"
)
"""Keys, options, codes, addresses and files are no words of a language."""
NO_VALUES = ("a list", "a mapping", "nothing")
"""What a message says in place of a value that has no text of its own."""


FIRST_SIGN = 0xE000
"""The first of the characters that Unicode leaves to private use; each stands for a name while a sentence is translated."""


@dataclass(frozen=True)
class Template:
    """A msgid with holes, and how it is said."""

    msgid: str
    msgstr: str

    @cached_property
    def literals(self) -> list[str]:
        """What stands around the holes."""
        return HOLE.split(self.msgid)[::3]

    @cached_property
    def weight(self) -> int:
        """How many letters are its own."""
        return sum(len(WORD_LETTERS.findall(part)) for part in self.literals) * 4 + sum(map(len, self.literals))

    @cached_property
    def words(self) -> list[str]:
        """Whole words that every sentence made of it has: none that touches a hole, which may hold the rest of the word."""
        found, parts = [], self.literals
        for at, part in enumerate(parts):
            found += [
                match[0]
                for match in WORD.finditer(part)
                if (match.start() or at == 0) and (match.end() < len(part) or at == len(parts) - 1)
            ]
        return found

    @property
    def short(self) -> bool:
        """Whether it is a phrase that sentences are made of: a count, a unit, a date."""
        return self.weight <= PHRASE

    @cached_property
    def holes(self) -> list[str]:
        return [match[1] for match in HOLE.finditer(self.msgid)]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What matches a sentence made of it."""
        figures = {match[1] for match in HOLE.finditer(self.msgstr) if match[2] in ("amount", "number")}
        made = re.escape(self.literals[0])
        for name, before, literal in zip(self.holes, self.literals, self.literals[1:], strict=False):
            # A hole that touches a word on its left holds the end of that word: cost{2} without a price.
            inside = AMOUNT if name in figures else r"[^\s]*?" if before[-1:].isalpha() else ".*?"
            made += f"({inside}){re.escape(literal)}"
        return re.compile(made, re.DOTALL)


WORD_LETTERS = re.compile(r"[A-Za-z]")


class Translator:
    """The catalog of one language, asked for whole sentences."""

    def __init__(self, code: str, catalog: Mapping[str, str]) -> None:
        self.code = code
        self._known = translations(catalog)
        self.scale = scale_of(catalog.get("", ""))
        self._by_word: dict[str, list[Template]] = {}
        self._bare: list[Template] = []
        self.templates = templates = [
            Template(key, value) for key, value in catalog.items() if value and HOLE.search(key)
        ]
        counts: dict[str, int] = {}
        for one in templates:
            for word in set(one.words):
                counts[word] = counts.get(word, 0) + 1
        for one in templates:
            if one.words:
                rarest = min(one.words, key=lambda word: (counts[word], -len(word)))
                self._by_word.setdefault(rarest, []).append(one)
            else:
                self._bare.append(one)
        self._bare.sort(key=lambda one: -one.weight)
        self._said: dict[str, str] = {}
        self.kept: set[str] = set()
        """Names of the user's own, which stay as they are."""

    def text(self, text: str) -> str:
        """The text in this language, with the spaces around it."""
        bare = text.strip()
        if not WORD_LETTERS.search(bare):
            return text
        if bare in self.kept:
            return text
        if bare not in self._said:
            self._said[bare] = self._around_names(bare)
        return text.replace(bare, self._said[bare], 1)

    def _around_names(self, text: str) -> str:
        """The text with the user's names as they are: each stands as one sign, so that no comma or word of it is taken for the sentence's."""
        whole = self._exact(text)
        if whole is not None:
            return particles(whole)
        names, bare = [name for name in self.signed(self.kept) if name in text], text
        for at, name in enumerate(names):
            bare = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", chr(FIRST_SIGN + at), bare)
        said = self._translated(bare)
        for at, name in enumerate(names):
            said = said.replace(chr(FIRST_SIGN + at), name)
        said = particles(said)
        found = self._best(bare)[1]
        known = self._exact(bare) is not None or (found is not None and found[0].weight >= SENTENCE)
        return said if known or self._foreign(said) <= MOST_FOREIGN * self._foreign(text) else text

    @staticmethod
    def signed(names: Iterable[str]) -> list[str]:
        """Those of the names that stand as a sign within a sentence, the longest first."""
        return sorted(filter(_is_name, names), key=lambda name: (-len(name), name))

    def keep(self, names: Iterable[str]) -> None:
        """Leave these names of the user's own as they are from now on; what was said without knowing them is said anew."""
        if not self.kept.issuperset(names := set(names)):
            self.kept |= names
            self._said.clear()

    def forget(self) -> None:
        """Names that were kept are names no more."""
        self.kept.clear()
        self._said.clear()

    def _foreign(self, text: str) -> int:
        for name in self.kept:
            text = text.replace(name, "")
        return foreign(text)

    def amount(self, figure: str) -> str:
        """A rounded figure as this language reads it."""
        return in_words(figure, self.scale)

    def _translated(self, text: str) -> str:
        if text in self.kept:
            return text
        exact = self._exact(text)
        if exact is not None:
            return exact
        if not WORD_LETTERS.search(text) or KEPT.fullmatch(text):
            return text
        whole, bracket, of = text.removesuffix(")").rpartition(" (")
        if bracket and text.endswith(")") and (said := self._exact(whole)) is not None:
            return f"{said} ({self._translated(of)})"
        score, found = self._best(text)
        head, colon, rest = text.partition(": ")
        if (
            colon
            and (head in self.kept or _is_sign(head) or self._exact(head) is not None)
            and self._best(rest)[0] > score
        ):
            return f"{self._translated(head)}: {self._translated(rest)}"
        if found is not None:
            return self._filled(*found)
        sentences = BREAK.split(text)
        if len(sentences) > 1:
            return " ".join(map(self._translated, sentences))
        return self._in_parts(text)

    def _exact(self, text: str) -> str | None:
        first, rest = text[:1], text[1:]
        for key, end in (
            (text, ""),
            (text.removesuffix("."), "."),
            (first.lower() + rest, ""),
            (first.upper() + rest, ""),
        ):
            said = self._known.gettext(key) if key and (end == "" or text.endswith(".")) else key
            if said != key:
                return said + end
        return None

    def _candidates(self, text: str) -> list[Template]:
        """The templates whose words the text has, those that say most first."""
        found = [one for word in dict.fromkeys(WORD.findall(text)) for one in self._by_word.get(word, ())]
        return sorted([*found, *self._bare], key=lambda one: -one.weight)

    def _best(self, text: str) -> tuple[int, tuple[Template, re.Match[str]] | None]:
        """The template that says most of the text, and how much; a hole that reaches over the end of a part speaks against it."""
        best, found = 0, None
        for one in self._candidates(text):
            if one.weight <= best:
                break
            match = one.pattern.fullmatch(text)
            if match and (score := one.weight - sum(map(_reaching, match.groups()))) > best:
                best, found = score, (one, match)
        return best, found

    def _filled(self, template: Template, match: re.Match[str]) -> str:
        parts = dict(zip(template.holes, match.groups(), strict=True))

        def said(hole: re.Match[str]) -> str:
            text = parts.get(hole[1], hole[0])
            if hole[2] == "raw":
                return self._inner(text) if text in NO_VALUES else text
            if hole[2] == "keys":
                return text.replace(" and ", ", ")
            return self.amount(text) if hole[2] == "amount" else self._inner(text)

        return HOLE.sub(said, template.msgstr)

    def _inner(self, text: str) -> str:
        bare = text.strip()
        return text.replace(bare, self._translated(bare), 1) if bare else text

    def _in_parts(self, text: str) -> str:
        """A line by its parts: what stands in brackets, and what separators set apart."""
        for separator in SEPARATORS[:OUTER]:
            if len(parts := _apart(text, separator)) > 1:
                return separator.join(map(self._inner, parts))
        if len(parts := _apart(text, " and ")) > 1:
            return ", ".join(map(self._inner, parts))
        bracket = re.fullmatch(r"(.*?)\((.*)\)(.*)", text, re.DOTALL)
        if bracket and _is_whole(bracket[2]):
            return f"{self._inner(bracket[1])}({self._inner(bracket[2])}){self._inner(bracket[3])}"
        for separator in SEPARATORS[OUTER:]:
            if len(parts := _apart(text, separator)) > 1:
                return separator.join(map(self._inner, parts))
        number = re.fullmatch(rf"({NUMBER}) (.+)", text)
        if number:
            return f"{number[1]} {self._inner(number[2])}"
        for end in (".", ":", "?", ",", ";"):
            if text.endswith(end):
                return self._inner(text[:-1]) + end
        return text


def _is_name(name: str) -> bool:
    """Whether it can be told from a common word of a sentence: by a capital, a blank, a figure or letters that are not English."""
    return not re.fullmatch("[a-z]+", name)


def _is_sign(text: str) -> bool:
    """Whether it is a sign that stands for a name."""
    return len(text) == 1 and ord(text) >= FIRST_SIGN


def foreign(text: str) -> int:
    """How many letters of English words a text has; keys, files and short words do not count."""
    return sum(map(len, PLAIN.findall(text)))


def _apart(text: str, separator: str) -> list[str]:
    """The text at each separator that stands outside of brackets."""
    parts, depth = [""], 0
    for part in re.split(f"({re.escape(separator)})", text):
        if part == separator and depth == 0:
            parts.append("")
            continue
        depth += part.count("(") - part.count(")")
        parts[-1] += part
    return parts


def _is_whole(text: str) -> bool:
    """Whether each bracket that closes in a text has opened in it, and the other way round."""
    depths = list(itertools.accumulate({"(": 1, ")": -1}.get(letter, 0) for letter in text))
    return not depths or (min(depths) >= 0 and depths[-1] == 0)


def _reaching(hole: str) -> int:
    """How much a hole with this text speaks against its template: most where it holds the end of a sentence or half a bracket."""
    if BREAK.search(hole) or " · " in hole or not _is_whole(hole):
        return REACHING * 10
    if any(mark in hole for mark in PARTS) or "(" in hole:
        return REACHING
    return COMMA if ", " in hole else 0


@lru_cache
def translator_of(code: str) -> Translator:
    """The translator into a language, made once."""
    return Translator(code, catalog_of(code))
