"""Weights: published figures, sums by hand, an independent reference, and what must hold for any sample."""

import csv
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.counting import rake
from folkmoot.analysis.counting.tests.slow_raking import rake_slowly, rake_within_slowly

SCHOOLS = Path(__file__).parents[4] / "tests" / "data" / "weights" / "schools_by_district.csv"
TYPES = {"E": 4421, "H": 755, "M": 1018}
TARGETS = {"No": 1072, "Yes": 5122}
CELLS = [("f", "y"), ("m", "y"), ("m", "o")]


def schools():
    with SCHOOLS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [row[name] for row in rows] for name in rows[0]}


def panel(n=300, seed=7):
    """A sample in which the young, women and one ward are too few."""
    rng = np.random.default_rng(seed)
    sample = {
        "age": rng.choice(["16-34", "35-64", "65+"], n, p=[0.15, 0.5, 0.35]).tolist(),
        "sex": rng.choice(["f", "m"], n, p=[0.4, 0.6]).tolist(),
        "ward": rng.choice(["N", "E", "S", "W"], n, p=[0.4, 0.3, 0.2, 0.1]).tolist(),
    }
    margins = {
        "age": {"16-34": 0.3, "35-64": 0.48, "65+": 0.22},
        "sex": {"f": 0.51, "m": 0.49},
        "ward": {"N": 2600, "E": 2500, "S": 2300, "W": 2600},
    }
    return sample, margins


def test_the_published_example_comes_out_to_the_printed_digit():
    data = schools()
    found = rake(data, {"type": TYPES, "met_target": TARGETS})
    score, pupils = (np.array(data[name], dtype=float) for name in ("score", "pupils"))
    assert found.converged
    assert round(float(found.weights @ score) / 183, 6) == 641.230321
    assert round(float(found.weights @ pupils) * 6194 / 183, -2) == 3_647_300


def test_a_sum_by_hand():
    # People:      f  m    Raking keeps the cross ratio (1*3)/(1*1) = 3. With all margins a half and the first
    #       young  1  1    cell x: x^2 / (0.5-x)^2 = 3, so x = 0.5 * 1.732 / 2.732 = 0.31699. Of 6 people
    #       old    1  3    together; the last cell is x too, and three people share it.
    sample = {"age": ["young", "young", "old", "old", "old", "old"], "sex": ["f", "m", "f", "m", "m", "m"]}
    found = rake(sample, {"age": {"young": 0.5, "old": 0.5}, "sex": {"f": 0.5, "m": 0.5}})
    x = 0.5 * 3**0.5 / (1 + 3**0.5)
    by_hand = [6 * x, 6 * (0.5 - x), 6 * (0.5 - x), *[6 * x / 3] * 3]
    assert found.weights == pytest.approx(by_hand, abs=1e-12)
    # Kish: 6^2 / sum of squares
    assert found.effective_size == pytest.approx(36 / sum(each**2 for each in by_hand))
    assert found.design_effect == pytest.approx(6 / found.effective_size)


def test_weights_equal_those_of_an_independent_reference_to_1e_9():
    sample, margins = panel()
    crossed = {
        **margins,
        ("age", "sex"): dict(
            zip(product(["16-34", "35-64", "65+"], "fm"), [16, 14, 24, 24, 11, 11], strict=True)
        ),
    }
    base = [1 + (row % 7) / 3 for row in range(300)]
    for asked, start in ((margins, None), (margins, base), (crossed, base)):
        found = rake(sample, asked, base=start)
        assert found.converged
        assert np.abs(found.weights - rake_slowly(sample, asked, start)).max() < 1e-9


def test_weights_within_bounds_equal_those_of_an_independent_reference():
    sample, margins = panel(40)
    halfway = {
        name: {
            label: share / sum(shares.values()) + sample[name].count(label) / 40
            for label, share in shares.items()
        }
        for name, shares in margins.items()
    }
    found = rake(sample, halfway, bounds=(0.6, 2.2))
    assert found.converged
    assert 5 < found.at_bounds < 35
    assert np.abs(found.weights - rake_within_slowly(sample, halfway, (0.6, 2.2))).max() < 1e-9


