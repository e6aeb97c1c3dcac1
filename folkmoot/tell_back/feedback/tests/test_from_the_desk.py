"""Scrutiny and the decision officer find their pages from the desk of an engagement."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from folkmoot.foundation.people.tests.factories import a_person, sign_in
from folkmoot.foundation.records.use_cases import record
from folkmoot.listen.evidence.tests.factories import a_finding, an_officer
from folkmoot.listen.evidence.use_cases import publish_findings, restate_finding
from folkmoot.tell_back.feedback.tests.factories import a_closed_engagement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def engagement():
    return a_closed_engagement()


def desk(client, engagement):
    return client.get(reverse("engagements:desk", args=[engagement.ref])).content.decode()


def test_scrutiny_comes_to_the_trace_from_the_desk(client, engagement):
    sign_in(client, a_person(role="scrutiny"))
    trace = reverse("feedback:staff_trace", args=[engagement.ref])
    assert f'href="{trace}"' in desk(client, engagement)
    assert client.get(trace).status_code == 200


def test_only_who_records_decisions_is_led_to_them(client, engagement):
    deciding = f'href="{reverse("decisions:desk", args=[engagement.ref])}"'
    sign_in(client, a_person(role="scrutiny"))
    assert deciding not in desk(client, engagement)
    sign_in(client, a_person(role="decision_officer"))
    assert deciding in desk(client, engagement)


def test_the_record_under_the_trace_is_in_the_language_of_the_page(client, engagement):
    person = a_person(role="scrutiny")
    record(person, "engagement completed", subject="x", engagement=engagement.ref, at=timezone.now())
    sign_in(client, person)
    page = client.get("/cy" + reverse("feedback:staff_trace", args=[engagement.ref])).content.decode()
    assert "cwblhawyd yr ymgysylltiad" in page
    assert "engagement completed" not in page


def test_the_form_that_finds_a_response_speaks_to_staff(client, engagement):
    """It is somebody else's response they look for: nobody says "your receipt" or "when you took part"."""
    sign_in(client, a_person(role="scrutiny"))
    trace = reverse("feedback:staff_trace", args=[engagement.ref])
    page = client.get(trace, {"code": ""}).content.decode()
    for words in ("Receipt code of the response", "Enter the receipt code of the response."):
        assert words in page
    assert "Your receipt" not in page
    assert "when you took part" not in page
    assert "Your receipt code" in client.get(reverse("feedback:receipt_entry")).content.decode()
    assert "Cod derbynneb yr ymateb" in client.get(f"/cy{trace}").content.decode()


def test_a_finding_stated_again_before_it_was_published_is_answered_once(client):
    """Choosing its quotes states it again: that is the ordinary way."""
    stated = a_finding()
    engagement, officer = stated.engagement, an_officer(stated.engagement)
    restate_finding(officer, stated, at=timezone.now())
    publish_findings(officer, engagement, at=timezone.now())
    sign_in(client, officer)
    form = client.get(reverse("feedback:write", args=[engagement.ref])).content.decode()
    assert len(set(re.findall(r'name="(f\d+)-outcome"', form))) == 1
    preview = client.get(reverse("feedback:preview", args=[engagement.ref])).content.decode()
    assert "is not public yet" not in preview
    sign_in(client, a_person(role="scrutiny"))
    trace = client.get(reverse("feedback:staff_trace", args=[engagement.ref])).content.decode()
    assert re.search(r"\b1\s+finding\b", re.sub("<[^>]+>", " ", trace))


def test_a_finding_stated_again_after_it_was_published_is_traced_once(client):
    """The version that stands is told; both would be one finding with two numbers of people."""
    stated = a_finding()
    engagement, officer = stated.engagement, an_officer(stated.engagement)
    publish_findings(officer, engagement, at=timezone.now())
    restate_finding(
        officer, stated, statement=("People want it kept, on Saturdays too.",) * 2, at=timezone.now()
    )
    sign_in(client, a_person(role="scrutiny"))
    address = reverse("feedback:staff_trace", args=[engagement.ref])

    def told():
        page = re.sub("<[^>]+>", " ", client.get(address).content.decode())
        return re.search(r"\b(\d)\s+findings?\b", page).group(1), "Saturdays" in page

    assert told() == ("2", True), "until it is published both stand before staff"
    publish_findings(officer, engagement, at=timezone.now())
    assert told() == ("1", True)
