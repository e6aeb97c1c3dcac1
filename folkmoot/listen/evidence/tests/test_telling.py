"""Numbers of people as they may be told: none small, and none to be had by taking one from another."""

from itertools import combinations

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.listen.evidence.telling import LINKED, SMALL, Behind, told, told_together
from folkmoot.listen.evidence.tests.factories import (
    a_closed_engagement,
    a_coding,
    a_finding,
    a_snapshot,
    a_theme,
    an_answer,
    an_officer,
)
from folkmoot.listen.evidence.tests.test_pages import a_person_of, english

__all__ = ["english"]
HOURS, BUSES, BOOKS = frozenset([1]), frozenset([2]), frozenset([3])


@pytest.mark.parametrize(
    ("n", "everybody", "state"),
    [
        (4, 100, SMALL),
        (5, 100, "shown"),
        (95, 100, "shown"),
        (96, 100, LINKED),
        (99, 100, LINKED),
        (100, 100, "shown"),
        (0, 100, "shown"),
        (5, 6, LINKED),
        (3, 6, LINKED),
        (3, 4, SMALL),
    ],
)
def test_neither_those_who_said_it_nor_the_others_may_be_few(n, everybody, state):
    assert told(n, everybody, 5).state == state


def test_a_theme_alone_under_a_hidden_finding_is_hidden_with_it():
    counts = told_together([Behind(HOURS, 60, hidden=True), Behind(HOURS, 60)], 100, 5)
    assert [count.value for count in counts] == [None, None]


def test_what_lies_within_another_is_not_told_beside_it_where_few_are_between():
    whole, part = Behind(HOURS | BUSES, 60), Behind(HOURS, 57)
    assert [count.value for count in told_together([whole, part], 100, 5)] == [60, None]
    assert [count.value for count in told_together([part, whole], 100, 5)] == [57, None]
    apart = Behind(BOOKS, 58)
    assert [count.value for count in told_together([whole, apart], 100, 5)] == [60, 58]


FAMILY = HOURS | BUSES | BOOKS


@pytest.mark.parametrize(
    ("books", "together", "told"),
    [
        (0, 47, [47, 30, None]),  # 30 + 20 - 47: three people spoke of both
        (0, 49, [49, 30, None]),
        (0, 50, [50, 30, 20]),  # nobody did
        (0, 45, [45, 30, 20]),  # five did
        (10, 57, [57, 30, 20, None]),  # 30 + 20 + 10 - 57
        (10, 52, [52, 30, 20, 10]),
        (3, 51, [51, 30, None, None]),  # the third is few itself: it covers for nobody
        (3, 45, [45, 30, 20, None]),
    ],
)
def test_how_few_spoke_of_two_themes_cannot_be_had_from_their_numbers_and_that_of_both(books, together, told):
    behind = [Behind(FAMILY, together), Behind(HOURS, 30), Behind(BUSES, 20), Behind(BOOKS, books)]
    counts = [count.value for count in told_together(behind, 100, 5)]
    assert counts == (told if books else [*told, 0])


def test_what_two_findings_have_in_common_cannot_be_had_from_a_third():
    one, other, both = Behind(HOURS | BUSES, 40), Behind(BUSES | BOOKS, 30), Behind(FAMILY, 66)
    assert [count.value for count in told_together([one, other, both], 100, 5)] == [40, 30, None]
    assert [count.value for count in told_together([both, other, one], 100, 5)] == [66, 30, None]
    apart = Behind(FAMILY, 65)
    assert [count.value for count in told_together([one, other, apart], 100, 5)] == [40, 30, 65]


people = st.lists(st.frozensets(st.integers(1, 4)), min_size=1, max_size=40)
orders = st.lists(st.frozensets(st.integers(1, 4), min_size=1), min_size=1, max_size=8)


@settings(deadline=None)
@given(people, orders)
def test_whoever_said_what_no_difference_of_two_numbers_told_is_few(said, themes):
    behind = [Behind(each, sum(bool(each & mine) for mine in said)) for each in themes]
    counts = told_together(behind, len(said), 5)
    shown = [(each.themes, count.value) for each, count in zip(behind, counts, strict=True) if count.value]
    for mine, n in shown:
        assert not 0 < n < 5
        assert not 0 < len(said) - n < 5
        assert not any(mine < other and 0 < more - n < 5 for other, more in shown)


@settings(deadline=None)
@given(st.lists(st.frozensets(st.integers(1, 4)), min_size=20, max_size=60), orders)
def test_whoever_said_what_no_overlap_of_numbers_told_is_few(said, themes):
    """Two sets that make up another, or all single themes of one: those counted twice are none or many."""
    behind = [Behind(each, sum(bool(each & mine) for mine in said)) for each in themes]
    counts = told_together(behind, len(said), 5)
    shown = {each.themes: count.value for each, count in zip(behind, counts, strict=True) if count.value}
    for (one, n), (other, m) in combinations(shown.items(), 2):
        whole = one | other
        if whole in shown and whole not in (one, other):
            assert not 0 < n + m - shown[whole] < 5
    for whole, n in shown.items():
        singles = [shown.get(frozenset([theme])) for theme in whole]
        if len(whole) > 1 and all(singles):
            assert not 0 < sum(singles) - n < 5


class Council:
    """38 of 40 spoke of one theme, 3 of another; a finding rests on the first alone."""

    def __init__(self):
        self.engagement = a_closed_engagement()
        officer = an_officer(self.engagement)
        answers = [an_answer(self.engagement) for _each in range(40)]
        self.many, self.few = a_theme(self.engagement), a_theme(self.engagement, agreed=True)
        self.many.refresh_from_db()
        a_snapshot(self.engagement)
        for answer in answers[:38]:
            a_coding(answer, self.many, coder=officer)
        for answer in answers[37:]:
            a_coding(answer, self.few, coder=officer)
        self.finding = a_finding(self.engagement, themes=[self.many], published=True)

    def pages(self):
        ref = [self.engagement.ref]
        yield reverse("evidence:overview", args=ref)
        yield reverse("evidence:themes", args=ref)
        yield reverse("evidence:theme", args=[*ref, self.many.pk])
        yield reverse("evidence:theme", args=[*ref, self.few.pk])
        yield reverse("evidence:finding", args=[*ref, self.finding.number])


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["councillor", "administrator"])
def test_whoever_may_not_read_single_answers_sees_no_small_number_of_a_theme(client, role):
    council = Council()
    sign_in(client, a_person_of(role, council.engagement))
    for address in council.pages():
        words = client.get(address).content.decode()
        assert not any(f">{n}<" in words or f"{n} of" in words for n in (3, 38)), address
        assert "NOTE-" not in words, address
    themes = client.get(reverse("evidence:themes", args=[council.engagement.ref])).content.decode()
    assert "fewer than 5" in themes
    assert "not shown" in themes


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["officer", "corporate", "scrutiny", "decision_officer"])
def test_whoever_may_read_single_answers_sees_the_exact_numbers(client, role):
    council = Council()
    sign_in(client, a_person_of(role, council.engagement))
    themes = client.get(reverse("evidence:themes", args=[council.engagement.ref])).content.decode()
    assert ">38<" in themes
    assert ">3<" in themes
    theme = client.get(reverse("evidence:theme", args=[council.engagement.ref, council.few.pk]))
    assert "NOTE-" in theme.content.decode()
