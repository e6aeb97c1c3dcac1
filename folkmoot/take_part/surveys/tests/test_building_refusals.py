"""What a survey cannot be: each fault in its questions is named, all at once, and nothing is written."""

import pytest
from django.utils import timezone

from folkmoot.foundation.people.tests.factories import a_profile
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement
from folkmoot.take_part.surveys import refusals
from folkmoot.take_part.surveys.models import Question
from folkmoot.take_part.surveys.use_cases import (
    build_survey,
    change_question,
    drop_question,
    freeze_version,
    move_question,
)
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TEXT = {"key": "why", "kind": "text", "text": Bilingual("Why?", "Pam?")}
CHOICE = {
    "key": "use",
    "kind": "choice",
    "text": Bilingual("Which?", "Pa un?"),
    "options": [Bilingual("This", "Hwn"), Bilingual("That", "Hwnnw")],
}


@pytest.fixture
def activity():
    a_profile()
    return an_activity(an_engagement(State.IDEA))


def build(activity, *questions):
    officer = activity.engagement.proposed_by
    return build_survey(officer, activity, questions=questions, at=timezone.now())


def refused_for(verb, *args, **facts):
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return [each.reason for each in refused.value]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (TEXT | {"text": ""}, refusals.TEXT_MISSING),
        (TEXT | {"kind": "telepathy"}, refusals.KIND_UNKNOWN),
        (CHOICE | {"options": []}, refusals.OPTIONS_MISSING),
        (CHOICE | {"options": [Bilingual("Only", "Unig")]}, refusals.OPTIONS_MISSING),
        (CHOICE | {"options": [Bilingual("Same", "Yr un")] * 2}, refusals.OPTIONS_MISSING),
        (TEXT | {"equality": True, "required": True}, refusals.EQUALITY_REQUIRED),
        ({"bank": "star-sign"}, refusals.BANK_UNKNOWN),
        (
            CHOICE | {"options": [{"text": Bilingual("a", "a"), "goto": "use"}, Bilingual("b", "b")]},
            refusals.ROUTE_BACKWARDS,
        ),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_asked_is_refused_and_nothing_is_written(activity, question, reason):
    assert refused_for(build, activity, TEXT | {"key": "first"}, question) == [reason]
    assert not Question.objects.exists()


def test_every_fault_is_named_at_once(activity):
    faults = [TEXT, TEXT | {"text": "Again?"}, CHOICE | {"options": []}]
    assert set(refused_for(build, activity, *faults)) == {refusals.KEY_TWICE, refusals.OPTIONS_MISSING}


def test_a_survey_without_questions_or_without_welsh_is_not_put_in_use(activity):
    officer = activity.engagement.proposed_by
    empty = build(activity, {"bank": "age"})
    assert refused_for(freeze_version, officer, empty, at=timezone.now()) == [refusals.NO_QUESTIONS]
    english = build(activity, TEXT | {"text": "Why?"})
    assert refused_for(freeze_version, officer, english, at=timezone.now()) == [refusals.WORDS_MISSING]
    whole = build(activity, TEXT)
    assert freeze_version(officer, whole, at=timezone.now()).frozen_at == timezone.now()


def test_questions_in_use_are_not_changed(activity):
    officer = activity.engagement.proposed_by
    version = freeze_version(officer, build(activity, TEXT), at=timezone.now())
    changed = {"text": Bilingual("How?", "Sut?")}
    assert refused_for(change_question, officer, version, "why", changed, at=timezone.now()) == [
        refusals.FROZEN
    ]
    assert refused_for(drop_question, officer, version, "why", at=timezone.now()) == [refusals.FROZEN]
    assert str(Question.objects.get().text) == "Why?"


def test_a_question_that_is_not_there_cannot_be_moved_or_changed(activity):
    officer = activity.engagement.proposed_by
    version = build(activity, TEXT)
    assert refused_for(move_question, officer, version, "gone", by=1, at=timezone.now()) == [
        refusals.QUESTION_UNKNOWN
    ]
    assert refused_for(change_question, officer, version, "gone", {}, at=timezone.now()) == [
        refusals.QUESTION_UNKNOWN
    ]
