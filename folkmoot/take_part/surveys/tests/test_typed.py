"""What a page could not take is shown again by a page of its own, so that Back works; nothing is lost."""

import datetime as dt
import html

import pytest
from django.urls import reverse

from folkmoot.foundation.places.tests.factories import a_postcode, a_ward
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.surveys import drafts, refusals, typed
from folkmoot.take_part.surveys.models import Draft
from folkmoot.take_part.surveys.tests.factories import a_survey
from folkmoot.take_part.surveys.tests.test_public_pages import HOSTILE

pytestmark = pytest.mark.django_db
LONG = "Too long for the box. " * 30


@pytest.fixture
def version():
    return a_survey()


def _url(version, name, *more):
    activity = version.survey.activity
    return reverse(f"surveys:{name}", args=[activity.engagement.slug, activity.pk, *more])


def _text(page):
    return html.unescape(page.content.decode())


def _in_boxes(page):
    """What the page's boxes hold, with one kind of line break."""
    form = page.context["form"]
    return [form[name].value() for name in form.fields]


def test_a_refused_form_leads_to_a_page_that_says_the_same_however_often_it_is_opened(client, version):
    there = _url(version, "question", 4) + "?change=1"
    sent = client.post(there, {"why": LONG})
    assert (sent.status_code, sent["Location"]) == (303, there)
    for _back_and_forth in range(2):
        page = client.get(there)
        assert page.status_code == 200
        assert "Shorten your answer" in _text(page)
        assert "<title>Error:" in _text(page)
        assert LONG in _text(page)


def test_it_is_said_in_the_language_that_is_read(client, version):
    client.post(_url(version, "question", 4), {"why": LONG})
    page = client.get("/cy" + _url(version, "question", 4))
    assert "Byrhewch eich ateb" in _text(page)
    assert LONG in _text(page)


def test_once_it_fits_the_old_words_are_gone(client, version):
    there = _url(version, "question", 4)
    client.post(there, {"why": LONG})
    client.post(_url(version, "question", 3), {"hours": "many"})
    client.post(there, {"why": "Short."})
    page = client.get(there)
    assert "Shorten" not in _text(page)
    assert "Short." in _text(page)
    assert "many" in _text(client.get(_url(version, "question", 3)))
    assert LONG not in Draft.objects.get().typed


def test_a_page_that_is_only_looked_at_takes_nothing(client, version):
    client.post(_url(version, "question", 4), {"why": LONG})
    client.get(_url(version, "question", 4))
    assert Draft.objects.get().answers == {}
    assert "Not answered" in _text(client.get(_url(version, "check")))


@pytest.mark.database
@pytest.mark.parametrize("words", [each for each in HOSTILE if each])
def test_whatever_was_typed_is_in_the_boxes_again(client, version, words):
    boxes = dict.fromkeys(("hours", "why"), words)
    page = client.post(_url(version, "all"), boxes, follow=True)
    held = words.replace("\x00", "")
    assert [each for each in _in_boxes(page) if each] == [held, held]
    assert held in _text(page)
    assert _text(page).count("invisible character") == (0 if held == words else 4)


def test_more_than_can_be_kept_is_answered_where_it_was_sent(client, version):
    page = client.post(_url(version, "question", 4), {"why": "x" * typed.LONGEST})
    assert page.status_code == 200
    assert "x" * typed.LONGEST in _text(page)
    assert not Draft.objects.exists()
    check = _url(version, "check")
    client.post(_url(version, "question", 1), {"use": "yes"})
    page = client.post(check, {"email": "y" * 5000})
    assert page.status_code == 200
    assert "y" * 5000 in _text(page)


def test_a_postcode_that_did_not_fit_stays_with_the_visitor_and_is_not_kept(client, version):
    page = client.post(_url(version, "question", 5), {"ward": "ZZ9 9ZZ"}, follow=True)
    assert 'href="#id_ward"' in _text(page)
    assert 'value="ZZ9 9ZZ"' in _text(page)
    assert "9ZZ" not in Draft.objects.get().typed
    for name in ("typed", "answers"):
        cookies = [cookie for key, cookie in client.cookies.items() if key.startswith(name)]
        assert {cookie["path"] for cookie in cookies} == {
            _url(version, "start"),
            "/cy" + _url(version, "start"),
        }
        assert all(cookie["httponly"] for cookie in cookies)


def test_after_a_while_a_postcode_that_did_not_fit_is_forgotten(client, version, clock):
    there = _url(version, "question", 5)
    client.post(there, {"ward": "ZZ9 9ZZ"})
    clock.shift(dt.timedelta(minutes=16))
    assert "ZZ9 9ZZ" not in _text(client.get(there))


def test_a_postcode_that_was_found_is_its_ward_when_another_answer_is_refused(client, version):
    ward = a_ward()
    a_postcode("ZZ1 1AA", ward.code)
    page = client.post(_url(version, "all"), {"ward": "ZZ1 1AA", "why": LONG}, follow=True)
    assert f'<option value="{ward.code}" selected' in _text(page)
    assert "1AA" not in _text(page)
    assert "1AA" not in Draft.objects.get().typed
    mended = client.post(_url(version, "all"), {"use": "yes", "ward": "", "ward-ward": ward.code})
    assert mended.status_code == 302
    assert Draft.objects.get().answers["ward"] == ward.code


