"""Agreement of two people, against published sums and sums done by hand."""

import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.themes.agreement import agreement

SETS = st.frozensets(st.sampled_from("abcd"), max_size=3)
ROWS = st.lists(st.tuples(st.none() | SETS, st.none() | SETS), max_size=40)


def test_alpha_of_the_published_example_with_two_values():
    # Krippendorff (2011), example A: 10 units, 4 differ; n0 = 14 and n1 = 6 of n = 20 values.
    # alpha = 1 - (n - 1) o01 / (n0 n1) = 1 - 19 * 4 / (14 * 6) = 0.095
    meg, owen = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert agreement(meg, owen).alpha == pytest.approx(1 - 76 / 84)


def test_alpha_of_the_published_example_with_five_values():
    # Krippendorff (2011), example B: 12 units, 9 the same, so 18 of 24 values coincide;
    # a 4, b 6, c 6, d 6, e 2: sum n(n-1) = 12 + 30 + 30 + 30 + 2 = 104.
    # alpha = (23 * 18 - 104) / (24 * 23 - 104) = 310 / 448 = 0.692
    result = agreement(list("aabbdcccedda"), list("babbbccceddd"))
    assert result.alpha == pytest.approx(310 / 448)
    assert result.f1 == pytest.approx(9 / 12)


def test_sets_of_themes_are_compared_by_masi():
    # Text 1: {bins, buses} and {bins}: shared 1 of a union of 2, one holds the other: 1 - 1/2 * 2/3 = 2/3.
    # Text 2: {parks} and {parks}: 0. Observed disagreement (2/3 + 0) / 2 = 1/3.
    # Values {bins,buses} 1, {bins} 1, {parks} 2: of 4 * 3 = 12 ordered pairs, 2 are 2/3 apart, 2 are equal,
    # 8 are 1 apart: expected (4/3 + 8) / 12 = 7/9. alpha = 1 - (1/3) / (7/9) = 4/7.
    # F1: text 1 2 * 1 / (2 + 1) = 2/3, text 2 1: 5/6.
    result = agreement([{"bins", "buses"}, {"parks"}], [["bins"], ("parks",)])
    assert result.alpha == pytest.approx(4 / 7)
    assert result.f1 == pytest.approx(5 / 6)


def test_sets_that_only_overlap_lie_farther_apart_than_sets_of_which_one_holds_the_other():
    # {a,b} and {b,c}: shared 1 of 3, M 1/3: distance 8/9. Two texts, the other in full agreement on {d}:
    # observed 4/9; expected (2 * 8/9 + 8 * 1) / 12 = 22/27; alpha = 1 - (4/9) / (22/27) = 5/11
    assert agreement(["ab", {"a", "b"}], ["ab", {"b", "c"}]).alpha == pytest.approx(5 / 11)


def test_each_theme_has_its_counts_alpha_and_f1():
    # bins: first 2, second 1, both 1, 4 texts: 1 of 4 differs; 3 values with, 5 without, n = 8:
    # alpha = 1 - 7 * 1 / (3 * 5) = 8/15; F1 = 2 * 1 / (2 + 1)
    result = agreement([{"bins"}, {"bins"}, {"parks"}, {"parks"}], [{"bins"}, set(), {"parks"}, {"parks"}])
    bins, parks = result.themes
    assert (bins.theme, bins.n_first, bins.n_second, bins.n_both) == ("bins", 2, 1, 1)
    assert (bins.alpha, bins.f1) == (pytest.approx(8 / 15), pytest.approx(2 / 3))
    assert (parks.alpha, parks.f1) == (1, 1)
    assert bins.explain() == "bins: 2 by the first, 1 by the second, 1 by both; alpha 0.53, F1 0.67."


def test_two_people_who_find_no_theme_agree_and_none_is_not_coded():
    result = agreement([set(), None, "a"], [set(), "a", "a"])
    assert (result.n, result.left_out, result.f1, result.alpha) == (2, 1, 1, 1)
    assert "1 that were not coded by both are left out" in result.explain()


def test_where_only_one_theme_exists_alpha_is_not_defined_and_says_so():
    result = agreement(["a"] * 40, ["a"] * 40)
    assert (result.alpha, result.alpha_interval, result.f1, result.f1_interval) == (None, None, 1, (1, 1))
    assert "alpha is not defined" in result.explain()
    assert result.themes[0].alpha is None
    assert "no alpha" in result.themes[0].explain()


