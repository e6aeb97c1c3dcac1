import datetime as dt
import re

import pytest
from django.urls import reverse

from folkmoot.foundation.messages.models import Outgoing
from folkmoot.foundation.people.models import EqualityAnswer
from folkmoot.foundation.places.tests.factories import a_postcode, a_ward
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.surveys.models import Answer, Draft
from folkmoot.take_part.surveys.tests.factories import a_survey

pytestmark = pytest.mark.django_db
HOSTILE = [
    "",
    "x" * 20000,
    "\u202eolleh\u202c",
    "😀" * 50,
    "a\x00b",
    "<script>alert(1)</script>",
    "'; DROP TABLE x;--",
]
FILLED = {
    1: {"use": "yes"},
    2: {"branch": ["merrow"]},
    3: {"hours": "4"},
    4: {"why": "Keep Saturdays."},
    5: {},
}


@pytest.fixture
def version():
    return a_survey()


def _url(version, name, *more):
    activity = version.survey.activity
    return reverse(f"surveys:{name}", args=[activity.engagement.slug, activity.pk, *more])


def _walk(client, version):
    """Answer every question, one on a page, and arrive at the check page."""
    for number, data in FILLED.items():
        response = client.post(_url(version, "question", number), data)
        assert response.status_code == 302, response.content.decode()
    return response["Location"]


def test_the_start_page_says_the_aim_and_what_happens_before_anything_is_asked(client, version):
    page = client.get(_url(version, "start"))
    text = page.content.decode()
    assert page.status_code == 200
    assert not page.cookies
    assert "csrfmiddlewaretoken" not in text
    assert text.index("To decide how libraries should work") < text.index("What happens to your answers")
    assert text.index("What happens to your answers") < text.index("Your privacy") < text.index("Start now")
    assert "2 April 2027" in text
    assert "8 minutes" in text


def test_one_question_a_page_to_the_receipt_without_script_or_session(client, version):
    assert _walk(client, version) == _url(version, "check")
    check = client.get(_url(version, "check"))
    assert "Keep Saturdays." in check.content.decode()
    assert f"{_url(version, 'question', 4)}?change=1" in check.content.decode()
    sent = client.post(_url(version, "check"), {"email": ""})
    assert sent.status_code == 302
    about = client.get(sent["Location"])
    assert "Prefer not to say" in about.content.decode()
    done = client.post(_url(version, "about_you"), {"age": "25-34", "link": _hidden(about, "link")})
    page = client.get(done["Location"])
    kept = Contribution.objects.get()
    assert kept.receipt in page.content.decode()
    assert "2 April 2027" in page.content.decode()
    assert EqualityAnswer.objects.get().answer == "25-34"
    assert "sessionid" not in client.cookies


def _hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]+)"', response.content.decode())[1]


def test_the_cookie_only_names_the_draft_and_goes_to_this_survey_alone(client, version):
    client.post(_url(version, "question", 1), {"use": "yes"})
    cookies = [cookie for name, cookie in client.cookies.items() if name.startswith("answers-")]
    assert {cookie["path"] for cookie in cookies} == {_url(version, "start"), "/cy" + _url(version, "start")}
    for cookie in cookies:
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert "yes" not in cookie.value
    draft = Draft.objects.get()
    forged = cookies[0].value[:-2] + "xx"
    client.cookies[cookies[0].key] = forged
    client.cookies[cookies[1].key] = forged
    assert draft.answers == {"use": "yes"}
    assert client.get(_url(version, "check")).status_code == 409


def test_all_on_one_page(client, version):
    sent = client.post(_url(version, "all"), {"use": "yes", "why": "Keep it.", "hours": "2"})
    assert sent["Location"].startswith(_url(version, "check"))
    client.post(_url(version, "check"), {})
    assert Contribution.objects.get().response.answers.count() == 3


def test_the_page_with_every_question_has_a_title_of_its_own(client, version):
    """Tabs and the browser's history tell it from the page the survey starts on."""
    title = re.compile(r"<title>([^<]*)</title>")
    first, every = (
        title.search(client.get(_url(version, name)).content.decode())[1] for name in ("start", "all")
    )
    assert every == f"All questions on one page: {first}"


