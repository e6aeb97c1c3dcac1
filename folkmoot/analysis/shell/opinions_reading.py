"""From what the engine found to what the report tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .ballots import Ballot, Counts, protected
from .opinions_lists import Coverage, coverage
from .opinions_told import FEW_PEOPLE, Told

if TYPE_CHECKING:
    from ..opinion import OpinionMap
    from ..opinion.statements import StatementFinding, Tally
    from .votes_read import Read


def told_of(
    read: Read, found: OpinionMap, threshold: int, most: int
) -> tuple[Told, tuple[int, ...], Coverage]:
    """What the report draws on, the statements of the short list, and how far these reach."""
    table = found.table
    with_groups = table.n_people >= FEW_PEOPLE
    ballots = tuple(_ballot(read, each, threshold, with_groups) for each in found.statements)
    told = Told(read, found, ballots, np.diff(table.indptr), threshold)
    chosen = tuple(int(each) for each in found.slate(most).statements)
    statement = table.statements[table.indices]
    return told, chosen, coverage(table.rows(), statement, table.values, chosen, table.n_people)


def _ballot(read: Read, finding: StatementFinding, threshold: int, with_groups: bool) -> Ballot:
    everyone = _counts(finding.overall)
    groups = [_counts(each) for each in finding.by_group] if with_groups else []
    return Ballot(
        number=finding.statement,
        label=f"Statement {finding.statement}",
        text=read.text(finding.statement),
        everyone=everyone,
        groups=protected(groups, everyone, threshold),
        unprotected=tuple(groups),
        agreed=finding.common_ground,
        rejected=finding.common_rejection,
        division=finding.division,
        divides=finding.divides,
    )


def _counts(tally: Tally) -> Counts:
    return tally.agree, tally.passed, tally.disagree
