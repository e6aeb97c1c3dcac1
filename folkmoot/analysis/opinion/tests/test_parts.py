"""The parts of the map against plain sums: stacks of matrices, crowds, gaps, axes."""

import numpy as np
import pytest

from folkmoot.analysis.opinion import gaps
from folkmoot.analysis.opinion.crowds import find_crowds
from folkmoot.analysis.opinion.evidence import NEEDED
from folkmoot.analysis.opinion.mixture import Mixture, People, blurred, chances, scores
from folkmoot.analysis.opinion.symmetric import pairs, sweep, times


def stored(matrices):
    a, b = pairs(matrices.shape[1])
    return np.ascontiguousarray(matrices[:, a, b].T)


def some_matrices(n, q, seed=0):
    roots = np.random.default_rng(seed).normal(size=(n, q, q))
    return roots @ roots.transpose(0, 2, 1) + np.eye(q)


def people_at(places, told):
    n, d = places.shape
    stack = stored(np.eye(d) * told[:, None, None])
    noise = np.random.default_rng(9).normal(size=(n, d)) / np.sqrt(told)[:, None]
    return People(((places + noise) * told[:, None]).T.copy(), stack, np.zeros(n))


def test_a_whole_sweep_inverts_and_gives_the_determinant():
    matrices = some_matrices(5, 4)
    stack = stored(matrices)
    size = sweep(stack, 4, 4)
    assert -stack == pytest.approx(stored(np.linalg.inv(matrices)))
    assert size == pytest.approx(np.linalg.det(matrices))


def test_part_of_a_sweep_takes_the_first_rows_out():
    matrices = some_matrices(3, 4)
    stack = stored(matrices)
    sweep(stack, 2, 4)
    one, two, three = matrices[:, :2, :2], matrices[:, :2, 2:], matrices[:, 2:, 2:]
    left = three - two.transpose(0, 2, 1) @ np.linalg.inv(one) @ two
    a, b = np.triu_indices(4)
    assert stack[(a >= 2) & (b >= 2)] == pytest.approx(stored(left))


def test_each_matrix_meets_its_vector():
    matrices, vectors = some_matrices(6, 3), np.random.default_rng(1).normal(size=(6, 3))
    assert times(stored(matrices), vectors.T) == pytest.approx(np.einsum("nij,nj->in", matrices, vectors))


def test_votes_seen_against_a_wide_crowd_are_as_likely_as_a_normal_density_says():
    # One axis, told 4 at place 0.7: the estimate has variance 1/4; a crowd at 0.2 of variance 0.09 makes
    # it normal around 0.2 with variance 0.34. Up to what does not depend on the crowd (the likelihood at
    # the estimate, exp(4 x 0.7² / 2), and the root of 1/4 against 0.34):
    told, place, centre, width = 4.0, 0.7, 0.2, 0.09
    people = People(np.array([[told * place]]), np.array([[told]]), np.zeros(1))
    mixture = Mixture(np.array([[centre]]), np.ones(1), np.array([[width]]), np.ones(1))
    found = chances(mixture, blurred(people, mixture.width))[1][0]
    normal = -0.5 * (place - centre) ** 2 / (1 / told + width) - 0.5 * np.log((1 / told + width) * told)
    assert found == pytest.approx(normal + told * place**2 / 2)


@pytest.mark.parametrize(("shape", "groups"), [("two", 2), ("one", 1), ("flat", 1), ("long tail", 1)])
def test_a_gap_makes_groups_and_a_shape_does_not(shape, groups):
    rng = np.random.default_rng(5)
    n, told = 600, rng.lognormal(2.5, 0.7, 600)
    along = {
        "two": rng.choice([-1.2, 1.2], n) + rng.normal(0, 0.2, n),
        "one": rng.normal(0, 1, n),
        "flat": rng.uniform(-2, 2, n),
        "long tail": rng.exponential(1, n),
    }[shape]
    places = np.column_stack([along - along.mean(), rng.normal(0, 0.3, n)])
    people = people_at(places, told)
    crowds = find_crowds(people, places.var(axis=0), rng.random(8), NEEDED)
    assert crowds.n_groups == groups
    assert (crowds.gap >= NEEDED) == (groups > 1)


def test_a_handful_far_out_is_no_group():
    rng = np.random.default_rng(6)
    places = np.column_stack([rng.normal(0, 0.5, 300), rng.normal(0, 0.5, 300)])
    places[:3] += 8
    people = people_at(places, np.full(300, 30.0))
    assert find_crowds(people, places.var(axis=0), rng.random(8), NEEDED).n_groups == 1


def test_the_bounds_of_a_gap_close_in_on_each_other():
    rng = np.random.default_rng(7)
    places = np.concatenate([rng.normal(-1, 0.3, 200), rng.normal(1, 0.3, 200)])[:, None]
    people = people_at(places, np.full(400, 20.0))
    mixture = Mixture(np.array([[-1.0], [1.0]]), np.full(2, 0.5), np.array([[0.09]]), np.ones(1))
    crowds = scores(mixture, blurred(people, mixture.width))
    least, most = gaps.log_odds(people, mixture, crowds, 0, 1, 20.0)
    assert least <= most
    assert least > NEEDED
