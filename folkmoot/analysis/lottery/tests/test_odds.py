"""Chances in words: near whole numbers as those, others to one digit."""

import pytest

from folkmoot.analysis.lottery.odds import bound_sentence, odds


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.5, "1 in 2"), (2 / 3, "67 in 100"), (0.04, "1 in 25"), (0.06, "1 in 16.7"), (0.151, "1 in 6.6")],
)
def test_chances_are_said_as_people_say_them(chance, said):
    assert odds(chance) == said


def test_a_chance_below_the_bound_is_said_to_be():
    assert "more than 1 in 20; this one gives 1 in 40" in bound_sentence(1 / 40, 1 / 20)


def test_a_bound_a_billionth_above_is_said_as_the_same():
    assert "more than 1 in 20; this one gives 1 in 20" in bound_sentence(1 / 20 - 1e-9, 1 / 20)


def test_a_certain_seat_is_said_as_one():
    assert bound_sentence(1, 1) == "Even the least-served volunteer is certain of a seat."
