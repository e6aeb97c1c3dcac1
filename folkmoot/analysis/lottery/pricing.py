"""The panel that scores most: for a weight per type, near the best quickly, or the best with proof."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .branching import Branching
from .pools import Pool
from .rounding import Rounding
from .solving import Floats, Program

EXACT = 1e-7
GOOD = 2.0  # times the search for a first panel: what it finds by then is good


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """What panels must meet: `lower <= matrix @ counts <= upper`, `least <= counts <= most`."""

    matrix: Floats
    lower: Floats
    upper: Floats
    least: Floats
    most: Floats


def bounds_of(pool: Pool) -> Bounds:
    matrix, lower, upper = pool.constraints()
    most = pool.type_most.astype(np.float64)
    return Bounds(matrix, lower.astype(float), upper.astype(float), np.zeros(pool.types), most)


def face_of(bounds: Bounds, target: Floats) -> Bounds:
    """The panels that a lottery with these expected counts can use: what is full on average is always
    full."""
    seats = bounds.matrix @ target
    at_lower = np.abs(seats - bounds.lower) < EXACT
    at_upper = np.abs(seats - bounds.upper) < EXACT
    return Bounds(
        bounds.matrix,
        np.where(at_upper, bounds.upper, bounds.lower),
        np.where(at_lower, bounds.lower, bounds.upper),
        np.where(target > bounds.most - EXACT, bounds.most, bounds.least),
        np.where(target < EXACT, bounds.least, bounds.most),
    )


def near(face: Bounds, target: Floats) -> Bounds:
    """Only the panels that have each type as often as the target does, to the next whole number.

    Such panels can be spread over people in fewest lines, and differ least from one another."""
    return Bounds(
        face.matrix,
        face.lower,
        face.upper,
        np.maximum(face.least, np.floor(target + EXACT)),
        np.minimum(face.most, np.ceil(target - EXACT)),
    )


def onto_face(face: Bounds, target: Floats) -> Floats:
    """The target without its rounding: rows that are full are exactly full."""
    exact = face.lower == face.upper
    movable = face.least < face.most
    polished = np.where(movable, target, face.least)
    rows = face.matrix[exact]
    missing = face.lower[exact] - rows @ polished
    if movable.any():
        polished[movable] += np.linalg.lstsq(rows[:, movable], missing, rcond=1e-10)[0]
    return polished


class Pricing:
    """Panels for weights, over one set of bounds. `relaxed` tells what a fractional panel would score."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._linear = Program(*self._rows(), np.zeros(len(bounds.most)))
        self._branching = Branching(self._linear, bounds.least, bounds.most)
        self._whole: Program | None = None
        self._rounding = Rounding(
            np.ascontiguousarray(bounds.matrix[:-1].T),
            bounds.lower[:-1],
            bounds.upper[:-1],
            bounds.least,
            bounds.most,
        )

    def _rows(self) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        b = self.bounds
        return b.matrix, b.lower, b.upper, b.least, b.most

    def good(self, weights: Floats) -> NDArray[np.int64] | None:
        """A panel whose score is close to the highest; None when there is no panel at all."""
        self._linear.set_costs(-weights)
        found = self._linear.solve()
        if found is None:
            return None if self._linear.is_sure else self._by_solver(weights, -np.inf)
        whole = self._rounding.near(found.at, found.columns)
        return self._above(weights, -np.inf, GOOD) if whole is None else _counts(whole)

    def best(self, weights: Floats) -> NDArray[np.int64] | None:
        """The panel with the highest score, proved; None when there is no panel at all."""
        return self._above(weights, -np.inf, np.inf)

    def better(self, weights: Floats, level: float) -> NDArray[np.int64] | None:
        """A panel that scores more than the level; None when it is proved that there is none."""
        self._linear.set_costs(-weights)
        found = self._linear.solve()
        if found is None and not self._linear.is_sure:
            return self._by_solver(weights, level)
        if found is None or -found.value <= level:
            return None
        whole = self._rounding.near(found.at, found.columns)
        if whole is not None and weights @ whole > level:
            return _counts(whole)
        return self._above(weights, level, GOOD)

    def _above(self, weights: Floats, level: float, patience: float) -> NDArray[np.int64] | None:
        found = self._branching.best(weights, above=level, patience=patience)
        if found.counts is not None and (found.proved or np.isfinite(patience)):
            return _counts(found.counts)
        return None if found.proved else self._by_solver(weights, level)

    def _by_solver(self, weights: Floats, level: float) -> NDArray[np.int64] | None:
        if self._whole is None:
            self._whole = Program(*self._rows(), -weights, whole=True)
        self._whole.set_costs(-weights)
        found = self._whole.solve()
        return None if found is None or -found.value <= level else _counts(found.at)


def _counts(found: Floats) -> NDArray[np.int64]:
    return np.round(found).astype(np.int64)
