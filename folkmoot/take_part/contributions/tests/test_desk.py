"""What the officer's desk says of keying and of reading answers: now while people answer, not later."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.plan.law.use_cases import load_rules
from folkmoot.take_part.ideas.tests.factories import a_board
from folkmoot.take_part.surveys.tests.factories import a_response, a_survey, the_officer

pytestmark = pytest.mark.django_db
READING, KEYING = "Answers coming in, by channel and ward", "Key forms and calls"


@pytest.fixture
def activity():
    return a_survey().survey.activity


def _desk(client, activity, prefix=""):
    sign_in(client, the_officer(activity.engagement))
    address = prefix + reverse("engagements:desk", args=[activity.engagement.ref])
    return client.get(address).content.decode()


def _tasks(page, title):
    """The address, what is said below, and the status of each task of that title."""
    rows = re.findall(r'<li class="govuk-task-list__item.*?</li>', page, re.DOTALL)
    found = []
    for row in rows:
        if title in row:
            link = re.search(r'href="([^"]+)"', row)
            words = re.sub(r"<[^>]+>", " ", row)
            found.append((link[1] if link else "", " ".join(words.split())))
    return found


def _status(page, title):
    return {words.rsplit(" ", 1)[-1] for _address, words in _tasks(page, title)}


def test_while_people_answer_both_are_tasks_for_now(client, activity):
    a_response(activity.survey.versions.get())
    page = _desk(client, activity)
    reading, keying = _tasks(page, READING), _tasks(page, KEYING)
    assert {address for address, _words in reading} == {
        reverse("contributions:arriving", args=[activity.engagement.ref])
    }
    assert {address for address, _words in keying} == {reverse("surveys:key", args=[activity.pk])}
    assert _status(page, READING) == _status(page, KEYING) == {"Now"}
    assert "1 answer so far" in reading[0][1]
    assert page.index("What you can do now") < page.index(KEYING)  # before the list of all stages
    assert "Beth allwch chi ei wneud nawr" in _desk(client, activity, "/cy")


def test_before_the_first_day_both_are_for_later(client, activity, clock):
    clock.move_to(activity.engagement.opens_at - dt.timedelta(hours=1))
    page = _desk(client, activity)
    assert _status(page, READING) == _status(page, KEYING) == {"Later"}


def test_after_closing_forms_may_be_keyed_until_a_day_that_is_said(client, clock):
    load_rules("Operator", at=timezone.now())
    activity = a_survey(state="closed").survey.activity
    clock.move_to(activity.engagement.closes_at + dt.timedelta(days=1))
    page = _desk(client, activity)
    assert _status(page, READING) == {"Done"}
    assert _status(page, KEYING) == {"Now"}
    assert "By 18 January 2027" in _tasks(page, KEYING)[0][1]
    clock.move_to(activity.engagement.closes_at + dt.timedelta(days=60))
    late = _tasks(_desk(client, activity), KEYING)
    assert [address for address, _words in late] == [""]
    assert "That time has passed." in late[0][1]


@pytest.mark.parametrize("state", ["idea", "planned", "open"])
def test_no_stage_of_the_desk_leads_to_a_public_page_that_is_not_there(client, state):
    activity = a_survey(state=state).survey.activity
    stages = _desk(client, activity).split('class="app-cycle"')[1].split("</ol>")[0]
    found = re.findall(r'href="([^"#]+)', stages)
    assert bool(found) == (state == "open")
    assert [client.get(address).status_code for address in found] == [200] * len(found)


def test_a_board_of_ideas_offers_no_keying_because_it_has_none(client):
    activity = a_board()
    assert _tasks(_desk(client, activity), READING)
    assert not _tasks(_desk(client, activity), KEYING)
    arriving = client.get(reverse("contributions:arriving", args=[activity.engagement.ref])).content.decode()
    assert "Build and see" in arriving
    assert "Key a form or call" not in arriving
