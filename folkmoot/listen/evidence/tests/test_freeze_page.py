"""The page where evidence is frozen, when there is nothing to freeze yet."""

import pytest
from django.urls import reverse

from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.listen.evidence.tests.factories import an_officer
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_why_there_is_nothing_to_freeze_leads_to_where_it_is_mended(client):
    for state, step in ((State.APPROVED, "engagements:open"), (State.CLOSED, "contributions:arriving")):
        early = an_engagement(state)
        sign_in(client, an_officer(early))
        there = reverse(step, args=[early.ref])
        assert f'href="{there}"' in client.get(reverse("evidence:freeze", args=[early.ref])).content.decode()
