"""`cases:` of a scenario: each says only what differs, and is laid over the scenario like a file that extends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from estimate.files.extends import Extended, laid_over
from estimate.files.input_file import Address, InputFile
from estimate.ground.errors import Place, Problem
from estimate.ground.records import dataclass

KEY = "cases"


@dataclass(frozen=True)
class Part(InputFile):
    """A part of a document that is read as one of its own; what is found in it stands in the whole."""

    whole: InputFile = field(kw_only=True)
    at: Address = field(kw_only=True)

    def place(self, path: Address, *, key: bool = False) -> Place:
        return self.whole.place((*self.at, *path), key=key)

    def problem(self, path: Address, message: str, *, key: bool = False) -> Problem:
        return self.whole.problem((*self.at, *path), message, key=key)


def named_cases(document: InputFile) -> Iterator[tuple[str, InputFile]]:
    """Each case of a scenario whose shape has been checked, as a scenario of its own."""
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get(KEY), dict):
        return
    base = replace(document, data={key: value for key, value in data.items() if key != KEY})
    for name, changes in data[KEY].items():
        upper = Part(document.source, document.text, changes, whole=document, at=(KEY, name))
        yield (
            name,
            Extended(
                document.source,
                document.text,
                laid_over(base.data, changes),
                document.settings,
                upper=upper,
                lower=base,
            ),
        )
