"""A function of many rows, computed by all processors of the machine where that pays; the answers are the same, in order.

Helpers are forked, so nothing is copied or pickled: each computes every so many rows and writes its numbers into a pipe.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

Row = Sequence[float]
Function = Callable[[Row], Sequence[float]]

CHUNK = 64
"""Rows that are computed at a time by one processor."""
WORTH = 1024
"""Fewer rows are done before helpers are."""
MOST = 16


def results(function: Function, rows: Sequence[Row], width: int) -> Iterator[Sequence[float]]:
    """What a function makes of each row: `width` numbers each."""
    count = min(processors(), MOST, len(rows) // CHUNK)
    # A fork copies only the thread that asks for it, and is safe only where there is no other.
    if count < 2 or len(rows) < WORTH or threading.active_count() > 1:
        return map(function, rows)
    return shared_out(function, rows, width, count)


def processors() -> int:
    """How many processors this process may use at a time; 1 where processes cannot be forked safely."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def shared_out(function: Function, rows: Sequence[Row], width: int, count: int) -> Iterator[Sequence[float]]:
    """`results` by this process and `count` - 1 helpers, chunk by chunk in turn; what a helper fails to answer is done here."""
    chunks = [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]
    helpers: dict[int, Helper] = {}
    try:
        with suppress(OSError):  # no more processes to be had
            for turn in range(1, count):
                helpers[turn] = Helper.started(function, chunks[turn::count], tuple(helpers.values()))
        for at, chunk in enumerate(chunks):
            helper = helpers.get(at % count)
            answer = helper.answer(len(chunk) * width) if helper else None
            yield from map(function, chunk) if answer is None else zip(*[iter(answer)] * width, strict=True)
    finally:
        for helper in helpers.values():
            helper.end()


@dataclass(frozen=True)
class Helper:
    """A forked process, and the end of the pipe from which its numbers are read."""

    process: int
    pipe: int

    @classmethod
    def started(cls, function: Function, chunks: Sequence[Sequence[Row]], others: Sequence[Helper]) -> Helper:
        """A helper at work on some chunks."""
        reading, writing = os.pipe()
        try:
            process = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            raise
        if process == 0:
            try:
                signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever reads decides when it is over
                for pipe in (reading, *(other.pipe for other in others)):
                    os.close(pipe)
                with os.fdopen(writing, "wb") as out:
                    for chunk in chunks:
                        out.write(array("d", chain.from_iterable(map(function, chunk))).tobytes())
                        out.flush()
            finally:
                os._exit(0)  # nothing of the parent's is flushed or cleaned up here
        os.close(writing)
        return cls(process, reading)

    def answer(self, numbers: int) -> array[float] | None:
        """The next numbers, or None where the helper has failed."""
        found, size = array("d"), numbers * 8
        read = b""
        while len(read) < size:
            more = os.read(self.pipe, size - len(read))
            if not more:
                return None
            read += more
        found.frombytes(read)
        return found

    def end(self) -> None:
        """Stop it, whether it is done or not."""
        os.close(self.pipe)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
