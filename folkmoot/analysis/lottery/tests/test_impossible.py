"""Pools in which targets leave some volunteers no seat: they stay out, and the others are still served."""

import pytest

from folkmoot.analysis.lottery.selecting import select_panel


def test_where_only_two_panels_meet_every_target_their_members_share_the_chances():
    """By trying all 126 fours: only {0, 1, 4, 6} and {0, 2, 4, 6} will do, so 1 and 2 have half a chance."""
    volunteers = {
        "sex": list("ffmmfmmff"),
        "age": list("yyyoooyoo"),
        "home": list("rooororor"),
        "area": list("nssssnnne"),
    }
    quotas = {
        "sex": {"f": (1, 3), "m": (1, 3)},
        "age": {"o": (0, 2), "y": (3, 3)},
        "home": {"r": (2, 4), "o": (1, 1)},
        "area": {"s": (2, 2), "n": (2, 2), "e": (0, 0)},
    }
    found = select_panel(volunteers, quotas, size=4, seed="2 May")
    assert found.chances == pytest.approx([1, 0.5, 0.5, 0, 1, 0, 1, 0, 0])
    assert found.impossible == (3, 5, 7, 8)


def test_people_without_a_household_do_not_share_one():
    """One y and one o; 0 and 1 live together, 2 and 3 gave no address: {2, 3} may sit together."""
    found = select_panel(
        {"age": list("yoyo")},
        {"age": {"y": (1, 1), "o": (1, 1)}},
        size=2,
        households=["a", "a", None, None],
        seed="2 May",
    )
    assert {frozenset(map(int, panel)) for panel in found.panels} <= {
        frozenset({0, 3}),
        frozenset({2, 1}),
        frozenset({2, 3}),
    }
    assert found.chances == pytest.approx([0.5, 0.5, 0.5, 0.5])