def test_on_one_page_each_question_has_the_number_that_jumps_name_and_says_whether_it_can_be_left(
    client, version
):
    page = client.get(_url(version, "all")).content.decode()
    assert "If you answer “No” to question 1, go on to question 4." in page
    assert "1. Do you use a library?" in page
    assert "1. Do you use a library? (optional)" not in page
    assert "4. What should we know? (optional)" in page
    assert "You can leave any question empty" not in page
    free = a_survey(questions=[{"key": "why", "text": {"en": "Why?", "cy": "Pam?"}}])
    page = client.get("/cy" + _url(free, "all")).content.decode()
    assert "Gallwch adael unrhyw gwestiwn yn wag." in page
    assert "1. Pam?" in page
    assert "(dewisol)" not in page.split("<form")[1].split("</form")[0]


def test_on_one_page_a_skipped_question_is_not_compulsory(client):
    questions = [
        {
            "key": "first",
            "kind": "choice",
            "text": {"en": "First?", "cy": "Cyntaf?"},
            "options": [
                {"key": "yes", "text": {"en": "Yes", "cy": "Ie"}},
                {"key": "no", "text": {"en": "No", "cy": "Na"}, "goto": "third"},
            ],
        },
        {"key": "second", "text": {"en": "Second?", "cy": "Ail?"}, "required": True},
        {"key": "third", "text": {"en": "Third?", "cy": "Trydydd?"}},
    ]
    version = a_survey(questions=questions)
    refused = client.post(_url(version, "all"), {"first": "yes"}, follow=True)
    assert "Answer the question “Second?”" in refused.content.decode()
    assert client.post(_url(version, "all"), {"first": "no"}).status_code == 302


def test_a_missing_answer_is_said_and_linked(client, version):
    page = client.post(_url(version, "question", 1), {}, follow=True)
    assert page.status_code == 200
    assert "Answer the question “Do you use a library?”" in page.content.decode()
    assert 'href="#id_use_0"' in page.content.decode()
    assert Draft.objects.get().answers == {}


def test_a_route_jumps_forward_and_back_leads_where_one_came_from(client, version):
    sent = client.post(_url(version, "question", 1), {"use": "no"})
    assert sent["Location"] == _url(version, "question", 4)
    page = client.get(_url(version, "question", 4)).content.decode()
    assert f'href="{_url(version, "question", 1)}"' in page


def test_changing_an_answer_comes_back_to_the_check_page(client, version):
    _walk(client, version)
    changed = client.post(_url(version, "question", 3) + "?change=1", {"hours": "9"})
    assert changed["Location"] == _url(version, "check")
    assert Draft.objects.get().answers["hours"] == 9


def test_sending_twice_and_going_back_make_one_response(client, version):
    _walk(client, version)
    token = _hidden(client.get(_url(version, "check")), "draft")
    first = client.post(_url(version, "check"), {"draft": token})
    again = client.post(_url(version, "check"), {"draft": token})
    kept = Contribution.objects.get()
    received = reverse("contributions:received", args=[kept.pk])
    assert first.status_code == 302
    assert again["Location"] == received
    client.cookies.clear()
    assert client.post(_url(version, "check"), {"draft": token})["Location"] == received
    assert Contribution.objects.count() == 1


def test_a_second_person_on_the_same_device_starts_afresh(client, version):
    _walk(client, version)
    client.post(_url(version, "check"), {})
    assert "Keep Saturdays" not in client.get(_url(version, "question", 4)).content.decode()
    _walk(client, version)
    client.post(_url(version, "check"), {})
    assert Contribution.objects.count() == 2


def test_one_second_late_nothing_is_lost(client, version, clock):
    _walk(client, version)
    clock.move_to(version.survey.activity.engagement.closes_at + dt.timedelta(seconds=1))
    late = client.post(_url(version, "check"), {}, follow=True)
    text = late.content.decode()
    assert late.status_code == 409
    assert "open until 11:59pm on 8 January 2027" in text
    assert "Keep Saturdays." in text
    half = client.post(_url(version, "question", 4), {"why": "What I was typing"}, follow=True)
    assert half.status_code == 409
    assert "What I was typing" in half.content.decode()
    assert Contribution.objects.count() == 0
    assert "open until" in client.get(_url(version, "start")).content.decode()


