"""The pages of listening through the front door: who sees them, what they do, and what they survive."""

import re
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import translation

from folkmoot.foundation.people.tests.factories import a_person, a_service, sign_in
from folkmoot.listen.evidence import queries
from folkmoot.listen.evidence.models import Coding, Freezing, Theme
from folkmoot.listen.evidence.tests.factories import (
    a_closed_engagement,
    a_coding,
    a_finding,
    a_snapshot,
    a_theme,
    an_answer,
    an_officer,
)
from folkmoot.listen.evidence.tests.permissions import PERMISSIONS
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement
from tests.permission_rows import ROLES, not_as_said

pytestmark = pytest.mark.django_db
HOSTILE = [
    "",
    " ",
    "\x00",
    "a" * 100_000,
    "<script>alert(1)</script>",
    "؜‮abc",
    "👩‍👩‍👧‍👦" * 50,
    "'; DROP TABLE evidence_theme; --",
    "{{ request }}",
]
MADE_UP = {"take": "on", "text": "Words that nobody said"}


@pytest.fixture(autouse=True)
def english():
    """Each test begins in English; a Welsh page leaves its language behind in the test's own thread."""
    with translation.override("en"):
        yield


class World:
    def __init__(self):
        self.closed = a_closed_engagement()
        a_finding(self.closed, published=True)


def a_person_of(role, engagement):
    if role == "anonymous":
        return None
    if role == "other_officer":
        return a_person(role="officer", service=a_service("parks"))
    return a_person(role=role, service=engagement.owner if role in ("officer", "service_manager") else None)


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_for_whom_it_says(client, role):
    world = World()
    if person := a_person_of(role, world.closed):
        sign_in(client, person)
    assert not_as_said(client, PERMISSIONS, world, role, reverse) == []


@pytest.fixture
def officer(client, officer):
    sign_in(client, officer)
    return officer


def page(name, engagement, *more):
    return reverse(f"evidence:{name}", args=[engagement.ref, *more])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_evidence_is_frozen_from_its_page_and_a_refusal_says_why(client, engagement, officer):
    an_answer(engagement)
    answer = client.post(page("freeze", engagement), follow=True)
    assert "Evidence 1 is frozen: 1 response." in text_of(answer)
    on_a_phone = 'class="govuk-table app-table-cards"', 'data-label="Frozen"', 'data-label="Responses"'
    assert all(each in text_of(answer) for each in on_a_phone)
    still_open = an_engagement(State.OPEN)
    an_answer(still_open)
    sign_in(client, an_officer(still_open))
    answer = client.post(page("freeze", still_open))
    assert "People can still answer until" in text_of(answer)
    answer = client.post(page("freeze", still_open), {"what": "interim"}, follow=True)
    assert "Interim" in text_of(answer)


def test_a_large_body_of_evidence_is_frozen_by_the_worker_with_its_progress(
    client, engagement, officer, monkeypatch
):
    monkeypatch.setattr("folkmoot.listen.evidence.staff_pages.LARGE", 1)
    an_answer(engagement), an_answer(engagement)
    answer = client.post(page("freeze", engagement), follow=True)
    assert "0 of 2" in text_of(answer)
    assert Freezing.objects.get().total == 2


def test_coding_before_freezing_links_to_the_mend(client, engagement, officer):
    an_answer(engagement)
    answer = client.get(page("coding", engagement))
    assert "Freeze the evidence first" in text_of(answer)
    assert page("freeze", engagement) in text_of(answer)


def test_answers_are_coded_with_boxes_and_a_new_theme_inline(client, engagement, officer):
    said, theme = an_answer(engagement, "Keep the Saturday bus."), a_theme(engagement)
    a_snapshot(engagement)
    key = f"{said.pk}|notes:why"
    typed = {"answer": key, f"themes-{key}": [theme.pk], f"new-{key}": "Buses"}
    answer = client.post(page("coding", engagement), typed, follow=True)
    assert "Codings added: 2. Taken back: 0." in text_of(answer)
    assert {coding.theme.name.en for coding in Coding.objects.all()} == {theme.name.en, "Buses"}
    answer = client.post(
        page("coding", engagement), {"answer": key, f"themes-{key}": [theme.pk]}, follow=True
    )
    assert "Codings added: 0. Taken back: 1." in text_of(answer)


