"""My work of somebody who has nothing in hand."""

import re

import pytest
from django.urls import reverse

from folkmoot.foundation.people.tests.factories import a_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize(
    ("role", "words", "page"),
    [
        ("officer", "Propose one", "engagements:propose"),
        ("scrutiny", "See all engagements", "engagements:staff_list"),
    ],
)
def test_nothing_in_hand_leads_to_a_page_that_opens(client, role, words, page):
    sign_in(client, a_person(role=role))
    said = client.get(reverse("workspace:my_work")).content.decode()
    assert words in said
    assert client.get(reverse(page)).status_code == 200
    assert ("Propose one" in said) == (role == "officer")


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_my_work_is_the_current_page_of_the_menu_only_where_it_is(client, prefix):
    """Its address is the beginning of every other staff address."""
    sign_in(client, a_person(role="administrator"))
    own, below = "/staff/", reverse("people:people")
    marks = {path: _marked(client.get(prefix + path)) for path in (own, below, "/staff/engagements/")}
    assert marks == {
        own: [f"{prefix}/staff/"],
        below: [],
        "/staff/engagements/": [f"{prefix}/staff/engagements/"],
    }


def _marked(response):
    return re.findall(r'href="([^"]+)" aria-current', response.content.decode())
