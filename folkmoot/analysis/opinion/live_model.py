"""The model of a vote kept up vote by vote: what each statement tells of a person, and where persons stand.

Between two full learnings each statement keeps the sums that its regression on people's traits needs. A vote
adds its person's traits to the sums of its statement, and that statement's row of the model is solved again.

Source: incremental expectation and maximisation, Neal and Hinton (1998), Learning in Graphical Models.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .cells import cells_of
from .factors import LOADING_PRIOR, MEAN_PRIOR, TRAITS, Floats, Model, find_traits
from .symmetric import pairs, products
from .votes import VoteTable


class LiveModel:
    """By statement: `average`, `noise`, `loadings` (x traits), and the sums behind them; by trait: `prior`.

    The first `n_axes` axes stand out of chance; others are there to be drawn.
    """

    def __init__(self, model: Model, n_axes: int, table: VoteTable, n_statements: int) -> None:
        self.n_axes = n_axes
        self.prior, self.size = model.prior, np.maximum(np.mean(model.axes**2, axis=0), 1e-6)
        q, at = model.q, table.statements
        self.average, self.noise = np.zeros(n_statements), np.full(n_statements, float(np.mean(model.noise)))
        self.loadings = np.zeros((n_statements, q))
        self.loadings[:, 0] = 1
        self.average[at], self.noise[at], self.loadings[at] = model.average, model.noise, model.loadings
        self._sum_up(model, table, n_statements)

    def _sum_up(self, model: Model, table: VoteTable, n_statements: int) -> None:
        cells, q, at = cells_of(table), model.q, table.statements
        traits = find_traits(cells, model)
        right = np.vstack([traits.mean, products(traits.mean.T).T + traits.spread]).T.astype(np.float32)
        sums = np.asarray(cells.voted.T @ right, np.float64)
        self.votes, self.first = np.zeros(n_statements), np.zeros(n_statements)
        self.met, self.said = np.zeros((n_statements, q)), np.zeros((n_statements, q))
        self.moment = np.zeros((n_statements, q, q))
        self.votes[at] = np.bincount(table.indices, minlength=len(at))
        self.first[at] = np.bincount(table.indices, table.values, minlength=len(at))
        self.met[at], self.said[at] = sums[:, :q], np.asarray(cells.said.T @ right[:, :q], np.float64)
        a, b = pairs(q)
        moment = np.zeros((len(at), q, q))
        moment[:, a, b] = moment[:, b, a] = sums[:, q:]
        self.moment[at] = moment

    @property
    def axes(self) -> Floats:
        return self.loadings[:, TRAITS:]

    def traits(self, columns: NDArray[Any], values: NDArray[Any]) -> tuple[Floats, Floats]:
        """Mean and covariance of a person's traits (lean, caution, then the axes), given these votes."""
        rows, noise = self.loadings[columns], self.noise[columns, None]
        weighted = rows / noise
        spread = np.linalg.inv(weighted.T @ rows + np.diag(1 / self.prior))
        return spread @ (weighted.T @ (values - self.average[columns])), spread

    def learn(self, statement: int, vote: int, mean: Floats, spread: Floats) -> None:
        """Count a new vote of a person with these traits, and solve the statement's row again."""
        self.votes[statement] += 1
        self.first[statement] += vote
        self.met[statement] += mean
        self.said[statement] += vote * mean
        self.moment[statement] += np.outer(mean, mean) + spread
        self._solve(statement)

    def change(self, statement: int, by: int, mean: Floats) -> None:
        """A vote of a person with these traits became another one."""
        self.first[statement] += by
        self.said[statement] += by * mean
        self._solve(statement)

    def grow(self, n_statements: int) -> None:
        """Room for more statements, of which nothing is known."""
        more = n_statements - len(self.average)
        self.average = np.pad(self.average, (0, more))
        self.noise = np.pad(self.noise, (0, more), constant_values=float(np.mean(self.noise)))
        self.loadings = np.pad(self.loadings, ((0, more), (0, 0)))
        self.loadings[-more:, 0] = 1
        self.votes, self.first = np.pad(self.votes, (0, more)), np.pad(self.first, (0, more))
        self.met, self.said = (np.pad(each, ((0, more), (0, 0))) for each in (self.met, self.said))
        self.moment = np.pad(self.moment, ((0, more), (0, 0), (0, 0)))

    def _solve(self, j: int) -> None:
        """Axes' loadings by ridge regression with the traits' held, then the average with all taken out."""
        row, moment = self.loadings[j], self.moment[j]
        if len(row) > TRAITS:
            towards = self.said[j, TRAITS:] - self.average[j] * self.met[j, TRAITS:]
            towards -= moment[TRAITS:, :TRAITS] @ row[:TRAITS]
            ridge = np.diag(LOADING_PRIOR * self.noise[j] / self.size)
            row[TRAITS:] = np.linalg.solve(moment[TRAITS:, TRAITS:] + ridge, towards)
        self.average[j] = (self.first[j] - self.met[j] @ row) / (self.votes[j] + MEAN_PRIOR)
        row[1] = -self.average[j]
