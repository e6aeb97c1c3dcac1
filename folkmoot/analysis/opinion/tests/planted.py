"""Conversations with planted groups: what each group would say is known, so a map can be scored.

Imitated from real conversations: votes a person are skewed (log-normal), late statements gather fewer, people
differ in how readily they agree and how often they pass, groups differ in size (each next one .62 of the one
before). Of the statements 15 % are agreed by all groups, 5 % rejected by all, half divide them, the rest have
no pattern.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CHUNK = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """Votes sorted by person and statement; `group` of each person; the planted shares of agreeing and
    disagreeing by group and statement, for someone without lean."""

    person: NDArray[np.int32]
    statement: NDArray[np.int32]
    vote: NDArray[np.int8]
    group: NDArray[np.int64]
    agree: NDArray[np.float64]
    disagree: NDArray[np.float64]

    def best_guess(self) -> NDArray[np.int64]:
        """The group that the votes of each person make likeliest, for someone who knows the planted rates:
        no map can do better but by luck."""
        n, groups = len(self.group), len(self.agree)
        rates = np.log([self.disagree, 1 - self.agree - self.disagree, self.agree])
        sizes = np.bincount(self.group, minlength=groups)
        scores = np.empty((groups, n))
        for group in range(groups):
            said = rates[self.vote + 1, group, self.statement]
            scores[group] = np.bincount(self.person, said, minlength=n) + np.log(sizes[group] / n)
        return scores.argmax(axis=0)


def plant(
    people: int,
    statements: int,
    *,
    density: float = 0.0764,
    groups: int = 4,
    seed: int = 1,
    polarisation: float = 1.2,
) -> Planted:
    """A conversation of so many people and statements, of whose pairs the share `density` is voted on."""
    rng = np.random.default_rng(seed)
    theta = _opinions(rng, statements, groups, polarisation)
    passing = rng.normal(-2.0, 0.4, statements).astype(np.float32)
    late = np.linspace(1.6, 0.4, statements).astype(np.float32)
    late /= late.mean()
    sizes = 0.62 ** np.arange(groups)
    group = rng.choice(groups, size=people, p=sizes / sizes.sum())
    lean = rng.normal(0, 0.5, people).astype(np.float32)
    passes = rng.normal(0, 0.8, people).astype(np.float32)
    rate = _activity(rng, people, density, late)
    found = []
    for first in range(0, people, CHUNK):
        wanted = np.minimum(rate[first : first + CHUNK, None] * late, 0.9)
        row, column = np.nonzero(rng.random(wanted.shape, dtype=np.float32) < wanted)
        person = row + first
        pass_share = _share(passing[column] + passes[person])
        agree_share = _share(theta[group[person], column] + lean[person])
        drawn = rng.random(len(column), dtype=np.float32)
        agrees = drawn < pass_share + (1 - pass_share) * agree_share
        vote = np.where(drawn < pass_share, 0, np.where(agrees, 1, -1))
        found.append((person.astype(np.int32), column.astype(np.int32), vote.astype(np.int8)))
    columns = [np.concatenate(parts) for parts in zip(*found, strict=True)]
    agree = (1 - _share(passing)) * _share(theta)
    return Planted(*columns, group, agree, 1 - _share(passing) - agree)


def _opinions(
    rng: np.random.Generator, statements: int, groups: int, polarisation: float
) -> NDArray[np.float64]:
    """How readily each group agrees with each statement, on the logistic scale."""
    kind = rng.choice(4, size=statements, p=[0.15, 0.05, 0.50, 0.30])
    theta = np.empty((groups, statements))
    for column in range(statements):
        if kind[column] == 0:
            theta[:, column] = 1.8 + rng.normal(0, 0.2, groups)
        elif kind[column] == 1:
            theta[:, column] = -1.5 + rng.normal(0, 0.2, groups)
        elif kind[column] == 2:
            theta[:, column] = polarisation * _sides(rng, groups) + rng.normal(0, 0.4, groups)
        else:
            theta[:, column] = rng.normal(0, 0.5)
    return theta


def _sides(rng: np.random.Generator, groups: int) -> NDArray[np.float64]:
    """For or against, not all on one side."""
    sides = rng.choice([-1.0, 1.0], size=groups)
    while groups > 1 and abs(sides.sum()) == groups:
        sides = rng.choice([-1.0, 1.0], size=groups)
    return sides


def _activity(
    rng: np.random.Generator, people: int, density: float, late: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How much of the conversation each person votes on; nobody more than nine tenths."""
    rate = rng.lognormal(-0.32, 0.8, people).astype(np.float32)
    scale, probe = density, rate[:50_000]
    for _round in range(20):
        got = np.minimum(probe[:, None] * scale * late[None, :: max(1, len(late) // 50)], 0.9).mean()
        scale *= density / got
    return rate * np.float32(scale)


def _share(value: NDArray[np.floating]) -> NDArray[np.floating]:
    return 1 / (1 + np.exp(-value))
