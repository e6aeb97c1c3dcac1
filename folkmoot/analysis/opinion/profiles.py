"""How each group answers each statement, learnt from votes and kept up vote by vote.

A person of a group agrees, unless they pass, with a chance that depends on the group, the statement and the
person's lean: how readily they agree at all. Lean is unknown and counted over five places of a normal
distribution, so that a person who agrees with everything is not taken for a member of a group. A pass says
nothing about the group.

Source: latent class analysis, Lazarsfeld and Henry (1968); Gauss-Hermite quadrature as in Bock and Aitkin
(1981), Psychometrika 46(4).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .votes import VoteTable

Floats = NDArray[np.float64]

PLACES = 5
"""Places of lean that are counted over."""

DRAWN = 5.0
"""A group's rate is drawn to the rate of everybody as if from so many votes."""

SURE = 1e-6
ROUNDS = 3


class Profiles:
    """`agree` and `disagree` hold the votes of each group on each statement (groups x statements); people
    count in each group by their chance to be in it. `weights` are the shares of the groups, `lean` the
    standard deviation of lean on the logistic scale."""

    def __init__(self, agree: Floats, disagree: Floats, weights: Floats, lean: float) -> None:
        places, chance = np.polynomial.hermite.hermgauss(PLACES)
        self.agree, self.disagree, self.weights = agree, disagree, weights
        self.lean = lean
        self.leans = places * np.sqrt(2) * lean
        self.start = np.log(weights)[:, None] + np.log(chance / chance.sum())
        self._work_out(slice(None))

    @property
    def k(self) -> int:
        return len(self.weights)

    def chances(self, columns: NDArray[Any], values: NDArray[Any]) -> Floats:
        """The chance (groups x leans) of each group and lean, given votes on these statements."""
        joint = self.start + self.log_yes[:, :, columns[values > 0]].sum(axis=2)
        joint += self.log_no[:, :, columns[values < 0]].sum(axis=2)
        found: Floats = np.exp(joint - joint.max())
        return found / found.sum()

    def information(self, chances: Floats, passing: Floats) -> Floats:
        """Bits that the answer to each statement is expected to tell of the group; `passing` is the share of
        people who pass on it."""
        groups = chances.sum(axis=1)
        within = chances / np.maximum(groups, 1e-300)[:, None]
        by_group = np.matmul(within[:, None, :], self.yes)[:, 0]
        told = _uncertainty(groups @ by_group) - groups @ _uncertainty(by_group)
        found: Floats = np.maximum(told, 0) * (1 - passing)
        return found

    def steepness(self, passing: float) -> float:
        """By how much a step of lean on the logistic scale changes a vote, on average over votes."""
        rate, votes = self.rates(), self.agree + self.disagree
        return max(float(np.sum(2 * rate * (1 - rate) * votes) / max(votes.sum(), 1)) * (1 - passing), 0.01)

    def rates(self) -> Floats:
        """How many of each group agree of those who do not pass (groups x statements)."""
        return _rates(self.agree, self.disagree)

    def add(self, statement: int, vote: int, shares: Floats) -> None:
        """Count a vote of someone who is in each group with these chances; negative chances take it away."""
        if vote:
            votes = self.agree if vote > 0 else self.disagree
            votes[:, statement] = np.maximum(votes[:, statement] + shares, 0)
            self._work_out(slice(statement, statement + 1))

    def grow(self, n_statements: int) -> None:
        """Room for more statements."""
        more = ((0, 0), (0, n_statements - self.agree.shape[1]))
        self.agree, self.disagree = np.pad(self.agree, more), np.pad(self.disagree, more)
        self._work_out(slice(None))

    def _work_out(self, columns: slice) -> None:
        """Chances to agree, by group, lean and statement, and their logarithms."""
        rate = _rates(self.agree[:, columns], self.disagree[:, columns])
        yes = 1 / (1 + (1 / rate - 1)[:, None, :] * np.exp(-self.leans)[:, None])
        if columns == slice(None):
            self.yes, self.log_yes, self.log_no = yes, np.log(yes), np.log1p(-yes)
        else:
            self.yes[:, :, columns] = yes
            self.log_yes[:, :, columns], self.log_no[:, :, columns] = np.log(yes), np.log1p(-yes)


