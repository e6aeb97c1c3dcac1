"""Groups of points in a plane."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from folkmoot.analysis.opinion.plane_groups import best_groups, nearest, silhouettes


def test_the_silhouette_of_four_points_is_what_it_is_by_hand():
    # Points 0 and 1 against 4 and 6 on a line. a = own group, b = the other:
    # 0: a 1, b 5 -> 4/5; 1: a 1, b 4 -> 3/4; 4: a 2, b 3.5 -> 3/7; 6: a 2, b 5.5 -> 7/11. Mean .6538
    points = np.array([[0.0, 0], [1, 0], [4, 0], [6, 0]])
    assert silhouettes(points, [np.array([0, 0, 1, 1])])[0] == pytest.approx(
        (4 / 5 + 3 / 4 + 3 / 7 + 7 / 11) / 4
    )


def test_a_point_alone_in_its_group_counts_nothing():
    # 0 and 1 together, 9 alone. 0: a 1, b 9 -> 8/9; 1: a 1, b 8 -> 7/8; 9: 0.
    points = np.array([[0.0, 0], [1, 0], [9, 0]])
    assert silhouettes(points, [np.array([0, 0, 1])])[0] == pytest.approx((8 / 9 + 7 / 8) / 3)


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_clear_groups_are_found_whatever_their_number(k):
    angles = 2 * np.pi * np.arange(k) / k
    centres = 10 * np.column_stack([np.cos(angles), np.sin(angles)])
    where = np.random.default_rng(k).integers(0, k, 300)
    points = centres[where] + np.random.default_rng(k).normal(size=(300, 2))
    found, scores = best_groups(points)
    assert len(scores) == 4
    assert int(np.argmax(scores)) == k - 2
    assert len(set(zip(found.tolist(), where.tolist(), strict=True))) == k


def test_points_in_one_place_are_no_groups():
    assert best_groups(np.zeros((9, 2)))[0].tolist() == [-1] * 9
    assert best_groups(np.zeros((0, 2)))[1] == ()
    assert best_groups(np.array([[0.0, 0], [1, 1]]))[1] == ()


def test_of_two_centres_as_near_the_first_has_the_point():
    assert nearest(np.array([[0.0, 0]]), np.array([[1.0, 0], [-1, 0]])).tolist() == [0]


@given(arrays(np.float64, (30, 2), elements=st.integers(-9, 9)), st.permutations(range(30)))
def test_the_order_of_the_points_does_not_matter(points, order):
    found, scores = best_groups(points)
    again, others = best_groups(points[list(order)])
    assert scores == pytest.approx(others)
    if len(set(np.bincount(found[found >= 0]).tolist())) == found.max() + 1:
        assert again.tolist() == found[list(order)].tolist()
