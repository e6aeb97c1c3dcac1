"""Keying paper forms: a part on a page, or the whole form on one, and one form after another (X-14)."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from folkmoot.foundation.council.queries import LOCAL_TIME
from folkmoot.foundation.people.models import EqualityAnswer
from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.plan.law.use_cases import load_rules
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.surveys.tests.factories import QUESTIONS, a_response, a_survey, the_officer

pytestmark = pytest.mark.django_db
ENVELOPE = {
    "channel": "phone",
    "submitted_on_day": "27",
    "submitted_on_month": "11",
    "submitted_on_year": "2026",
    "paper_ref": "0042",
    "language": "cy",
}


@pytest.fixture
def version():
    return a_survey(questions=[*QUESTIONS[:-1], {"bank": "age"}, {"bank": "ethnic-group"}])


@pytest.fixture
def officer(client, version):
    return sign_in(client, the_officer(version.survey.activity.engagement))


def _key(version):
    return reverse("surveys:key", args=[version.survey.activity_id])


def _sent_along(page):
    """What the page's hidden boxes send with whatever is keyed on it."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    along = {}
    for name, value in hidden:
        if name != "csrfmiddlewaretoken":
            along.setdefault(name, []).append(value)
    return along


def _asks(page):
    """The names of the controls that somebody sees on the page."""
    main = page.content.decode().split("<main")[1].split("</main")[0]
    controls = re.findall(r"<(?:input|textarea|select)\b[^>]*>", main)
    return {re.search(r'name="([^"]+)"', each)[1] for each in controls if 'type="hidden"' not in each}


def _go(client, version, page, typed, button="onward"):
    return client.post(_key(version), {**_sent_along(page), **typed, button: "1"})


def test_a_form_is_keyed_a_part_at_a_time_and_nothing_is_lost_between(officer, version):
    page = officer.get(_key(version))
    assert _asks(page) == {*ENVELOPE}
    assert "Part 1 of 4" in page.content.decode()
    page = _go(officer, version, page, ENVELOPE)
    assert {"use", "branch", "hours"} <= _asks(page)
    assert not _asks(page) & {"paper_ref", "age"}
    page = _go(officer, version, page, {"use": "yes", "branch": ["merrow", "vale"]})
    page = _go(officer, version, page, {"why": "By hand.\nTwo lines."})
    assert _asks(page) == {"age", "ethnic-group", *(f"ethnic-group-{each}" for each in GROUPS)}
    assert not Contribution.objects.exists()
    saved = _go(officer, version, page, {"age": "75-84", "ethnic-group-white": "white-irish"}, "next")
    assert saved.status_code == 302
    kept = Contribution.objects.get()
    assert (kept.channel, kept.paper_ref, kept.language) == ("phone", "0042", "cy")
    answers = dict(kept.response.answers.values_list("question__key", "value"))
    assert answers["branch"] == ["merrow", "vale"]
    assert kept.response.answers.get(question__key="why").text == "By hand.\nTwo lines."
    assert set(EqualityAnswer.objects.values_list("answer", flat=True)) == {"75-84", "white-irish"}


GROUPS = ("white", "mixed", "asian", "black", "other-group")


def test_going_back_keeps_what_was_keyed_on_both_parts(officer, version):
    page = _go(officer, version, officer.get(_key(version)), ENVELOPE)
    page = _go(officer, version, page, {"hours": "7"}, "back")
    assert 'value="0042"' in page.content.decode()
    assert _sent_along(page)["hours"] == ["7"]
    page = _go(officer, version, page, ENVELOPE)
    assert re.search(r'name="hours"[^>]*value="7"', page.content.decode())


def test_what_is_wrong_is_said_on_its_own_part(officer, version):
    page = officer.get(_key(version))
    wrong = _go(officer, version, page, ENVELOPE | {"submitted_on_month": "13"})
    assert "must be a real date" in wrong.content.decode()
    page = _go(officer, version, page, ENVELOPE)
    page = _go(officer, version, page, {"hours": "often"})
    assert 'href="#id_hours"' in page.content.decode()
    assert "Part 2 of 4" in page.content.decode()


def _refused_beside(page, name, sentence):
    """The page says it in the summary, linked to the box, and beside the box."""
    text = page.content.decode()
    assert "Part 1 of 4" in text
    assert re.search(rf'href="#id_{name}(_0)?">{re.escape(sentence)}', text)
    beside_it = text.split(f'id="id_{name}_error"')[1].split("</div>")[0]
    assert sentence in beside_it


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        (("2", "12", "2026"), "submitted_on", "The date on the form cannot be later than today."),
        (
            ("27", "10", "2026"),
            "submitted_on",
            "The date on the form cannot be earlier than the day this opened",
        ),
        (("28", "11", "2026"), "paper_ref", "Form number 0042 has been keyed already"),
    ],
)
def test_a_date_or_number_that_cannot_be_kept_is_said_where_it_is_typed(
    officer, version, typed, name, sentence
):
    """On the first part, before anybody keys the answers."""
    officer.post(_key(version), ENVELOPE | {"why": "By hand.", "next": "1"})
    sent = ENVELOPE | dict(zip(DATE_BOXES, typed, strict=True))
    if name != "paper_ref":
        sent["paper_ref"] = "0043"
    refused = _go(officer, version, officer.get(_key(version)), sent)
    assert refused.status_code == 409
    assert {"paper_ref", *DATE_BOXES} <= _asks(refused)
    assert f'value="{typed[0]}"' in refused.content.decode()
    _refused_beside(refused, name, sentence)
    mended = _go(officer, version, refused, ENVELOPE | {"paper_ref": "0043"})
    assert "use" in _asks(mended)