def test_bounds_that_nobody_passes_change_nothing():
    sample, margins = panel()
    assert np.array_equal(rake(sample, margins, bounds=(0.01, 50)).weights, rake(sample, margins).weights)


def test_arrays_lists_numbers_and_crossed_categories_are_the_same_people():
    sample, margins = panel()
    expected = rake(sample, margins).weights
    arrays = {name: np.array(values) for name, values in sample.items()}
    objects = {name: np.array(values, dtype=object) for name, values in sample.items()}
    assert np.array_equal(rake(arrays, margins).weights, expected)
    assert np.array_equal(rake(objects, margins).weights, expected)
    ages = {"16-34": 1, "35-64": 2, "65+": 3}
    numbered = {**sample, "age": np.array([ages[each] for each in sample["age"]])}
    renamed = {**margins, "age": {ages[label]: share for label, share in margins["age"].items()}}
    assert np.abs(rake(numbered, renamed).weights - expected).max() < 1e-12


def test_who_gave_no_answer_is_left_out_of_that_margin_and_the_margin_is_met_among_the_others():
    sample, margins = panel()
    sample["sex"] = [None if row % 10 == 0 else "" if row % 10 == 1 else sex
                     for row, sex in enumerate(sample["sex"])]  # fmt: skip
    found = rake(sample, margins)
    answered = np.array([bool(sex) for sex in sample["sex"]])
    women = np.array([sex == "f" for sex in sample["sex"]])
    assert found.converged
    assert found.weights[women].sum() / found.weights[answered].sum() == pytest.approx(0.51)
    assert found.weights[~answered].sum() == pytest.approx((~answered).sum())  # together, as they were
    assert any("'sex' (60)" in warning for warning in found.warnings)


def test_silence_for_which_other_margins_leave_no_room_gives_way():
    # All who left out their age are women: 30 of 100, and women should be 20 %. So they cannot stay 30 %.
    age = [""] * 30 + ["young", "old"] * 35
    sex = ["f"] * 50 + ["m"] * 50
    found = rake({"age": age, "sex": sex}, {"age": {"young": 0.5, "old": 0.5}, "sex": {"f": 0.2, "m": 0.8}})
    assert found.converged
    assert found.weights[:50].sum() == pytest.approx(20)
    assert found.weights[:30].sum() < 30
    assert any("other margins leave no room" in warning for warning in found.warnings)


def test_somebody_who_answered_nothing_keeps_a_weight_of_one():
    found = rake({"sex": ["f", "f", "m", None]}, {"sex": {"f": 0.5, "m": 0.5}})
    assert found.weights == pytest.approx(
        [0.75, 0.75, 1.5, 1]
    )  # 3 people: 1.5 for f shared by two, 1.5 for m


def test_a_category_nobody_has_is_warned_of_and_its_share_goes_to_the_others():
    found = rake({"age": ["16-34", "35+"] * 200}, {"age": {"Under 16": 0.2, "16-34": 0.2, "35+": 0.6}})
    assert not found.converged
    assert found.margin_errors["age"]["Under 16"] == -0.2
    assert found.weights[:2] == pytest.approx([0.5, 1.5])  # 0.2 to 0.6, of 0.8
    assert found.warnings[0].startswith(
        "Nobody in the sample is 'age: Under 16', though 20.0% of the population"
    )


