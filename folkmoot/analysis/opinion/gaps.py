"""Is there a gap between two crowds, or is it one crowd, whatever its shape?

Two crowds are taken away and replaced by one that lies along the line between them: a density that rises to
one top and falls from there, flat, skewed or long-tailed as fits best. If the votes are about as likely under
it, no gap parts the two. All people count, each with the uncertainty that their votes leave; other crowds
stay where they are and may grow or shrink.

Source: densities with one top as mixtures of flat ones, Walther (2002), Journal of the American Statistical
Association 97(458); the bound by the gradient, Lindsay (1983), Annals of Statistics 11(1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .mixture import Floats, Mixture, People, blurred
from .symmetric import pairs

FEWEST_STEPS, MOST_STEPS = 12, 96
"""Places from one centre to the other: about two to the width of a crowd."""

TOPS = 3
"""Every third place is tried as the top, from a little before one centre to a little beyond the other."""

Ints = NDArray[np.int64]

LEAPS = 5
"""After so many leaps the search looks how far it has come."""

EXACT = 0.25
FADED, LIGHTEST = 0.001, 1e-12
"""A weight falls in one leap to no less than this share of itself, and never further than this."""

LEAST = 1e-30
"""So unlikely a person may be, not less: single precision ends soon after."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """From the centre of one crowd (`origin`) by `step` to the other; `across`: how wide a crowd is beside
    the line; `grid`: the places along it."""

    origin: Floats
    step: Floats
    across: Floats
    grid: Floats

    @property
    def tops(self) -> Ints:
        """The places that are tried as the top of one crowd."""
        return np.flatnonzero((self.grid > -0.3) & (self.grid < 1.3))[::TOPS]


def line_between(mixture: Mixture, a: int, b: int) -> Line:
    origin = mixture.centres[a]
    step = mixture.centres[b] - origin
    inverse = np.linalg.inv(mixture.width)
    length = float(step @ inverse @ step)
    steps = int(np.clip(np.ceil(1.6 * np.sqrt(length)), FEWEST_STEPS, MOST_STEPS))
    across = mixture.width - np.outer(step, step) * (1 / length - 0.25 / steps**2)
    beyond = int(np.ceil((0.5 + 2 / np.sqrt(length)) * steps))
    return Line(origin, step, across, np.arange(-beyond, steps + beyond + 1) / steps)


def along(people: People, line: Line) -> Floats:
    """The logarithm of how likely each person's votes are at each place of the line (places x people)."""
    seen = blurred(people, line.across)
    a, b = pairs(people.d)
    twice = np.where(a == b, 1.0, 2.0)
    told = (line.step[a] * line.step[b] * twice) @ seen.told
    cross = (line.step[a] * line.origin[b] + line.step[b] * line.origin[a]) * twice / 2
    before = (line.origin[a] * line.origin[b] * twice) @ seen.told
    towards = line.step @ seen.towards - cross @ seen.told
    origin = seen.base + line.origin @ seen.towards - 0.5 * before
    places = np.column_stack([np.ones_like(line.grid), line.grid, -0.5 * line.grid**2])
    found: Floats = places @ np.vstack([origin, towards, told])
    return found


def log_odds(
    people: People, mixture: Mixture, crowds: Floats, a: int, b: int, needed: float, looks: int = 12
) -> tuple[float, float]:
    """The logarithm of how much likelier the votes are with crowds a and b than with one in their place.

    `crowds` are the `scores` of the mixture. Between which bounds it lies, close enough to say whether it is
    at least `needed` if that takes not too many `looks`."""
    line = line_between(mixture, a, b)
    likely = along(people, line)
    top = np.maximum(crowds.max(axis=0), likely.max(axis=0))
    found = np.exp(crowds - top)
    likely = np.exp((likely - top).astype(np.float32))
    others = np.delete(found / mixture.weights[:, None], [a, b], axis=0)
    reached = float(np.sum(np.log(found.sum(axis=0))))
    share, rest = mixture.weights[[a, b]].sum(), np.delete(mixture.weights, [a, b])
    search = OneTop(likely, others, share, rest, line.tops)
    while looks and not search.ended and reached - search.most < needed <= reached - search.least:
        search.go_on()
        looks -= 1
    return reached - search.most, reached - search.least


class OneTop:
    """The search for the best density with one top beside the other crowds.

    `likely` (places x people) and `others` (crowds x people) hold how likely the votes are there; `share` and
    `weights` are where the search begins. Expectation and maximisation over flat densities that reach from
    the top to one side, for all tops at once, each two steps followed by a leap in their direction (Varadhan
    and Roland 2008, Scandinavian Journal of Statistics 35(2)); tops that cannot be best any more drop out.
    The best log-likelihood lies between `least` and `most`."""

    def __init__(self, likely: Any, others: Floats, share: float, weights: Floats, tops: Ints) -> None:
        self.places, self.n = likely.shape
        self.everything = np.vstack([likely, others]).astype(np.float32)
        self.everything[self.everything < LEAST] = 0
        self.flat = _flat(self.places, tops)
        own = np.full(self.places, share / self.places)
        self.weights = np.repeat(np.append(own, weights)[None], len(tops), axis=0)
        self.least, self.most = -np.inf, np.inf

    @property
    def ended(self) -> bool:
        return self.most - self.least < EXACT

    def go_on(self) -> None:
        for _leap in range(LEAPS):
            self._leap()
        rise, density = self._rise(self.weights)
        reached = np.log(density).sum(axis=1, dtype=np.float64)
        most = reached + self.n * np.log(np.maximum(rise.max(axis=1), 1.0))
        self.least = max(self.least, float(reached.max()))
        self.most = max(min(self.most, float(most.max())), self.least)
        keep = most >= self.least
        self.flat, self.weights = self.flat[keep], self.weights[keep]

    def _leap(self) -> None:
        one = self._step(self.weights)
        two = self._step(one)
        first, turn = one - self.weights, two - 2 * one + self.weights
        lengths = np.sum(first**2, axis=1) / np.maximum(np.sum(turn**2, axis=1), LEAST)
        far = np.maximum(np.sqrt(lengths), 1.0)[:, None]
        ahead = np.maximum(self.weights + 2 * far * first + far**2 * turn, FADED * two)
        self.weights = self._step(ahead / ahead.sum(axis=1, keepdims=True))

    def _step(self, weights: Floats) -> Floats:
        """One step of expectation and maximisation, for every top."""
        ahead = np.maximum(weights * self._rise(weights)[0], LIGHTEST)
        found: Floats = ahead / ahead.sum(axis=1, keepdims=True)
        return found

    def _rise(self, weights: Floats) -> tuple[Floats, Any]:
        """How steeply the likelihood rises with each weight, and how likely each person's votes are."""
        shape = np.matmul(self.flat, weights[:, : self.places, None])[:, :, 0]
        parts = np.concatenate([shape, weights[:, self.places :]], axis=1).astype(np.float32)
        density = np.maximum(parts @ self.everything, LEAST)
        pull = ((1 / density) @ self.everything.T).astype(np.float64) / self.n
        own = np.matmul(pull[:, None, : self.places], self.flat)[:, 0]
        return np.concatenate([own, pull[:, self.places :]], axis=1), density


def _flat(places: int, tops: Ints) -> Floats:
    """Flat densities between the top and each place: tops x places x densities."""
    top, at, end = np.ogrid[: len(tops), :places, :places]
    low, high = np.minimum(end, tops[top]), np.maximum(end, tops[top])
    inside = (at >= low) & (at <= high)
    found: Floats = inside / (high - low + 1)
    return found
