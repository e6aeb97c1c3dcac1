"""A lottery over real panels with given chances: a list of panels and their weights.

Panels are picked so that the list keeps pace with the target: each serves those types best that lag behind
most (herding: Welling 2009, ICML). After about as many panels as types the target lies among them, and
weights are found at once (`centring.py`). Where it does not, a linear program over the list says which
panel would help, until the target is met or it is proved that no lottery of real panels can (an integrality
gap).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .centring import Weighing, weigh
from .pools import Pool
from .pricing import Bounds, Pricing, bounds_of, face_of, near, onto_face
from .reach import Allowed
from .solving import FREE, Floats, Program

FEW = 100  # up to so many types the linear program is quicker than more panels
FIRST, NEXT, LAST = 1.05, 0.15, 2.5  # panels for each type before the first trial, each further one, the last
MET = 1e-9  # in seats
GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Panels (rows: counts of each type) and their weights. `met`: their mean is the target. `gap`: proved
    that no lottery of real panels has this target. Neither: the time was over."""

    panels: NDArray[np.int64]
    weights: Floats
    met: bool
    gap: bool


def mix(
    pool: Pool, seats: Floats, *, allowed: Allowed, tell: Callable[[float], None] = lambda share: None
) -> Mixture:
    """A lottery in which each type has these expected seats. `tell` hears the share done, 0 to 1.

    First over panels that have each type as often as expected, to the next whole number; then over all."""
    face = face_of(bounds_of(pool), seats)
    target = onto_face(face, seats)
    first = near(face, target)
    found = _Mixing(first, target, allowed, tell).run()
    if not found.gap or _same(first, face):
        return found
    return _Mixing(face, target, allowed, tell).go_on(found.panels)


def _same(one: Bounds, other: Bounds) -> bool:
    return np.array_equal(one.least, other.least) and np.array_equal(one.most, other.most)


class _Mixing:
    def __init__(
        self, among: Bounds, target: Floats, allowed: Allowed, tell: Callable[[float], None]
    ) -> None:
        self._target, self._allowed, self._tell = target, allowed, tell
        self._types = len(target)
        self._pricing = Pricing(among)
        self._panels: list[NDArray[np.int64]] = []
        self._times: list[int] = []
        self._place: dict[bytes, int] = {}
        self._lag = 0.01 * np.modf(GOLDEN * np.arange(1, len(target) + 1))[0]

    def run(self) -> Mixture:
        enough = FIRST * self._types + 5
        picked = 0
        best: Weighing | None = None
        while not (self._panels and self._allowed.is_over):
            if not self._pick():
                return self._mixture(None, gap=True)
            picked += 1
            self._tell(min(0.9, 0.9 * picked / (FIRST * self._types + 5)))
            if picked < enough:
                continue
            best = weigh(self._matrix(), self._target, np.array(self._times) / picked)
            if best.exact:
                return self._mixture(best.weights, met=True)
            if self._types <= FEW or picked > LAST * self._types:
                return self._by_program()
            enough = picked + NEXT * self._types
            self._look_for(best.lacking)
        return self._mixture(best.weights if best else None)

    def go_on(self, panels: NDArray[np.int64]) -> Mixture:
        """With these panels to begin with, if there are any."""
        self._panels, self._times = list(panels), [1] * len(panels)
        return self._by_program() if self._panels else self.run()

    def _pick(self) -> bool:
        panel = self._pricing.good(self._lag + self._target)
        if panel is None:
            return False
        self._lag += self._target - panel
        place = self._place.setdefault(panel.tobytes(), len(self._panels))
        if place == len(self._panels):
            self._panels.append(panel)
            self._times.append(0)
        self._times[place] += 1
        return True

    def _look_for(self, lacking: Floats) -> None:
        """Turn towards what the list lacks, as strongly as towards what lags."""
        size = np.sqrt(np.mean(lacking**2))
        if size > 0:
            self._lag += lacking / size * np.sqrt(np.mean(self._lag**2))

    def _matrix(self) -> Floats:
        return np.array(self._panels, np.float64)

    def _by_program(self) -> Mixture:
        """Least seats missing over the list, and a panel that helps, until none is missing or none
        helps."""
        program, n = self._short_program(), self._types
        listed = {panel.tobytes() for panel in self._panels}
        while True:
            found = program.solve()
            if found is None:
                return self._mixture(None)
            weights = np.append(found.at[n:], np.zeros(len(self._panels) - len(found.at) + n))
            if found.value < MET:
                return self._mixture(weights, met=True)
            if self._allowed.is_over:
                return self._mixture(weights)
            prices = found.rows[:n]
            panel = self._pricing.better(prices, MET - found.rows[n])
            if panel is not None and panel.tobytes() in listed:  # only rounding made it score more
                panel = self._pricing.best(prices)
            if panel is None or panel.tobytes() in listed:
                return self._mixture(weights, gap=True)
            listed.add(panel.tobytes())
            self._panels.append(panel)
            program.add_column(0.0, np.append(np.flatnonzero(panel), n), np.append(panel[panel > 0], 1.0))

    def _short_program(self) -> Program:
        n, count = self._types, len(self._panels)
        matrix = np.zeros((n + 1, n + count))
        matrix[:n, :n], matrix[:n, n:], matrix[n, n:] = np.eye(n), self._matrix().T, 1.0
        lower = np.append(self._target, 1.0)
        upper = np.append(np.full(n, FREE), 1.0)
        cost = np.append(np.ones(n), np.zeros(count))
        return Program(matrix, lower, upper, np.zeros(n + count), np.full(n + count, FREE), cost)

    def _mixture(self, weights: Floats | None, *, met: bool = False, gap: bool = False) -> Mixture:
        if not self._panels:
            return Mixture(np.zeros((0, self._types), np.int64), np.zeros(0), met, gap)
        shares = np.array(self._times, np.float64) if weights is None else np.maximum(weights, 0.0)
        kept = shares > 1e-13 * shares.sum()
        panels = np.array(self._panels)[: len(shares)][kept]
        return Mixture(panels, shares[kept] / shares[kept].sum(), met, gap)
