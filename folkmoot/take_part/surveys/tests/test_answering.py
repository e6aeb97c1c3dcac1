import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from folkmoot.foundation.people.models import EqualityAnswer
from folkmoot.foundation.people.tests.factories import a_person, a_service
from folkmoot.foundation.places.tests.factories import a_ward
from folkmoot.foundation.records.queries import entries_about
from folkmoot.plan.law.models import Rule
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.surveys.models import Answer, Draft
from folkmoot.take_part.surveys.queries import results, said
from folkmoot.take_part.surveys.tests.factories import ANSWERS, a_draft, a_response, a_survey, the_officer
from folkmoot.take_part.surveys.use_cases import (
    keep_equality_answers,
    record_paper_response,
    record_response,
    record_responses,
)
from folkmoot.take_part.surveys.use_cases.answering import Row
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_response_is_kept_with_a_receipt_and_a_record_that_says_nothing_personal():
    version = a_survey()
    kept = record_response(None, version, answers=ANSWERS, at=timezone.now())
    assert kept.receipt.startswith(("MV-", "FM-"))
    assert kept.response.answers.count() == 4
    entry = entries_about(kept).get()
    assert (entry.actor, entry.verb, entry.public) == ("Resident", "response received", False)
    assert "Saturdays" not in str(entry.after)


def test_a_ten_question_response_needs_at_most_nine_statements():
    listed = [{"key": "a", "text": {"en": "A", "cy": "A"}}, {"key": "b", "text": {"en": "B", "cy": "B"}}]
    questions = [
        {"key": f"q{n}", "kind": "choice", "text": {"en": f"Q{n}", "cy": f"C{n}"}, "options": listed}
        for n in range(10)
    ]
    version = a_survey(questions=questions)
    answers = {f"q{n}": "a" for n in range(10)}
    record_response(None, version, answers=answers, at=timezone.now(), draft=a_draft(version))
    draft = a_draft(version)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        record_response(None, version, answers=answers, at=timezone.now(), draft=draft)
    # one pair of savepoints belongs to the test's own transaction
    counted = [each["sql"] for each in seen.captured_queries if "SAVEPOINT" not in each["sql"]]
    assert len(counted) <= 9, counted


def test_one_second_after_closing_is_refused_with_the_moment_it_was_open_until():
    version = a_survey()
    closes = version.survey.activity.engagement.closes_at
    record_response(None, version, answers=ANSWERS, at=closes)
    with pytest.raises(Refused) as refused:
        record_response(None, version, answers=ANSWERS, at=closes + dt.timedelta(seconds=1))
    assert refused.value.codes == ["contributions.closed"]
    assert "11:59pm on 8 January 2027" in refused.value.refusals[0].words.en
    assert " ar 8 Ionawr 2027" in refused.value.refusals[0].words.cy


def test_before_opening_is_refused():
    version = a_survey(state="approved")
    engagement = version.survey.activity.engagement
    with pytest.raises(Refused) as refused:
        record_response(None, version, answers=ANSWERS, at=engagement.opens_at - dt.timedelta(seconds=1))
    assert refused.value.codes == ["contributions.not-open-yet"]


def test_a_draft_sent_twice_makes_one_response():
    version = a_survey()
    draft = a_draft(version)
    first = record_response(None, version, answers=ANSWERS, at=timezone.now(), draft=draft.pk)
    again = record_response(None, version, answers=ANSWERS, at=timezone.now(), draft=draft.pk)
    assert first.pk == again.pk == draft.pk
    assert first.receipt == again.receipt
    assert Contribution.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_draft_sent_again_after_closing_is_still_the_response_it_became():
    version = a_survey()
    draft = a_draft(version)
    first = record_response(None, version, answers=ANSWERS, at=timezone.now(), draft=draft.pk)
    late = version.survey.activity.engagement.closes_at + dt.timedelta(hours=1)
    assert record_response(None, version, answers=ANSWERS, at=late, draft=draft.pk).pk == first.pk


def test_a_draft_nobody_has_is_refused_and_a_refused_one_is_kept():
    version = a_survey()
    with pytest.raises(Refused) as refused:
        record_response(None, version, answers=ANSWERS, at=timezone.now(), draft=uuid.uuid4())
    assert refused.value.codes == ["surveys.draft-lost"]
    draft = a_draft(version)
    with pytest.raises(Refused):
        record_response(None, version, answers={}, at=timezone.now(), draft=draft)
    assert Draft.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({}, "surveys.answer-missing"),
        ({"use": "perhaps"}, "surveys.not-an-option"),
        ({"use": ["yes", "no"]}, "surveys.one-only"),
        ({"use": "yes", "branch": ["merrow", "none"]}, "surveys.alone"),
        ({"use": "yes", "branch": ["elsewhere"]}, "surveys.not-an-option"),
        ({"use": "yes", "hours": "many"}, "surveys.not-a-number"),
        ({"use": "yes", "hours": "61"}, "surveys.number-too-big"),
        ({"use": "yes", "hours": "²"}, "surveys.not-a-number"),
        ({"use": "yes", "why": "x" * 501}, "surveys.too-long"),
        ({"use": "yes", "ward": "ZZ1 1AA"}, "surveys.ward-unknown"),
    ],
)
def test_an_unfit_answer_is_refused_by_name(answers, code):
    with pytest.raises(Refused) as refused:
        record_response(None, a_survey(), answers=answers, at=timezone.now())
    assert refused.value.codes == [code]
    assert Contribution.objects.count() == 0


