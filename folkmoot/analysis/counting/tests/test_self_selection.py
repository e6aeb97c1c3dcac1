"""How strong hidden self-selection would have to be: by hand, in a made-up town, and never beyond sense."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.counting import hidden_selection, self_selected_sentence


def test_the_ratio_by_hand():
    # 600 agree, 400 disagree: had those who agree been 1.5 times as likely to take part, 400 : 400
    found = hidden_selection(600, 400)
    assert found.odds_ratio == 1.5
    assert found.leads == "agree"
    assert found.share_if(1.5) == 0.5
    assert "been 1.50 times as likely to take part as residents who disagree" in found.explain()
    assert "only 50% of all residents would agree" in found.explain()


def test_in_a_town_of_known_size_the_ratio_is_exact():
    # 2,000 residents, half agree: 600 of 1,000 took part and 400 of 1,000, odds 600/400 and 400/600
    assert hidden_selection(600, 400, population=2000).odds_ratio == pytest.approx((600 / 400) / (400 / 600))


def test_a_threshold_other_than_half():
    # At two thirds: 900/(2/3) = 1350 beside 300/(1/3) = 900
    found = hidden_selection(900, 300, threshold=2 / 3)
    assert found.odds_ratio == pytest.approx(1.5)
    assert found.share_if(1.5) == pytest.approx(2 / 3)


def test_those_who_disagree_may_lead():
    found = hidden_selection(45, 55)
    assert found.leads == "disagree"
    assert found.odds_ratio == pytest.approx(55 / 45)
    assert found.is_fragile
    assert "Of those who took a side, 55% disagree" in found.explain()


def test_without_a_majority_there_is_nothing_to_reverse():
    found = hidden_selection(50, 50)
    assert found.odds_ratio is None
    assert "evenly divided" in found.explain()


def test_where_nobody_is_on_the_other_side_no_ratio_would_do():
    found = hidden_selection(40, 0)
    assert found.odds_ratio == math.inf
    assert "Everybody who took a side would agree" in found.explain()


@given(st.floats(1, 1e5), st.floats(1, 1e5), st.floats(0.05, 0.95))
def test_at_the_ratio_the_share_is_the_threshold_and_sides_can_be_exchanged(agree, disagree, threshold):
    found = hidden_selection(agree, disagree, threshold=threshold)
    if found.odds_ratio is None:
        return
    assert found.odds_ratio >= 1
    turned = found.odds_ratio if found.leads == "agree" else 1 / found.odds_ratio
    assert found.share_if(turned) == pytest.approx(threshold)
    other = hidden_selection(disagree, agree, threshold=1 - threshold)
    assert other.odds_ratio is None or other.odds_ratio == pytest.approx(found.odds_ratio)
    assert hidden_selection(agree * 7, disagree * 7, threshold=threshold).odds_ratio == pytest.approx(
        found.odds_ratio
    )


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1000, 10_000))
def test_the_more_of_the_town_took_part_the_more_it_would_take(agree, disagree, population):
    many, few = hidden_selection(agree, disagree, population=population), hidden_selection(agree, disagree)
    if few.odds_ratio is not None:
        assert many.odds_ratio >= few.odds_ratio


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"agree": -1, "disagree": 5}, "-1 agree and 5 disagree"),
        ({"agree": 0, "disagree": 0}, "at least one person"),
        ({"agree": math.nan, "disagree": 5}, "nan agree"),
        ({"agree": 5, "disagree": 4, "threshold": 1}, "the threshold is 1"),
        ({"agree": 60, "disagree": 40, "population": 100}, "of 100 residents 50% are 50, and 60 took part"),
    ],
)
def test_what_cannot_be_right_is_refused(asked, sentence):
    with pytest.raises(ValueError, match=sentence):
        hidden_selection(**asked)


def test_a_share_under_an_impossible_ratio_is_refused():
    with pytest.raises(ValueError, match="the odds ratio is 0"):
        hidden_selection(3, 2).share_if(0)


def test_the_sentence_for_people_who_chose_says_what_was_done_and_what_it_cannot_do():
    said = self_selected_sentence(1812, ["age", "sex", "area"], weighted_by=["age", "sex"])
    assert said.startswith("1,812 people chose to take part. We compared them by age, sex and area")
    assert "adjusted for age and sex" in said
    assert said.endswith("the figures describe those who took part and not all residents.")