def test_the_desk_has_ten_people_on_a_page_and_folds_the_themes_of_what_is_coded(client, engagement, officer):
    theme = a_theme(engagement)
    said = {str(each.pk): each for each in (an_answer(engagement, f"Answer {n}.") for n in range(11))}
    a_snapshot(engagement)
    shown = client.get(page("coding", engagement)).content.decode()
    one_of_ten = next(key for key in said if f'value="{key}|' in shown)
    a_coding(said[one_of_ten], theme, coder=officer)
    page_of_ten = client.get(page("coding", engagement)).content.decode()
    assert page_of_ten.count('name="answer"') == 10
    assert page_of_ten.count("Change the themes") == 1
    assert f"<strong>{theme.name.en}</strong>" in page_of_ten
    alone = client.get(page("coding", engagement), {"show": "1"}).content.decode()
    assert "Change the themes" not in alone


def test_officers_work_on_evidence_in_welsh(client, engagement, officer):
    finding = a_finding(engagement)
    said = {
        "overview": ([], "Yr hyn a ddywedodd pobl"),
        "freeze": ([], "Tystiolaeth a rewyd hyd yma"),
        "coding": ([], "Dod o hyd i atebion"),
        "themes": ([], "Enwi thema"),
        "theme": ([engagement.themes.get().pk], "o bobl a soniodd amdani"),
        "findings": ([], "Nodi canfyddiad"),
        "finding": ([finding.number], "Ei nodi eto"),
        "quotes": ([finding.number], "Dewis dyfyniadau"),
        "new_finding": ([], "Ar ba themâu y mae"),
    }
    for name, (more, words) in said.items():
        with translation.override("cy"):
            address = page(name, engagement, *more)
        assert words in text_of(client.get(address)), name


def test_answers_are_found_by_word_theme_language_and_state(client, engagement, officer):
    theme = a_theme(engagement)
    bus = an_answer(engagement, "Keep the BUS running.")
    an_answer(engagement, "Cadwch y llyfrgell.", language="cy")
    an_answer(engagement, "More books.")
    a_snapshot(engagement)
    a_coding(bus, theme, coder=officer)

    def found(**search):
        answer = client.get(page("coding", engagement), search)
        return [each.said.text for each in answer.context["found"].answers]

    assert found(words="keep bus") == ["Keep the BUS running."]
    assert found(theme=theme.pk) == ["Keep the BUS running."]
    assert found(language="cy") == ["Cadwch y llyfrgell."]
    assert set(found(uncoded="yes")) == {"Cadwch y llyfrgell.", "More books."}
    assert found(question="notes:branch") == []
    assert len(found(show="1")) == 1
    assert found(words="nobody said this") == []


def test_the_list_goes_on_where_it_stopped(client, engagement, officer):
    texts = [f"Answer number {number}" for number in range(15)]
    for text in texts:
        an_answer(engagement, text)
    a_snapshot(engagement)
    first = client.get(page("coding", engagement)).context["found"]
    rest = client.get(page("coding", engagement), {"after": first.after}).context["found"]
    assert len(first.answers) == 10
    seen = {each.said.text for each in [*first.answers, *rest.answers]}
    assert (seen, rest.more) == (set(texts), False)


def test_a_part_is_coded_by_its_words_and_taken_back(client, engagement, officer):
    said, theme = an_answer(engagement, "Keep the bus. And the books."), a_theme(engagement)
    a_snapshot(engagement)
    address = page("answer", engagement, said.pk) + "?source=notes:why"
    wrong = {"part-part": "the trams", "part-themes": [theme.pk]}
    assert "These words are not in the answer" in text_of(client.post(address, wrong))
    client.post(address, {"part-part": "the bus", "part-themes": [theme.pk]})
    coding = Coding.objects.select_related("passage").get()
    assert (coding.passage.start, coding.passage.end) == (5, 12)
    client.post(address, {"what": "take-back", "coding": coding.pk})
    assert not Coding.objects.exists()


