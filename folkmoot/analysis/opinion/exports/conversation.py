"""One conversation as it stands in its files: votes, the words of the statements, what was moderated out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..columns import distinct
from ..ordering import order_by

Ids = NDArray[np.int64]

OUT = -1
"""Moderated out; 0 is not looked at, 1 is accepted."""


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Votes in the order of their rows: 1 agree, -1 disagree, 0 pass.

    Times are in milliseconds since 1970, 0 where not known.
    """

    person: Ids
    statement: Ids
    vote: NDArray[np.int8]
    time: Ids

    def __len__(self) -> int:
        return len(self.vote)

    def last_words(self) -> Votes:
        """Without the votes that a later one of the same person on the same statement replaces."""
        person, statement = distinct(self.person)[1], distinct(self.statement)[1]
        order = order_by(person, statement)
        person, statement = person[order], statement[order]
        last = np.append((person[1:] != person[:-1]) | (statement[1:] != statement[:-1]), True)
        kept = np.zeros(len(self), bool)
        kept[order[last[: len(order)]]] = True
        return self if kept.all() else self.where(kept)

    def where(self, chosen: NDArray[np.bool_]) -> Votes:
        return Votes(self.person[chosen], self.statement[chosen], self.vote[chosen], self.time[chosen])

    def then(self, later: Votes) -> Votes:
        """These votes, and the later ones after them."""
        return Votes(
            np.concatenate([self.person, later.person]),
            np.concatenate([self.statement, later.statement]),
            np.concatenate([self.vote, later.vote]),
            np.concatenate([self.time, later.time]),
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its words, author (-1 not known), when it was written (0 not known), moderation."""

    text: str
    author: int = -1
    time: int = 0
    moderation: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Conversation:
    """What the files hold, of each person on each statement the last vote; `replaced` were there before.

    Votes on statements that were moderated out stand apart, in `left_out`.
    """

    votes: Votes
    left_out: Votes
    details: Mapping[int, Statement] = field(default_factory=dict)
    exported_group: Mapping[int, int] = field(default_factory=dict)
    summary: Mapping[str, str] = field(default_factory=dict)
    replaced: int = 0

    @property
    def person(self) -> Ids:
        """Who voted, one entry a vote; rows, as `statement` and `vote`, in the order of the file."""
        return self.votes.person

    @property
    def statement(self) -> Ids:
        return self.votes.statement

    @property
    def vote(self) -> NDArray[np.int8]:
        """1 agree, -1 disagree, 0 pass."""
        return self.votes.vote

    @property
    def texts(self) -> dict[int, str]:
        """The words of each statement, those moderated out among them."""
        return {number: each.text for number, each in self.details.items()}

    @property
    def moderation(self) -> dict[int, int]:
        """1 accepted, 0 not looked at, -1 moderated out."""
        return {number: each.moderation for number, each in self.details.items()}

    @property
    def moderated_out(self) -> frozenset[int]:
        return frozenset(number for number, each in self.details.items() if each.moderation == OUT)

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        said = (
            f"{len(self.votes):,} votes by {len(np.unique(self.person)):,} people "
            f"on {len(np.unique(self.statement)):,} statements"
        )
        if self.moderated_out:
            said += (
                f"; {len(self.left_out):,} votes on {len(self.moderated_out):,} statements "
                "that were moderated out are left out"
            )
        if self.replaced:
            said += f"; {self.replaced:,} votes were replaced by later ones"
        return f"{said}."
