"""Conversations in which the groups are known: who is in which group, and how each group answers.

Imitated from real conversations: votes a person are skewed (log-normal), statements submitted late gather
fewer, people differ in how readily they agree and how often they pass, groups differ in size (each next one
.62 of the one before). Of the statements 15 % are agreed by all groups, 5 % rejected, half divide them, the
rest have no pattern.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

YES, NO, DIVIDED, FLAT = range(4)
CHUNK = 20_000
LEAN, PASSING = 0.5, 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Conversation:
    """Votes sorted by person and statement, and the planted group of each person; `agree` (groups x
    statements) and `passing` (by statement) on the logistic scale, for someone without lean."""

    person: NDArray[np.int32]
    statement: NDArray[np.int16]
    vote: NDArray[np.int8]
    group: NDArray[np.int64]
    agree: NDArray[np.float64]
    passing: NDArray[np.float64]

    def answer(
        self, group: int, statement: int, rng: np.random.Generator, lean: float = 0, passing: float = 0
    ) -> int:
        """What someone of this group says to a statement."""
        if rng.random() < _share(self.passing[statement] + passing):
            return 0
        return 1 if rng.random() < _share(self.agree[group, statement] + lean) else -1


def plant(
    people: int, statements: int, *, groups: int = 4, filled: float = 0.0764, seed: int = 1
) -> Conversation:
    """A conversation in which that part of all cells holds a vote."""
    rng = np.random.default_rng(seed)
    agree = _agreement(groups, statements, rng)
    passing = rng.normal(-2.0, 0.4, statements)
    late = np.linspace(1.6, 0.4, statements)
    late /= late.mean()
    sizes = 0.62 ** np.arange(groups)
    group = rng.choice(groups, size=people, p=sizes / sizes.sum())
    lean, careful = rng.normal(0, LEAN, people), rng.normal(0, PASSING, people)
    rate = rng.lognormal(-0.32, 0.8, people)
    rate *= _scale(rate[:50_000], late, filled)
    parts = []
    for first in range(0, people, CHUNK):
        want = np.minimum(rate[first : first + CHUNK, None] * late, 0.9).astype(np.float32)
        rows, columns = np.nonzero(rng.random(want.shape, dtype=np.float32) < want)
        at = rows + first
        shy = rng.random(len(at), dtype=np.float32) < _share(passing[columns] + careful[at])
        yes = rng.random(len(at), dtype=np.float32) < _share(agree[group[at], columns] + lean[at])
        vote = np.where(shy, 0, np.where(yes, 1, -1)).astype(np.int8)
        parts.append((at.astype(np.int32), columns.astype(np.int16), vote))
    person, statement, votes = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Conversation(person, statement, votes, group, agree, passing)


def _agreement(groups: int, statements: int, rng: np.random.Generator) -> NDArray[np.float64]:
    found = np.empty((groups, statements))
    for at, kind in enumerate(rng.choice(4, size=statements, p=[0.15, 0.05, 0.50, 0.30])):
        if kind == YES:
            found[:, at] = 1.8 + rng.normal(0, 0.2, groups)
        elif kind == NO:
            found[:, at] = -1.5 + rng.normal(0, 0.2, groups)
        elif kind == DIVIDED:
            found[:, at] = 1.2 * _sides(groups, rng) + rng.normal(0, 0.4, groups)
        else:
            found[:, at] = rng.normal(0, 0.5)
    return found


def _sides(groups: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """A side for each group, not the same for all."""
    while True:
        sides = rng.choice([-1.0, 1.0], size=groups)
        if groups == 1 or abs(sides.sum()) < groups:
            return sides


def _scale(rate: NDArray[np.float64], late: NDArray[np.float64], filled: float) -> float:
    """What to multiply rates with so that, capped at .9, they fill that part of the cells."""
    scale, some = filled, late[:: max(1, len(late) // 50)]
    for _step in range(20):
        scale *= filled / float(np.minimum(rate[:, None] * scale * some, 0.9).mean())
    return scale


def _share(logistic: NDArray[np.float64] | float) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.asarray(logistic))))
