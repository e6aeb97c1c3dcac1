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
    """`towards` d x n and `told` (a stack of n): the likelihood of a person at z is
    exp(towards . z - z . told z / 2)."""

    towards: Floats
    told: Stack

    @property
    def n(self) -> int:
        return int(self.towards.shape[1])

    @property
    def d(self) -> int:
        return len(self.towards)

    def some(self, which: NDArray[np.int64]) -> People:
        return People(self.towards[:, which], self.told[:, which])


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


def blurred(people: People, width: Floats) -> People:
    """The same people seen against crowds of this width: what is told of a crowd's centre."""
    d = people.d
    size = d + d
    at = place(size)
    root = np.linalg.cholesky(width + 1e-12 * np.eye(d))
    # (told^-1 + width)^-1 = told - told R (1 + R' told R)^-1 R' told, by sweeping the upper block away
    told = np.empty((d, d, people.n))
    for (a, b), where in place(d).items():
        told[a, b] = people.told[where]
    turned = np.einsum("ab,bcn->acn", root.T, told)
    stack = np.empty((size * (size + 1) // 2 + size, people.n))
    inner = np.einsum("abn,bc->acn", turned, root)
    for a in range(d):
        for b in range(a, d):
            stack[at[a, b]] = inner[a, b] + (a == b)
            stack[at[d + a, d + b]] = told[a, b]
        for b in range(d):
            stack[at[a, d + b]] = turned[a, b]
    towards = np.vstack([root.T @ people.towards, people.towards])
    return _without_first(stack[: size * (size + 1) // 2], towards, d)


def _without_first(stack: Stack, towards: Floats, d: int) -> People:
    """What is said of the last d once the first d are taken out: sweeps a stack that carries `towards`."""
    size, n = 2 * d, stack.shape[1]
    wide, narrow = place(size + 1), place(size)
    whole = np.zeros(((size + 1) * (size + 2) // 2, n))
    for pair, where in narrow.items():
        whole[wide[pair]] = stack[where]
    for a in range(size):
        whole[wide[a, size]] = towards[a]
    sweep(whole, d, size + 1)
    told = np.array([whole[wide[d + a, d + b]] for a, b in zip(*pairs(d), strict=True)])
    return People(np.array([whole[wide[d + a, size]] for a in range(d)]), told)


def chances(mixture: Mixture, seen: People) -> tuple[Floats, Floats]:
    """Of each person (n x k) the chance of each crowd, and the logarithm of how likely their votes are."""
    found = scores(mixture, seen)
    top = found.max(axis=1, keepdims=True)
    np.exp(found - top, out=found)
    sums = found.sum(axis=1, keepdims=True)
    return found / sums, (np.log(sums) + top).ravel()


def scores(mixture: Mixture, seen: People) -> Floats:
    """The logarithm of how likely each person's votes and each crowd are together, up to `unexplained`."""
    a, b = pairs(seen.d)
    twice = np.where(a == b, -0.5, -1.0)
    found: Floats = seen.towards.T @ mixture.centres.T + seen.told.T @ (products(mixture.centres) * twice).T
    found += np.log(mixture.weights)
    return found


def fit(people: People, mixture: Mixture, rounds: int, widen_every: int = 2) -> Mixture:
    """Improve a mixture by so many rounds; the width every second time."""
    seen = blurred(people, mixture.width)
    for turn in range(rounds):
        share, _likely = chances(mixture, seen)
        mixture = _moved(mixture, seen, share)
        if turn % widen_every == widen_every - 1:
            mixture = _widened(mixture, people, share)
            seen = blurred(people, mixture.width)
    return mixture


def likelihood(mixture: Mixture, people: People) -> Floats:
    """The logarithm of how likely each person's votes are, comparable between mixtures of any width."""
    seen = blurred(people, mixture.width)
    _share, likely = chances(mixture, seen)
    return likely + unexplained(people, mixture.width)


def unexplained(people: People, width: Floats) -> Floats:
    """The part of the logarithm of the likelihood that no centre changes."""
    d, n = people.d, people.n
    at, root = place(d + 1), np.linalg.cholesky(width + 1e-12 * np.eye(d))
    told = np.empty((d, d, n))
    for (a, b), where in place(d).items():
        told[a, b] = people.told[where]
    inner = np.einsum("ab,bcn,cd->adn", root.T, told, root, optimize=True)
    stack = np.zeros(((d + 1) * (d + 2) // 2, n))
    towards = root.T @ people.towards
    for a in range(d):
        for b in range(a, d):
            stack[at[a, b]] = inner[a, b] + (a == b)
        stack[at[a, d]] = towards[a]
    logs = np.zeros(n)
    for k in range(d):
        logs -= 0.5 * np.log(np.maximum(stack[at[k, k]], 1e-300))
        pivot = 1 / stack[at[k, k]]
        for i in range(k + 1, d + 1):
            scaled = stack[at[k, i]] * pivot
            for j in range(i, d + 1):
                stack[at[i, j]] -= scaled * stack[at[k, j]]
    found: Floats = logs - 0.5 * stack[at[d, d]]
    return found


def _moved(mixture: Mixture, seen: People, share: Floats) -> Mixture:
    d, k = seen.d, mixture.k
    left = (seen.told @ share).T
    matrices = np.empty((k, d, d))
    for (a, b), where in place(d).items():
        matrices[:, a, b] = left[:, where]
    traces = np.trace(matrices, axis1=1, axis2=2)
    matrices += np.eye(d) * (1e-6 * (1 + traces))[:, None, None]
    right = (seen.towards @ share).T[:, :, None]
    centres: Floats = np.linalg.solve(matrices, right)[:, :, 0].astype(np.float64)
    weights = (share.sum(axis=0) + 1) / (share.shape[0] + k)
    return replace(mixture, centres=centres, weights=weights)


def _widened(mixture: Mixture, people: People, share: Floats) -> Mixture:
    """The common covariance: expected squared distance of people from the centre of their crowd."""
    d = people.d
    inverse = np.linalg.inv(mixture.width)
    a, b = pairs(d)
    stack = people.told + inverse[a, b][:, None]
    sweep(stack, d, d)
    np.negative(stack, out=stack)
    total = np.zeros((d, d))
    total[a, b] = stack.sum(axis=1)
    total = np.triu(total) + np.triu(total, 1).T
    alone = times(stack, people.towards)
    pull = np.empty((d, d, people.n))
    for (i, j), where in place(d).items():
        pull[i, j] = stack[where]
    pull = np.einsum("ijn,jl->iln", pull, inverse) - np.eye(d)[:, :, None]
    for one in range(mixture.k):
        apart = alone + np.einsum("iln,l->in", pull, mixture.centres[one])
        total += (apart * share[:, one]) @ apart.T
    return replace(mixture, width=total / people.n + np.diag(NARROWEST * mixture.scale))


def start(people: People, prior: Floats, k: int, numbers: Floats) -> Mixture:
    """Crowds at k people far apart (each drawn with a chance that grows with the squared distance from those
    drawn before, Arthur and Vassilvitskii 2007), by the given numbers between 0 and 1."""
    stack = people.told.copy()
    at = place(people.d)
    for a in range(people.d):
        stack[at[a, a]] += 1 / prior[a]
    sweep(stack, people.d, people.d)
    places = -times(stack, people.towards) / np.sqrt(prior)[:, None]
    chosen = [_drawn(np.sum(places**2, axis=0), numbers[0])]
    distance = np.full(people.n, np.inf)
    for number in numbers[1:k]:
        distance = np.minimum(distance, np.sum((places - places[:, chosen[-1:]]) ** 2, axis=0))
        chosen.append(_drawn(distance, number))
    centres = (places[:, chosen] * np.sqrt(prior)[:, None]).T
    return Mixture(centres, np.full(k, 1 / k), np.diag(0.25 * prior), prior)


def _drawn(weights: Floats, number: float) -> int:
    sums = np.cumsum(weights)
    return min(int(np.searchsorted(sums, number * sums[-1], side="right")), len(weights) - 1)
