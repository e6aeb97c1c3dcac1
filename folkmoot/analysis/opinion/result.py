"""The map of a conversation, and what it can say of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .evidence import Evidence
from .slate import Slate, choose_slate
from .statements import StatementFinding
from .votes import VoteTable

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class AxisFinding:
    """One axis of opinion.

    `variance_share` is the part of all differences between votes that lies along it; `supported` whether it
    is stronger than chance makes (an axis that is not is there only to be drawn). `loadings` is, for each
    statement in order, by how much an expected vote rises from one end to the next (a step of 1);
    `strongest` are the statements whose votes it moves most, counted as often as they were voted on."""

    variance_share: float
    supported: bool
    loadings: Floats
    strongest: tuple[int, ...]

    def explain(self) -> str:
        which = ", ".join(map(str, self.strongest[:3]))
        doubt = "" if self.supported else "; no stronger than chance would make"
        return f"{self.variance_share:.0%} of all differences between votes, most on {which}{doubt}."


@dataclass(frozen=True, slots=True, eq=False)
class OpinionMap:
    """Rows follow `people`, columns of statements follow `statement_ids`; both are sorted ids.

    `positions` (people x axes, widest axis first, at least two): a step of 1 changes a typical expected vote
    by 1. `spread` the standard error of each; with few votes a person lies near the middle and the spread is
    wide. `group` is 0 for the largest group, 1 for the next, -1 for none; `chance` how likely it is theirs.
    `end` is -1 and 1 for people at the two ends of the first axis where there are no groups but an axis is
    supported, else 0 (`ends.py`). `lean` is by how much a person's votes are more agreeing than others' on
    the same statements once opinion is allowed for; `caution` the share by which they are nearer to a pass.
    """

    method: str
    people: NDArray[np.int64]
    statement_ids: NDArray[np.int64]
    positions: Floats
    spread: Floats
    group: NDArray[np.int64]
    chance: Floats
    n_groups: int
    evidence: Evidence
    lean: Floats
    caution: Floats
    statements: tuple[StatementFinding, ...]
    axes: tuple[AxisFinding, ...]
    table: VoteTable = field(repr=False)
    average: Floats = field(repr=False)
    noise: Floats = field(repr=False)
    end: NDArray[np.int8] = field(repr=False, default_factory=lambda: np.zeros(0, np.int8))

    @property
    def group_sizes(self) -> tuple[int, ...]:
        sizes = np.bincount(self.group[self.group >= 0], minlength=self.n_groups)
        return tuple(sizes.tolist())

    def slate(self, k: int) -> Slate:
        """At most k statements that speak for as many people as possible; see `slate.py`."""
        return choose_slate(self.table, k)

    def expected_votes(self, rows: NDArray[Any], columns: NDArray[Any]) -> Floats:
        """The vote to expect (-1 to 1) of these rows of people on these columns of statements, pair by pair.

        For checking the map on votes kept back, never to fill in votes."""
        average = self.average[columns]
        found = average * (1 - self.caution[rows]) + self.lean[rows]
        for at, axis in enumerate(self.axes):
            found = found + self.positions[rows, at] * axis.loadings[columns]
        return np.clip(found, -1, 1)

    def row_of(self, person: int) -> int:
        """The row of a person. ValueError when they did not vote."""
        row = int(np.searchsorted(self.people, person))
        if row == len(self.people) or self.people[row] != person:
            raise ValueError(f"Person {person} is not on this map: nobody of that number voted.")
        return row

    def explain_lean(self, person: int) -> str:
        """One English sentence on how readily a person agrees and passes."""
        row = self.row_of(person)
        lean, caution = self.lean[row], self.caution[row]
        more = (
            "about as often as" if abs(lean) < 0.05 else "more often than" if lean > 0 else "less often than"
        )
        passes = "" if abs(caution) < 0.1 else " and passes more" if caution > 0 else " and passes less"
        return f"Agrees {more} others on the same statements ({lean:+.2f} of a vote){passes}."

    def describing(self, group: int, n: int = 5) -> tuple[StatementFinding, ...]:
        """The statements on which a group stands out most beyond chance, most first."""
        if not 0 <= group < self.n_groups:
            known_as = (
                f"groups are numbered from 0 to {self.n_groups - 1}" if self.n_groups else "none was found"
            )
            raise ValueError(f"There is no group {group}: {known_as}.")
        known = [each for each in self.statements if each.divides]
        return tuple(sorted(known, key=lambda each: (-_standing_out(each, group), each.statement))[:n])

    def common_ground(self, n: int = 5) -> tuple[StatementFinding, ...]:
        """The statements with most agreement in the group, or at the end, that agrees least, most first."""
        return tuple(sorted(self.statements, key=lambda each: (-each.common_ground, each.statement))[:n])

    def explain(self) -> str:
        """English sentences for logs and tests; pages have their own words."""
        return (
            f"{len(self.people)} people cast {self.table.n_votes} votes on {len(self.statement_ids)} "
            f"statements. {self.evidence.explain()}"
        )


def _standing_out(finding: StatementFinding, group: int) -> float:
    """How many standard errors the group's average vote lies from everybody else's."""
    here, whole = finding.by_group[group], finding.overall
    away = whole.votes - here.votes
    if not here.votes or not away:
        return 0.0
    mean = (here.agree - here.disagree) / here.votes
    other = (whole.agree - whole.disagree - here.agree + here.disagree) / away
    pooled = (whole.agree + whole.disagree) / whole.votes - (
        (whole.agree - whole.disagree) / whole.votes
    ) ** 2
    return float(abs(mean - other) / np.sqrt(max(pooled, 1e-9) * (1 / here.votes + 1 / away)))