DATE_BOXES = ("submitted_on_day", "submitted_on_month", "submitted_on_year")


def test_a_form_dated_after_closing_is_refused_where_the_date_is_typed(client, clock):
    load_rules("Operator", at=timezone.now())
    version = a_survey(questions=[*QUESTIONS[:-1], {"bank": "age"}, {"bank": "ethnic-group"}], state="closed")
    engagement = version.survey.activity.engagement
    clock.move_to(engagement.closes_at + dt.timedelta(days=2))
    sign_in(client, the_officer(engagement))
    late = ENVELOPE | dict(zip(DATE_BOXES, ("9", "1", "2027"), strict=True))
    refused = _go(client, version, client.get(_key(version)), late)
    _refused_beside(
        refused,
        "submitted_on",
        "The date on the form cannot be later than the day this closed, 8 January 2027.",
    )
    last_day = ENVELOPE | dict(zip(DATE_BOXES, ("8", "1", "2027"), strict=True))
    assert "use" in _asks(_go(client, version, refused, last_day))


def test_a_form_of_the_day_on_which_it_closed_early_counts(client, clock):
    """A form has a day and no hour: it came in time, whatever the hour of closing."""
    load_rules("Operator", at=timezone.now())
    version = a_survey(state="closed")
    engagement = version.survey.activity.engagement
    engagement.closed_at = dt.datetime(2026, 11, 27, 9, tzinfo=LOCAL_TIME)
    engagement.save()
    sign_in(client, the_officer(engagement))
    saved = client.post(_key(version), ENVELOPE | {"why": "In time.", "next": "1"})
    assert saved.status_code == 302
    assert Contribution.objects.get().submitted_at == engagement.closed_at


def test_a_number_used_meanwhile_leads_back_to_the_first_part(officer, version):
    page = _go(officer, version, officer.get(_key(version)), ENVELOPE)
    page = _go(officer, version, page, {"use": "yes"})
    page = _go(officer, version, page, {"why": "Kept."})
    officer.post(_key(version), ENVELOPE | {"why": "Of a colleague.", "next": "1"})
    page = _go(officer, version, page, {}, "next")
    assert page.status_code == 409
    _refused_beside(page, "paper_ref", "Form number 0042 has been keyed already")
    assert _sent_along(page)["why"] == ["Kept."]


def test_somebody_at_a_desk_keys_whole_forms_and_stays_at_it(officer, version):
    whole = officer.get(_key(version), {"whole": "1"})
    assert {*ENVELOPE, "use", "why", "age"} <= _asks(whole)
    first_button = re.search(r'<button type="submit" name="(\w+)"', whole.content.decode().split("<main")[1])
    assert first_button[1] == "next"  # what Enter presses
    saved = officer.post(_key(version), ENVELOPE | {"why": "At once.", "age": "75-84", "next": "1"})
    following = officer.get(saved["Location"])
    assert {"why", "age"} <= _asks(following)
    text = following.content.decode()
    assert re.search(r'name="paper_ref"[^>]*autofocus', text)
    assert re.search(r'value="phone"[^>]*checked', text)
    assert 'value="27"' in text
    assert 'name="paper_ref" value="0042"' not in text
    assert "paper_ref" in _asks(officer.get(_key(version), {"whole": "0"}))
    assert "why" not in _asks(officer.get(_key(version)))


def test_enter_goes_on_and_the_next_form_begins_with_what_stays_the_same(officer, version):
    page = officer.get(_key(version))
    for typed in (ENVELOPE, {"use": "no"}, {"why": "On."}):
        buttons = re.findall(r'<button type="submit" name="(\w+)"', page.content.decode().split("<main")[1])
        assert buttons[0] == "onward"
        page = _go(officer, version, page, typed)
        assert "autofocus" in page.content.decode()
    buttons = re.findall(r'<button type="submit" name="(\w+)"', page.content.decode().split("<main")[1])
    assert buttons == ["next", "done", "back"]
    following = officer.get(_go(officer, version, page, {}, "next")["Location"])
    assert "Part 1 of 4" in following.content.decode()
    assert re.search(r'name="paper_ref"[^>]*autofocus', following.content.decode())
    assert Contribution.objects.get().receipt in following.content.decode()


@pytest.mark.parametrize("part", ["-1", "99", "x", "٣", "1" * 50])
def test_a_part_that_is_not_there_does_no_harm(officer, version, part):
    a_response(version)
    sent = officer.post(_key(version), ENVELOPE | {"part": part, "onward": "1", "why": "<script>alert(1)"})
    assert sent.status_code in (200, 302)
    assert "<script>alert(1)" not in sent.content.decode()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_what_is_said_about_the_person_is_written_apart_in_a_transaction_of_its_own(client, version):
    """X-03: nothing in the database joins the two, not even the transaction that wrote them."""
    sign_in(client, the_officer(version.survey.activity.engagement))
    with CaptureQueriesContext(connection) as asked:
        client.post(_key(version), ENVELOPE | {"why": "By hand.", "age": "75-84", "next": "1"})
    said = [query["sql"] for query in asked]
    first = next(at for at, sql in enumerate(said) if 'INTO "contributions_contribution"' in sql)
    apart = next(at for at, sql in enumerate(said) if 'INTO "people_equalityanswer"' in sql)
    assert "COMMIT" in said[first:apart]
