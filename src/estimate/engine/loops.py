"""Formulas of many steps written as few loops: each stage computes what has one value, then runs once over each step index."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil, fsum
from typing import Any

Reduced = Callable[[Sequence[float]], tuple[Any, ...]]
"""Takes the inputs that vary, in their order, and returns what was wanted."""


@dataclass
class Leaf:
    """A name that formulas read: an input, a constant, or something computed.

    `step` is the index that it varies along. `stage` says when it is there: a loop over steps reads what its own stage
    computes; what is made of a whole loop belongs to the next stage. What moves is computed by `body`, runs through
    `source` (text of a list made after an earlier loop), or is the last step's value of the leaf in `before`.
    """

    text: str
    step: str | None = None
    stage: int = 0
    body: str = ""
    uses: tuple[str, ...] = ()
    source: str = ""
    before: tuple[str, float] | None = None
    constant: bool = False
    whole: bool = False
    """Whether it is made of the lists of what it uses."""
    listed: bool = False

    @property
    def stays(self) -> bool:
        """Whether it is a value that others may take as their own, not a place in a list or the last step's."""
        return not self.source and self.before is None

    @property
    def list(self) -> str:
        """The name of its values by step."""
        return f"all_{self.text}"


@dataclass(frozen=True)
class Sum:
    """A result that is a sum over all steps of some leaves, from a start."""

    text: str
    start: float
    leaves: Sequence[str]


class Loops:
    """Leaves in the order in which they can be computed, as one function. `names` are the objects that they read."""

    def __init__(self, leaves: Mapping[str, Leaf], sizes: Mapping[str, int], names: Mapping[str, Any]) -> None:
        self._leaves = leaves
        self._sizes = sizes
        self._names = names

    def compiled(self, given: Sequence[str], results: Sequence[str], sums: Sequence[Sum] = ()) -> Reduced:
        """A function of the given inputs that returns a tuple: the results (a leaf that varies by step as a list), or the sums."""
        source = "\n    ".join(
            [
                "def run(inputs):",
                f"{', '.join(given)}, = inputs" if given else "pass",
                *self._body(results, sums),
                f"return ({''.join(f'{self._result(one)}, ' for one in results)}{''.join(f'{s.text}, ' for s in sums)})",
            ]
        )
        names = {"fsum": fsum, "ceil": ceil, "chain": chain, **self._names}
        exec(compile(source, "<reduced formulas>", "exec"), names)  # text made above, from traced terms only
        function: Reduced = names["run"]
        return function

    def _result(self, text: str) -> str:
        leaf = self._leaves[text]
        return leaf.list if leaf.step is not None else text

    def _body(self, results: Sequence[str], sums: Sequence[Sum]) -> list[str]:
        alive = self._alive([*results, *chain(*(one.leaves for one in sums))])
        for text in chain(results, *(leaf.uses for leaf in alive if leaf.whole)):
            self._leaves[text].listed |= self._leaves[text].step is not None
        stages = range(1 + max((leaf.stage for leaf in alive), default=0))
        loops = {
            (stage, step): loop
            for stage in stages
            for step in self._sizes
            if (loop := [leaf for leaf in alive if leaf.body and (leaf.stage, leaf.step) == (stage, step)])
        }
        sources = {place: self._sources(loop) for place, loop in loops.items()}  # says which lists the loops must keep
        lines = [f"{one.text} = {one.start!r}" for one in sums]
        for stage in stages:
            lines += [
                f"{leaf.text} = {leaf.body}"
                for leaf in alive
                if leaf.body and leaf.step is None and leaf.stage == stage
            ]
            for step, size in self._sizes.items():
                if (stage, step) in loops:
                    lines += self._loop(loops[stage, step], sources[stage, step], size, sums)
        for one in sums:
            once = [text for text in one.leaves if self._leaves[text].step is None]
            lines += [f"{one.text} += {' + '.join(once)}"] if once else []
        return lines

    def _alive(self, wanted: Sequence[str]) -> list[Leaf]:
        found = set(wanted)
        waiting = list(found)
        while waiting:
            leaf = self._leaves[waiting.pop()]
            reads = {*leaf.uses, *([leaf.before[0]] if leaf.before else [])} - found
            found |= reads
            waiting += reads
        return [leaf for text, leaf in self._leaves.items() if text in found]

    def _sources(self, loop: Sequence[Leaf]) -> dict[str, str]:
        """What a loop runs through, by the local name: constants, and what earlier loops leave as lists."""
        inside = {leaf.text for leaf in loop}
        sources = {}
        for text in dict.fromkeys(chain(*(leaf.uses for leaf in loop))):
            leaf = self._leaves[text]
            if leaf.step is None or text in inside or (leaf.before and leaf.before[0] in inside):
                continue
            if leaf.before:
                of = self._leaves[leaf.before[0]]
                of.listed = True
                sources[text] = f"[{leaf.before[1]!r}, *{of.list}[:-1]]"
            else:
                leaf.listed = True
                sources[text] = leaf.source or leaf.list
        return sources

    def _loop(self, loop: Sequence[Leaf], sources: Mapping[str, str], size: int, sums: Sequence[Sum]) -> list[str]:
        inside = {leaf.text for leaf in loop}
        listed = [leaf for leaf in loop if leaf.listed]
        carried = [
            leaf
            for leaf in self._leaves.values()
            if leaf.before and leaf.before[0] in inside and leaf.text not in sources
        ]
        head = "for {} in {}:".format(
            ", ".join(sources) or "_",
            f"range({size})" if not sources else f"zip({', '.join(sources.values())})" if len(sources) > 1 else
            next(iter(sources.values())),
        )  # fmt: skip
        added = [(one.text, [text for text in one.leaves if text in inside]) for one in sums]
        return [
            *(f"{leaf.list} = []" for leaf in listed),
            *(f"{leaf.text} = {leaf.before[1]!r}" for leaf in carried if leaf.before),
            head,
            *(f"    {leaf.text} = {leaf.body}" for leaf in loop),
            *(f"    {leaf.list}.append({leaf.text})" for leaf in listed),
            *(f"    {text} += {' + '.join(parts)}" for text, parts in added if parts),
            *(f"    {leaf.text} = {leaf.before[0]}" for leaf in carried if leaf.before),
        ]