def test_what_stays_with_a_visitor_is_for_their_own_draft_and_page(client, version):
    client.post(_url(version, "question", 5), {"ward": "ZZ9 9ZZ"})
    client.post(_url(version, "all"), {"why": LONG})
    assert "ZZ9 9ZZ" not in _text(client.get(_url(version, "all")))
    other = Draft.objects.create(
        version=version, typed=Draft.objects.get().typed, started_at=_now(version), touched_at=_now(version)
    )
    for language in ("en", "cy"):
        client.cookies[f"answers-{version.survey.activity_id}-{language}"] = drafts.token_of(other.pk)
    assert "ZZ9 9ZZ" not in _text(client.get(_url(version, "question", 5)))


def _now(version):
    return version.survey.activity.engagement.opens_at


def test_an_address_that_does_not_fit_is_shown_again_and_not_kept(client, version):
    client.post(_url(version, "question", 1), {"use": "yes"})
    sent = client.post(_url(version, "check") + "?all=1", {"email": "me@nowhere,example"})
    assert (sent.status_code, sent["Location"]) == (303, _url(version, "check") + "?all=1")
    for _back_and_forth in range(2):
        page = client.get(sent["Location"])
        assert "Enter an email address like name@example.com" in _text(page)
        assert 'value="me@nowhere,example"' in _text(page)
    assert "nowhere" not in Draft.objects.get().typed
    assert client.post(_url(version, "check"), {"email": "me@nowhere.example"}).status_code == 302
    assert Contribution.objects.get().notify_email == "me@nowhere.example"
    assert not any(cookie.value for name, cookie in client.cookies.items() if name.startswith("typed"))


def test_what_was_mended_does_not_come_back_when_something_else_is_refused(client, version):
    client.post(_url(version, "question", 4), {"why": "Straight here."})
    check = _url(version, "check")
    client.post(check, {"email": "me@nowhere,example"})
    page = client.post(check, {"email": ""}, follow=True)
    assert page.status_code == 409
    assert "nowhere" not in _text(page)
    everything = _url(version, "all")
    client.post(everything, {"ward": "ZZ9 9ZZ", "why": LONG})
    page = client.post(everything, {"ward": "", "why": LONG}, follow=True)
    assert "ZZ9 9ZZ" not in _text(page)


def test_a_send_refused_for_a_missing_answer_can_be_opened_again_until_it_is_there(client, version):
    client.post(_url(version, "question", 4), {"why": "Straight here."})
    check = _url(version, "check")
    assert client.post(check, {"email": "me@example.com"}).status_code == 303
    for _back_and_forth in range(2):
        page = client.get(check)
        assert page.status_code == 409
        assert f"{_url(version, 'question', 1)}?change=1" in _text(page)
        assert 'value="me@example.com"' in _text(page)
    client.post(_url(version, "question", 1), {"use": "yes"})
    assert client.get(check).status_code == 200
    assert client.post(check, {"email": ""}).status_code == 302


def test_an_answer_that_comes_too_late_can_be_opened_again_and_copied(client, version, clock):
    clock.move_to(version.survey.activity.engagement.closes_at + dt.timedelta(seconds=1))
    sent = client.post(_url(version, "all"), {"use": "yes", "why": LONG})
    assert sent.status_code == 303
    for _back_and_forth in range(2):
        page = client.get(sent["Location"])
        assert page.status_code == 409
        assert LONG in _text(page)
        assert "open until" in _text(page)


def test_forms_begun_by_a_robot_come_to_an_end_and_a_person_keeps_what_was_typed(
    client, version, monkeypatch
):
    monkeypatch.setattr(drafts, "BEGUN", 3)
    pages = [
        (_url(version, "question", 4), {"why": "One word."}),
        (_url(version, "question", 4), {"why": LONG}),
        (_url(version, "all"), {"use": "yes", "why": "One word."}),
    ]
    begun = [client_of(client).post(*page).status_code for page in pages]
    assert begun == [302, 303, 302]
    for there, boxes in pages:
        slowed = client_of(client).post(there, boxes)
        assert slowed.status_code == 429
        assert refusals.TOO_MANY_BEGUN().sentence in _text(slowed)
        assert boxes["why"] in _text(slowed)
        assert "01632 960101" in _text(slowed)
    assert Draft.objects.count() == 3
    elsewhere = client_of(client).post(*pages[0], REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302


def test_who_has_begun_is_not_slowed_by_others(client, version, monkeypatch):
    monkeypatch.setattr(drafts, "BEGUN", 1)
    client.post(_url(version, "question", 1), {"use": "yes"})
    assert client_of(client).post(_url(version, "question", 1), {"use": "yes"}).status_code == 429
    for hours in ("4", "5", "6"):
        assert client.post(_url(version, "question", 3), {"hours": hours}).status_code == 302
    assert client.post(_url(version, "check"), {}).status_code == 302


def client_of(client):
    """Another browser, at the same address."""
    return type(client)()


def test_what_is_typed_while_another_page_sends_the_draft_is_kept_as_a_new_one(client, version, monkeypatch):
    client.post(_url(version, "question", 1), {"use": "yes"})
    found = drafts.draft_of

    def sent_a_moment_later(*args):
        draft = found(*args)
        Draft.objects.all().delete()
        return draft

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(drafts, "draft_of", sent_a_moment_later)
        assert client.post(_url(version, "question", 4), {"why": "Saturdays"}).status_code == 302
    assert "Saturdays" in _text(client.get(_url(version, "question", 4)))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(drafts, "draft_of", sent_a_moment_later)
        assert client.post(_url(version, "check"), {"email": "nowhere"}).status_code == 303
    assert "Enter an email address" in _text(client.get(_url(version, "check")))
