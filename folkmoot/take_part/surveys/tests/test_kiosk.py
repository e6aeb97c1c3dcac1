"""A survey on a shared tablet: nothing of one person is left for the next (X-14)."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.foundation.records.models import Entry
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.queries import heard_exactly
from folkmoot.take_part.surveys import refusals
from folkmoot.take_part.surveys.kiosk import COOKIE, token_of
from folkmoot.take_part.surveys.models import Draft
from folkmoot.take_part.surveys.tests.factories import a_response, a_survey, the_officer
from folkmoot.take_part.surveys.use_cases import set_kiosk_minutes
from folkmoot.words.refusals import Refused

pytestmark = pytest.mark.django_db
WORDS = "The step at the door is too high."


@pytest.fixture
def version():
    return a_survey()


def _url(version, name, *more):
    activity = version.survey.activity
    return reverse(f"surveys:{name}", args=[activity.engagement.slug, activity.pk, *more])


def _address(version):
    return _url(version, "kiosk", token_of(version.survey.activity))


@pytest.fixture
def tablet(version):
    """A browser that checks the token of every form, as a real one's server does."""
    client = Client(enforce_csrf_checks=True)
    _enter(client, version, {"start": "1"})
    assert COOKIE in client.cookies
    return client


def _enter(client, version, data):
    """Open the address an officer copied, and press a button on the page it leads to."""
    there = client.get(_address(version))["Location"]
    return _send(client, there, there, data)


def _send(client, page, to, data):
    """Fill in the form of a page and send it, with the token that is in it."""
    token = _hidden(client.get(page), "csrfmiddlewaretoken")
    return client.post(to, {**data, "csrfmiddlewaretoken": token})


def _hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]+)"', response.content.decode())[1]


def _answer(client, version):
    everything = _url(version, "all")
    return _send(client, everything, everything, {"use": "yes", "why": WORDS})


def _answer_and_send(client, version, email=""):
    _answer(client, version)
    check = _url(version, "check")
    return _send(client, check, check, {"email": email})


def _everywhere(client, version):
    """Every page of the survey, as somebody sees them who presses Back or types an address."""
    pages = [_url(version, name) for name in ("start", "all", "check", "about_you", "kiosk_receipt")]
    pages += [_url(version, "question", number) for number in range(1, 6)]
    return " ".join(client.get(page, follow=True).content.decode() for page in pages)


def test_an_officer_copies_the_address_and_the_tablet_opens_it(client, version):
    sign_in(client, the_officer(version.survey.activity.engagement))
    build = client.get(reverse("surveys:build", args=[version.survey.activity_id])).content.decode()
    there = reverse("surveys:tablet", args=[version.survey.activity_id])
    assert there in build
    assert f'value="http://testserver{_address(version)}"' in client.get(there).content.decode()
    assert client.get(_url(version, "kiosk", "guessed")).status_code == 404
    opened = client.get(_address(version), follow=True)
    assert "Use this device as a shared tablet" in opened.content.decode()
    assert client.post(_url(version, "kiosk_open"), {"start": "1"}).status_code == 302
    assert "sessionid" not in client.cookies or not client.cookies["sessionid"].value
    assert client.get(there)["Location"] == _url(version, "start")  # signed out, and no way back


def test_answers_at_a_kiosk_count_the_same_under_their_own_channel(tablet, version):
    a_response(version)
    sent = _answer_and_send(tablet, version)
    assert sent.status_code == 302
    kept = Contribution.objects.get(channel="kiosk")
    assert kept.state == "counted"
    heard = heard_exactly(kept.engagement)
    assert {row: heard.by_channel.cell(row).value for row in heard.by_channel.columns} == {
        "online": 1,
        "kiosk": 1,
    }


def test_after_the_receipt_everything_is_cleared(tablet, version):
    about = _answer_and_send(tablet, version, email="next@merrowvale.example")["Location"]
    receipt = _hidden_link(tablet.get(about).content.decode(), "kiosk/receipt")
    kept = Contribution.objects.get()
    page = tablet.get(receipt).content.decode()
    assert kept.receipt in page
    assert _url(version, "kiosk_clear") in page
    cleared = tablet.get(_url(version, "kiosk_clear"))
    assert cleared["Location"] == _url(version, "start")
    assert "cache" in cleared["Clear-Site-Data"]
    seen = _everywhere(tablet, version) + tablet.get(about, follow=True).content.decode()
    for left in (kept.receipt, WORDS, "next@merrowvale.example"):
        assert left not in seen
    assert Contribution.objects.count() == 1


