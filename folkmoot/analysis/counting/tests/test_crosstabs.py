"""Many questions by many variables: sums by hand, and that nobody is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.counting import cross_tab, cross_tabs, rake

ANSWERS = {
    "safe": ["yes", "no", "yes", None, "yes", "no"],
    "bus": ["daily", "", "never", "never", "daily", "daily"],
}
BY = {"sex": ["f", "f", "m", "m", None, "m"]}
WEIGHTS = [2.0, 1.0, 0.5, 1.0, 3.0, 1.5]


def test_counts_weights_shares_and_bases_by_hand():
    table = cross_tabs(ANSWERS, BY, weights=WEIGHTS)["safe", "sex"]
    assert table.answers == ("no", "yes")
    assert table.groups == ("f", "m")
    assert table.counts.tolist() == [[1, 1], [1, 1]]  # the fourth has no answer, the fifth no sex
    assert table.weighted.tolist() == [[1.0, 1.5], [2.0, 0.5]]
    assert table.missing == 2
    assert table.bases.tolist() == [2, 2]
    assert table.weighted_bases.tolist() == [3.0, 2.0]
    assert table.shares.tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert table.weighted_shares[1].tolist() == [2 / 3, 0.25]
    # Kish: (2+1)^2 / (4+1) = 1.8 and (0.5+1.5)^2 / (0.25+2.25) = 1.6
    assert table.effective_bases.tolist() == [1.8, 1.6]
    assert table.largest_shift == 0.25


def test_everybody_together_counts_those_without_a_group_too():
    found = cross_tabs(ANSWERS, BY, weights=WEIGHTS)
    assert found.overall["safe"].counts.tolist() == [[2], [3]]
    assert found.overall["safe"].weighted.tolist() == [[2.5], [5.5]]
    assert found.overall["safe"].missing == 1
    assert found.overall["safe"].largest_shift == pytest.approx(5.5 / 8 - 3 / 5)
    assert found.largest_shift == pytest.approx(6.5 / 8 - 3 / 5)  # who goes by bus daily: 2 + 3 + 1.5 of 8
    assert "weights move a share of everybody by up to 21.3 percentage points" in found.explain()


def test_without_weights_everybody_counts_for_one():
    table = cross_tabs(ANSWERS, BY)["bus", "sex"]
    assert np.array_equal(table.weighted, table.counts)
    assert np.array_equal(table.effective_bases, table.bases)


def test_a_group_in_which_nobody_answered_has_no_share():
    table = cross_tabs({"q": ["yes", None]}, {"sex": ["f", "m"]}).tables["q", "sex"]
    assert table.shares[0, 0] == 1
    assert np.isnan(table.shares[0, 1])
    assert table.effective_bases.tolist() == [1, 0]


def test_progress_ends_where_it_said_it_would():
    heard = []
    cross_tabs(ANSWERS, BY, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(0, 2), (1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"by": {"sex": ["f"]}}, "'sex' has 1 answers and 'safe' has 6; give one for each person"),
        ({"weights": [1.0]}, "there are 1 weights for 6 people"),
        ({"weights": [1, 1, -2, 1, 1, 1]}, "the weight of person 3 is -2"),
        ({"weights": [1, float("nan"), 1, 1, 1, 1]}, "the weight of person 2 is nan"),
        ({"weights": ["x"] * 6}, "a weight is no number"),
    ],
)
def test_what_cannot_be_right_is_refused(change, sentence):
    with pytest.raises(ValueError, match=sentence.replace("(", r"\(")):
        cross_tabs(**({"questions": ANSWERS, "by": BY} | change))


LETTERS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "", None]), st.sampled_from(["x", "y", "z", None]), st.floats(0.01, 9)
    ),
    min_size=1,
    max_size=40,
)


@given(LETTERS)
def test_the_counts_are_those_of_cross_tab_and_weights_add_up(people):
    said, groups, weights = zip(*people, strict=True)
    table = cross_tabs({"q": said}, {"g": groups}, weights=weights)["q", "g"]
    plain = cross_tab([{"q": q, "g": g} for q, g in zip(said, groups, strict=True)], "q", "g")
    for answer in plain.rows:
        for group in plain.columns:
            expected = plain.counts[plain.rows.index(answer)][plain.columns.index(group)]
            assert table.counts[table.answers.index(answer), table.groups.index(group)] == expected
    assert table.missing == plain.missing
    assert table.table().total == plain.total
    whole = sum(w for q, g, w in people if q and g)
    assert table.weighted.sum() == pytest.approx(whole)
    assert (table.effective_bases <= table.bases + 1e-9).all()


def test_the_weighted_margin_of_what_was_weighted_by_is_that_margin():
    rng = np.random.default_rng(1)
    sample = {"sex": rng.choice(["f", "m"], 500, p=[0.3, 0.7]), "age": rng.choice(["y", "o"], 500)}
    found = rake(sample, {"sex": {"f": 0.51, "m": 0.49}, "age": {"y": 0.4, "o": 0.6}})
    table = cross_tabs(sample, {}, weights=found).overall["sex"]
    assert table.weighted_shares[:, 0] == pytest.approx([0.51, 0.49], abs=1e-12)
