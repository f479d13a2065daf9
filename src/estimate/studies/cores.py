"""Many pieces of work on all cores: results in order, the same as on one core."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MANY = 24
"""From so many pieces on it pays to begin other processes."""
FORKS = sys.platform == "linux"
"""Whether a process starts as a copy of this one, with all that it has read; elsewhere it imports and reads anew."""

_work: Callable[[Any], Any] | None = None


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_all_cores(work: Callable[[T], R], pieces: Sequence[T], *, many: int = MANY) -> Iterator[R]:
    """What work makes of each piece, in order; the first here, so that what it imports and reads is there for the others.

    All are done here where there are few pieces or one core.
    `work` and what it makes go from one process to another, so that both can be pickled. An error of `work` is raised
    where its result would come.
    """
    yield from map(work, pieces[:1])
    pieces = pieces[1:]
    count = min(cores(), len(pieces))
    if len(pieces) < many or count < 2:
        yield from map(work, pieces)
        return
    context = multiprocessing.get_context("fork" if FORKS else "spawn")
    # A few stretches for each core: they differ in what they take, and each goes over in one message.
    stretch = max(1, len(pieces) // (8 * count))
    with ProcessPoolExecutor(count, context, initializer=_begin, initargs=(work,)) as pool:
        try:
            yield from pool.map(_done, pieces, chunksize=stretch)
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(work: Callable[[Any], Any]) -> None:
    global _work  # noqa: PLW0603 - a process of its own has one work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that waits for the results ends the others


def _done(piece: Any) -> Any:
    assert _work is not None
    return _work(piece)