def _hidden_link(text, part):
    return re.search(rf'href="([^"]*{part}[^"]*)"', text)[1]


def test_answers_not_sent_are_cleared_too(tablet, version):
    _answer(tablet, version)
    assert WORDS in tablet.get(_url(version, "check")).content.decode()
    tablet.get(_url(version, "kiosk_clear"))
    assert not Draft.objects.exists()
    assert WORDS not in _everywhere(tablet, version)


def test_a_form_in_the_browsers_history_sent_again_is_refused(tablet, version):
    check = _url(version, "check")
    _answer(tablet, version)
    page = tablet.get(check)
    old = {name: _hidden(page, name) for name in ("csrfmiddlewaretoken", "draft")}
    assert tablet.post(check, old).status_code == 302
    kept = Contribution.objects.get()
    tablet.get(_url(version, "kiosk_clear"))
    again = tablet.post(check, old)
    assert again.status_code == 403
    assert kept.receipt not in again.content.decode()
    fresh = _hidden(tablet.get(_url(version, "question", 1)), "csrfmiddlewaretoken")
    with_a_new_token = tablet.post(check, {**old, "csrfmiddlewaretoken": fresh}, follow=True)
    assert kept.receipt not in with_a_new_token.content.decode()


def test_no_page_of_a_kiosk_is_kept_and_each_leads_to_the_end(tablet, version):
    _answer(tablet, version)
    for name, more in [("question", [1]), ("all", []), ("check", [])]:
        page = tablet.get(_url(version, name, *more))
        assert "no-store" in page["Cache-Control"], name
        seconds, there = page["Refresh"].split("; url=")
        assert seconds == "90"
        asked = tablet.get(there)
        assert "Are you still there?" in asked.content.decode()
        assert asked["Refresh"] == f"30; url={_url(version, 'kiosk_clear')}"
        assert f'href="{_url(version, name, *more)}"' in asked.content.decode()
        assert 'autocomplete="off"' in page.content.decode()
    start = tablet.get(_url(version, "start"))
    assert start["Refresh"] == f"120; url={_url(version, 'kiosk_clear')}"


def test_the_question_whether_somebody_is_there_leads_back_to_the_survey_only(tablet, version):
    for elsewhere in ("//evil.example/", "https://evil.example/", "/staff/", ""):
        page = tablet.get(_url(version, "kiosk_waiting"), {"to": elsewhere}).content.decode()
        assert "evil" not in page.split("<main")[1]
        assert f'href="{_url(version, "start")}"' in page.split("<main")[1]


def test_a_kiosk_shows_its_survey_and_nothing_else(tablet, version):
    a_response(version)
    kept = Contribution.objects.get()
    received = reverse("contributions:received", args=[kept.pk])
    engagement = reverse("engagements:page", args=[version.survey.activity.engagement.slug])
    for elsewhere in ("/", "/cy/", "/staff/", "/sign-in/", received, engagement):
        assert tablet.get(elsewhere)["Location"] == _url(version, "start"), elsewhere
    assert tablet.get("/cy" + _url(version, "start")).status_code == 200
    assert tablet.get(reverse("public_site:privacy")).status_code == 200
    assert f'href="{engagement}"' not in tablet.get(_url(version, "start")).content.decode()


def test_nobody_elses_device_is_cleared_or_held(client, version):
    client.post(_url(version, "all"), {"use": "yes", "why": WORDS})
    assert "Refresh" not in client.get(_url(version, "check"))
    client.get(_url(version, "kiosk_clear"))
    client.cookies[COOKIE] = "made:up"
    assert WORDS in client.get(_url(version, "check")).content.decode()


def test_a_tablet_becomes_an_ordinary_device_again(tablet, version):
    ended = _enter(tablet, version, {"stop": "1"})
    assert ended.status_code == 302
    assert "Refresh" not in tablet.get(_url(version, "start"))
    assert tablet.get("/").status_code == 200


