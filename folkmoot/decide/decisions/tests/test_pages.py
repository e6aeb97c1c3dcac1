"""The pages of deciding through the front door: who sees them, what they do, and what they survive."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from folkmoot.decide.decisions.models import Consideration, Decision
from folkmoot.decide.decisions.tests.factories import (
    a_consideration,
    a_decision,
    a_pack,
    an_assessment,
)
from folkmoot.decide.decisions.tests.permissions import PERMISSIONS
from folkmoot.foundation.people.tests.factories import a_person, sign_in
from folkmoot.listen.evidence.tests.factories import a_closed_engagement, a_finding, an_officer
from folkmoot.listen.evidence.tests.test_pages import HOSTILE, a_person_of, english, text_of
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_engagement
from folkmoot.words.bilingual import Bilingual
from tests.permission_rows import ROLES, not_as_said

pytestmark = pytest.mark.django_db
__all__ = ["english"]
WORDS = {
    "title_en": "Saturday opening",
    "decided_en": "Every branch opens on Saturdays.",
    "reasons_en": "Most people cannot come on weekdays at all.",
    "how_views_counted_en": "They were the main reason.",
    "decided_by_en": "Cabinet",
    "decided_on_day": "24",
    "decided_on_month": "11",
    "decided_on_year": "2026",
}


class World:
    def __init__(self):
        self.closed = a_closed_engagement()
        a_decision(self.closed)


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_for_whom_it_says(client, role):
    world = World()
    if person := a_person_of(role, world.closed):
        sign_in(client, person)
    assert not_as_said(client, PERMISSIONS, world, role, reverse) == []


@pytest.fixture
def clerk(client, clerk):
    sign_in(client, clerk)
    return clerk


def page(name, engagement, *more):
    return reverse(f"decisions:{name}", args=[engagement.ref, *more])


def test_officers_decide_in_welsh(client, engagement, clerk):
    finding = a_finding(engagement)
    a_consideration(finding, disposition="in_part")
    said = {
        "desk": ([], "Derbyniwyd yn rhannol"),
        "assessment": ([], "Asesiad effaith"),
        "consider": ([finding.pk], "Eich ateb"),
        "pack": ([], "Pecyn penderfynu"),
        "decide": ([], "Ar goll cyn y gellir ei gofnodi"),
    }
    for name, (more, words) in said.items():
        with translation.override("cy"):
            address = page(name, engagement, *more)
        assert words in text_of(client.get(address)), name


def test_what_is_missing_is_said_before_a_decision_is_written_and_nothing_written_is_lost(
    client, engagement, clerk
):
    a_finding(engagement)
    assert "Missing before it can be recorded" in text_of(client.get(page("decide", engagement)))
    for sent in (WORDS, WORDS | {"decided_on_day": "45"}):
        refused = client.post(page("decide", engagement), sent)
        assert WORDS["reasons_en"] in text_of(refused), "what was typed stays on the page"
        assert "Answer finding 1" in text_of(refused), "beside what is wrong in a box, all at once"
    a_pack(engagement)
    words = text_of(client.get("/cy" + page("decide", engagement)))
    assert "Teitl y penderfyniad" in words
    assert "Ar goll cyn y gellir ei gofnodi" not in words


def test_an_assessment_is_named_in_the_language_of_the_page(client, engagement, clerk):
    an_assessment(engagement, finished=True)
    words = text_of(client.get("/cy" + page("pack", engagement)))
    assert "Asesiad effaith ar gydraddoldeb" in words
    assert "Equality impact assessment" not in words


def test_finishing_an_assessment_is_offered_once_people_have_answered(client, clerk):
    for state, offered in ((State.OPEN, False), (State.CLOSED, True)):
        engagement = an_engagement(state)
        an_assessment(engagement)
        assert ("Save and finish" in text_of(client.get(page("assessment", engagement)))) == offered


def test_findings_are_answered_one_after_another(client, engagement, clerk):
    first, second = a_finding(engagement), a_finding(engagement)
    words = text_of(client.get(page("desk", engagement)))
    assert words.count("To answer") == 2
    typed = {"response_en": "We will open on Saturdays.", "disposition": "accepted"}
    answer = client.post(page("consider", engagement, first.pk), typed)
    assert answer["Location"] == page("consider", engagement, second.pk)
    answer = client.post(page("consider", engagement, second.pk), typed | {"disposition": ""})
    assert "Choose whether the finding is accepted" in text_of(answer)
    assert "We will open on Saturdays." in text_of(answer)
    answer = client.post(page("consider", engagement, second.pk), typed | {"disposition": "noted"})
    assert answer["Location"] == page("desk", engagement)
    assert Consideration.objects.count() == 2


def test_after_the_decision_an_answer_is_read_and_no_longer_asked_for(client, engagement, clerk):
    finding = a_finding(engagement)
    assert 'name="response_en"' in client.get(page("consider", engagement, finding.pk)).content.decode()
    a_decision(engagement)
    words = text_of(client.get(page("consider", engagement, finding.pk)))
    assert 'name="response_en"' not in words
    assert "We will open on Saturdays." in words
    assert "the answers it rests on do not change any more" in words
    desk = text_of(client.get("/cy" + page("desk", engagement)))
    assert "Canfyddiadau a'r atebion iddynt" in desk.replace("&#x27;", "'")
    assert "i'w ateb o hyd" not in desk


def test_a_decision_with_unanswered_findings_is_refused_with_a_link_to_each(client, engagement, clerk):
    a_pack(engagement)
    late = a_finding(engagement)
    answer = client.post(page("decide", engagement), WORDS)
    assert page("consider", engagement, late.pk) in text_of(answer)
    assert "Most people cannot come on weekdays at all." in text_of(answer)
    assert not Decision.objects.exists()
    a_consideration(late)
    assert "Issue the next one" in text_of(client.post(page("decide", engagement), WORDS))
    client.post(page("pack", engagement))
    client.post(page("decide", engagement), WORDS)
    assert Decision.objects.get().pack.version == 2


def test_the_pack_page_says_what_is_missing_and_then_issues(client, engagement, clerk):
    finding = a_finding(engagement)
    words = text_of(client.get(page("pack", engagement)))
    assert page("consider", engagement, finding.pk) in words
    assert page("assessment", engagement) in words
    a_consideration(finding)
    an_assessment(engagement, finished=True)
    client.post(page("pack", engagement))
    assert engagement.packs.count() == 1
    assert "already" in text_of(client.post(page("pack", engagement)))


def test_an_early_pack_page_leads_to_the_desk_and_names_nobody_who_is_not_named(client):
    early = an_engagement(State.IDEA, decision_holder=Bilingual())
    sign_in(client, an_officer(early))
    words = text_of(client.get(page("pack", early)))
    assert "Nothing is decided before the engagement has closed." in words
    assert "People can still answer" not in words
    assert re.search(rf'href="{reverse("engagements:desk", args=[early.ref])}"[^>]*>\s*Mend this', words)
    assert "This is what the decision will be made on." in words


def test_an_assessment_is_started_changed_and_finished_on_its_page(client, engagement):
    sign_in(client, an_officer(engagement))
    typed = {"kind": "equality", "summary_en": "Older people lose most."}
    client.post(page("assessment", engagement), typed)
    client.post(page("assessment", engagement), typed | {"summary_en": "So do carers."})
    client.post(page("assessment", engagement), typed | {"what": "finish"})
    assessment = engagement.assessments.get()
    assert (assessment.summary.en, assessment.version) == ("Older people lose most.", 1)
    assert assessment.finished_on
    twice = client.post(page("assessment", engagement), typed | {"what": "finish"})
    assert "This assessment is finished and does not change any more." in text_of(twice)
    assert engagement.assessments.get() == assessment, "finishing it twice starts no next version"
    sign_in(client, a_person(role="scrutiny"))
    assert client.post(page("assessment", engagement), typed).status_code == 403


def test_the_public_reads_decision_reasons_and_each_answer(client, engagement):
    address = reverse("decisions:decision", args=[engagement.slug])
    assert client.get(address).status_code == 404
    decision = a_decision(engagement)
    answer = client.get(address)
    words = text_of(answer)
    for said in (
        decision.reasons.en,
        decision.how_views_counted.en,
        "People want Saturday opening.",
        "We will open on Saturdays.",
        "Older people without a car lose most.",
        "24 November 2026",
    ):
        assert said in words
    assert not answer.cookies
    assert "Pam" in text_of(client.get("/cy" + address))


def test_a_decision_is_put_right_on_its_page_and_says_so_in_public(client, engagement, clerk):
    decision = a_decision(engagement)
    address = page("correct", engagement, decision.pk)
    assert "Say why the recorded decision" in text_of(client.post(address, WORDS))
    client.post(address, WORDS | {"reason_en": "The minute was wrong."})
    public = text_of(client.get(reverse("decisions:decision", args=[engagement.slug])))
    assert "The minute was wrong." in public
    assert "Every branch opens on Saturdays." in public
    other = a_decision()
    assert client.get(page("correct", engagement, other.pk)).status_code == 404


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_every_form_survives_what_is_typed_into_it(client, engagement, clerk, typed):
    finding = a_finding(engagement)
    a_consideration(finding)
    posts = [
        ("consider", [finding.pk], {"response_en": typed, "response_cy": typed, "disposition": typed}),
        ("consider", [finding.pk], {"response_en": typed, "disposition": "accepted"}),
        ("assessment", [], {"kind": typed, "summary_en": typed}),
        ("assessment", [], {"kind": "equality", "summary_en": typed, "what": typed}),
        ("decide", [], dict.fromkeys(WORDS, typed) | {"meeting": typed}),
    ]
    for name, args, data in posts:
        answer = client.post(page(name, engagement, *args), data)
        assert answer.status_code in (200, 302), name
        assert "<script>alert(1)" not in answer.content.decode(), name
    assert "<script>alert(1)" not in client.get(page("pack", engagement)).content.decode()
