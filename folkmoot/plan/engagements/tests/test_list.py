"""The list of engagements as residents see it."""

import pytest
from django.core.paginator import Paginator
from django.test import Client

from folkmoot.foundation.people.tests.factories import a_profile
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize(
    ("address", "counted"),
    [("/engagements/", "2,000 engagements"), ("/cy/engagements/", "2,000 ymgysylltiad")],
)
def test_thousands_are_set_apart_in_the_number_of_engagements(monkeypatch, address, counted):
    a_profile()
    an_engagement()
    monkeypatch.setattr(Paginator, "count", 2000)
    assert counted in Client().get(address).content.decode()


def test_a_line_carries_all_that_its_card_shows():
    a_profile()
    an_engagement(State.OPEN)
    page = Client().get("/engagements/").content.decode()
    for words in (
        "Library review",
        "How libraries should work.",
        "Takes about 8 minutes",
        "Libraries",
        "Open now",
    ):
        assert words in page
    assert 'datetime="2027-01-08T23:59:59' in page
