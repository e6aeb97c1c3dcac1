"""Verdicts of participants, the team's review, cost, and what each shows."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from folkmoot.design.tiles import tiles_for
from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service, sign_in
from folkmoot.foundation.records.models import Entry
from folkmoot.learn.evaluation import public_pages
from folkmoot.learn.evaluation.criteria import CRITERIA
from folkmoot.learn.evaluation.models import Review, Verdict
from folkmoot.learn.evaluation.queries import cost_of, verdicts_on
from folkmoot.learn.evaluation.tests.factories import a_review, a_verdict
from folkmoot.learn.evaluation.use_cases import collect_verdict, review_engagement
from folkmoot.plan.engagements.gates import unmet
from folkmoot.plan.engagements.models import Spend
from folkmoot.tell_back.feedback.tests.factories import (
    a_closed_engagement,
    a_contribution,
    a_story,
)
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SCORES = dict.fromkeys(CRITERIA, 80)
LESSONS = Bilingual("Start earlier.", "Dechrau'n gynt.")


@pytest.fixture(autouse=True)
def council():
    return a_profile()


@pytest.fixture
def story():
    return a_story()


def refused(verb, *args, **facts):
    with pytest.raises(Refused) as told:
        verb(*args, at=timezone.now(), **facts)
    return told.value.codes


def test_a_participant_says_once_how_we_did(story):
    contribution = a_contribution(story)
    verdict = collect_verdict(contribution, heard=4, clear=5, comment=" Good ", at=timezone.now())
    assert (verdict.engagement, verdict.comment) == (story, "Good")
    assert Entry.objects.get(verb="verdict given").public is False
    assert refused(collect_verdict, contribution, heard=4) == ["evaluation.already-given"]


def test_who_opens_too_many_receipts_finds_the_comment_on_the_page(story, monkeypatch):
    monkeypatch.setattr(public_pages, "LOOK_UPS", 0)
    there = f"/receipt/{a_contribution(story).receipt}/verdict/"
    page = Client().post(there, {"heard": "4", "comment": "You <answered>."})
    assert page.status_code == 429
    assert "You &lt;answered&gt;.</textarea>" in page.content.decode()


def test_a_verdict_waits_for_the_answer_and_needs_a_counted_response(story):
    early = a_contribution(a_closed_engagement())
    assert refused(collect_verdict, early, heard=4) == ["evaluation.not-answered-yet"]
    gone = a_contribution(story, state="withdrawn")
    assert refused(collect_verdict, gone, heard=4) == ["evaluation.not-counted"]


@pytest.mark.parametrize("heard", [None, 0, 6])
def test_a_verdict_is_from_1_to_5(story, heard):
    contribution = a_contribution(story)
    assert refused(collect_verdict, contribution, heard=heard) == ["evaluation.no-score"]
    assert refused(collect_verdict, contribution, heard=3, clear=9) == ["evaluation.no-score"]


def test_the_review_scores_every_criterion_once(story):
    officer = a_person(role="officer", service=story.owner)
    review_engagement(officer, story, scores=SCORES, lessons=LESSONS, at=timezone.now())
    assert Review.objects.get().scores == SCORES
    assert Entry.objects.get(verb="engagement reviewed").engagement == story.ref
    again = refused(review_engagement, officer, story, scores=SCORES, lessons=LESSONS)
    assert again == ["evaluation.reviewed"]


def test_a_review_names_everything_missing(story):
    officer = a_person(role="officer", service=story.owner)
    scores = SCORES | {"time": 101, "access": None}
    assert refused(review_engagement, officer, story, scores=scores, lessons="") == [
        "evaluation.score-missing",
        "evaluation.score-missing",
        "evaluation.no-lessons",
    ]


def test_a_review_waits_for_the_answer_and_is_for_the_owning_service(story):
    corporate = a_person(role="corporate")
    early = a_closed_engagement()
    assert refused(review_engagement, corporate, early, scores=SCORES, lessons=LESSONS) == [
        "evaluation.too-early"
    ]
    for role in ("officer", "scrutiny", "councillor"):
        stranger = a_person(role=role, service=a_service("parks"))
        assert refused(review_engagement, stranger, story, scores=SCORES, lessons=LESSONS) == [
            "evaluation.not-yours"
        ]


def test_reviews_and_verdicts_cannot_be_changed(story):
    a_review(story)
    a_verdict(a_contribution(story))
    for rows in (Review.objects, Verdict.objects):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.all().delete()


def test_shares_of_few_verdicts_are_not_shown(story):
    people = list(story.contributions.all())
    for contribution in people[:4]:
        a_verdict(contribution, heard=5)
    assert (verdicts_on(story).given, verdicts_on(story).heard) == (4, None)
    a_verdict(people[4], heard=2, clear=4, comment="Too slow")
    found = verdicts_on(story)
    assert (found.heard, found.clear, found.average) == (0.8, 1.0, 4.4)
    assert found.comments == ("Too slow",)


def test_cost_is_money_and_hours_over_counted_responses(story):
    Spend.objects.create(engagement=story, kind="Print", pounds=Decimal("350.00"), on=dt.date(2026, 3, 1))
    Spend.objects.create(engagement=story, kind="Officer", hours=Decimal("14"), on=dt.date(2026, 3, 1))
    cost = cost_of(story)
    assert (cost.responses, cost.per_response, cost.minutes_per_response) == (7, Decimal("50.00"), 120)
    assert cost_of(a_closed_engagement()).per_response is None


def test_the_verdict_is_given_from_the_receipt(story):
    contribution = a_contribution(story)
    visitor = Client()
    assert "/verdict/" in visitor.get(f"/receipt/{contribution.receipt}/").content.decode()
    path = f"/receipt/{contribution.receipt}/verdict/"
    empty = visitor.post(path, {})
    assert empty.status_code == 422
    assert visitor.post(path, {"heard": "5", "comment": "<b>Thanks</b>"}).status_code == 302
    assert "You gave us 5 of 5" in visitor.get(path).content.decode()
    assert visitor.post(path, {"heard": "1"}).status_code == 422
    assert Verdict.objects.get().heard == 5


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "x" * 5000, "a\x00b", "9", ""])
def test_the_verdict_page_survives_anything(story, typed):
    path = f"/receipt/{a_contribution(story).receipt}/verdict/"
    response = Client().post(path, {"heard": typed, "clear": typed, "comment": typed})
    assert response.status_code in (200, 422)
    assert "<script>alert" not in response.content.decode()


def test_no_receipt_no_verdict():
    assert Client().get("/receipt/MV-AAAA-AAAA-AAAA/verdict/").status_code == 404


def test_before_the_answer_the_receipt_asks_for_no_verdict():
    contribution = a_contribution(a_closed_engagement())
    assert "/verdict/" not in Client().get(f"/receipt/{contribution.receipt}/").content.decode()


def test_the_staff_page_keeps_a_review(story):
    officer = sign_in(Client(), a_person(role="officer", service=story.owner))
    path = f"/staff/evaluation/{story.ref}/"
    data = dict.fromkeys(CRITERIA, "75") | {"lessons_en": "Earlier.", "lessons_cy": "Yn gynt."}
    assert officer.post(path, data | {"time": "x" * 300}).status_code == 200
    assert not Review.objects.exists()
    assert officer.post(path, data).status_code == 302
    assert "75 of 100" in officer.get(path).content.decode()


def test_who_reads_and_who_writes_the_review(story):
    path = f"/staff/evaluation/{story.ref}/"
    scrutiny = sign_in(Client(), a_person(role="scrutiny"))
    assert scrutiny.get(path).status_code == 200
    assert scrutiny.post(path, {}).status_code == 403
    other = sign_in(Client(), a_person(role="officer", service=a_service("parks")))
    assert other.get(path).status_code == 403


def test_the_last_stage_the_task_and_the_gate_follow_the_review(story, rf):
    request = rf.get("/")
    request.person = a_person(role="officer", service=story.owner)

    def shown():
        marks = tiles_for("engagement.stage", request, engagement=story)
        tasks = tiles_for("desk.task", request, engagement=story)
        codes = [each.code for each in unmet(story, "complete", timezone.now())]
        return (
            next(each.state for each in marks if each.stage == "learn"),
            next(each.state for each in tasks if str(each.title) == "Review the engagement"),
            "evaluation.no-review" in codes,
        )

    assert shown() == ("now", "todo", True)
    a_review(story)
    assert shown() == ("done", "done", False)
