"""What chances can be had: over targets that hold on average (`Relaxed`), or over lotteries of real panels
(`Mixed`).

Both are a linear program in the expected seats of each type, with a floor under and a ceiling over the
chances. Every lottery of real panels is also in the relaxed one, so what the relaxed cannot reach, nothing
can. Where the two differ (an integrality gap) only `Mixed` tells the truth; it adds panels to its list
until none can help (column generation: Gilmore and Gomory 1961, Operations Research 9(6)).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .pools import Pool
from .pricing import Pricing, bounds_of
from .solving import FREE, Answer, Floats, Program

Panel = NDArray[np.int64]
HELPS = 1e-9  # a panel that scores more than this above the others is added
ROOMS = (
    1e-12,
    1e-11,
    1e-10,
    1e-9,
    1e-8,
)  # under a floor that was reached, so that rounding does not close it


class OutOfTimeError(Exception):
    """The time given has passed; the list of panels so far can still be used."""


@dataclass(slots=True)
class Allowed:
    """Seconds that may pass, by the clock on the wall; None for as long as it takes."""

    seconds: float | None = None
    begun: float = field(default_factory=time.monotonic)

    def check(self) -> None:
        if self.is_over:
            raise OutOfTimeError

    @property
    def is_over(self) -> bool:
        return self.seconds is not None and time.monotonic() - self.begun > self.seconds


class Relaxed:
    """Expected seats under the targets themselves. Columns: seats of each type, floor, ceiling,
    steepness."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.size = pool.type_size.astype(np.float64)
        self.types = pool.types
        self.most = pool.type_most / self.size
        self._settled: dict[int, float] = {}
        self._is_out = np.zeros(self.types, bool)
        self._floor, self._ceiling, self._room = 0.0, FREE, ROOMS[0]
        base, lower, upper = self._base()
        n, kept = self.types, len(base)
        matrix = np.zeros((kept + 2 * n, n + 3))
        matrix[:kept, :n] = base
        matrix[kept : kept + n, :n] = matrix[kept + n :, :n] = np.eye(n)
        matrix[kept : kept + n, n] = matrix[kept + n :, n + 1] = -self.size
        self._floors, self._ceilings = kept, kept + n
        self.program = Program(
            matrix,
            np.concatenate([lower, np.zeros(n), np.full(n, -FREE)]),
            np.concatenate([upper, np.full(n, FREE), np.zeros(n)]),
            np.zeros(n + 3),
            np.concatenate([pool.type_most, [FREE, FREE, FREE]]),
            np.zeros(n + 3),
        )
        self.answer: Answer | None = None

    def _base(self) -> tuple[Floats, Floats, Floats]:
        matrix, lower, upper = self.pool.constraints()
        return matrix, lower.astype(float), upper.astype(float)

    # What is asked for.

    def highest_floor(self) -> float:
        """The most that every type which is not settled can have at once."""
        return self._least_of(-1.0, 0.0, 0.0).at[self.types]

    def lowest_ceiling(self) -> float:
        """The least that the highest chance can be."""
        return self._least_of(0.0, 1.0, 0.0).at[self.types + 1]

    def best_balance(self, ceiling: float, steepness: float) -> Answer:
        """The least of ceiling and steepness together, at these prices."""
        return self._least_of(0.0, ceiling, steepness)

    def _least_of(self, *costs: float) -> Answer:
        for place, cost in enumerate(costs):
            self.program.set_cost(self.types + place, cost)
        self.answer = self._solved()
        return self.answer

    def _solved(self) -> Answer:
        found = self.program.solve()
        for room in ROOMS:
            if found is None and room > self._room:
                self._give(room)
                found = self.program.solve()
        if found is None:
            raise NoPanelError
        return found

    def _give(self, room: float) -> None:
        """Rounding has closed what was held: hold it a little less tightly."""
        self._room = room
        for number, chance in self._settled.items():
            self.settle(number, chance)
        self.keep_floor(self._floor)
        self.keep_ceiling(self._ceiling)

    # What is held.

    def hold_back(self) -> NDArray[np.bool_]:
        """The types that hold the floor where it is: it rises only if theirs does not."""
        assert self.answer is not None
        prices = self.answer.rows[self._floors : self._floors + self.types] * self.size
        held: NDArray[np.bool_] = (np.abs(prices) > 1e-6) & ~self._is_out
        return held

    def settle(self, number: int, chance: float) -> None:
        """From now on the type has at least this chance, and the floor does not ask for more."""
        row = self._floors + number
        self._settled[number] = chance
        self.program.set_coefficient(row, self.types, 0.0)
        self.program.set_row(row, max(0.0, chance - self._room) * self.size[number], FREE)

    def leave_out(self, number: int) -> None:
        """The type cannot be on a panel: neither floor nor ceiling ask for it."""
        self.settle(number, 0.0)
        self._is_out[number] = True
        self.program.set_column(number, 0.0, 0.0)

    def keep_floor(self, chance: float) -> None:
        """From now on nobody whose type is not settled has less."""
        self._floor = chance
        self.program.set_column(self.types, max(0.0, chance - self._room), FREE)

    def keep_ceiling(self, chance: float) -> None:
        """From now on nobody has more."""
        self._ceiling = chance
        self.program.set_column(self.types + 1, 0.0, chance + self._room)

    def add_tangent(self, at: float) -> None:
        """Steepness stays above 1 / floor, here by its tangent at this floor: 2 / at - floor / at^2."""
        n = self.types
        self.program.add_row(2 / at, FREE, [n, n + 2], [1 / at**2, 1.0])

    @property
    def chances(self) -> Floats:
        """The chance of each type in the latest answer."""
        assert self.answer is not None
        found: Floats = np.clip(self.answer.at[: self.types] / self.size, 0.0, self.most)
        return found


