"""Reading YAML as people mean it: YAML 1.2 in spirit, every trap closed, and every place known when it is asked for."""

from __future__ import annotations

import math
import re
from typing import Any

import yaml
from yaml import AliasEvent, DocumentStartEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from estimate.files.input_file import LOADER, Address, InputFile, dotted, line_of, lines_of, place_of
from estimate.ground.errors import InvalidInput, Place, Problem

DEEPEST = 40
LONGEST_INTEGER, LONGEST_FLOAT = 18, 40
MOST_PROBLEMS = 100

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, Any] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)
# Most values and keys are text, and their first character tells.
_NUMBER_STARTS = frozenset("+-.0123456789")
_ODD_KEY_STARTS = _NUMBER_STARTS | {"", "\xa0", *"~nNtTfF<"}
# What stands behind a comma of thousands, the beginning of a second number included.
_CUT_OFF = re.compile(r"[0-9]{3}(\.[0-9]+)?[kK%]?(\s*(-|–|to)\s*[0-9]{1,3})?")
# Line breaks to YAML that editors do not show, and a byte order mark that is not at the start.
_INVISIBLE = ("\x85", "\u2028", "\u2029", "\ufeff")
# Named by what is refused: a class of all that is allowed takes 9 ms to compile.
_NOT_TEXT = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


_ANCHORS = "anchors and aliases are not used here (write the value out, or use extends)"
_MERGE = "merge keys are not used here (write the values out, or use extends)"
_EMPTY = "is empty (a scenario needs at least name and team)"
# What the parsers say, the line before the spot, the character there, the text where it began; and plain words for it.
# Words that begin with > belong to where it began.
_SYNTAX = (
    (r"found a tab|token.*\n.*\n\t|\A(?!.*(flow|quoted)).*\n *\t", "a tab cannot indent (use spaces)"),
    (r"token", "a value cannot begin with this character (put it in quotes)"),
    (r"mapping values.*\n.*:\s", "a colon stands where no key is expected (put text that holds ': ' in quotes)"),
    (r"mapping values", "a key cannot begin here (check the indentation, and the colon in the line above)"),
    (r"expected ':'.*\n.*\n.*\n[^\s:]+:\S", ">a space is missing after the colon (write key: value)"),
    (r"expected ':'", ">a key has no colon after it (write key: value)"),
    (r"quoted scalar.*(end of stream|document)", "the text ends inside a quote (close it)"),
    (r"escape|hexdecimal", r"a \ in double quotes begins an escape (use single quotes, or write \\)"),
    (r"',' or '\]'", "a list in brackets is not closed or lacks a comma (check [ , ])"),
    (r"',' or '}'", "a mapping in braces is not closed or lacks a comma (check { , })"),
    (r"scanning an (alias|anchor)", ">text cannot begin with * or & (put it in quotes)"),
    (r" tag", ">tags are not used here (remove the word that begins with !, or put the text in quotes)"),
    (r"block scalar", ">after | or > a text block begins in the next line (put other text in quotes)"),
    (r"directive", ">a line cannot begin with % (put it in quotes)"),
    (r"incompatible", "this asks for another version of YAML (remove the line that begins with %)"),
    (r"sequence entries", "a list cannot begin here (put the - on a line of its own, indented)"),
    (r"mapping keys", "text cannot begin with ? and a space (put it in quotes)"),
    (r"node content", "a value is missing here (check the commas and brackets)"),
    (r"block collection", "a line of the list is not indented like the others (align the -)"),
    (r"block mapping.*\n.*\n[]}:]", "this belongs to nothing that stands before it (remove it)"),
    (r"block mapping.*\n.*['\"] *\n", "text follows a closing quote (close the quote before, or use the other quotes)"),
    (r"block mapping.*\n.*\n-", "a list item stands where a key is expected (align the -, or give the list a key)"),
    (r"document start", "the file goes on after its end (align the keys with the first, and check the brackets)"),
    (r"block mapping", "the indentation does not fit the lines above (align the keys)"),
)


def parse(text: str, source: str) -> InputFile:
    """Text as a document whose top level is a mapping. Raises InvalidInput with every problem found."""
    text = text.removeprefix("\ufeff")
    reader = _Reader(text, source)
    data = reader.run()
    if reader.problems:
        raise InvalidInput(sorted(reader.problems, key=lambda p: (p.place.line, p.place.column) if p.place else (0, 0)))
    return InputFile(source, text, data)


