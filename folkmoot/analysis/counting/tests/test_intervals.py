"""Intervals: R's published errors, sums by hand, how often the truth lies inside, and who gets none."""

import math

import numpy as np
import pytest

from folkmoot.analysis.counting import interval, rake
from folkmoot.analysis.counting.tests.test_raking import TARGETS, TYPES, schools


def mean_score(targets):
    data = schools()
    weights = rake(data, {"type": TYPES, "met_target": targets})
    score = [float(each) for each in data["score"]]
    return interval(score, weights, design="probability", clusters=data["district"], population=757)


def test_the_errors_of_the_published_example_come_out_to_every_printed_digit():
    data = schools()
    found = mean_score(TARGETS)
    assert f"{found.estimate:.3f} {found.standard_error:.2f}" == "641.230 23.70"
    assert mean_score({"No": 1000, "Yes": 5194}).standard_error == pytest.approx(23.745841047537, abs=5e-12)
    plain = interval([*map(float, data["score"])], np.ones(183), design="probability",
                     clusters=data["district"], population=757)  # fmt: skip
    assert plain.standard_error == pytest.approx(23.542240693781, abs=5e-12)
    assert (found.degrees, found.n) == (14, 183)


def test_a_share_by_hand():
    # 60 of 100 say yes. Error: sqrt(0.6 * 0.4 / 99) = 0.049237. Wilson with n = 99 and t(99) = 1.98422:
    # middle (0.6 + 3.93712 / 198) / (1 + 3.93712 / 99) = 0.596175
    # reach sqrt(3.93712 * 0.24 / 99 + 3.93712^2 / (4 * 99^2)) / 1.0397689 = 0.095885
    found = interval(["yes"] * 60 + ["no"] * 40, np.ones(100), design="probability", of="yes")
    assert found.standard_error == pytest.approx(0.0492366, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((0.500290, 0.692060), abs=2e-6)
    assert "60.0% of 100 people drawn by chance, 95% interval 50.0% to 69.2%" in found.explain()


def test_a_mean_by_hand():
    # 1, 2, 3, 4 of 8 people: mean 2.5, variance 5/3, error sqrt(5/3/4 * (1 - 4/8)) = 0.456; t(3) = 3.18245
    found = interval([1, 2, 3, 4], np.ones(4), design="probability", population=8)
    assert found.standard_error == pytest.approx(math.sqrt(5 / 3 / 4 / 2))
    assert found.high - found.estimate == pytest.approx(3.182446 * found.standard_error, rel=1e-6)


def test_strata_are_drawn_from_separately():
    # In each stratum the two differ by 2: variance of the total n/(n-1) * (1+1) = 4 each, over 4^2 people
    found = interval([1, 3, 11, 13], np.ones(4), design="probability", strata=["a", "a", "b", "b"])
    assert found.standard_error == pytest.approx(math.sqrt(8) / 4)
    assert found.degrees == 2


def test_what_a_margin_pins_down_does_not_vary():
    data = schools()
    weights = rake(data, {"type": TYPES, "met_target": TARGETS})
    found = interval(data["type"], weights, design="probability", of="E")
    assert found.standard_error == pytest.approx(0, abs=1e-12)
    assert found.low == found.high == pytest.approx(4421 / 6194)


def test_where_everybody_says_so_the_interval_still_has_a_width():
    found = interval(["yes"] * 50, np.ones(50), design="probability", of="yes")
    assert found.high == 1
    assert 0.9 < found.low < 0.95  # Wilson with n = 50 and t(49) = 2.0096: 50 / (50 + 4.0383) = 0.9253
    assert found.low == pytest.approx(50 / (50 + 2.0095752**2), abs=1e-6)


def test_a_subgroup_keeps_the_design_of_the_whole():
    answers = ["yes", "no", "yes", "no", None, "yes"] * 20
    women = [row % 2 == 0 for row in range(120)]
    found = interval(answers, np.ones(120), design="probability", of="yes", among=women)
    assert found.n == 40  # of sixty women, every third did not answer
    assert found.estimate == 1
    assert found.degrees == 119


def test_people_who_chose_to_take_part_get_no_interval():
    with pytest.raises(ValueError, match="people chose whether to take part"):
        interval(["yes"], [1.0], design="self-selected", of="yes")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"answers": ["yes"]}, "answers has 1 entries for 4 weights"),
        ({"of": "maybe"}, "nobody answered 'maybe'"),
        ({"of": None}, "an answer is no number"),
        ({"answers": [None] * 4}, "nobody answered"),
        ({"level": 95}, "the level is 95"),
        ({"clusters": ["one"] * 4}, "only one unit was drawn"),
        ({"strata": ["a", "a", "a", "b"]}, "only one unit was drawn in the stratum 'b'"),
        ({"population": 3}, "4 units were drawn of a population given as 3"),
    ],
)
def test_what_cannot_be_right_is_refused(change, sentence):
    asked = {
        "answers": ["yes", "no", "yes", "no"],
        "weights": [1.0] * 4,
        "of": "yes",
        "design": "probability",
    }
    with pytest.raises(ValueError, match=sentence):
        interval(**(asked | change))


def test_of_samples_drawn_by_chance_about_95_in_100_intervals_hold_the_truth():
    """400 samples of 300 from a made-up town in which sex and age matter; bench has the full simulation."""
    rng = np.random.default_rng(5)
    size = 20_000
    town = {"sex": rng.integers(0, 2, size), "age": rng.integers(0, 4, size)}
    view = rng.random(size) < 0.2 + 0.2 * town["sex"] + 0.1 * town["age"]
    margins = {name: dict(enumerate(np.bincount(each).tolist())) for name, each in town.items()}
    inside = 0
    for _sample in range(400):
        drawn = rng.choice(size, 300, replace=False)
        weights = rake({name: each[drawn] for name, each in town.items()}, margins)
        found = interval(view[drawn].astype(int), weights, design="probability", of=1)
        inside += found.low <= view.mean() <= found.high
    assert 0.92 * 400 <= inside <= 0.98 * 400  # binomial(400, 0.95) lies in 367 to 391 in 99 of 100
