"""Equal tickets: near to the lottery, every panel as it must be, nobody's chance lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.lottery.pools import pool_of
from folkmoot.analysis.lottery.tickets import equal_tickets


def chances(panels, weights, n):
    share = np.zeros(n)
    for panel, weight in zip(panels, weights, strict=True):
        share[list(panel)] += weight
    return share / sum(weights)


def a_lottery(seed, n=24, seats=6, panels=20):
    """Panels of three women and three men at random, from people of two ages, with weights at random."""
    rng = np.random.default_rng(seed)
    women, men = np.arange(0, n, 2), np.arange(1, n, 2)
    half = seats // 2
    drawn = [
        (*rng.choice(women, half, replace=False).tolist(), *rng.choice(men, half, replace=False).tolist())
        for _panel in range(panels)
    ]
    sex = ["woman" if person % 2 == 0 else "man" for person in range(n)]
    pool = pool_of({"sex": sex}, {"sex": {"woman": (half, half), "man": (half, half)}}, size=seats)
    return drawn, rng.dirichlet(np.ones(panels)), pool


def test_weights_that_come_out_even_are_kept_exactly():
    # 8 tickets: 4, 2 and 2 for weights of 1/2, 1/4 and 1/4.
    found = equal_tickets([(0, 1), (2, 3), (0, 3)], [0.5, 0.25, 0.25], 8)
    assert [found.panels.count(panel) for panel in ((0, 1), (2, 3), (0, 3))] == [4, 2, 2]
    assert found.loss == 0
    assert "nobody’s chance changes by more than 0.00 in 100" in found.explain()


def test_as_many_tickets_as_even_panels_change_nothing_and_no_tickets_are_refused():
    with pytest.raises(ValueError, match="give a whole number of 1 or more"):
        equal_tickets([(0,)], [1], 0)
    found = equal_tickets([(0,), (1,), (0, 1)], [1, 1, 1], 3)
    assert found.loss < 1e-12
    assert sorted(found.panels) == [(0,), (0, 1), (1,)]


@given(st.integers(0, 60), st.sampled_from([40, 100, 333]))
def test_tickets_keep_every_rule_and_chances_are_within_one_ticket(seed, m):
    panels, weights, pool = a_lottery(seed)
    found = equal_tickets(panels, weights, m, pool=pool)
    assert len(found.panels) == m
    assert pool.keep_rules(np.array(found.panels))
    due, has = chances(panels, weights, 24), chances(found.panels, [1] * m, 24)
    assert np.allclose(found.chances, has)
    assert found.loss == pytest.approx(np.abs(due - has).max())
    # With three men and three women whoever lacks a ticket can take that of anybody alike: within one of due.
    assert found.loss <= 1 / m + 1e-9
    assert np.all((has > 0) | (due == 0))


def test_one_of_a_household_holds_on_tickets_too():
    n, homes = 12, [f"home {person // 2}" for person in range(12)]
    rng = np.random.default_rng(3)
    panels = [tuple((2 * rng.choice(6, 3, replace=False) + rng.integers(0, 2, 3)).tolist()) for _ in range(9)]
    pool = pool_of({"any": ["x"] * n}, {"any": {"x": (0, 3)}}, size=3, households=homes)
    found = equal_tickets(panels, [1.0] * 9, 50, pool=pool)
    assert pool.keep_rules(np.array(found.panels))
    assert found.loss <= 1 / 50


def test_too_few_tickets_for_everybody_to_keep_a_chance_are_refused_with_a_number_that_suffices():
    panels, weights = [(person,) for person in range(10)], [1.0] * 10
    with pytest.raises(ValueError, match=r"With 4 tickets 6 people would lose every chance; .* such as 20"):
        equal_tickets(panels, weights, 4)
    assert equal_tickets(panels, weights, 20).loss == 0


def test_the_same_lottery_gives_the_same_tickets():
    panels, weights, pool = a_lottery(7)
    assert (
        equal_tickets(panels, weights, 100, pool=pool).panels
        == equal_tickets(panels, weights, 100, pool=pool).panels
    )


def test_panels_without_weights_are_refused():
    with pytest.raises(ValueError, match="2 panels and 1 weights"):
        equal_tickets([(0,), (1,)], [1.0], 10)


@pytest.mark.parametrize("m", [2.5, True, 0])
def test_tickets_that_are_no_whole_number_are_refused(m):
    with pytest.raises(ValueError, match="whole number of 1 or more"):
        equal_tickets([(0, 1)], [1.0], m)