def test_margins_that_contradict_each_other_are_named_with_the_people_who_are_lacking():
    sample = {"age": ["y", "y", "o"] * 50, "work": ["retired", "retired", "job"] * 50}
    found = rake(sample, {"age": {"y": 0.5, "o": 0.5}, "work": {"retired": 0.3, "job": 0.7}})
    # young are 50 % but all young are retired, and retired are 30 %: at best each is 10 points off
    assert not found.converged
    assert "'age' and 'work' contradict each other" in found.warnings[0]
    assert "10 percentage points (nobody is both 'age: y' and 'work: job')" in found.warnings[0]
    assert found.largest_error == pytest.approx(0.1, abs=1e-3)
    assert found.weights.min() > 0


def test_a_crossed_margin_and_one_of_its_variables_are_told_where_they_differ():
    sample = {"age": ["y", "o"] * 50, "sex": ["f", "f", "m", "m"] * 25}
    crossed = {("y", "f"): 0.25, ("y", "m"): 0.25, ("o", "f"): 0.25, ("o", "m"): 0.25}
    found = rake(sample, {("age", "sex"): crossed, "age": {"y": 0.7, "o": 0.3}})
    assert "'age' and 'age × sex' contradict each other" in found.warnings[0]
    assert "('age: y' is 70.00% in the first and 50.00% in the second)" in found.warnings[0]


def test_variables_may_be_named_by_numbers_and_categories_of_two_kinds_are_told_apart():
    assert rake({1: ["x", "y"] * 50}, {1: {"x": 1, "y": 3}}).weights[:2].tolist() == [0.5, 1.5]
    with pytest.raises(ValueError, match="category that reads the same"):
        rake({"a": ["1", "2"]}, {"a": {1: 1, 2: 3}})
    with pytest.raises(ValueError, match="the margin 'a' is no mapping"):
        rake({"a": ["1", "2"]}, {"a": [1, 2]})


def test_two_tables_of_one_census_that_differ_by_noise_are_told_by_how_much():
    sample, margins = panel()
    noisy = {**margins, ("sex", "age"): {(sex, age): 1000 * a * b + (7 if age == "65+" else 0)
             for sex, a in margins["sex"].items() for age, b in margins["age"].items()}}  # fmt: skip
    found = rake(sample, noisy)
    assert not found.converged
    assert "contradict each other" in found.warnings[0]
    assert found.largest_error < 0.02


def test_margins_that_only_agree_if_somebody_counts_nothing_are_named():
    sample = {"age": ["y", "y", "o", "o"] * 30, "work": ["home", "job", "job", "job"] * 30}
    found = rake(sample, {"age": {"y": 0.5, "o": 0.5}, "work": {"home": 0.5, "job": 0.5}})
    # At home is nobody but the young: if half are at home, and half are young, all young are at home
    assert any("people who are 'age: y' and 'work: job' count nothing" in each for each in found.warnings)


def test_bounds_that_the_margins_do_not_allow_are_said_and_kept():
    sample, margins = panel()
    found = rake(sample, margins, bounds=(0.8, 1.2))
    assert not found.converged
    assert "every weight between 0.8 and 1.2 times its base" in found.warnings[0]
    assert found.weights.min() >= 0.8 - 1e-12
    assert found.weights.max() <= 1.2 + 1e-12
    assert found.weights.mean() == pytest.approx(1)


def test_what_is_too_much_to_ask_is_warned_of():
    n = 90
    sample = {"age": ["young"] * 3 + ["old"] * (n - 3)}
    said = " ".join(rake(sample, {"age": {"young": 0.6, "old": 0.4}}).warnings)
    assert "The design effect is" in said
    assert "fewer than 100" in said
    assert "'age: young' (3)" in said
    sample, margins = panel()
    said = " ".join(rake(sample, margins, bounds=(0.4, 3)).warnings)
    assert "of the weights are held by a bound" in said


