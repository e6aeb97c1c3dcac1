"""Which targets cannot all be met: a set of them of which not one can be spared.

Source: the search that halves is QuickXplain: Junker, U. (2004), "QUICKXPLAIN: preferred explanations and
relaxations for over-constrained problems", AAAI-04, 167-172.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .pools import Pool
from .whole_seats import WITHOUT_END, WholeSeats


class Conflicts:
    """Asks of a pool which of its rules stand in the way. Rules are numbered: targets by their row, then one
    number, `homes`, for "one of a household". The size of the panel always holds."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.matrix, self.lower, self.upper = pool.constraints()
        self.homes = len(pool.rows)
        self._program = WholeSeats(self.matrix, self.lower, self.upper, pool.type_size)
        self._active = set(range(self.homes + 1))

    def can_be(self, rules: Sequence[int]) -> bool:
        """Whether there is a panel under these rules alone."""
        wanted = set(rules)
        for rule in sorted(wanted ^ self._active):
            self._switch(rule, rule in wanted)
        self._active = wanted
        return self._program.can_be

    def limit(self, type_number: int, lowest: int, most: int) -> None:
        """Ask only of panels with so many people of a type."""
        self._program.limit(type_number, lowest, most)

    def smallest(self, rules: Sequence[int]) -> tuple[int, ...] | None:
        """Rules that cannot hold together and of which each is needed for that; None if all can. Those that
        stand first are kept rather than those that stand last."""
        if self.can_be(rules):
            return None
        if not self.can_be(()):
            return ()
        return tuple(sorted(self._explain((), (), list(rules))))

    def _explain(self, ground: tuple[int, ...], added: Sequence[int], rest: list[int]) -> list[int]:
        """What is needed of `rest` beside `ground`, which is taken as given; its first are preferred."""
        if added and not self.can_be(ground):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        needed_second = self._explain((*ground, *first), first, second)
        needed_first = self._explain((*ground, *needed_second), needed_second, first)
        return needed_first + needed_second

    def _switch(self, rule: int, on: bool) -> None:
        if rule < self.homes:
            bounds = (self.lower[rule], self.upper[rule]) if on else (0.0, WITHOUT_END)
            self._program.bind(rule, float(bounds[0]), float(bounds[1]))
            return
        for row in range(self.homes, len(self.matrix) - 1):
            self._program.bind(row, 0.0, float(self.upper[row]) if on else WITHOUT_END)

    def everything(self) -> list[int]:
        """All rules, "one of a household" only where households share members."""
        return list(range(self.homes + bool(np.any(self.pool.kind_of >= 0))))