def test_a_lost_draft_is_said_plainly_with_a_way_on(client, version):
    _walk(client, version)
    Draft.objects.all().delete()
    lost = client.post(_url(version, "check"), {})
    assert lost.status_code == 409
    assert "We no longer have the answers you started" in lost.content.decode()
    assert _url(version, "start") in lost.content.decode()
    onward = client.get(_url(version, "question", 4)).content.decode()
    assert "Your earlier answers are no longer here" in onward


def test_a_compulsory_question_walked_past_is_linked_from_the_check_page(client, version):
    client.post(_url(version, "question", 4), {"why": "Straight here."})
    refused = client.post(_url(version, "check"), {}, follow=True)
    assert refused.status_code == 409
    assert f"{_url(version, 'question', 1)}?change=1" in refused.content.decode()
    assert Contribution.objects.count() == 0


def test_a_postcode_becomes_its_ward_and_is_kept_nowhere(client, version):
    ward = a_ward()
    a_postcode("ZZ1 1AA", ward.code)
    client.post(_url(version, "question", 1), {"use": "yes"})
    client.post(_url(version, "question", 5), {"ward": "zz11aa"})
    assert Draft.objects.get().answers["ward"] == ward.code
    assert "Harbourside" in client.get(_url(version, "check")).content.decode()
    client.post(_url(version, "check"), {})
    assert Contribution.objects.get().area == ward
    kept = str(list(Answer.objects.values_list("value", "text"))).upper()
    assert "ZZ1 1AA" not in kept
    assert "ZZ11AA" not in kept


def test_a_ward_can_be_chosen_instead_of_a_postcode(client, version):
    ward = a_ward()
    wrong = client.post(_url(version, "question", 5), {"ward": "nowhere"}, follow=True)
    assert wrong.status_code == 200
    assert "choose your ward from the list" in wrong.content.decode()
    right = client.post(_url(version, "question", 5), {"ward": "", "ward-ward": ward.code})
    assert right.status_code == 302
    assert Draft.objects.get().answers == {"ward": ward.code}


def test_an_email_address_gets_the_receipt(client, version):
    _walk(client, version)
    bad = client.post(_url(version, "check"), {"email": "not an address"}, follow=True)
    assert bad.status_code == 200
    assert "Enter an email address like name@example.com" in bad.content.decode()
    assert "not an address" in bad.content.decode()
    client.post(_url(version, "check"), {"email": "someone@example.com"})
    assert Outgoing.objects.get().context["receipt"] == Contribution.objects.get().receipt


def test_a_machine_that_fills_the_hidden_box_is_held_for_a_look_and_not_lost(client, version):
    _walk(client, version)
    client.post(_url(version, "check"), {"homepage": "http://spam.example"})
    assert Contribution.objects.get().state == "held"


def test_a_flood_from_one_address_is_slowed_and_keeps_what_was_written(client, version, monkeypatch):
    monkeypatch.setattr("folkmoot.take_part.contributions.throttle.MOST", 0)
    from django.core.cache import cache

    cache.clear()
    monkeypatch.setattr("folkmoot.take_part.surveys.public_pages.too_many", lambda *args: True)
    _walk(client, version)
    slowed = client.post(_url(version, "check"), {})
    assert slowed.status_code == 429
    assert "Keep Saturdays." in slowed.content.decode()


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_input_is_answered_plainly_and_kept(client, version, typed):
    for number, name in ((1, "use"), (2, "branch"), (3, "hours"), (4, "why"), (5, "ward")):
        page = client.post(_url(version, "question", number), {name: typed}, follow=True)
        assert page.status_code == 200
        assert "<script>alert(1)" not in page.content.decode()
    boxes = dict.fromkeys(("use", "branch", "hours", "why"), typed)
    everything = client.post(_url(version, "all"), boxes, follow=True)
    assert everything.status_code == 200
    if typed.isprintable() and typed:
        client.post(_url(version, "question", 1), {"use": "yes"})
        page = client.post(_url(version, "check"), {"email": typed, "draft": typed}, follow=True)
        assert page.status_code in (200, 409)
    assert client.get(_url(version, "about_you") + "?link=" + "x" * 50).status_code == 302


