"""A lottery over real panels ends, also where rounding makes a listed panel look better."""

import numpy as np
import pytest

from folkmoot.analysis.lottery.mixing import _Mixing
from folkmoot.analysis.lottery.pools import pool_of
from folkmoot.analysis.lottery.pricing import bounds_of
from folkmoot.analysis.lottery.reach import Allowed


def test_a_listed_panel_that_only_rounding_makes_score_more_is_not_listed_again():
    # a quarter each of {a, b} and {c, d}, and half of {a, c}, which the list lacks
    people = {"x": ["a", "b", "c", "d"], "y": ["1", "2", "2", "1"]}
    quotas = {"x": dict.fromkeys("abcd", (0, 1)), "y": {"1": (1, 1), "2": (1, 1)}}
    pool = pool_of(people, quotas, size=2)
    panels = [np.array([1, 1, 0, 0]), np.array([0, 0, 1, 1])]
    target = np.array([0.75, 0.25, 0.75, 0.25])
    mixing = _Mixing(bounds_of(pool), target, Allowed(None), lambda share: None)
    asked = []

    def rounded(prices, level):
        asked.append(level)
        assert len(asked) < 20, "it goes round and round"
        return panels[0]

    mixing._pricing.better = rounded
    found = mixing.go_on(panels)
    assert found.met
    assert found.weights @ found.panels == pytest.approx(target)
