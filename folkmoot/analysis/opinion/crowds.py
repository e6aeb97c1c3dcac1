"""How many crowds, and which of them stand apart: the search for groups.

Many crowds are laid out and joined two by two, the closest first; the number that describes the votes best
for its size (Schwarz 1978, Annals of Statistics 6(2)) is kept. A crowd is only a piece of a shape: pieces
between which there is no gap are joined again, the least separated first, until every two left have one.

Source of the joining: Hennig (2010), Advances in Data Analysis and Classification 4(1).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from . import gaps
from .mixture import Floats, Mixture, People, blurred, chances, fit, scores, start

MOST_CROWDS = 8
FEWEST_PEOPLE, SMALLEST_SHARE = 5, 0.01
"""A group has at least so many people, and at least this share of all."""

FIRST_ROUNDS, ROUNDS, LAST_ROUNDS = 12, 5, 12
TOO_FEW = 1e6
BRIDGE_END = 0.3
"""A bridge ends in crowds of at least this share of the largest of their group."""
MANY_LOOKS, FEW_LOOKS = 16, 3
"""How long to look for a gap, and for a bridge, of which a rough idea is enough."""
HOPELESS = 30.0
"""With so much less worth than the best, fewer crowds will not be better."""


@dataclass(frozen=True, slots=True, eq=False)
class Crowds:
    """`mixture`, and `member`: to which group (0 to n_groups - 1) each of its crowds belongs.

    `gap` is the smallest logarithm of the odds for a gap among all pairs of groups; with one group, the
    largest that any split reached on the way."""

    mixture: Mixture
    member: NDArray[np.int64]
    gap: float

    @property
    def n_groups(self) -> int:
        return int(self.member.max()) + 1


def find_crowds(people: People, scale: Floats, numbers: Floats, needed: float) -> Crowds:
    """Groups of people between which there are gaps whose logarithm of the odds is at least `needed`."""
    mixture = best_mixture(people, scale, numbers)
    return joined(people, mixture, needed)


def reweighed(crowds: Crowds, people: People) -> Crowds:
    """The same crowds, each as large as its share of these people."""
    seen = blurred(people, crowds.mixture.width)
    weights = crowds.mixture.weights
    for _round in range(3):
        share, _likely = chances(replace(crowds.mixture, weights=weights), seen)
        weights = (share.sum(axis=1) + 1) / (people.n + crowds.mixture.k)
    return replace(crowds, mixture=replace(crowds.mixture, weights=weights))


def best_mixture(people: People, scale: Floats, numbers: Floats) -> Mixture:
    mixture = start(people, scale, min(MOST_CROWDS, max(1, people.n // 5)), numbers)
    mixture, likely = fit(people, mixture, FIRST_ROUNDS, widen_every=2)
    best, best_worth = mixture, likely - cost(people, mixture)
    while mixture.k > 1:
        mixture, likely = fit(people, _closest_joined(mixture), ROUNDS, widen_every=2)
        worth = likely - cost(people, mixture)
        if worth > best_worth:
            best, best_worth = mixture, worth
        elif worth < best_worth - HOPELESS:
            break
    return fit(people, best, LAST_ROUNDS)[0]


def cost(people: People, mixture: Mixture) -> float:
    """What a mixture of this size gains by chance."""
    return 0.5 * (mixture.k * (people.d + 1) - 1) * float(np.log(people.n))


def _closest_joined(mixture: Mixture) -> Mixture:
    inverse, weights, centres = np.linalg.inv(mixture.width), mixture.weights, mixture.centres
    steps = centres[:, None] - centres[None]
    lost = np.einsum("abi,ij,abj->ab", steps, inverse, steps)
    lost *= weights[:, None] * weights[None] / (weights[:, None] + weights[None])
    lost[np.tril_indices(mixture.k)] = np.inf
    a, b = np.unravel_index(int(np.argmin(lost)), lost.shape)
    keep = [one for one in range(mixture.k) if one not in (a, b)]
    both = weights[a] + weights[b]
    middle = (weights[a] * centres[a] + weights[b] * centres[b]) / both
    return Mixture(
        np.vstack([centres[keep], middle]), np.append(weights[keep], both), mixture.width, mixture.scale
    )


def joined(people: People, mixture: Mixture, needed: float) -> Crowds:
    """Join the pieces that no gap parts, the closest first."""
    pieces: list[tuple[int, ...]] = [(one,) for one in range(mixture.k)]
    apart = _Separation(people, mixture, needed)
    widest = 0.0
    while len(pieces) > 1:
        least = np.inf
        for one, two in sorted(combinations(pieces, 2), key=lambda pair: apart.distance(*pair)):
            gap = apart.gap(one, two)
            if gap < needed:
                break
            least = min(least, gap)
        else:
            return Crowds(mixture, _members(pieces, mixture.k), least)
        widest = max(widest, gap)
        pieces = [*(piece for piece in pieces if piece not in (one, two)), tuple(sorted(one + two))]
    return Crowds(mixture, np.zeros(mixture.k, np.int64), widest)


class _Separation:
    """How surely two groups of crowds stand apart: by the gap between their largest crowds, unless some other
    two of them are rather one crowd, a bridge, or one group is too small to be one."""

    def __init__(self, people: People, mixture: Mixture, needed: float) -> None:
        self.people, self.mixture, self.needed = people, mixture, needed
        self.fewest = max(FEWEST_PEOPLE, SMALLEST_SHARE * people.n)
        self.inverse = np.linalg.inv(mixture.width)
        self.crowds = scores(mixture, blurred(people, mixture.width))
        self.known: dict[tuple[int, int, float], tuple[float, float]] = {}

    def distance(self, one: tuple[int, ...], two: tuple[int, ...]) -> float:
        """Between the closest crowds of the two, in widths of a crowd; groups too small come first."""
        steps = [self.mixture.centres[a] - self.mixture.centres[b] for a in one for b in two]
        nearest = min(float(step @ self.inverse @ step) for step in steps)
        return nearest - (TOO_FEW if self._too_few(one, two) else 0)

    def gap(self, one: tuple[int, ...], two: tuple[int, ...]) -> float:
        if self._too_few(one, two):
            return 0.0
        heads = self._largest(one), self._largest(two)
        gap = self._odds(*heads, self.needed)[0]
        if gap < self.needed:
            return gap
        ends = product(self._sizable(one), self._sizable(two))
        bridge = min((sum(self._odds(a, b, 0.0)) / 2 for a, b in ends if (a, b) != heads), default=0.0)
        return bridge if bridge < 0 else gap

    def _sizable(self, piece: tuple[int, ...]) -> list[int]:
        """The crowds of a group that can be the end of a bridge: stragglers lie between any two groups."""
        weights = self.mixture.weights
        return [crowd for crowd in piece if weights[crowd] >= BRIDGE_END * weights[list(piece)].max()]

    def _too_few(self, one: tuple[int, ...], two: tuple[int, ...]) -> bool:
        shares = (float(self.mixture.weights[list(piece)].sum()) for piece in (one, two))
        return min(shares) * self.people.n < self.fewest

    def _largest(self, piece: tuple[int, ...]) -> int:
        return max(piece, key=lambda crowd: float(self.mixture.weights[crowd]))

    def _odds(self, a: int, b: int, needed: float) -> tuple[float, float]:
        key = (min(a, b), max(a, b), needed)
        if key not in self.known:
            looks = FEW_LOOKS if needed == 0 else MANY_LOOKS
            self.known[key] = gaps.log_odds(self.people, self.mixture, self.crowds, *key, looks)
        return self.known[key]


def _members(pieces: list[tuple[int, ...]], k: int) -> NDArray[np.int64]:
    member = np.zeros(k, np.int64)
    for number, piece in enumerate(pieces):
        member[list(piece)] = number
    return member