def learn_profiles(table: VoteTable, group: NDArray[Any], n_groups: int, lean: float) -> Profiles:
    """Profiles from the votes of people whose groups were found; -1 for those whose was not.

    `lean` is the standard deviation of lean in votes (1 is from pass to agree). A few rounds of expectation
    and maximisation let everybody count, by their chances; the groups stay those that were found. Columns of
    the table are the statements.
    """
    agreed, disagreed = _cells(table, 1), _cells(table, -1)
    shares = np.zeros((table.n_people, n_groups))
    shares[group >= 0, group[group >= 0]] = 1
    profiles = _from_shares(agreed, disagreed, shares, 0.0)
    passing = 1 - (agreed.nnz + disagreed.nnz) / max(table.n_votes, 1)
    logistic = float(np.clip(lean / profiles.steepness(passing), 0.05, 2))
    for _round in range(ROUNDS):
        profiles = _from_shares(agreed, disagreed, shares, logistic)
        shares = _shares(profiles, agreed, disagreed)
    return _from_shares(agreed, disagreed, shares, logistic)


def groups_of(profiles: Profiles, table: VoteTable) -> NDArray[np.int64]:
    """The likeliest group of each person of the table."""
    found: NDArray[np.int64] = _shares(profiles, _cells(table, 1), _cells(table, -1)).argmax(axis=1)
    return found


def _cells(table: VoteTable, vote: int) -> Any:
    from scipy.sparse import csr_array

    here = table.values == vote
    before = np.concatenate([[0], np.cumsum(here)])[table.indptr]
    cells = (
        np.ones(int(before[-1]), np.float32),
        table.indices[here].astype(np.int32),
        before.astype(np.int32),
    )
    return csr_array(cells, shape=(table.n_people, table.n_statements))


def _from_shares(agreed: Any, disagreed: Any, shares: Floats, lean: float) -> Profiles:
    held = shares.astype(np.float32)
    agree, disagree = ((cells.T @ held).T.astype(np.float64) for cells in (agreed, disagreed))
    weights = (shares.sum(axis=0) + 1) / (shares.sum() + shares.shape[1])
    return Profiles(np.ascontiguousarray(agree), np.ascontiguousarray(disagree), weights, lean)


def _shares(profiles: Profiles, agreed: Any, disagreed: Any) -> Floats:
    wide = profiles.k * PLACES
    yes, no = (each.reshape(wide, -1).T.astype(np.float32) for each in (profiles.log_yes, profiles.log_no))
    joint = (agreed @ yes + disagreed @ no).astype(np.float64) + profiles.start.ravel()
    joint = np.exp(joint - joint.max(axis=1, keepdims=True)).reshape(-1, profiles.k, PLACES).sum(axis=2)
    found: Floats = joint / joint.sum(axis=1, keepdims=True)
    return found


def _rates(agree: Floats, disagree: Floats) -> Floats:
    """How many agree of those who do not pass, drawn to the rate of everybody; nothing is certain."""
    everybody = (agree.sum(axis=0) + 1) / (agree.sum(axis=0) + disagree.sum(axis=0) + 2)
    rate = (agree + DRAWN * everybody) / (agree + disagree + DRAWN)
    return np.clip(rate, SURE, 1 - SURE)


def _uncertainty(chance: Floats) -> Floats:
    """Bits of a yes or no that comes with this chance."""
    chance = np.clip(chance, 1e-9, 1 - 1e-9)
    other = 1 - chance
    return np.asarray(-(chance * np.log2(chance) + other * np.log2(other)))