class Mixed(Relaxed):
    """Expected seats of lotteries over real panels: those listed and, when `adding`, any other that helps."""

    def __init__(
        self,
        pool: Pool,
        panels: list[Panel],
        *,
        allowed: Allowed | None = None,
        on_panel: Callable[[], None] | None = None,
        adding: bool = True,
    ) -> None:
        self.panels: list[Panel] = []
        self._listed: set[bytes] = set()
        self._allowed = allowed or Allowed()
        self._on_panel = on_panel or (lambda: None)
        self._adding = adding
        self._pricing = Pricing(bounds_of(pool))
        super().__init__(pool)
        for panel in panels:
            self.add(panel)
        if not self.panels:
            self.add(self._best(self.size))

    def _base(self) -> tuple[Floats, Floats, Floats]:
        """A row for each type: seats on the listed panels less expected seats; then the weights sum to
        1."""
        rows = np.vstack([-np.eye(self.types), np.zeros((1, self.types))])
        right = np.append(np.zeros(self.types), 1.0)
        return rows, right, right

    def add(self, panel: Panel) -> bool:
        """List a panel; False when it is there already."""
        key = panel.astype(np.int64).tobytes()
        if key in self._listed:
            return False
        self._listed.add(key)
        self.panels.append(panel)
        rows = np.append(np.flatnonzero(panel), self.types)
        self.program.add_column(0.0, rows, np.append(panel[panel > 0], 1.0))
        return True

    def _best(self, weights: Floats) -> Panel:
        found = self._pricing.best(weights)
        if found is None:
            raise NoPanelError
        return found

    def _solved(self) -> Answer:
        """As with every panel listed: none that is not would change the answer."""
        while True:
            found = super()._solved()
            if not self._adding:
                return found
            prices = found.rows[: self.types]
            level = -found.rows[self.types]
            if not self.list_better(prices, level):
                return found

    def list_better(self, prices: Floats, level: float) -> bool:
        """List a panel whose score is above this level; False when there is proof that there is none."""
        self._allowed.check()
        self._on_panel()
        panel = self._pricing.better(prices, level + HELPS)
        if panel is None:
            return False
        return self.add(panel) or self.add(self._best(prices))  # listed: only rounding made it score more

    @property
    def weights(self) -> Floats:
        """The weight of each listed panel in the latest answer."""
        assert self.answer is not None
        found = self.answer.at[self.types + 3 :]
        padded = np.zeros(len(self.panels))
        padded[: len(found)] = np.maximum(found, 0.0)
        shares: Floats = padded / padded.sum()
        return shares


class NoPanelError(Exception):
    """No panel meets the targets."""
