"""My work of somebody who has nothing in hand."""

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