def test_themes_are_named_renamed_merged_and_agreed_from_their_pages(client, engagement, officer):
    themes = page("themes", engagement)
    client.post(themes, {"name_en": "Hours", "name_cy": "Oriau"})
    client.post(themes, {"name_en": "Times", "name_cy": "Amserau"})
    hours, times = engagement.themes.order_by("pk")
    client.post(page("theme", engagement, hours.pk), {"name_en": "Opening hours", "name_cy": "Oriau agor"})
    client.post(page("theme", engagement, times.pk), {"what": "merge", "into": hours.pk, "reason": "Same"})
    client.post(themes, {"what": "agree"})
    hours.refresh_from_db()
    times.refresh_from_db()
    assert (hours.name.en, times.merged_into) == ("Opening hours", hours)
    assert hours.agreed_at
    answer = client.post(page("theme", engagement, hours.pk), {"name_en": "Again"})
    assert "does not change any more" in text_of(answer)


def test_a_finding_is_stated_quoted_and_published_from_its_pages(client, engagement, officer):
    an_answer(engagement, "Keep the Saturday bus.")
    theme = a_theme(engagement, agreed=True)
    a_snapshot(engagement)
    a_coding(engagement.contributions.get(), theme, coder=officer)
    new = page("new_finding", engagement)
    words = {"statement_en": "People want buses.", "method_en": "A survey."}
    answer = client.post(new, words | {"themes": [theme.pk]})
    assert "how far this evidence can be relied on" in text_of(answer)
    assert "People want buses." in text_of(answer)
    answer = client.post(new, words | {"quality_en": "A few people.", "themes": [theme.pk]})
    assert answer["Location"] == page("quotes", engagement, 1)
    passage = queries.passages_for([theme]).get()
    box = f"passage-{passage.pk}"
    typed = {f"{box}-take": "on", f"{box}-text": "Saturday bus"}
    assert "has to check" in text_of(client.post(page("quotes", engagement, 1), typed))
    client.post(page("quotes", engagement, 1), typed | {f"{box}-checked": "on"})
    assert queries.findings_of(engagement).get().quotes.get().text == "Saturday bus"
    client.post(page("findings", engagement))
    public = client.get(reverse("evidence:heard", args=[engagement.slug]))
    assert "People want buses." in text_of(public)
    assert "Saturday bus" in text_of(public)


def test_all_that_is_wrong_with_one_quote_is_said_at_its_boxes(client, engagement, officer):
    finding = a_finding(engagement)
    checked, other, *_more = (f"passage-{each.pk}" for each in queries.passages_for(finding.themes.all()))
    typed = {f"{box}-{name}": words for box in (checked, other) for name, words in MADE_UP.items()}
    typed[f"{checked}-checked"] = "on"
    refused = client.post(page("quotes", engagement, 1), typed).content.decode()
    for box in (f"{checked}-text", f"{other}-text", f"{other}-checked"):
        assert f'href="#id_{box}"' in refused
        assert f'id="id_{box}_error"' in refused
    assert f'id="id_{checked}-checked_error"' not in refused


def test_what_is_refused_beside_a_form_leaves_the_form_as_it_was(client, engagement, officer):
    finding = a_finding(engagement)
    passage = queries.passages_for(finding.themes.all()).first()
    quoted = f"passage-{passage.pk}"
    words = queries.words_of([passage])[passage.pk]
    typed = {f"{quoted}-take": "on", f"{quoted}-text": words, f"{quoted}-checked": "on"}
    assert client.post(page("quotes", engagement, 1), typed).status_code == 302
    address = page("answer", engagement, passage.contribution_id) + "?source=notes:why"
    refused = client.post(address, {"what": "take-back", "coding": passage.codings.get().pk})
    assert "These words are quoted in finding 1." in text_of(refused)
    assert "Enter an answer to" not in text_of(refused), "no part of an answer was sent"
    Coding.objects.all().delete()
    refused = client.post(page("finding", engagement, 1), {"what": "count"})
    assert "Nobody" in text_of(refused)
    box = refused.content.decode().split('name="statement_en"')[1].split("</textarea>")[0]
    assert box.endswith("People want Saturday opening."), "the finding can be stated again from its own words"


