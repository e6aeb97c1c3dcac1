"""Dates to keep clear, by hand."""

from datetime import date

import pytest

from folkmoot.analysis.clashes import Occasion, PlanShape, timing_clashes

from .shapes import plan

EASTER = Occasion("Easter holiday", "school holiday", date(2026, 4, 3), date(2026, 4, 12))


def told(one, *occasions, **how):
    return [clash.explain() for clash in timing_clashes(one, occasions, **how)]


def test_the_warning_names_what_it_clashes_with():
    assert told(plan("E1", 1, 30), EASTER) == [
        "E1 is open on 10 days of Easter holiday (3 April 2026 to 12 April 2026)."
    ]
    assert told(plan("E1", 5, 30), EASTER)[0].endswith("; it opens then.")
    assert told(plan("E1", 1, 5), EASTER)[0].endswith("; it closes then.")
    assert told(plan("E1", 12, 12), EASTER) == [
        "E1 is open on 1 day of Easter holiday (3 April 2026 to 12 April 2026); it lies wholly within."
    ]


@pytest.mark.parametrize(("first", "last", "met"), [(1, 2, 0), (1, 3, 1), (12, 20, 1), (13, 20, 0)])
def test_both_ends_of_an_occasion_count(first, last, met):
    assert len(timing_clashes(plan("E1", first, last), [EASTER])) == met


def test_a_third_of_the_time_in_holidays_is_bearable_and_a_day_more_is_not():
    """10 holidays of 30 days are a third; of 29 days they are more."""
    bearable = {"school holiday": 1 / 3}
    assert told(plan("E1", 1, 30), EASTER, bearable=bearable) == []
    assert len(told(plan("E1", 1, 29), EASTER, bearable=bearable)) == 1


def test_holidays_of_one_kind_are_counted_together_and_each_day_once():
    """Two schools' weeks, 3-12 and 10-19 April, are 17 days of 40: more than two fifths."""
    other = Occasion("Easter holiday, Vale schools", "school holiday", date(2026, 4, 10), date(2026, 4, 19))
    long = PlanShape("E1", date(2026, 4, 1), date(2026, 5, 10))
    first, second = timing_clashes(long, [other, EASTER], bearable={"school holiday": 0.4})
    assert (first.occasion, first.days, second.days) == (EASTER, 10, 10)
    assert first.share == second.share == 17 / 40


def test_an_answer_after_the_decision_or_too_short_before_it_is_told():
    """The report needs 14 days: 20 April is 5 days too late for a decision on the 30th (16 to 30)."""
    cabinet = Occasion("Cabinet decides", "decision", date(2026, 4, 30), None, plan="E1", clear_before=14)
    assert told(plan("E1", 1, 20), cabinet) == [
        "E1 is open on 5 days to be kept clear for Cabinet decides (from 30 April 2026 on); it closes then."
    ]
    assert told(plan("E1", 1, 15), cabinet) == []
    assert told(plan("E2", 1, 20), cabinet) == []
    assert len(told(PlanShape("E1", date(2031, 1, 1), date(2031, 1, 2)), cabinet)) == 1


@pytest.mark.parametrize(
    ("areas", "audiences", "topics", "met"),
    [(None, None, "t", 1), ("P", "y", "t", 1), ("N", "y", "t", 0), ("P", "o", "t", 0), ("P", "y", "s", 0)],
)
def test_an_occasion_matters_to_its_own_places_people_and_topics(areas, audiences, topics, met):
    fair = Occasion("Fair", "festival", date(2026, 4, 3), date(2026, 4, 3), *map(frozenset, ("P", "y", "t")))
    assert len(timing_clashes(plan("E1", 1, 9, areas, audiences, topics), [fair])) == met


def test_occasions_come_in_the_order_of_their_days_whatever_the_order_given():
    fair = Occasion("Fair", "festival", date(2026, 4, 2), date(2026, 4, 2))
    both = [clash.occasion for clash in timing_clashes(plan("E1", 1, 9), [EASTER, fair])]
    assert (
        both
        == [clash.occasion for clash in timing_clashes(plan("E1", 1, 9), [fair, EASTER])]
        == [fair, EASTER]
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: Occasion("Fair", "festival", date(2026, 4, 3), date(2026, 4, 2)), "Fair ends"),
        (lambda: Occasion("Fair", "festival", date(2026, 4, 3), None, clear_before=-1), "0 or more"),
        (lambda: timing_clashes(plan("E1", 1, 2), [], bearable={"festival": 2}), "between 0 and 1"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong, says):
    with pytest.raises(ValueError, match=says):
        wrong()
