"""Whoever watches numbers grow must not see which theme the latest answer was read for (H-33)."""

import pytest
from django.urls import reverse

from folkmoot.foundation.people.tests.factories import a_person, sign_in
from folkmoot.listen.evidence.tests.factories import a_coding, a_snapshot, a_theme
from folkmoot.plan.engagements.models import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def _people(client, engagement):
    page = client.get(reverse("evidence:themes", args=[engagement.ref]))
    return [(branch.theme.name.en, str(branch.people)) for branch in page.context["themes"]]


def test_a_councillor_sees_rough_numbers_until_the_engagement_is_complete(client, engagement, officer):
    a_snapshot(engagement, answers=40)
    answers = list(engagement.contributions.all())
    boats, hours = a_theme(engagement, "Boats"), a_theme(engagement, "Hours")
    for each in answers[:22]:
        a_coding(each, boats, start=0, end=4)
    seen, councillor = [], a_person(role="councillor")
    for each in answers[:24]:
        a_coding(each, hours, start=5, end=9)
    for each in answers[22:24]:
        sign_in(client, councillor)
        seen.append(_people(client, engagement))
        a_coding(each, boats, start=0, end=4)
    assert seen == [[("Boats", "about 20"), ("Hours", "about 20")]] * 2, "nor does the order tell"
    sign_in(client, officer)
    assert dict(_people(client, engagement)) == {"Boats": "24", "Hours": "24"}
    engagement.state = State.COMPLETE
    engagement.save()
    sign_in(client, councillor)
    assert dict(_people(client, engagement)) == {"Boats": "24", "Hours": "24"}