def test_the_public_page_shows_no_small_number_anywhere(client, engagement, officer):
    answers = [an_answer(engagement, f"Answer {number}") for number in range(43)]
    theme = a_theme(engagement, agreed=True)
    a_snapshot(engagement)
    for answer in answers[:3]:
        a_coding(answer, theme, coder=officer)
    a_finding(engagement, themes=[theme], published=True)
    client.logout()
    words = text_of(client.get(reverse("evidence:heard", args=[engagement.slug])))
    assert "Fewer than 5 of 43 people who took part said this." in words
    assert "Where fewer than 5 people are behind a number" in words
    assert "3 of 43" not in words
    assert not re.search(r"\b40\b", words.replace(engagement.title.en, ""))  # titles are numbered


def test_what_is_not_published_is_not_found_and_public_pages_set_no_cookie(client):
    finding = a_finding()
    address = reverse("evidence:heard", args=[finding.engagement.slug])
    assert client.get(address).status_code == 404
    a_finding(finding.engagement, themes=finding.themes.all(), published=True)
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert b"csrfmiddlewaretoken" not in answer.content


def test_no_level_of_heading_is_left_out_where_a_finding_has_pictures(client):
    """Somebody who goes from heading to heading hears what stands under what."""
    engagement = a_finding(answers=60, published=True).engagement
    page = client.get(reverse("evidence:heard", args=[engagement.slug])).content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert 3 in levels
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_the_public_page_is_welsh_under_cy(client):
    engagement = a_finding(published=True).engagement
    words = text_of(client.get("/cy" + reverse("evidence:heard", args=[engagement.slug])))
    assert "Yr hyn a glywsom" in words
    assert "Mae pobl eisiau agor ar ddydd Sadwrn." in words


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_every_form_survives_what_is_typed_into_it(client, engagement, officer, typed):
    finding = a_finding(engagement)
    said, theme = engagement.contributions.first(), finding.themes.get()
    key = f"{said.pk}|notes:why"
    box = f"passage-{queries.passages_for([theme]).first().pk}"
    said_in_both = dict.fromkeys(["statement_en", "statement_cy", "method_en", "quality_en"], typed)
    posts = [
        ("themes", [], {"name_en": typed, "name_cy": typed, "description_en": typed, "parent": typed}),
        ("theme", [theme.pk], {"what": "merge", "into": typed, "reason": typed}),
        ("theme", [theme.pk], {"name_en": typed}),
        ("new_finding", [], said_in_both | {"themes": typed}),
        ("finding", [1], said_in_both | {"themes": [theme.pk]}),
        ("quotes", [1], {f"{box}-take": "on", f"{box}-text": typed, f"{box}-checked": "on"}),
        ("freeze", [], {"what": typed}),
    ]
    for name, args, data in posts:
        answer = client.post(page(name, engagement, *args), data)
        assert answer.status_code in (200, 302), name
        assert "<script>alert(1)" not in answer.content.decode(), name
    client.post(page("coding", engagement), {"answer": key, f"themes-{key}": typed, f"new-{key}": typed})
    address = page("answer", engagement, said.pk) + "?source=notes:why"
    assert client.post(address, {"part-part": typed, "part-themes": typed}).status_code == 200
    search = dict.fromkeys(
        ("words", "theme", "question", "language", "uncoded", "after", "show"), typed[:1000]
    )
    answer = client.get(page("coding", engagement), search)
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()
    assert Theme.objects.filter(pk=theme.pk).exists()


@pytest.mark.parametrize(
    "key", ["", "x|y", "|", "00000000-0000-0000-0000-000000000000|notes:why", "\x00|\x00"]
)
def test_an_answer_that_is_not_there_cannot_be_coded(client, engagement, officer, key):
    a_snapshot(engagement)
    assert client.post(page("coding", engagement), {"answer": key}).status_code == 404


def test_somebody_elses_answer_is_not_found(client, engagement, officer):
    a_snapshot(engagement)
    theirs = an_answer(a_closed_engagement())
    answer = client.post(page("coding", engagement), {"answer": f"{theirs.pk}|notes:why"})
    assert answer.status_code == 404


def test_the_desk_reads_its_answers_in_few_queries(
    client, engagement, officer, django_assert_max_num_queries
):
    for number in range(25):
        an_answer(engagement, f"Answer {number}")
    theme = a_theme(engagement)
    a_snapshot(engagement)
    for answer in engagement.contributions.all()[:10]:
        a_coding(answer, theme, coder=officer)
    with django_assert_max_num_queries(25):
        client.get(page("coding", engagement))