def test_long_words_are_refused_and_still_in_the_box(client, version):
    page = client.post(_url(version, "question", 4), {"why": "y" * 501}, follow=True)
    assert "Shorten your answer" in page.content.decode()
    assert "y" * 501 in page.content.decode()


def test_in_welsh_with_the_same_draft(client, version):
    first, second, check = (
        _url(version, "question", 1),
        _url(version, "question", 2),
        _url(version, "check"),
    )
    client.post(first, {"use": "yes"})
    page = client.get("/cy" + second).content.decode()
    assert "Pa ganghennau ydych chi" in page
    assert "Parhau" in page
    assert "Ydw" in client.get("/cy" + check).content.decode()
    client.post("/cy" + check, {})
    assert Contribution.objects.get().language == "cy"


@pytest.mark.parametrize("state", ["idea", "planned", "withdrawn"])
def test_nobody_reaches_the_survey_of_a_draft(client, state):
    version = a_survey(state=state)
    for name, more in (("start", ()), ("question", (1,)), ("all", ()), ("check", ())):
        assert client.get(_url(version, name, *more)).status_code == 404


def test_questions_that_are_not_in_use_are_not_shown(client):
    version = a_survey(frozen=False)
    assert client.get(_url(version, "start")).status_code == 404


def test_someone_elses_slug_or_number_finds_nothing(client, version):
    other = a_survey()
    mixed = reverse("surveys:start", args=[other.survey.activity.engagement.slug, version.survey.activity_id])
    assert client.get(mixed).status_code == 404
    assert client.get(_url(version, "question", 99)).status_code == 404
    assert client.get(_url(version, "question", 0)).status_code == 404


@pytest.mark.parametrize(
    "page", ["", "question/1/", "all/", "check/", "about-you/", "kiosk/receipt/", "kiosk/x/"]
)
def test_a_survey_with_a_number_no_database_holds_is_not_found(client, page):
    slug = a_survey().survey.activity.engagement.slug
    assert client.get(f"/engagements/{slug}/survey/{'9' * 23}/{page}").status_code == 404


def test_the_link_in_the_address_does_not_lead_to_the_row_of_the_equality_answer(client, version):
    sent = client.post(_walk(client, version), {"email": ""})
    link = _hidden(client.get(sent["Location"]), "link")
    for _twice in range(2):
        client.post(_url(version, "about_you"), {"age": "25-34", "link": link})
    kept = EqualityAnswer.objects.get()
    assert kept.answer == "25-34"
    assert link.partition(":")[0] not in (kept.link.hex, kept.id.hex)


def test_however_often_a_form_is_sent_at_once_it_leaves_one_set_of_equality_answers(
    client, version, monkeypatch
):
    """Each of several sends at the same moment has read the draft before the first of them takes it."""
    check, draft = _walk(client, version), Draft.objects.get()
    monkeypatch.setattr("folkmoot.take_part.surveys.drafts.draft_of", lambda *_of_the_request: draft)
    links = [_hidden(client.get(client.post(check, {})["Location"]), "link") for _each in range(3)]
    for link, age in zip(links, ("25-34", "35-44", "45-54"), strict=True):
        client.post(_url(version, "about_you"), {"age": age, "link": link})
    assert Contribution.objects.count() == 1
    assert EqualityAnswer.objects.get().answer == "25-34"


def test_what_leads_to_equality_answers_is_gone_with_the_draft(client, version):
    """The link differs from draft to draft, and no row that stays has it or its own draft's key (X-03)."""
    links = set()
    for _person in range(2):
        check = _walk(client, version)
        draft = Draft.objects.get()
        about = client.get(client.post(check, {})["Location"])
        client.post(_url(version, "about_you"), {"age": "25-34", "link": _hidden(about, "link")})
        links |= {draft.equality_link.hex, draft.pk.hex}
        assert not Draft.objects.exists()
    kept = set(EqualityAnswer.objects.values_list("link", flat=True))
    assert len(kept) == 2
    assert len(links) == 4
    assert not {each.hex for each in kept} & links
