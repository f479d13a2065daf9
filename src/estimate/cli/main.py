"""The entry: finds the command that is meant, runs it, and turns whatever happens into words and an exit status."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import NoReturn

from estimate.cli.commands import COMMANDS
from estimate.cli.start import begin
from estimate.cli.usual import usual
from estimate.ground.ascii import HANDLER, register
from estimate.ground.errors import InvalidInput, Status, UsageError, nearest, printable
from estimate.language import OPTION, choose, known, of_environment, shown

DEFAULT = "estimate"
OWN_LANGUAGE = ("regions",)
"""Commands whose --language is that of the customers; theirs is the environment's."""
STDOUT = "<stdout>"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Why a stream takes no more: files that are named are refused before."""
ALIKE = 0.7
"""A word this much like a command is a slip of it; difflib's ratio."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line. `estimate FILE` and `estimate estimate FILE` are the same."""
    given = sys.argv[1:] if arguments is None else arguments
    begin()
    debug = "--debug" in given
    register()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets a stand-in, not a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=HANDLER)
    sys.exit(_status([word for word in given if word != "--debug"], debug=debug))


def with_command(arguments: list[str]) -> list[str]:
    """The arguments with the default command in front where none is named."""
    first = arguments[0] if arguments else "--help"
    if first in COMMANDS or first in ("--help", "-h", "--version"):
        return arguments or ["--help"]
    return [DEFAULT, *arguments]


def _refuse_mistyped(arguments: list[str]) -> None:
    """A word where a file is expected may be a command with a slip. Raises UsageError with the one that is meant."""
    word = arguments[1] if len(arguments) > 1 and arguments[0] == DEFAULT else ""
    if not word.isalpha():
        return
    from estimate.files.beside import is_there

    if not is_there(Path(word)) and (close := nearest(word, COMMANDS, ALIKE)):
        raise UsageError(f"{word} is neither a file nor a command (did you mean the command {close}?)")


def _in_language(arguments: list[str]) -> list[str]:
    """Choose the language asked for, else the environment's, before anything is said; answers the arguments without it.

    Raises UsageError for a language that has no catalog.
    """
    choose(of_environment(os.environ))
    own = any(name in arguments for name in OWN_LANGUAGE)
    left: list[str] = []
    rest = iter(arguments)
    for word in rest:
        option, equals, code = word.partition("=")
        if option != OPTION or (own and left):
            left.append(word)
            continue
        code = code if equals else next(rest, "")
        if not code:
            raise UsageError(f"{OPTION} needs a language (one of {', '.join(known())})")
        choose(code)
    return left


def _status(arguments: list[str], *, debug: bool) -> int:
    try:
        arguments = with_command(_in_language(arguments))
        _refuse_mistyped(arguments)
        plain = usual(arguments)
        if plain is None:
            from estimate.cli.app import run

            status = run(arguments)
        else:
            status = plain()
        sys.stdout.flush()
    except InvalidInput as error:
        for problem in error.problems:
            print(problem.said(shown(problem.message)), file=sys.stderr)
        count = len(error.problems)
        print(shown(f"{count} problem{'s' if count > 1 else ''}; nothing was computed."), file=sys.stderr)
        return Status.INVALID
    except UsageError as error:
        return _refused(error)
    except KeyboardInterrupt:
        return Status.INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has seen enough; keep the interpreter from complaining when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Status.DONE
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            return _refused(UsageError(f"cannot write {STDOUT}: {error.strerror}"))
        if debug:
            raise
        bug = shown(f"this is a bug: {type(error).__name__}: {printable(str(error))}")
        print(f"estimate: {bug}", file=sys.stderr)
        print(shown("Please report it with the scenario and what --debug shows."), file=sys.stderr)
        return Status.BUG
    return status


def _refused(error: UsageError) -> int:
    print(f"estimate: {shown(printable(str(error)))}", file=sys.stderr)
    return Status.USAGE


def entry() -> NoReturn:
    """The command as a process of its own: ends at once, without taking the whole interpreter apart first."""
    try:
        main()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else Status.BUG
        # Everything is written; tidying up thousands of objects before the end would cost a tenth of the time.
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)
    raise AssertionError("main always exits")


if __name__ == "__main__":
    entry()
