"""Accounts and posts: administrators make them, each is recorded, and what cannot be says why."""

import datetime as dt

import pytest
from django.utils import timezone

from folkmoot.foundation.people import refusals
from folkmoot.foundation.people.models import Appointment
from folkmoot.foundation.people.queries import holds, serves
from folkmoot.foundation.people.tests.factories import a_person, a_service
from folkmoot.foundation.people.use_cases import appoint, end_appointment, register_person
from folkmoot.foundation.records.queries import entries_about
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def administrator():
    return a_person(role="administrator")


@pytest.fixture
def gwen(administrator):
    return register_person(administrator, name="Gwen", email="Gwen@MerrowVale.example ", at=timezone.now())


def refused_for(verb, *args, **facts):
    with pytest.raises(Refused) as refused:
        verb(*args, at=timezone.now(), **facts)
    return [each.reason for each in refused.value]


def test_a_person_is_registered_with_an_address_in_small_letters(gwen):
    assert gwen.account.email == "gwen@merrowvale.example"
    assert [entry.verb for entry in entries_about(gwen)] == ["person registered"]


def test_an_address_belongs_to_one_account(administrator, gwen):
    again = {"name": "Another", "email": "gwen@merrowvale.example"}
    assert refused_for(register_person, administrator, **again) == [refusals.EMAIL_TAKEN]


@pytest.mark.parametrize("role", ["officer", "corporate", "scrutiny", ""])
def test_only_administrators_register_and_appoint(gwen, role):
    other = a_person(role=role)
    assert refused_for(register_person, other, name="X") == [refusals.NOT_YOUR_PLACE]
    assert refused_for(appoint, other, gwen, role="officer", from_on=TODAY) == [refusals.NOT_YOUR_PLACE]


def test_a_post_in_a_directorate_counts_for_its_services(administrator, gwen):
    place = a_service("place")
    streets, libraries = a_service("streets", parent=place), a_service("libraries")
    appoint(administrator, gwen, role="officer", service=place, from_on=TODAY, at=timezone.now())
    assert serves(gwen, streets, "officer")
    assert not serves(gwen, libraries, "officer")


def test_a_role_that_does_not_exist_cannot_be_given(administrator, gwen):
    made_up = {"role": "emperor", "from_on": TODAY}
    assert refused_for(appoint, administrator, gwen, **made_up) == [refusals.NO_SUCH_ROLE]


def test_the_same_post_is_held_once_and_again_after_it_ended(administrator, gwen):
    post = {"role": "corporate", "from_on": TODAY}
    held = appoint(administrator, gwen, at=timezone.now(), **post)
    assert refused_for(appoint, administrator, gwen, **post) == [refusals.ALREADY_HOLDS_POST]
    end_appointment(administrator, held, to_on=TODAY, reason="Moved on", at=timezone.now())
    appoint(administrator, gwen, at=timezone.now(), **post)
    assert Appointment.objects.filter(person=gwen).count() == 2


def test_a_post_ends_with_its_last_day_and_not_before_its_first(administrator, gwen, clock):
    held = appoint(administrator, gwen, role="corporate", from_on=TODAY, at=timezone.now())
    early = {"to_on": TODAY - dt.timedelta(days=1), "reason": "Mistake"}
    assert refused_for(end_appointment, administrator, held, **early) == [refusals.ENDS_BEFORE_IT_STARTS]
    end_appointment(administrator, held, to_on=TODAY, reason="Moved on", at=timezone.now())
    assert holds(gwen, "corporate")
    clock.shift(dt.timedelta(days=1))
    assert not holds(gwen, "corporate")
    assert entries_about(gwen).last().reason == "Moved on"
