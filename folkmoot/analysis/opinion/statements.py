"""What is found of each statement: who agreed, where all groups or both ends meet, where they part."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .bounds import at_least, beyond_chance, chance_of
from .counts import Counts

Floats = NDArray[np.float64]


class Tally(NamedTuple):
    """People who agreed, disagreed and passed."""

    agree: int
    disagree: int
    passed: int

    @property
    def votes(self) -> int:
        return self.agree + self.disagree + self.passed


class StatementFinding(NamedTuple):
    """One statement.

    `overall` counts everybody, `by_group` each group in its order (empty when there are no clear groups).
    `by_end` counts, where there are no groups but opinions differ along a line, the low and the high third of
    people on the first axis (see `ends.py`; thirds of a line are no groups: they are its two ends).
    `common_ground` is the share that at least agrees in every group, the lower 95 % bound in the group that
    agrees least; without groups, in that of both ends and everybody that agrees least; passes count as not
    agreeing. `common_rejection` is the same for disagreeing. `division`
    runs from 0 to 1: half the distance between the average votes of the two groups that differ most or, with
    no groups, how far expected votes differ by position (a standard deviation). `divides` says whether the
    groups differ by more than chance, many statements looked at (false discoveries at most 5 %).
    """

    statement: int
    overall: Tally
    by_group: tuple[Tally, ...]
    common_ground: float
    common_rejection: float
    division: float
    divides: bool
    by_end: tuple[Tally, ...] = ()

    @property
    def agreed_overall(self) -> float:
        """The share of everybody who at least agrees, whatever groups or ends say."""
        return _bound(self.overall.agree, self.overall.votes)

    @property
    def rejected_overall(self) -> float:
        """The share of everybody who at least disagrees."""
        return _bound(self.overall.disagree, self.overall.votes)

    def explain(self) -> str:
        """One English sentence with the counts."""
        said = f"Statement {self.statement}: {_said(self.overall)}"
        if self.by_end:
            low, high = map(_said, self.by_end)
            return (
                f"{said} (at one end of the main line: {low}; at the other: {high}); "
                f"at least {self.common_ground:.0%} agree at both ends."
            )
        if not self.by_group:
            return f"{said}; at least {self.common_ground:.0%} agree."
        groups = "; ".join(f"group {n + 1}: {_said(tally)}" for n, tally in enumerate(self.by_group))
        ends = "the groups differ by more than chance" if self.divides else "no difference beyond chance"
        return f"{said} ({groups}); at least {self.common_ground:.0%} agree in every group; {ends}."

    def contrast(self, group: int) -> str:
        """How one group voted beside everybody else who voted: for the description of a group."""
        here = self.by_group[group]
        away = Tally(
            self.overall.agree - here.agree,
            self.overall.disagree - here.disagree,
            self.overall.passed - here.passed,
        )
        return (
            f"{here.agree} of {here.votes} agreed, {away.agree} of {away.votes} elsewhere "
            f"({here.disagree} and {away.disagree} disagreed)"
        )


def _said(tally: Tally) -> str:
    return f"{tally.agree} of {tally.votes} agreed, {tally.disagree} disagreed, {tally.passed} passed"


def _bound(part: int, whole: int) -> float:
    return float(at_least(np.array([part]), np.array([whole]))[0])


def find_statements(
    statements: NDArray[np.int64],
    overall: Counts,
    groups: Counts | None,
    by_position: Floats,
    ends: Counts | None = None,
) -> tuple[StatementFinding, ...]:
    """Findings in the order of `statements`. `groups` counts by group and statement, None without groups;
    `ends` (without groups) by end and statement; `by_position` is how far expected votes differ by position.
    """
    if groups is None:
        everybody = overall if ends is None else _stacked(overall, ends)
        ground, rejected, division, divides = _measures(everybody, by_position, alone=True)
    else:
        ground, rejected, division, divides = _measures(groups, by_position, alone=False)
    whole = _tallies(overall)
    pieces = [] if groups is None else [_tallies(each) for each in _each(groups)]
    outer = [] if ends is None else [_tallies(each) for each in _each(ends)]
    n = len(statements)
    columns = (
        statements.tolist(),
        whole,
        _each_row(pieces, n),
        ground,
        rejected,
        division,
        divides,
        _each_row(outer, n),
    )
    return tuple(map(_finding, zip(*columns, strict=True)))


def _measures(
    parts: Counts, by_position: Floats, *, alone: bool
) -> tuple[list[float], list[float], list[float], list[bool]]:
    agree, disagree = np.atleast_2d(parts.agree), np.atleast_2d(parts.disagree)
    votes = np.atleast_2d(parts.votes)
    ground, rejected = at_least(agree, votes).min(axis=0), at_least(disagree, votes).min(axis=0)
    if alone:
        nothing = [False] * len(by_position)
        return ground.tolist(), rejected.tolist(), np.minimum(by_position, 1).tolist(), nothing
    means = (agree - disagree) / np.maximum(votes, 1)
    highest = np.where(votes > 0, means, -1.0).max(axis=0)
    lowest = np.where(votes > 0, means, 1.0).min(axis=0)
    division = np.maximum(highest - lowest, 0) / 2
    differs = beyond_chance(chance_of(np.stack([agree, disagree, np.atleast_2d(parts.passed)])))
    return ground.tolist(), rejected.tolist(), division.tolist(), differs.tolist()


def _stacked(overall: Counts, ends: Counts) -> Counts:
    return Counts(
        np.vstack([overall.agree, ends.agree]),
        np.vstack([overall.disagree, ends.disagree]),
        np.vstack([overall.passed, ends.passed]),
    )


def _each(counts: Counts) -> list[Counts]:
    return [
        Counts(agree, disagree, passed)
        for agree, disagree, passed in zip(counts.agree, counts.disagree, counts.passed, strict=True)
    ]


def _tallies(counts: Counts) -> list[Tally]:
    columns = zip(counts.agree.tolist(), counts.disagree.tolist(), counts.passed.tolist(), strict=True)
    return list(map(_tally, columns))


def _each_row(columns: list[list[Tally]], n: int) -> list[tuple[Tally, ...]]:
    return list(zip(*columns, strict=True)) if columns else [()] * n


_tally, _finding = partial(tuple.__new__, Tally), partial(tuple.__new__, StatementFinding)
"""Thousands are made at once: without their constructors in a third of the time."""
