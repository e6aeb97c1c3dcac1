"""Which statement to show a person next, and why.

Most draws go to a statement whose answer is expected to tell much: about the group a person is closest to,
or, where there are no clear groups, about their place on the map. A guaranteed share goes to the statements
that fewest people have answered, since nothing can be learnt about a statement that nobody is shown.

Source: expected information, Lindley (1956), Annals of Mathematical Statistics 27(4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kind = Literal["little seen", "group", "position", "nothing known", "little to learn"]

AMONG = 3
"""Draws that are to tell a person's group are made among so many statements, so that not everybody is shown
the same one."""

LEAST_BITS = 0.02
"""An answer that is expected to tell less is not worth asking for its own sake."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The statement drawn, the reason, what its answer is expected to tell (bits), and its votes so far."""

    statement: int
    kind: Kind
    bits: float
    votes: int

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        people = "1 person has" if self.votes == 1 else f"{self.votes:,} people have"
        if self.kind == "group":
            why = f"its answer tells most about which group the person is closest to ({self.bits:.2f} bits)"
        elif self.kind == "position":
            why = f"its answer tells most about where the person stands ({self.bits:.2f} bits)"
        elif self.kind == "little seen":
            why = "a share of all draws is kept for statements that few people have answered"
        elif self.kind == "little to learn":
            why = "no answer would tell much more about this person, and few people have answered it"
        else:
            why = "nothing is known yet that would make one statement tell more than another"
        return f"Statement {self.statement} was drawn because {why}; {people} answered it so far."


def draw(
    open_to: NDArray[np.bool_],
    bits: Floats | None,
    votes: NDArray[np.int64],
    *,
    kind: Kind,
    explore: bool,
    rng: np.random.Generator,
) -> Choice | None:
    """Draw one statement of those open to a person; None when there is none.

    `bits` is what the answer to each statement is expected to tell, None when nothing is known; `votes` how
    many people answered it. With `explore` the draw goes to statements in proportion to 1 / (1 + votes),
    otherwise in proportion to their bits, for groups (`kind`) among the three that tell most. A
    position is no question that a few answers settle, so that all statements take part.

    >>> choice = draw(np.array([True, True, False]), np.array([0.0, 0.5, 0.9]), np.array([9, 4, 5]),
    ...               kind="group", explore=False, rng=np.random.default_rng(1))
    >>> choice.explain()
    'Statement 1 was drawn because its answer tells most about which group the person is closest to \
(0.50 bits); 4 people have answered it so far.'
    """
    which = np.flatnonzero(open_to)
    if not len(which):
        return None
    if bits is None or explore:
        kind = "little seen" if explore else "nothing known"
        return _drawn(which, 1 / (1.0 + votes[which]), kind, bits, votes, rng)
    told = bits[which]
    if kind == "group" and len(which) > AMONG:
        most = np.argpartition(-told, AMONG - 1)[:AMONG]
        which, told = which[most], told[most]
    if told.max() < LEAST_BITS:
        which = np.flatnonzero(open_to)
        return _drawn(which, 1 / (1.0 + votes[which]), "little to learn", bits, votes, rng)
    return _drawn(which, np.maximum(told, 0), kind, bits, votes, rng)


def _drawn(
    which: NDArray[Any],
    weights: Floats,
    kind: Kind,
    bits: Floats | None,
    votes: NDArray[np.int64],
    rng: np.random.Generator,
) -> Choice:
    sums = np.cumsum(weights)
    place = min(int(np.searchsorted(sums, rng.random() * sums[-1], side="right")), len(which) - 1)
    found = int(which[place])
    return Choice(found, kind, 0.0 if bits is None else float(bits[found]), int(votes[found]))


def explores(person: int, answered: int, share: float) -> bool:
    """Whether a person's next draw is one of the share kept for little-seen statements.

    Evenly spread over a person's draws, from a start that differs between people, so that the share holds for
    everyone and among first draws as well.

    >>> [explores(7, answered, 0.2) for answered in range(10)].count(True)
    2
    """
    start = (person * 0x9E3779B97F4A7C15 % (1 << 64)) / (1 << 64)
    return int((answered + 1) * share + start) > int(answered * share + start)


def information_on_position(axes: Floats, noise: Floats, spread: Floats) -> Floats:
    """Bits that the answer to each statement is expected to tell of where a person stands.

    `axes` statements x axes, `noise` the variance of chance in each statement, `spread` the covariance of the
    person's position. A normal vote is assumed: half the logarithm of 1 + signal / noise.

    >>> information_on_position(np.array([[1.0], [0.0]]), np.array([1.0, 1.0]), np.array([[3.0]])).tolist()
    [1.0, 0.0]
    """
    signal = np.einsum("ma,ab,mb->m", axes, spread, axes, optimize=True)
    found: Floats = 0.5 * np.log2(1 + np.maximum(signal, 0) / noise)
    return found