def test_nothing_coded_twice_says_so():
    for result in (agreement([], []), agreement(["a", None], [None, "b"])):
        assert (result.n, result.alpha, result.f1, result.themes) == (0, None, None, ())
        assert "nothing can be said" in result.explain()


def test_intervals_are_given_from_30_texts():
    first, second = ["a", "b"] * 15, ["a", "b"] * 14 + ["b", "b"]
    assert agreement(first[1:], second[1:]).alpha_interval is None
    assert "Under 30 texts no interval" in agreement(first[1:], second[1:]).explain()
    result = agreement(first, second)
    assert result.alpha_interval[0] < result.alpha < result.alpha_interval[1] <= 1
    assert result.f1_interval[0] < result.f1 < result.f1_interval[1] <= 1


def test_the_interval_of_f1_has_the_width_the_binomial_law_gives():
    # 80 of 100 agree: standard error sqrt(.8 * .2 / 100) = 0.04, so 95 % lie within about 0.078
    result = agreement(["a", "b"] * 50, ["a", "b"] * 40 + ["b", "a"] * 10)
    low, high = result.f1_interval
    assert (low, high) == (pytest.approx(0.8 - 0.0784, abs=0.02), pytest.approx(0.8 + 0.0784, abs=0.02))


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (["a"], ["a", "b"], "first person has 1 rows and the second 2"),
        (["a", ""], ["a", "b"], "row 1: '' is not a theme"),
        ([{"a"}, {" "}], ["a", "b"], "row 1: ' ' is not a theme"),
        ([1.5], ["a"], "row 0: 1.5 is not a theme"),
        ([["a", None]], ["a"], "row 0: None is not a theme"),
    ],
)
def test_codes_that_cannot_be_compared_are_refused(first, second, says):
    with pytest.raises(ValueError, match=says):
        agreement(first, second)


@given(ROWS)
def test_it_does_not_matter_who_is_first_or_in_which_order_the_texts_come(rows):
    first, second = [a for a, _ in rows], [b for _, b in rows]
    one, other = agreement(first, second), agreement(second[::-1], first[::-1])
    assert (one.alpha, one.f1) == (other.alpha, other.f1)
    assert (one.alpha_interval, one.f1_interval) == (other.alpha_interval, other.f1_interval)


@given(ROWS)
def test_other_names_for_the_themes_change_nothing(rows):
    names = {"a": "zoo", "b": 3, "c": "Ysgol", "d": 1}
    renamed = [tuple(None if s is None else {names[c] for c in s} for s in row) for row in rows]
    one, other = (agreement([a for a, _ in each], [b for _, b in each]) for each in (rows, renamed))
    assert one.alpha == pytest.approx(other.alpha)
    assert one.f1 == pytest.approx(other.f1)
    assert {names[each.theme]: each.alpha for each in one.themes} == {
        each.theme: each.alpha for each in other.themes
    }


@given(ROWS)
def test_alpha_is_1_only_where_all_agree_and_never_more(rows):
    both = [(a, b) for a, b in rows if a is not None and b is not None]
    result = agreement([a for a, _ in rows], [b for _, b in rows])
    if result.alpha is None:
        assert len({each for row in both for each in row}) <= 1
    else:
        assert result.alpha <= 1
        assert (result.alpha == 1) == all(a == b for a, b in both)
        assert (result.f1 == 1) == all(a == b for a, b in both)


def _many(n, seed=0):
    random = np.random.default_rng(seed)
    first = [frozenset(random.choice(26, size=random.integers(1, 3)).tolist()) for _ in range(n)]
    second = [codes if random.random() < 0.7 else frozenset({int(random.integers(26))}) for codes in first]
    return first, second


def test_many_different_sets_give_nearly_the_interval_of_the_full_sum(monkeypatch):
    first, second = _many(400)
    exact = agreement(first, second)
    monkeypatch.setattr(sys.modules[agreement.__module__], "EXACT_SETS", 10)
    near = agreement(first, second)
    assert near.alpha == pytest.approx(exact.alpha)
    assert near.alpha_interval == pytest.approx(exact.alpha_interval, abs=0.005)


def test_ten_thousand_texts_take_about_a_second():
    first, second = _many(10_000)
    before = time.process_time()
    result = agreement(first, second)
    assert time.process_time() - before < 4
    assert result.alpha_interval[0] < result.alpha < result.alpha_interval[1]
