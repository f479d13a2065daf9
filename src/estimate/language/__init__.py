"""The language that results are shown in. English is the source; a catalog beside this file, `ko.po`, has another.

Documents, JSON and CSV are English always: text is put into another language where it is shown, by the room of views, the workbook, the
page and the command line. In English nothing here is imported beyond this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from estimate.ground.errors import UsageError

if TYPE_CHECKING:
    from estimate.language.translator import Translator

ENGLISH = "en"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where the environment says a language, the first that is set; as gettext reads them."""
OPTION = "--language"

_shown_in: Translator | None = None


def known() -> list[str]:
    """The languages there are: English and each catalog beside this file."""
    return [ENGLISH, *sorted(file.stem for file in Path(__file__).parent.glob("*.po"))]


def choose(code: str = ENGLISH) -> None:
    """Show everything in this language from now on. Raises UsageError for a language that has no catalog."""
    global _shown_in  # noqa: PLW0603 - the language of a process, as the locale is
    if code == ENGLISH:
        _shown_in = None
        return
    if code not in known():
        raise UsageError(f"{OPTION} {code} has no catalog (one of {', '.join(known())})")
    from estimate.language.translator import translator_of

    _shown_in = translator_of(code)
    _shown_in.forget()


def of_environment(variables: Mapping[str, str]) -> str:
    """The language that the environment asks for; English where it asks for none that is known."""
    locale = next((variables[name] for name in VARIABLES[1:] if variables.get(name)), "")
    if locale in ("", "C", "POSIX") or locale.startswith("C."):
        # Without a locale there is no language: this is what gettext does with LANGUAGE alone.
        return ENGLISH
    for wish in (variables.get(VARIABLES[0]) or locale).split(":"):
        code = wish.partition(".")[0].partition("_")[0].lower()
        if code in known():
            return code
    return ENGLISH


@contextmanager
def shown_in(code: str) -> Iterator[None]:
    """Everything within is shown in this language."""
    global _shown_in  # noqa: PLW0603
    before = _shown_in
    choose(code)
    try:
        yield
    finally:
        _shown_in = before


def chosen() -> str:
    """The language that everything is shown in: en, ko."""
    return _shown_in.code if _shown_in else ENGLISH


def shown(text: str) -> str:
    """The text in the chosen language; what the catalog does not know stays as it is."""
    return _shown_in.text(text) if _shown_in and text else text


def keep(names: Iterable[str]) -> None:
    """Leave these names of the user's own as they are from now on."""
    if _shown_in:
        _shown_in.keep(names)


def amount(figure: str) -> str:
    """A rounded figure as the chosen language reads it: 721,000 as 72만 1천."""
    return _shown_in.amount(figure) if _shown_in else figure


__all__ = [
    "ENGLISH",
    "OPTION",
    "VARIABLES",
    "amount",
    "choose",
    "chosen",
    "keep",
    "known",
    "of_environment",
    "shown",
    "shown_in",
]
