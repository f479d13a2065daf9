"""A bar of progress on standard error, only where a person watches it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

EVERY = 50
"""So many draws are done between two looks at the bar."""


def watched(work: Iterable[T], count: int, words: str, *, few: int, quiet: bool) -> Iterator[T]:
    """The results of some work, with a bar where there are more than a few and somebody waits at a terminal."""
    if quiet or count <= few or not sys.stderr.isatty():
        yield from work
        return
    from rich.console import Console
    from rich.progress import track

    # Without a thread that redraws it: processes for the other cores are begun while it is shown.
    yield from track(work, words, total=count, console=Console(stderr=True), transient=True, auto_refresh=False)


@contextmanager
def drawing(draws: int, *, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """What to tell after each draw, or nothing where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    # Without a thread that redraws it: where there is none, draws are shared out over the processors.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("Drawing", total=draws)
        yield lambda done: bar.update(task, completed=done, refresh=True) if done % EVERY == 0 else None
