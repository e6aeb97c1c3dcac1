"""From what the engine found to what the report tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..opinion.bounds import at_least
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
    outside = found.group < 0 if found.n_groups else found.end == 0
    few_outside = 0 < int(outside.sum()) < threshold
    ballots = [_ballot(read, each, threshold, with_groups, few_outside) for each in found.statements]
    told = Told(read, found, _with_languages(ballots), np.diff(table.indptr), threshold)
    chosen = tuple(int(each) for each in found.slate(most).statements)
    statement = table.statements[table.indices]
    return told, chosen, coverage(table.rows(), statement, table.values, chosen, table.n_people)


def _ballot(
    read: Read, finding: StatementFinding, threshold: int, with_groups: bool, few_outside: bool
) -> Ballot:
    everyone = _counts(finding.overall)
    groups = [_counts(each) for each in finding.by_group] if with_groups else []
    ends = [_counts(each) for each in finding.by_end] if with_groups else []
    of_all = with_groups or not finding.by_end
    agreed = finding.common_ground if of_all else finding.agreed_overall
    rejected = finding.common_rejection if of_all else finding.rejected_overall
    parts = groups or [everyone, *ends]
    return Ballot(
        number=finding.statement,
        label=f"Statement {finding.statement}",
        text=read.text(finding.statement),
        everyone=everyone,
        groups=protected(groups, everyone, threshold, few_outside=few_outside),
        unprotected=tuple(groups),
        agreed=agreed,
        rejected=rejected,
        division=finding.division,
        divides=finding.divides,
        agreed_is_told=_is_told(agreed, 0, parts, threshold),
        rejected_is_told=_is_told(rejected, 2, parts, threshold),
        ends=protected(ends, everyone, threshold, few_outside=few_outside),
        unprotected_ends=tuple(ends),
        agreed_overall=finding.agreed_overall,
        rejected_overall=finding.rejected_overall,
    )


def _with_languages(ballots: list[Ballot]) -> tuple[Ballot, ...]:
    """The same with the language of each text, for those who have the page read out."""
    from ..themes.spoken import spoken_languages

    languages = spoken_languages([each.text for each in ballots])
    return tuple(replace(each, language=one) for each, one in zip(ballots, languages, strict=True))


def _is_told(bound: float, answer: int, groups: list[Counts], threshold: int) -> bool:
    """Whether a lowest share rests on a group of `threshold` votes or more."""
    few = [counts for counts in groups if sum(counts) < threshold]
    if not few:
        return True
    of_few = at_least(np.array([each[answer] for each in few]), np.array([sum(each) for each in few]))
    return float(of_few.min()) > bound


def _counts(tally: Tally) -> Counts:
    return tally.agree, tally.passed, tally.disagree