def test_the_officer_sets_the_time_and_tablets_follow_when_they_clear(client, tablet, version):
    sign_in(client, the_officer(version.survey.activity.engagement))
    there = reverse("surveys:tablet", args=[version.survey.activity_id])
    assert client.post(there, {"minutes": "5"}).status_code == 302
    assert Entry.objects.filter(verb="kiosk time set").count() == 1
    tablet.get(_url(version, "kiosk_clear"))
    assert tablet.get(_url(version, "question", 1))["Refresh"].startswith("270; ")
    refused = client.post(there, {"minutes": "0"})
    assert refused.status_code == 409
    at_its_box = refused.content.decode().split('id="id_minutes_error"')[1].split("</div>")[0]
    assert "Give a time from 1 to 20 minutes." in at_its_box
    assert client.post(there, {"minutes": "soon"}).status_code == 200
    officer = the_officer(version.survey.activity.engagement)
    with pytest.raises(Refused) as refused:
        set_kiosk_minutes(officer, version.survey, minutes=21, at=timezone.now())
    assert [each.reason for each in refused.value] == [refusals.KIOSK_MINUTES]


def test_the_next_person_begins_in_the_language_of_the_kiosk(version):
    client = Client()
    address = "/cy" + _address(version)
    start, clear = _url(version, "start"), _url(version, "kiosk_clear")
    client.post(client.get(address)["Location"], {"start": "1"})
    assert client.get(start).status_code == 200
    assert client.get(clear)["Location"] == "/cy" + start


def test_an_address_made_long_cannot_keep_a_tablet_from_clearing(tablet, version):
    asked = tablet.get(_url(version, "question", 1) + "?" + "%0d" * 1200)
    there = asked["Refresh"].partition("url=")[2]
    assert len(there) < 4000, "the page server refuses longer addresses"
    assert there.startswith(_url(version, "kiosk_waiting"))
    assert _url(version, "question", 1) in tablet.get(there).content.decode()
    changing = tablet.get(_url(version, "question", 1) + "?change=1")["Refresh"]
    assert changing.endswith("%3Fchange%3D1")


def test_the_key_of_the_tablets_address_stays_neither_in_the_address_bar_nor_with_the_next_page(version):
    client = Client()
    key, there = token_of(version.survey.activity), _url(version, "kiosk_open")
    led_on = client.get(_address(version))
    assert (led_on.status_code, led_on["Location"]) == (302, there)
    assert led_on["Referrer-Policy"] == "no-referrer"
    page = client.get(there)
    assert key not in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin", "under no-referrer a browser's form is refused"
    assert not any(key in cookie.value for cookie in client.cookies.values())


def test_every_word_on_a_tablet_lies_in_a_landmark(tablet, version):
    page = tablet.get(_url(version, "start")).content.decode()
    assert '<section class="app-tablet" aria-label="Shared tablet"' in page
    assert 'aria-label="Llechen a rennir"' in tablet.get("/cy" + _url(version, "start")).content.decode()


def test_who_never_had_the_address_neither_makes_a_tablet_nor_ends_one(tablet, version):
    other = a_survey()
    stranger, there = Client(), _url(version, "kiosk_open")
    stranger.get(_address(other))
    for client in (Client(), stranger):
        assert client.get(there)["Location"] == _url(version, "start")
        client.post(there, {"start": "1"})
        assert COOKIE not in client.cookies
    # on the tablet itself, once it is one
    assert tablet.get(there)["Location"] == _url(version, "start")
    fresh = _hidden(tablet.get(_url(version, "question", 1)), "csrfmiddlewaretoken")
    tablet.post(there, {"stop": "1", "csrfmiddlewaretoken": fresh})
    assert tablet.get("/")["Location"] == _url(version, "start")


def test_the_leave_to_make_a_tablet_ends_after_some_minutes(version, clock):
    client = Client()
    client.get(_address(version))
    clock.shift(dt.timedelta(minutes=11))
    assert client.get(_url(version, "kiosk_open"))["Location"] == _url(version, "start")
