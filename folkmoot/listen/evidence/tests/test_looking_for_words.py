"""Looking for a word at the coding desk: the tools find it, and only what they find is read."""

import datetime as dt

import pytest
from django.urls import reverse

from folkmoot.foundation.people.tests.factories import sign_in
from folkmoot.listen.evidence import answers
from folkmoot.listen.evidence.answers import Wanted
from folkmoot.listen.evidence.tests.factories import a_snapshot, an_answer, an_officer
from folkmoot.plan.engagements.tests.factories import an_activity, at
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.ideas.models import Idea
from folkmoot.take_part.surveys.models import Answer, Response
from folkmoot.take_part.surveys.tests.factories import WHY, a_survey

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOON = at(dt.date(2026, 10, 1), 12)


@pytest.fixture
def read(monkeypatch):
    """The contributions whose words were read."""
    seen, real = [], answers.what_was_said

    def counting(contributions):
        seen.extend(contributions)
        return real(contributions)

    monkeypatch.setattr(answers, "what_was_said", counting)
    return seen


def found(engagement, words):
    everything = answers.find(engagement, engagement.snapshots.get(), Wanted(words=words), None).answers
    return [each.said.text for each in everything]


def sent(engagement, activity, number):
    return Contribution.objects.create(
        engagement=engagement,
        activity=activity,
        channel="online",
        submitted_at=NOON,
        received_at=NOON + dt.timedelta(seconds=number),
        receipt=f"LOOK-{number:06d}",
    )


def a_survey_of(engagement, *texts):
    version = a_survey(engagement, activity=an_activity(engagement))
    question = version.questions.get(key=WHY)
    for number, text in enumerate(texts):
        contribution = sent(engagement, version.survey.activity, number)
        response = Response.objects.create(contribution=contribution, version=version)
        Answer.objects.create(response=response, question=question, text=text)


def test_of_a_rare_word_only_the_answers_that_have_it_are_read(engagement, read):
    a_survey_of(engagement, *["Keep it open."] * 40, "The porthole leaks.", "It rains.")
    a_snapshot(engagement)
    read.clear()
    assert found(engagement, "PORTHOLE leaks") == ["The porthole leaks."]
    assert len(read) == 1


@pytest.mark.parametrize("typed", ["tŷ", "TŶ", "Tŷ"])
def test_welsh_letters_are_found_in_small_and_in_capital_letters(engagement, typed):
    said = ["Mae'r tŷ yn oer.", "TŶ OER", "Tŷ newydd", "Ty heb do"]
    a_survey_of(engagement, *said)
    a_snapshot(engagement)
    assert found(engagement, typed) == said[:3]


@pytest.mark.parametrize("typed", ["tŷ-gŵyn", "TŶ-GŴYN", "Tŷ-gŴyn"])
def test_a_word_with_several_welsh_letters_is_found_at_the_desk_in_whatever_capitals(
    client, engagement, typed
):
    said = ["Y tŷ-gŵyn sy'n oer.", "TŶ-GŴYN", "Tŷ-Ŵyn a Tŷ-GŴyn", "TŷGŵyn", "Ty-gwyn"]
    a_survey_of(engagement, *said)
    a_snapshot(engagement)
    sign_in(client, an_officer(engagement))
    desk = client.get(reverse("evidence:coding", args=[engagement.ref]), {"words": typed})
    assert [each.said.text for each in desk.context["found"].answers] == said[:3]


def test_a_long_word_in_another_alphabet_is_found_whatever_its_case(engagement):
    a_survey_of(engagement, "Библиотека закрыта.", "Библия.")
    a_snapshot(engagement)
    assert found(engagement, "БИБЛИОТЕКА") == ["Библиотека закрыта."]


def test_all_the_words_stand_in_one_answer_and_signs_mean_themselves(engagement):
    a_survey_of(engagement, "100% of buses", "100 of buses", "a_b", "axb")
    a_snapshot(engagement)
    assert found(engagement, "100% buses") == ["100% of buses"]
    assert found(engagement, "a_b") == ["a_b"]
    assert found(engagement, "buses axb") == []


def test_ideas_are_found_by_their_name_and_by_their_words(engagement):
    activity = an_activity(engagement, tool="ideas")
    for number, (title, text) in enumerate(
        [("A boat", "On the lake."), ("A lake", "With fish."), ("Fish", "-")]
    ):
        Idea.objects.create(contribution=sent(engagement, activity, number), title=title, text=text)
    a_snapshot(engagement)
    assert found(engagement, "lake") == ["On the lake.", "A lake"]


def test_a_tool_that_cannot_look_has_every_answer_read(engagement, read):
    an_answer(engagement, "A porthole.")
    an_answer(engagement, "A window.")
    a_survey_of(engagement, "Another porthole.", "Another window.")
    a_snapshot(engagement)
    read.clear()
    assert sorted(found(engagement, "porthole")) == ["A porthole.", "Another porthole."]
    assert len(read) == 3
