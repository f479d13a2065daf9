"""The languages of the work, as a ranking of regions says them in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from estimate.ground.records import dataclass


@dataclass(frozen=True)
class Needed:
    """The languages that the scenario names, those taken from the teams' own regions where it names none, and their names."""

    named: Sequence[str] = ()
    taken: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def nobody(self, codes: Iterable[str]) -> str:
        """That a region is no answer, in words."""
        return f"nobody there is known to speak {self.words(codes, 'or')}"

    def assumption(self) -> str:
        """What was taken where a team names no language; nothing where every team does."""
        if not self.taken:
            return ""
        return (
            f"The scenario names no languages, so a region counts as an answer if it speaks {self.words(self.taken, 'or')}, "
            "as the scenario's own region does; languages: [en] says what the work needs."
        )

    def words(self, codes: Iterable[str], last: str = "and") -> str:
        """Languages in words, one after the other."""
        names = [self.names.get(code, code) for code in codes]
        return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
