"""How often one may be asked: the sums by hand, and every stretch of days counted one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.clashes import ContactBook, ContactRule

START = date(2026, 11, 1)
DAYS = st.lists(st.integers(0, 30), max_size=8)


def on(day):
    return START + timedelta(days=day)


def book(days, *rules):
    return ContactBook(rules or [ContactRule(2, 10)], [("M1", on(day)) for day in days])


def keeps(days, rule):
    """Whether no stretch of the rule's days holds more than allowed, each stretch counted."""
    return all(sum(first <= day < first + rule.days for day in days) <= rule.most for first in days)


def test_a_panel_member_asked_four_times_in_a_month_is_withheld_the_fourth_time():
    """2, 9 and 20 November are three; the 27th would be the fourth within 31 days of the 2nd. The 2nd no
    longer counts 31 days on, on 3 December."""
    members = ContactBook([ContactRule(3, 31, source="panel charter")])
    for day in (2, 9, 20):
        assert members.invite(["M0412"], date(2026, 11, day)).invited == ("M0412",)
    fourth = members.invite(["M0412", "M0413"], date(2026, 11, 27))
    assert fourth.invited == ("M0413",)
    ((who, why),) = fourth.withheld
    assert (who, why.from_on, why.broken.source) == ("M0412", date(2026, 12, 3), "panel charter")
    assert members.invite(["M0412"], date(2026, 12, 3)).invited == ("M0412",)
    assert "M0412" not in fourth.explain()


def test_a_contact_arranged_for_later_counts_too():
    """Two in ten days are arranged for the 12th and 14th: one on the 8th would make three in ten."""
    arranged = book([12, 14])
    assert not arranged.may_contact("M1", on(8)).allowed
    assert arranged.may_contact("M1", on(4)).allowed  # the 4th to the 13th hold it and the 12th only
    assert arranged.may_contact("M1", on(8)).from_on == on(22)


def test_the_day_of_a_contact_is_the_first_of_its_days():
    one = book([0], ContactRule(1, 10))
    assert not one.may_contact("M1", on(9)).allowed
    assert one.may_contact("M1", on(10)).allowed


def test_of_two_rules_the_one_that_lasts_longest_is_told():
    both = book([0, 1], ContactRule(2, 10), ContactRule(1, 3))
    answer = both.may_contact("M1", on(2))
    assert (answer.broken, answer.from_on) == (ContactRule(2, 10), on(10))


def test_what_the_law_asks_is_sent_to_all_and_says_who_is_above_the_limit():
    full = book([0, 1])
    sent = full.invite(["M1", "M2"], on(2), must=True)
    assert (sent.invited, sent.withheld, sent.insisted) == (("M1", "M2"), (), ("M1",))
    assert "1 of them above the limit since the law asks it" in sent.explain()
    assert full.above() == (("M1", ContactRule(2, 10), on(2)),)


def test_somebody_who_asked_not_to_be_contacted_never_is():
    never = book([], ContactRule(0, 1)).may_contact("M1", on(0))
    assert (never.allowed, never.from_on) == (False, None)
    assert never.explain() == "Not to be contacted (at most 0 contacts in any 1 day); never."


def test_a_contact_taken_back_no_longer_counts():
    two = book([0, 1])
    two.take_back("M1", on(1))
    assert two.contacts("M1") == (on(0),)
    assert two.may_contact("M1", on(2)).explain() == "May be contacted."


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: ContactRule(-1, 10), "0 or more contacts"),
        (lambda: ContactRule(1, 0), "1 day or more"),
        (lambda: ContactBook([]), "no rule was given"),
        (lambda: book([3]).take_back("M1", on(4)), "was not contacted on"),
        (lambda: book([]).invite(["M1", "M2", "M1"], on(0)), "M1 is on the list twice"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong, says):
    with pytest.raises(ValueError, match=says):
        wrong()


def test_a_refused_list_notes_nobody():
    members = book([])
    with pytest.raises(ValueError, match="twice"):
        members.invite(["M1", "M2", "M1"], on(0))
    assert members.contacts("M2") == ()


@settings(max_examples=100)
@given(DAYS, st.integers(0, 30), st.integers(0, 3), st.integers(1, 12), st.integers(1, 3), st.integers(1, 20))
def test_answers_are_those_of_counting_every_stretch(days, day, most, length, more_most, more_length):
    rules = (ContactRule(most, length), ContactRule(more_most, more_length))
    kept, noted = [], book([], *rules)
    for each in days:  # only those that fit, so that the book itself keeps the rules
        fits = all(keeps([*kept, each], rule) for rule in rules)
        assert noted.may_contact("M1", on(each)).allowed == fits
        if fits:
            kept.append(each)
            noted.note("M1", on(each))
    answer = noted.may_contact("M1", on(day))
    free = (d for d in range(day, 80) if all(keeps([*kept, d], rule) for rule in rules))
    first = next(free, None)
    assert answer.from_on == (None if first is None else on(first))
    assert answer.allowed == (first == day)
    assert noted.above() == ()


@given(st.permutations([0, 3, 3, 9, 14]))
def test_the_order_of_noting_is_of_no_weight(days):
    assert book(days).contacts("M1") == book([0, 3, 3, 9, 14]).contacts("M1")
    assert book(days).above() == book([0, 3, 3, 9, 14]).above()
