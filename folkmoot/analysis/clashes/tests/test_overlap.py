"""Overlap scores worked out by hand, and what must hold for any two plans."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.clashes import PlanShape, Weights, find_clashes, overlap

NAMES = st.frozensets(st.sampled_from("abcd"))
START = date(2026, 1, 1)


@st.composite
def shapes(draw, key="x"):
    opens = START + timedelta(days=draw(st.integers(0, 60)))
    closes = opens + timedelta(days=draw(st.integers(0, 60)))
    return PlanShape(key, opens, closes, draw(st.none() | NAMES), draw(st.none() | NAMES), draw(NAMES))


def plan(key, first, last, **what):
    return PlanShape(key, date(2026, 4, first), date(2026, 4, last), **what)


def test_half_the_time_and_one_likeness_of_three():
    # days 6-10 shared: 5 of the shorter 10; only topic in common: 1/3; 0.5 x 1/3
    first = plan("a", 1, 10, areas=frozenset("P"), audiences=frozenset("y"), topics=frozenset("t"))
    second = plan("b", 6, 30, areas=frozenset("N"), audiences=frozenset("o"), topics=frozenset("t"))
    clash = overlap(second, first)
    assert (clash.first, clash.second, clash.shared_days) == ("a", "b", 5)
    assert clash.score == pytest.approx(1 / 6)
    assert overlap(first, second, weights=Weights(0, 0, 1)).score == pytest.approx(0.5)


def test_everywhere_meets_every_ward_but_not_an_unknown_place():
    everywhere, ward = plan("a", 1, 9), plan("b", 1, 9, areas=frozenset("P"))
    unknown = plan("c", 1, 9, areas=frozenset())
    assert overlap(everywhere, ward).place == 1
    assert overlap(everywhere, unknown).place == overlap(ward, unknown).place == 0


def test_back_to_back_plans_count_a_little_with_a_margin():
    first, second = plan("a", 1, 10), plan("b", 11, 20)
    assert overlap(first, second).score == 0
    # widened by 3 days each way: 6 shared of 16
    assert overlap(first, second, margin_days=3).time == pytest.approx(6 / 16)
    assert [clash.first for clash in find_clashes([second, first], least=0.1, margin_days=3)] == ["a"]


def test_a_plan_that_closes_before_it_opens_is_refused():
    with pytest.raises(ValueError, match="closes before"):
        plan("a", 9, 1)


@settings(max_examples=40)
@given(shapes("a"), shapes("b"), st.integers(0, 20))
def test_a_score_is_the_same_both_ways_and_lies_between_0_and_1(first, second, margin):
    clash = overlap(first, second, margin_days=margin)
    assert clash == overlap(second, first, margin_days=margin)
    assert 0 <= clash.score <= 1


@settings(max_examples=40)
@given(st.lists(shapes(), max_size=6), st.integers(0, 10))
def test_the_scan_finds_the_same_as_comparing_every_pair(plans, margin):
    named = [
        PlanShape(str(n), p.opens_on, p.closes_on, p.areas, p.audiences, p.topics)
        for n, p in enumerate(plans)
    ]
    every = [overlap(a, b, margin_days=margin) for a, b in combinations(named, 2)]
    found = find_clashes(named, least=0.2, margin_days=margin)
    assert {(c.first, c.second) for c in found} == {(c.first, c.second) for c in every if c.score >= 0.2}