class _Cut:
    """A number that commas in braces have cut: its beginning, which is the value of a key, and the keys it became."""

    def __init__(self, beginning: Any = None) -> None:
        self.beginning = beginning
        self.tails: list[Any] = []

    def follows(self, event: Any) -> bool:
        """Whether a key is the next part of the number: right behind its comma, without a value of its own."""
        last = self.tails[-1] if self.tails else self.beginning
        number = last is not None and re.search(r"(?<![0-9])[0-9]{1,3}$", last.value)
        if not number or event.start_mark.index != last.end_mark.index + 1:
            return False
        self.tails.append(event)
        return True

    def whole(self) -> str:
        """The number as it was meant, without the commas."""
        return str(self.beginning.value) + "".join(str(tail.value) for tail in self.tails)


class _Stop(Exception):
    """Reading ends here: what follows could only echo what has been reported."""


class _Reader:
    """Builds plain data straight from the parser's events, and looks up a place only for what is wrong.

    Composing nodes first is no faster and hides anchors. PyYAML's loader takes half as long again with constructors of
    our own, and twice as long with its own.
    """

    def __init__(self, text: str, source: str) -> None:
        self.text = text
        self.source = source
        self.problems: list[Problem] = []
        self.path: list[str | int] = []

    def run(self) -> Any:
        try:
            if any(character in self.text for character in _INVISIBLE):
                return self._not_text()
            try:
                self.next = LOADER(self.text).get_event
                return self._document()
            except (yaml.reader.ReaderError, UnicodeEncodeError):  # which know the character, but not its column
                return self._not_text()
            except yaml.MarkedYAMLError as error:
                return self._syntax(error)
        except _Stop:
            return None

    def report(self, message: str, at: Any, path: Address | None = None) -> None:
        """Note a problem of an event or at a place."""
        place = at if isinstance(at, Place) else place_of(at)
        address = dotted(self.path if path is None else path)
        if len(self.problems) == MOST_PROBLEMS:
            address, message = "", f"reading ends here, after {MOST_PROBLEMS} problems (mend those first)"
        self.problems.append(Problem(self.source, message, address, place, line_of(self.text, place.line)))
        if len(self.problems) > MOST_PROBLEMS:
            raise _Stop

    def _document(self) -> Any:
        self.next()  # the stream begins
        if type(self.next()) is not DocumentStartEvent:
            raise refused(self.source, _EMPTY)
        top = self.next()
        data = self._value(top)
        self.next()  # the document ends
        following = self.next()
        if type(following) is DocumentStartEvent:
            self.report("a second document begins here (one file holds one)", following)
        if type(top) is not MappingStartEvent:
            if data is None and not self.problems and not top.value:
                raise refused(self.source, _EMPTY)
            kind = "a list" if isinstance(data, list) else "a single value"
            self.report(f"holds {kind} at the top, and must hold a mapping (write key: value)", top)
        return data

    def _value(self, event: Any) -> Any:
        kind = type(event)
        if kind is AliasEvent:
            return self.report(_ANCHORS, event)
        if event.anchor or event.tag:
            self._marked(event)
        if kind is ScalarEvent:
            text = event.value
            if event.style:  # quoted text and text blocks are text
                if not text and event.style in "|>":  # such as a limit of >5, which is an empty text block to YAML
                    self.report("holds an empty text block (put text that begins with | or > in quotes)", event)
                return text
            return self._number(text, event) if text[:1] in _NUMBER_STARTS else _WORDS.get(text, text)
        if len(self.path) == DEEPEST:
            self.report(f"is nested deeper than {DEEPEST} levels (write it flatter)", event)
            raise _Stop
        return self._mapping() if kind is MappingStartEvent else self._sequence()

    def _sequence(self) -> list[Any]:
        members: list[Any] = []
        self.path.append(0)
        while type(event := self.next()) is not SequenceEndEvent:
            members.append(self._value(event))
            self.path[-1] = len(members)
        self.path.pop()
        return members

    def _mapping(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        keys: dict[str, Any] = {}
        path = self.path
        path.append("")
        cut = _Cut()
        while type(event := self.next()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                path[-1] = "?"
                if type(event) is AliasEvent:
                    self.report(_ANCHORS, event, path[:-1])
                else:
                    self.report("a key must be a single word or text (write key: value)", event, path[:-1])
                    self._value(event)
                self._value(self.next())
                continue
            key = event.value
            if not event.style and _CUT_OFF.fullmatch(key) and cut.follows(event):
                self._value(self.next())
                continue
            if cut.tails:
                self._say_cut(cut, path)
            cut = _Cut()
            path[-1] = key
            if event.anchor or event.tag:
                self._marked(event)
            if not event.style and key[:1] in _ODD_KEY_STARTS:
                self._check_key(key, event)
            first = keys.setdefault(key, event)
            if first is not event:
                line = first.start_mark.line + 1
                self.report(f"is given twice; the first stands in line {line} (keep one of them)", event)
            value = self.next()
            if type(value) is ScalarEvent and not value.style:
                cut = _Cut(value)
            data[key] = self._value(value)
        if cut.tails:
            self._say_cut(cut, path)
        path.pop()
        return data

    def _say_cut(self, cut: _Cut, path: list[str | int]) -> None:
        """Say that commas in braces have cut a number; one problem for each number."""
        first = cut.tails[0]
        self.report(
            f"a comma in braces ends a value, so {first.value} became a key (write {cut.whole()})", first, list(path)
        )

    def _check_key(self, key: str, event: Any) -> None:
        if key == "<<":
            self.report(_MERGE, event, self.path[:-1])
        elif not key:
            self.report("a key is missing before the colon (write key: value)", event, self.path[:-1])
        elif key[0] == "\xa0":
            self.report("a no-break space stands before the key (type a space)", event, self.path[:-1])
        elif self.path[-2:-1] == ["percentiles"] and (_INTEGER.fullmatch(key) or _FLOAT.fullmatch(key)):
            return  # the keys of percentiles are numbers, kept as they are written
        elif key in _WORDS or _INTEGER.fullmatch(key) or _FLOAT.fullmatch(key) or _NOT_FINITE.fullmatch(key):
            self.report(f'a key must be text, got {key} (write "{key}" in quotes)', event, self.path[:-1])

    def _number(self, text: str, event: Any) -> Any:
        if _INTEGER.fullmatch(text):
            return int(text) if len(text) <= LONGEST_INTEGER else self.report("is too large a number", event)
        if _FLOAT.fullmatch(text):
            number = float(text)
            if math.isinf(number):
                return self.report("is too large a number", event)
            if len(text) > LONGEST_FLOAT:
                return self.report(f"is too long a number (write at most {LONGEST_FLOAT} characters)", event)
            if not number and re.match("[^eE]*[1-9]", text):
                return self.report("is too small a number, and would count as 0 (write 0)", event)
            return number
        if _NOT_FINITE.fullmatch(text):
            return self.report(f"{text} is not a number that can be counted with (give a finite one)", event)
        return text

    def _marked(self, event: Any) -> None:
        if event.anchor:
            self.report(_ANCHORS, event)
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.report(f"tags are not used here (take {tag} away)", event)

    def _not_text(self) -> None:
        for number, line in enumerate(lines_of(self.text), 1):
            for match in _NOT_TEXT.finditer(line):
                kind = "control character" if match[0] < "\xa0" else "character"
                message = f"the {kind} U+{ord(match[0]):04X} is not allowed here (remove it)"
                self.report(message, Place(number, match.start() + 1), ())

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark: Any = error.problem_mark
        began: Any = error.context_mark or mark
        line, opening = line_of(self.text, mark.line + 1), line_of(self.text, began.line + 1)[began.column :]
        said = f"{error.context}: {error.problem}\n{line[: mark.column]}\n{line[mark.column :][:1]}\n{opening}"
        words = next((words for sign, words in _SYNTAX if re.search(sign, said)), f"is not YAML: {error.problem}")
        place = Place(mark.line + 1, mark.column + 1)
        if words[0] == ">":
            place = Place(began.line + 1, began.column + 1)
        elif not self.text[mark.index :].strip():  # at the end: the last line that holds something
            lines = lines_of(self.text.rstrip())
            place = Place(len(lines), len(lines[-1]) + 1)
        elif "tab" in words and "\t" in line:
            place = Place(mark.line + 1, line.index("\t") + 1)
        self.report(words.removeprefix(">"), place, ())


def refused(source: str, message: str) -> InvalidInput:
    """An error about a file as a whole."""
    return InvalidInput([Problem(source, message)])