def test_nothing_at_all_is_refused_where_nothing_is_compulsory():
    version = a_survey(questions=[{"key": "why", "kind": "text", "text": {"en": "Why?", "cy": "Pam?"}}])
    with pytest.raises(Refused) as refused:
        record_response(None, version, answers={"why": "  "}, at=timezone.now())
    assert refused.value.codes == ["surveys.nothing-said"]


def test_hostile_words_are_kept_as_words():
    words = "<script>alert(1)</script> \u202eevil\u202c 😀 =1+1 \x00"
    kept = a_response(answers={"use": "yes", "why": words})
    text = Answer.objects.get(response_id=kept.pk, question__key="why").text
    assert text == words.replace("\x00", "").strip()


def test_a_route_skips_questions_and_their_answers():
    kept = a_response(answers={"use": "no", "branch": ["merrow"], "why": "Too far."})
    assert set(kept.response.answers.values_list("question__key", flat=True)) == {"use", "why"}


def test_a_postcode_is_kept_only_as_its_ward():
    ward = a_ward()
    kept = a_response(answers={"use": "yes", "ward": ward.code})
    assert kept.area == ward
    assert kept.response.answers.get(question__key="ward").value == ward.code


def test_equality_answers_are_kept_apart_and_once():
    version = a_survey()
    link = uuid.uuid4()
    assert keep_equality_answers(version, {"age": "25-34"}, link=link) == 1
    keep_equality_answers(version, {"age": "25-34"}, link=link)
    kept = EqualityAnswer.objects.get()
    assert kept.wording == "bank-2026-2.E.bands-1"
    assert kept.engagement == version.survey.activity.engagement.ref
    a_response(version, equality={"age": "35-44", "sex": "made up"})
    assert not set(Contribution.objects.values_list("pk", flat=True)) & set(
        EqualityAnswer.objects.values_list("link", flat=True)
    )
    assert EqualityAnswer.objects.count() == 2


def _key(version, **facts):
    engagement = version.survey.activity.engagement
    facts = {
        "answers": ANSWERS,
        "submitted_at": timezone.now() - dt.timedelta(days=2),
        "paper_ref": "0042",
        "at": timezone.now(),
    } | facts
    return record_paper_response(facts.pop("actor", the_officer(engagement)), version, **facts)


def test_a_paper_form_counts_the_same_and_says_who_keyed_it():
    version = a_survey()
    kept = _key(version)
    assert (kept.channel, kept.paper_ref, kept.entered_by) == ("paper", "0042", the_officer(kept.engagement))
    assert kept.received_at > kept.submitted_at
    assert results(version.survey.activity)[0].counts == {"yes": 1, "no": 0}


def test_the_same_paper_form_twice_is_refused():
    version = a_survey()
    _key(version)
    with pytest.raises(Refused) as refused:
        _key(version)
    assert refused.value.codes == ["contributions.paper-ref-used"]
    assert _key(version, paper_ref="0043").paper_ref == "0043"


def test_only_staff_of_the_service_key_forms():
    version = a_survey()
    stranger = a_person(role="officer", service=a_service("parks"))
    for actor in (stranger, a_person()):
        with pytest.raises(Refused) as refused:
            _key(version, actor=actor)
        assert "contributions.not-yours" in refused.value.codes


def test_a_date_in_the_future_is_refused():
    with pytest.raises(Refused) as refused:
        _key(a_survey(), submitted_at=timezone.now() + dt.timedelta(days=1))
    assert refused.value.codes == ["contributions.in-the-future"]


def _grace_of(days):
    Rule.objects.create(
        key="open.keying_grace",
        nation="UK",
        title="Keying",
        valid_from=dt.date(2018, 3, 1),
        value={"kind": "clock", "period": {"n": days, "unit": "days"}},
        source="test",
    )


def test_forms_received_in_time_may_be_keyed_for_some_days_after_closing():
    _grace_of(10)
    version = a_survey(state="closed")
    closed = version.survey.activity.engagement.closes_at
    kept = _key(version, submitted_at=closed, at=closed + dt.timedelta(days=10))
    assert kept.channel == "paper"
    with pytest.raises(Refused) as refused:
        _key(version, submitted_at=closed, at=closed + dt.timedelta(days=10, seconds=1), paper_ref="2")
    assert refused.value.codes == ["contributions.too-late-to-key"]
    late = closed + dt.timedelta(seconds=1)
    with pytest.raises(Refused) as refused:
        _key(version, submitted_at=late, at=closed + dt.timedelta(days=1), paper_ref="3")
    assert refused.value.codes == ["contributions.dated-after"]


def test_many_responses_are_recorded_at_once_and_count_the_same():
    version = a_survey()
    rows = [Row({"use": "yes", "why": f"Point {n}"}, timezone.now()) for n in range(20)]
    kept = record_responses(the_officer(version.survey.activity.engagement), version, rows, at=timezone.now())
    assert len({each.receipt for each in kept}) == 20
    assert results(version.survey.activity)[0].answered == 20
    assert [each.text for each in said([kept[3].pk])] == ["Yes", "Point 3"]


def test_one_bad_row_keeps_none():
    version = a_survey()
    rows = [Row(ANSWERS, timezone.now()), Row({"use": "never"}, timezone.now())]
    with pytest.raises(Refused):
        record_responses(the_officer(version.survey.activity.engagement), version, rows, at=timezone.now())
    assert Contribution.objects.count() == 0


def test_what_was_said_comes_back_in_order_with_labels_and_choices():
    kept = a_response()
    found = list(said([kept.pk]))
    assert [each.source for each in found] == ["use", "branch", "hours", "why"]
    assert found[0].choice == ("yes",)
    assert found[3].free_text
    assert found[3].label.cy == "Beth ddylem ni ei wybod?"
