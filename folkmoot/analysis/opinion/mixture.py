"""Crowds of people in the space of the axes, when every person's place is known only roughly.

A crowd is a normal distribution; all have the same shape, so that a crowd is a place where people gather, not
a matter of how much they voted. Each person counts by what their votes tell: `towards` and `told` are the
sums of `positions.py`, lean and caution already taken out. Learnt by expectation and maximisation.

Source: Bovy, Hogg and Roweis (2011), Extreme deconvolution, Annals of Applied Statistics 5(2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .symmetric import Stack, pairs, place, products, sweep, times

Floats = NDArray[np.float64]

NARROWEST = 0.001
"""A crowd is at least so wide, as a share of the spread of all people (variance)."""


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """`towards` d x n, `told` (a stack of n) and `base` (n): the logarithm of how likely someone
    at z votes so is base + towards . z - z . told z / 2."""

    towards: Floats
    told: Stack
    base: Floats

    @property
    def n(self) -> int:
        return int(self.towards.shape[1])

    @property
    def d(self) -> int:
        return len(self.towards)

    def some(self, which: NDArray[np.int64]) -> People:
        return People(self.towards[:, which], self.told[:, which], self.base[which])


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Crowds: `centres` k x d, `weights` k, and `width` the covariance (d x d) of each;
    `scale` is the variance of all people along each axis."""

    centres: Floats
    weights: Floats
    width: Floats
    scale: Floats

    @property
    def k(self) -> int:
        return len(self.weights)


@dataclass(frozen=True, slots=True, eq=False)
class Seen(People):
    """People seen against crowds of some width: z is now the centre of a person's crowd. `near` (a stack) and
    `drawn` (d x n): covariance and mean of where they are, if their crowd's centre were 0; `inverse` of the
    width."""

    near: Stack
    drawn: Floats
    inverse: Floats


def blurred(people: People, width: Floats) -> Seen:
    """With W the inverse of the width and N = (told + W)^-1, the votes tell W - W N W of the centre, and draw
    it by W N towards."""
    d = people.d
    inverse = np.linalg.inv(width)
    inverse = (inverse + inverse.T) / 2
    a, b = pairs(d)
    near = people.told + inverse[a, b][:, None]
    size = sweep(near, d, d) / np.linalg.det(inverse)
    np.negative(near, out=near)
    drawn = times(near, people.towards)
    told = inverse[a, b][:, None] - _both_sides(inverse) @ near
    base = people.base - 0.5 * np.log(size) + 0.5 * np.sum(drawn * people.towards, axis=0)
    return Seen(inverse @ drawn, told, base, near, drawn, inverse)


def _both_sides(matrix: Floats) -> Floats:
    """What turns a stored symmetric matrix S into matrix S matrix, also stored."""
    a, b = pairs(len(matrix))
    once = np.where(a == b, 0.5, 1.0)
    found: Floats = matrix[a][:, a] * matrix[b][:, b] + matrix[a][:, b] * matrix[b][:, a]
    return found * once


def scores(mixture: Mixture, seen: People) -> Floats:
    """The logarithm of how likely each crowd and each person's votes are together (k x n)."""
    a, b = pairs(seen.d)
    twice = np.where(a == b, -0.5, -1.0)
    found: Floats = mixture.centres @ seen.towards
    found += (products(mixture.centres) * twice) @ seen.told
    found += np.log(mixture.weights)[:, None] + seen.base
    return found


def chances(mixture: Mixture, seen: People) -> tuple[Floats, Floats]:
    """Of each person (k x n) the chance of each crowd, and the logarithm of how likely their votes are."""
    found = scores(mixture, seen)
    top = found.max(axis=0)
    found -= top
    found = np.exp(found.astype(np.float32)).astype(np.float64)
    sums = found.sum(axis=0)
    found /= sums
    return found, np.log(sums) + top


def fit(people: People, mixture: Mixture, rounds: int, widen_every: int = 1) -> tuple[Mixture, float]:
    """Improve a mixture by so many rounds, its width, which costs most, every so many; also the
    log-likelihood of all votes under it."""
    seen = blurred(people, mixture.width)
    for turn in range(1, rounds + 1):
        share, _likely = chances(mixture, seen)
        mixture = _moved(mixture, seen, share)
        if turn % widen_every == 0:
            mixture = _widened(mixture, seen, share)
            seen = blurred(people, mixture.width)
    return mixture, float(chances(mixture, seen)[1].sum())


def _moved(mixture: Mixture, seen: Seen, share: Floats) -> Mixture:
    d, k = seen.d, mixture.k
    told = seen.told @ share.T
    matrices = np.empty((k, d, d))
    for (a, b), where in place(d).items():
        matrices[:, a, b] = told[where]
    traces = np.trace(matrices, axis1=1, axis2=2)
    matrices += np.eye(d) * (1e-6 * (1 + traces))[:, None, None]
    right = (share @ seen.towards.T)[:, :, None]
    centres: Floats = np.linalg.solve(matrices, right)[:, :, 0].astype(np.float64)
    weights = (share.sum(axis=1) + 1) / (seen.n + k)
    return replace(mixture, centres=centres, weights=weights)


def _widened(mixture: Mixture, seen: Seen, share: Floats) -> Mixture:
    """The common covariance: expected squared distance of people from the centre of their crowd."""
    d = seen.d
    sums = seen.near.sum(axis=1)
    total = np.array([[sums[place(d)[a, b]] for b in range(d)] for a in range(d)])
    pulled = mixture.centres @ seen.inverse
    apart = np.empty((d, mixture.k, seen.n))
    for i in range(d):
        np.matmul(pulled, seen.near[_row(i, d)], out=apart[i])
        apart[i] += seen.drawn[i]
        apart[i] -= mixture.centres[:, i, None]
    total += (apart * share).reshape(d, -1) @ apart.reshape(d, -1).T
    width = (total + total.T) / (2 * seen.n) + np.diag(NARROWEST * mixture.scale)
    return replace(mixture, width=width)


def _row(i: int, d: int) -> list[int]:
    """Where row i of a d x d matrix is stored."""
    return [place(d)[i, j] for j in range(d)]


def start(people: People, scale: Floats, k: int, numbers: Floats) -> Mixture:
    """Crowds at k people far apart (each drawn with a chance that grows with the squared distance from those
    drawn before, Arthur and Vassilvitskii 2007), by the given numbers between 0 and 1."""
    stack = people.told.copy()
    at = place(people.d)
    for a in range(people.d):
        stack[at[a, a]] += 1 / scale[a]
    sweep(stack, people.d, people.d)
    spots = -times(stack, people.towards) / np.sqrt(scale)[:, None]
    chosen = [_drawn(np.sum(spots**2, axis=0), numbers[0])]
    distance = np.full(people.n, np.inf)
    for number in numbers[1:k]:
        distance = np.minimum(distance, np.sum((spots - spots[:, chosen[-1:]]) ** 2, axis=0))
        chosen.append(_drawn(distance, number))
    centres = (spots[:, chosen] * np.sqrt(scale)[:, None]).T
    return Mixture(centres, np.full(k, 1 / k), np.diag(0.25 * scale), scale)


def _drawn(weights: Floats, number: float) -> int:
    sums = np.cumsum(weights)
    return min(int(np.searchsorted(sums, number * sums[-1], side="right")), len(weights) - 1)