def test_weights_say_what_they_are():
    sample, margins = panel()
    said = rake(sample, margins).explain()
    assert said.startswith("300 people weighted by age, sex, ward: margins met after")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"margins": {"sex": {"f": 0.5, "m": 0.5, "x": -0.1}}}, "'sex: x' has the size -0.1 in the margins"),
        ({"margins": {"sex": {"f": float("nan"), "m": 1}}}, "'sex: f' has the size nan"),
        ({"margins": {"sex": {"f": "half", "m": 1}}}, "'sex: f' has the size 'half'"),
        ({"margins": {"sex": {"f": 0, "m": 0}}}, "the margin 'sex' add up to 0"),
        ({"margins": {"sex": {}}}, "the margin 'sex' add up to 0"),
        ({"margins": {"sex": {"f": 1}}}, "answer 2 of 'sex' is 'm', which its margin does not have"),
        ({"margins": {"sex": {"f": 1, "m": 0}}}, "'sex: m' has a share of 0 in the margins, but one"),
        ({"margins": {"sex": {"f": 1, "m": 1, "": 1}}}, "a category without a name"),
        ({"margins": {"gender": {"f": 1}}}, "the margins name 'gender', which the sample does not have"),
        ({"margins": {}}, "no margin to weight by"),
        ({"margins": {("sex", "age"): {("f",): 1}}}, "give one value of each of its 2 variables"),
        ({"margins": {("sex", "age"): dict.fromkeys(CELLS, 1)}}, "person 3 is 'sex × age: f × o'"),
        ({"sample": {"sex": ["f", "m"], "age": ["y"]}}, "'age' has 1 answers and 'sex' has 2"),
        ({"sample": {"sex": []}}, "nobody is in the sample"),
        ({"sample": {"sex": [None, ""]}}, "nobody answered 'sex'"),
        ({"base": [1, 0, 1]}, "the base weight of person 2 is 0"),
        ({"base": [1, 1]}, "there are 2 base weights for 3 people"),
        ({"base": [1, float("nan"), 1]}, "the base weight of person 2 is nan"),
        ({"bounds": (2, 5)}, "the bounds are (2, 5)"),
        ({"bounds": (0.2,)}, "the bounds are (0.2,)"),
        ({"tolerance": 0}, "the tolerance is 0"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_in_one_sentence(change, sentence):
    sample = {"sex": ["f", "m", "f"], "age": ["y", "y", "o"]}
    asked = {"sample": sample, "margins": {"sex": {"f": 1, "m": 1}}} | change
    with pytest.raises(ValueError) as refused:
        rake(**asked)
    assert sentence in str(refused.value)
    assert ". " not in str(refused.value)  # one sentence


@st.composite
def people(draw):
    """People of two to four variables, so that every margin can be met: the margins are those of the same
    people weighted in some other way."""
    n = draw(st.integers(8, 40))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    sample, margins = {}, {}
    truth = rng.uniform(0.4, 2.5, n)
    for variable in range(draw(st.integers(1, 4))):
        categories = draw(st.integers(1, 4))
        sample[f"v{variable}"] = [f"c{each}" for each in rng.integers(0, categories, n)]
        margins[f"v{variable}"] = {
            label: float(truth[[each == label for each in sample[f"v{variable}"]]].sum())
            for label in dict.fromkeys(sample[f"v{variable}"])
        }
    return sample, margins, rng.uniform(0.5, 2, n), rng


@given(people())
def test_margins_are_met_by_positive_weights_in_any_order_of_people_and_margins(case):
    sample, margins, base, rng = case
    n = len(base)
    found = rake(sample, margins, base=base)
    assert found.converged
    assert found.weights.min() > 0
    assert found.weights.mean() == pytest.approx(1)
    order = rng.permutation(n)
    other = rake(
        {name: [values[row] for row in order] for name, values in reversed(sample.items())},
        {name: dict(reversed(shares.items())) for name, shares in reversed(margins.items())},
        base=base[order] * 1000,  # the scale of base weights is of no weight
    )
    assert np.abs(other.weights - found.weights[order]).max() < 1e-9


@given(people())
def test_weights_within_bounds_meet_margins_and_bounds_in_any_order(case):
    sample, margins, _base, rng = case
    bounds = (0.2, 5.0)  # the margins come from weights whose ratios lie well within
    found = rake(sample, margins, bounds=bounds)
    assert found.converged
    assert found.weights.min() >= bounds[0] - 1e-12
    assert found.weights.max() <= bounds[1] + 1e-12
    order = rng.permutation(len(found.weights))
    other = rake(
        {name: [values[row] for row in order] for name, values in sample.items()}, margins, bounds=bounds
    )
    assert np.abs(other.weights - found.weights[order]).max() < 1e-9


@given(people())
def test_margins_that_are_those_of_the_sample_change_nothing(case):
    sample, _margins, base, _rng = case
    alike = {
        name: {
            label: float(base[[each == label for each in values]].sum()) for label in dict.fromkeys(values)
        }
        for name, values in sample.items()
    }
    assert np.abs(rake(sample, alike, base=base).weights - base / base.mean()).max() < 1e-12


@given(people())
def test_everybody_twice_weighs_the_same(case):
    sample, margins, base, _rng = case
    once = rake(sample, margins, base=base).weights
    twice = rake(
        {name: values * 2 for name, values in sample.items()}, margins, base=np.tile(base, 2)
    ).weights
    assert np.abs(twice - np.tile(once, 2)).max() < 1e-9


@given(st.integers(0, 10_000))
@settings(max_examples=15)
def test_whatever_is_asked_weights_are_positive_within_bounds_and_what_is_not_met_is_said(seed):
    """Small samples, silence, margins that often contradict: most of what is asked here cannot be met."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 40))
    sample, margins = {}, {}
    for name in "abc":
        values = rng.integers(0, 3, n).astype(object)
        values[rng.random(n) < 0.15] = None
        values[0] = 0
        sample[name] = values if name != "c" or rng.random() < 0.5 else sample["a"]
        margins[name] = dict(enumerate((rng.dirichlet([0.5] * 3) + 1e-6).tolist()))
    low, high = float(rng.choice([0.0, 0.2, 0.5])), float(rng.choice([1.5, 5.0, np.inf]))
    base = rng.lognormal(0, 1, n)
    found = rake(sample, margins, base=base, bounds=(low, high))
    ratios = found.weights / found.base
    assert found.weights.min() > 0
    assert found.weights.mean() == pytest.approx(1, abs=1e-9)
    assert ratios.min() >= low - 1e-9
    assert ratios.max() <= high + 1e-9
    assert found.converged == (found.largest_error <= 1e-8)
    assert found.converged or found.warnings


def test_shares_that_do_not_add_up_to_one_are_told_and_taken_in_proportion():
    sample = {"sex": ["f", "f", "m", "m"]}
    short, rounded = (
        rake(sample, {"sex": {"f": 0.5, "m": 0.45}}),
        rake(sample, {"sex": {"f": 0.5, "m": 0.496}}),
    )
    assert "The shares of 'sex' add up to 0.95" in short.warnings[0]
    assert "The shares of 'sex' add up to 0.4" in rake(sample, {"sex": {"f": 0.2, "m": 0.2}}).warnings[0]
    assert not any("add up" in each for each in rounded.warnings)
    assert short.weights.tolist() == pytest.approx(
        [20 / 19, 20 / 19, 18 / 19, 18 / 19]
    )  # 0.5 and 0.45 of 0.95


def test_margins_that_count_other_numbers_of_people_are_told():
    sample = {"sex": ["f", "f", "m", "m"], "age": ["o", "y", "o", "y"]}
    sexes, ages = {"f": 51_000, "m": 51_000}, {"o": 60_000, "y": 38_000}
    found = rake(sample, {"sex": sexes, "age": ages})
    assert "The margin 'age' adds up to 98,000 and 'sex' to 102,000" in found.warnings[0]
    same = rake(sample, {"sex": {"f": 50, "m": 50}, "age": ages})  # percentages beside people
    assert not any("adds up" in each for each in same.warnings)
