"""The pages where evidence is frozen: when there is nothing to freeze yet, and while it is under way."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.listen.evidence.tests.factories import a_closed_engagement, an_answer, an_officer
from folkmoot.listen.evidence.use_cases import ask_for_freeze, freeze_as_asked
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_why_there_is_nothing_to_freeze_leads_to_where_it_is_mended(client):
    for state, step in ((State.APPROVED, "engagements:open"), (State.CLOSED, "contributions:arriving")):
        early = an_engagement(state)
        sign_in(client, an_officer(early))
        there = reverse(step, args=[early.ref])
        assert f'href="{there}"' in client.get(reverse("evidence:freeze", args=[early.ref])).content.decode()


@pytest.fixture
def freezing(client):
    engagement = a_closed_engagement()
    an_answer(engagement)
    officer = an_officer(engagement)
    sign_in(client, officer)
    return ask_for_freeze(officer, engagement, interim=False, at=engagement.closed_at)


def shown(client, freezing, again="", language=""):
    address = reverse("evidence:freezing", args=[freezing.engagement.ref, freezing.pk])
    answer = client.get(language + address, {"again": again} if again else {})
    assert "Refresh" not in answer, "a page with script would be loaded again under its reader"
    return answer.content.decode()


def without_script(page):
    return "".join(re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL))


def asked_again(page):
    """What script replaces every two seconds."""
    return page.partition('<div id="how-far"')[2].partition("</div>\n</div>")[0]


def test_only_without_script_the_page_of_a_freeze_is_loaded_again(client, freezing):
    page = shown(client, freezing)
    assert page.count('http-equiv="refresh"') == without_script(page).count('http-equiv="refresh"') == 1
    assert 'hx-trigger="every 2s" hx-select="#how-far"' in page
    freeze_as_asked(freezing, at=freezing.asked_at)
    done = shown(client, freezing)
    assert "Evidence 1 is frozen" in done
    assert "hx-get" not in done
    assert "refresh" not in done


def test_a_freeze_under_way_is_shown_in_place_of_the_button_until_it_is_lost(client, freezing, clock):
    page = reverse("evidence:freeze", args=[freezing.engagement.ref])
    type(freezing).objects.update(asked_at=timezone.now())
    shown = client.get(page).content.decode()
    assert "See how far it is" in shown
    assert "Freeze the evidence</button>" not in shown
    clock.shift(dt.timedelta(hours=2))
    shown = client.get(page).content.decode()
    assert "See how far it is" not in shown
    assert "Freeze the evidence</button>" in shown


def test_with_script_nobody_loses_their_place_on_the_page_of_a_freeze(client, freezing):
    """What is replaced holds nothing that can have the focus, and only the result is read out."""
    page = shown(client, freezing)
    assert "0 of 1" in asked_again(page)
    assert not re.search(r"<(a|button|input|summary)\b|tabindex", asked_again(page))
    assert 'aria-live="off"' in page
    freeze_as_asked(freezing, at=freezing.asked_at)
    done = shown(client, freezing)
    assert 'aria-live="polite"' in done
    assert 'aria-live="off"' not in done


def test_without_script_reading_goes_on_at_how_far_it_is_and_can_be_left_alone(client, freezing):
    first = shown(client, freezing)
    assert "autofocus" not in first
    assert "?again=yes" in without_script(first)
    assert "This page loads again every 10 seconds." in without_script(first)
    assert "autofocus" in shown(client, freezing, "yes").partition('id="how-far"')[0].rpartition("<main")[2]
    assert "?again=no" in without_script(first)
    alone = shown(client, freezing, "no")
    assert "refresh" not in alone
    assert "Check again" in without_script(alone)
    assert "bob 10 eiliad" in without_script(shown(client, freezing, language="/cy"))
