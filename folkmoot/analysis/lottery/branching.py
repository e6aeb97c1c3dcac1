"""Whole panels by branching: the linear program is kept warm from one node to the next.

Depth first, towards one more of a type before one fewer, on the type whose two sides lowered the score most
so far (pseudo-costs: Benichou and others 1971, Mathematical Programming 1). What was learned of a type is
kept for the next search, since only prices differ between them. For pools of up to a few hundred types this
is some ten times quicker than a general solver, whose cuts and trial runs cost more than the few hundred
nodes they save.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .solving import Answer, Floats, Program

NODES = 3000  # after so many a general solver goes on
WHOLE = 1e-7  # a count this near to a whole number is one
BETTER = 1e-9  # what scores at most this much more is not better
LEAST_DROP = 1e-4
NO_PANEL = 3.0  # the drop that counts for a side without any panel, in mean prices


class Branch(NamedTuple):
    """A node to come: bounds of counts, what it can score at most, and how it came about."""

    least: Floats
    most: Floats
    reach: float
    type: int
    upwards: bool
    moved: float


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """The best panel found, None when there is none above the level; `proved` unless nodes ran out or
    a linear program could not be ended."""

    counts: Floats | None
    proved: bool


class Branching:
    """Searches over one linear program in counts of each type, whose bounds it leaves as they were."""

    def __init__(self, program: Program, least: Floats, most: Floats) -> None:
        self._program, self._least, self._most = program, least, most
        self._drop = np.ones((2, len(least)))
        self._seen = np.zeros((2, len(least)))

    def best(
        self, weights: Floats, *, above: float = -np.inf, patience: float = np.inf, nodes: int = NODES
    ) -> Search:
        """The panel that scores most, if it scores more than `above`.

        With a `patience` the search ends once it has looked at so many times the nodes that the first
        panel took, and what it found is good, but not proved to be the best."""
        self._program.set_costs(-weights)
        scale = float(np.abs(weights).mean()) + 1e-12
        found, level, looked, enough = None, above, 0, float(nodes)
        is_sure = True
        waiting = [Branch(self._least, self._most, np.inf, -1, False, 1.0)]
        while waiting and looked < enough:
            node = waiting.pop()
            if node.reach <= level + BETTER:
                continue
            looked += 1
            answer = self._solved(node)
            is_sure = is_sure and self._program.is_sure
            reach = -np.inf if answer is None else -answer.value
            self._learn(node, reach, scale)
            if answer is None or reach <= level + BETTER:
                continue
            if not _is_split(answer.at).any():
                found, level = np.round(answer.at), reach
                enough = min(enough, patience * looked)
                continue
            waiting += self._sides(node, answer, reach, level)
        self._program.set_columns(self._least, self._most)
        open_ones = any(node.reach > level + BETTER for node in waiting)
        return Search(found, is_sure and not open_ones)

    def _solved(self, node: Branch) -> Answer | None:
        self._program.set_columns(node.least, node.most)
        return self._program.solve()

    def _learn(self, node: Branch, reach: float, scale: float) -> None:
        """By how much the score dropped for each whole seat moved, as a running mean."""
        if node.type < 0:
            return
        drop = (node.reach - reach) / scale if np.isfinite(reach) else NO_PANEL
        side = int(node.upwards), node.type
        self._seen[side] += 1
        self._drop[side] += (drop / node.moved - self._drop[side]) / (self._seen[side] + 1)

    def _sides(self, node: Branch, answer: Answer, reach: float, level: float) -> list[Branch]:
        least, most = _tightened(node, answer, reach - level)
        number = self._split_on(answer.at)
        down = float(np.floor(answer.at[number]))
        part = float(answer.at[number]) - down
        at_most, at_least = most.copy(), least.copy()
        at_most[number], at_least[number] = down, down + 1
        return [
            Branch(least, at_most, reach, number, False, part),
            Branch(at_least, most, reach, number, True, 1 - part),
        ]

    def _split_on(self, counts: Floats) -> int:
        part = counts - np.floor(counts)
        down = np.maximum(self._drop[0] * part, LEAST_DROP)
        up = np.maximum(self._drop[1] * (1 - part), LEAST_DROP)
        return int(np.argmax(np.where(_is_split(counts), down * up, -1.0)))


def _is_split(counts: Floats) -> NDArray[np.bool_]:
    split: NDArray[np.bool_] = np.abs(counts - np.round(counts)) > WHOLE
    return split


def _tightened(node: Branch, answer: Answer, room: float) -> tuple[Floats, Floats]:
    """Counts that no better panel can move from their bound stay there (reduced costs)."""
    if not np.isfinite(room):
        return node.least, node.most
    cost, counts = answer.columns, answer.at
    stays_low = (cost > room) & (counts <= node.least + WHOLE)
    stays_high = (-cost > room) & (counts >= node.most - WHOLE)
    return np.where(stays_high, node.most, node.least), np.where(stays_low, node.least, node.most)
