"""Branching finds the panel that scores most, or proves that none scores more than a level."""

import itertools

import numpy as np
import pytest

from folkmoot.analysis.lottery.branching import Branching
from folkmoot.analysis.lottery.pricing import Bounds, Pricing
from folkmoot.analysis.lottery.solving import Program

TYPES, SEATS = 9, 4


def made(number):
    """Nine types in three features of three values; up to two of each on a panel of four."""
    rng = np.random.default_rng(number)
    value = rng.integers(0, 3, (3, TYPES))
    rows = np.vstack([value[feature] == each for feature in range(3) for each in range(3)])
    matrix = np.vstack([rows, np.ones((1, TYPES))]).astype(float)
    planted = np.bincount(rng.integers(0, TYPES, SEATS), minlength=TYPES)
    room = rng.integers(0, 2, len(matrix)) * (np.arange(len(matrix)) < len(rows))
    lower, upper = np.maximum(matrix @ planted - room, 0), matrix @ planted + room
    least, most = np.zeros(TYPES), np.maximum(planted, rng.integers(0, 3, TYPES)).astype(float)
    return matrix, lower, upper, least, most


def every_panel(matrix, lower, upper, least, most):
    for counts in itertools.product(*(range(int(each) + 1) for each in most)):
        seats = matrix @ counts
        if np.all(seats >= lower) and np.all(seats <= upper):
            yield np.array(counts)


@pytest.mark.parametrize("number", range(12))
def test_the_best_of_all_panels_is_found_at_any_prices_one_search_after_the_other(number):
    bounds = made(number)
    panels = list(every_panel(*bounds))
    search = Branching(Program(*bounds, np.zeros(TYPES)), *bounds[3:])
    for prices in np.random.default_rng(number + 100).normal(size=(6, TYPES)).round(2):
        best = max(float(prices @ panel) for panel in panels)
        found = search.best(prices)
        assert found.proved
        assert prices @ found.counts == pytest.approx(best, abs=1e-8)


@pytest.mark.parametrize("number", range(6))
def test_nothing_is_found_above_the_best_and_something_just_below_it(number):
    bounds = made(number)
    prices = np.random.default_rng(number).normal(size=TYPES).round(2)
    best = max(float(prices @ panel) for panel in every_panel(*bounds))
    search = Branching(Program(*bounds, np.zeros(TYPES)), *bounds[3:])
    above = search.best(prices, above=best)
    below = search.best(prices, above=best - 1e-4, patience=1.0)
    assert (above.counts, above.proved) == (None, True)
    assert prices @ below.counts == pytest.approx(best, abs=1e-8)


def test_a_search_that_runs_out_of_nodes_claims_no_proof():
    bounds = made(1)
    found = Branching(Program(*bounds, np.zeros(TYPES)), *bounds[3:]).best(np.ones(TYPES), nodes=0)
    assert (found.counts, found.proved) == (None, False)


class Doubtful(Program):
    """A linear program that rounding keeps from ending, each time but the first so many."""

    ended = 0

    def solve(self):
        self.ended -= 1
        if self.ended >= 0:
            return super().solve()
        self.is_sure = False
        return None


@pytest.mark.parametrize("ended", range(4))
def test_a_linear_program_that_did_not_end_is_no_proof(ended):
    bounds = made(1)
    program = Doubtful(*bounds, np.zeros(TYPES))
    program.ended = ended
    prices = np.random.default_rng(3).normal(size=TYPES)
    best = max(float(prices @ panel) for panel in every_panel(*bounds))
    found = Branching(program, *bounds[3:]).best(prices)
    assert not found.proved or prices @ found.counts == pytest.approx(best, abs=1e-8)


def test_where_the_linear_program_does_not_end_a_general_solver_finds_the_panel():
    bounds = made(1)
    prices = np.random.default_rng(3).normal(size=TYPES)
    best = max(float(prices @ panel) for panel in every_panel(*bounds))
    pricing = Pricing(Bounds(*bounds))
    pricing._linear = pricing._branching._program = Doubtful(*bounds, np.zeros(TYPES))
    for panel in (pricing.good(prices), pricing.best(prices), pricing.better(prices, best - 1e-4)):
        assert prices @ panel == pytest.approx(best, abs=1e-8)
    assert pricing.better(prices, best) is None


def test_targets_that_no_whole_panel_meets_are_proved_so():
    matrix = np.array([[1.0, 1, 0], [0, 1, 1], [1, 0, 1], [1, 1, 1]])  # one of each pair of three, half a
    right = np.array([1.0, 1, 1, 1.5])  # person each: 1.5 seats
    program = Program(matrix, right, right, np.zeros(3), np.ones(3), np.zeros(3))
    found = Branching(program, np.zeros(3), np.ones(3)).best(np.array([1.0, 0.5, 0.2]))
    assert (found.counts, found.proved) == (None, True)
