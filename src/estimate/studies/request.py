"""What every study of a scenario does first: read, override, validate, resolve."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from estimate.cards.catalog import Catalog
from estimate.files.extends import extended
from estimate.files.input_file import InputFile
from estimate.files.open import read, read_stdin
from estimate.files.overrides import apply
from estimate.files.saved_json import saved_kind
from estimate.ground.errors import InvalidInput, Problem
from estimate.ground.ranges import WAYS, At
from estimate.ground.records import dataclass
from estimate.resolve.resolved import ResolvedScenario
from estimate.resolve.resolving import resolve
from estimate.schema.load import load_scenario
from estimate.schema.names import as_meant
from estimate.schema.wording import as_of_problem, currency_meant

STDIN = Path("-")


@dataclass(frozen=True)
class Request:
    """A scenario as the command line names it, with what the options change."""

    scenario: Path
    settings: Sequence[str] = ()
    rates: Sequence[Path] = ()
    as_of: str | None = None
    currency: str | None = None
    at: str | None = None
    """What of its range every input is taken at; what the scenario says without."""
    present: bool = False
    """Whether the scenario is what the company has today, to be replaced."""

    def case(self) -> ResolvedScenario:
        """The resolved case. Raises InvalidInput with every problem of the file and of the cards."""
        self.check()
        return self.case_of(read_document(self.scenario))

    def check(self) -> None:
        """What the options say by themselves. Raises InvalidInput for a date, a currency or a card that is none."""
        if self.rates:
            from estimate.schema.card_check import check_folders

            check_folders(self.rates)
        _check_options(self.as_of, self._currency, self.at)

    @property
    def _at(self) -> At | None:
        return cast("At | None", self.at)

    @property
    def _currency(self) -> str | None:
        return None if self.currency is None else currency_meant(self.currency)

    def case_of(self, read: InputFile, catalog: Catalog | None = None) -> ResolvedScenario:
        """The resolved case of a document that has been read; the cards that a catalog has read are not read again."""
        if kind := saved_kind(read.text):
            message = f"is {kind.words}, and this needs the scenario it was made from (name that file)"
            raise InvalidInput([Problem(read.source, message)])
        catalog = catalog.anew() if catalog else Catalog(self.rates)
        document = as_meant(apply(read, self.settings), catalog)
        scenario = load_scenario(document, catalog)
        case = resolve(
            document,
            scenario,
            catalog,
            as_of=self.as_of,
            currency=self._currency,
            present=self.present,
            at=self._at,
        )
        case.files.extend([document, *document.beneath(), *catalog.documents()])
        return case


def read_document(path: Path) -> InputFile:
    """A file, or standard input for `-`, with what it extends beneath it."""
    if path == STDIN:
        return extended(read_stdin(sys.stdin.buffer), Path.cwd())
    return extended(read(path, source=str(path)), path.parent, (path.resolve(),))


def _check_options(as_of: str | None, currency: str | None, at: str | None) -> None:
    problems = []
    if as_of is not None and (problem := as_of_problem(as_of)):
        problems.append(problem)
    if currency is not None and not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        problems.append(Problem("--currency", f"must be a code of three capital letters like USD, got '{currency}'"))
    if at is not None and at not in WAYS:
        problems.append(Problem("--at", f"must be one of {', '.join(WAYS)}, got '{at}'"))
    if problems:
        raise InvalidInput(problems)
