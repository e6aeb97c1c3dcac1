"""The forecast: sums by hand, how often the truth lies in the range, and what it does not pretend to know."""

import numpy as np
import pytest

from folkmoot.analysis.represent import forecast

TOWN = {"Under 35": 300, "35 and over": 700}
SO_FAR = {"Under 35": [1, 0, 2, 1, 1, 0, 2], "35 and over": [9, 12, 8, 11, 10, 9, 11]}


def test_the_expected_counts_and_what_is_needed_by_hand():
    young, old = forecast(SO_FAR, TOWN, days_left=21).groups
    # 7 and 70 in 7 days are 28 and 280 after 28. Of all, 30 % should be young:
    # (28 + x) / (308 + x) = 0.3, so x = (92.4 - 28) / 0.7 = 92
    assert (young.expected, old.expected) == (28, 280)
    assert young.needed == 92
    assert old.needed == 0
    # share 28 / 308 = 0.0909 of 0.3
    assert young.ratio == pytest.approx(28 / 308 / 0.3)
    assert young.is_surely_short
    assert not old.is_short
    assert young.low <= 28 <= young.high
    assert young.ratio_low < young.ratio < young.ratio_high


def test_it_says_what_it_takes_for_granted():
    said = forecast(SO_FAR, TOWN, days_left=21).explain()
    assert said == (
        "77 answers in 7 days; if they come in as so far, about 310 in 21 days' time; "
        "Under 35 about 90 more to be level"
    )
    assert (
        "about 90 more answers would bring it level"
        in forecast(SO_FAR, TOWN, days_left=21).groups[0].explain()
    )


def test_on_the_last_evening_nothing_is_left_to_chance():
    group = forecast(SO_FAR, TOWN, days_left=0).groups[0]
    assert (group.low, group.expected, group.high) == (7, 7, 7)
    assert group.ratio_low == group.ratio_high == pytest.approx(group.ratio)


def test_under_the_minimum_base_there_is_no_ratio_and_no_advice():
    few = {"Under 35": [0, 1, 0, 0, 0, 0, 0], "35 and over": [1, 0, 0, 1, 0, 2, 0]}
    found = forecast(few, TOWN, days_left=21)
    assert all(group.ratio is None and not group.needed and not group.is_short for group in found.groups)
    assert found.short == ()
    assert "too few answers" in found.groups[0].explain()


def test_a_group_that_has_not_answered_at_all_is_there_with_an_upper_end():
    found = forecast({"35 and over": [10] * 7}, TOWN, days_left=21)
    young = found.groups[0]
    assert (young.n, young.low, young.expected) == (0, 0, 0)
    assert young.high > 0
    assert found.short == (young,)


def test_after_a_rush_at_the_start_the_rate_is_that_of_late():
    rush = {"a": [90, 80, 60, 40, 20, 10, 9, 4, 5, 3, 4, 6, 4, 5], "b": [30] * 7 + [3] * 7}
    found = forecast(rush, {"a": 1, "b": 1}, days_left=10)
    assert found.window == 7
    assert found.groups[1].expected == 231 + 30
    assert "in the last 7 days" in found.explain()


def test_days_in_bursts_make_the_range_wider():
    even = forecast({"a": [10] * 14}, {"a": 1}, days_left=14).groups[0]
    bursts = forecast({"a": [0, 0, 0, 0, 0, 0, 70] * 2}, {"a": 1}, days_left=14).groups[0]
    assert bursts.expected == even.expected
    assert bursts.high - bursts.low > 3 * (even.high - even.low)


def test_the_order_of_groups_is_no_matter():
    one = forecast(SO_FAR, TOWN, days_left=9, seed=4)
    other = forecast(dict(reversed(SO_FAR.items())), dict(reversed(TOWN.items())), days_left=9, seed=4)
    assert one.groups == other.groups[::-1]


def test_of_many_made_up_consultations_about_eight_in_ten_end_within_the_range():
    """Days are scattered three times as much as chance alone; 160 consultations of 14 days and 14 to come."""
    rng = np.random.default_rng(3)
    inside = short = 0
    for _town in range(160):
        rates = rng.uniform(2, 12, 2)
        days = rng.negative_binomial(rates[:, None] / 2, 1 / 3, (2, 28))
        found = forecast(
            {"a": days[0, :14].tolist(), "b": days[1, :14].tolist()}, {"a": 1, "b": 1}, days_left=14
        )
        for group, all_days in zip(found.groups, days, strict=True):
            inside += group.low <= all_days.sum() <= group.high
        at_closing = days[0].sum() / days.sum() / 0.5
        first = found.groups[0]
        short += first.ratio_low <= at_closing <= first.ratio_high
    assert 0.74 <= inside / 320 <= 0.9
    assert 0.74 <= short / 160 <= 0.9


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"answered": {"Elsewhere": [1] * 7}}, "no population for Elsewhere"),
        ({"answered": {"Under 35": [1] * 6}}, "6 days are too few"),
        ({"answered": {"Under 35": [1] * 8, "35 and over": [1] * 7}}, "'35 and over' has 7 days"),
        ({"answered": {"Under 35": [1] * 6 + [-1]}}, "fewer than 0 answers"),
        ({"population": {"Under 35": 0, "35 and over": 0}}, "at least one of them above 0"),
        ({"days_left": -1}, "-1 days are left"),
        ({"days_left": 1.5}, "1.5 days are left"),
        ({"level": 80}, "the level is 80"),
    ],
)
def test_what_cannot_be_right_is_refused(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        forecast(**({"answered": SO_FAR, "population": TOWN, "days_left": 5} | change))
