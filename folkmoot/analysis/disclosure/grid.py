"""A table with its totals as one matrix whose rows and columns all sum to nothing, and how far each may move.

Totals stand as a further row and column with their sign turned. Changing hidden numbers without breaking a
published sum then means moving units round a cycle of cells: up at one, down at the next in its row, up at
the next in that column, and so on. Each cell can move as far as a reader's knowledge of it allows.

Source: Cox, L. H. (1995), "Network models for complementary cell suppression", Journal of the American
Statistical Association 90(432), 1453-1462.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .tables import Rules

Whole = NDArray[np.int64]
Marks = NDArray[np.bool_]
Costs = NDArray[np.float64]

FREE = np.int64(2**60)
"""How far a number may move of which nothing is known."""
CELL, TOTAL, GRAND_TOTAL = 1e7, 1e11, 1e13
"""How sorry we are to hide one: totals last, then few cells, then small ones."""


@dataclass(slots=True)
class Grid:
    """`value` has a row and a column more than the table: its totals. `open` are numbers nobody publishes."""

    value: Whole
    sign: Whole
    open: Marks
    cost: Costs
    rules: Rules
    threshold: int
    hidden: Marks
    weak: Marks

    @classmethod
    def of(cls, counts: Whole, rules: Rules, *, is_list: bool) -> "Grid":
        """The matrix of a table. A list is a row whose column totals are nobody's business."""
        height, width = counts.shape
        value = np.zeros((height + 1, width + 1), dtype=np.int64)
        value[:-1, :-1] = counts
        value[-1, :-1], value[:-1, -1], value[-1, -1] = counts.sum(0), counts.sum(1), counts.sum()
        sign = np.ones_like(value)
        sign[-1, :-1] = sign[:-1, -1] = -1
        kind = np.full(value.shape, CELL)
        kind[-1, :], kind[:, -1], kind[-1, -1] = TOTAL, TOTAL, GRAND_TOTAL
        nobody = np.zeros(value.shape, dtype=bool)
        nobody[-1, :] = is_list
        none = np.zeros(value.shape, dtype=bool)
        return cls(value, sign, nobody, kind + _by_size(value), rules, rules.threshold, none, none.copy())

    @property
    def small(self) -> Marks:
        """Numbers of few people, under the threshold of the moment."""
        lowest = self.rules.lowest
        found: Marks = (self.value >= lowest) & (self.value < self.threshold) & ~self.open
        return found

    @property
    def may_hide(self) -> Marks:
        """What is shown and could be hidden to protect another. A zero that is shown says too little."""
        found: Marks = ~self.hidden & ~self.open & (self.value >= max(self.threshold, 1))
        return found

    def room(self) -> tuple[Whole, Whole]:
        """How far each number may go up and down for all that the reader knows.

        The reader knows numbers that are shown, that "small" means below the threshold, and is taken to
        guess rightly that other hidden numbers are not below it.
        """
        up, down = np.zeros_like(self.value), np.zeros_like(self.value)
        if self.rules.round_to:
            up, down = self._rounding()
        small = self.hidden & self.small
        large = self.hidden & ~small
        up[small] = self.threshold - 1 - self.value[small]
        down[small] = self.value[small] - self.rules.lowest
        up[self.hidden & (self.weak | large)] = FREE
        down[large] = self.value[large] - self.threshold
        up[self.open] = down[self.open] = FREE
        return up, down

    def room_if_hidden(self) -> tuple[Whole, Whole]:
        """The same for numbers that are shown and could be hidden; none for any other."""
        may = self.may_hide
        return np.where(may, FREE, 0), np.where(may, self.value - self.threshold, 0)

    def signed(self, room: tuple[Whole, Whole]) -> tuple[Whole, Whole]:
        """Room up and down as room to add to and to take from the matrix: totals have their sign turned."""
        up, down = room
        return np.where(self.sign > 0, up, down), np.where(self.sign > 0, down, up)

    def _rounding(self) -> tuple[Whole, Whole]:
        """A rounded number may be any that is rounded so; a zero is a zero."""
        step = self.rules.round_to or 1
        shown = (self.value + step // 2) // step * step
        lowest = np.maximum(shown - step // 2, self.threshold)
        highest = shown - step // 2 + step - 1
        moves = self.value >= max(self.threshold, 1)
        return np.where(moves, highest - self.value, 0), np.where(moves, self.value - lowest, 0)


def _by_size(value: Whole) -> Costs:
    """More people are worse to hide; told in at most a hundredth of what a cell costs."""
    most = max(int(value.max(initial=0)), 1)
    scale = min(1.0, CELL / 100 / most)
    return np.maximum(value * scale, 0) + 1.0
