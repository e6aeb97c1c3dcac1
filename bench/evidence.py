"""Listening to 30,000 people: freezing what they said, looking for a word in it, and coding one answer.

Processor time through the verbs and the pages an officer uses. Answers are those of a survey with two
questions in people's own words. One answer in 10,000 has the rare word.
"""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import uuid
from collections.abc import Iterator
from typing import Any

from bench._measuring import Clock, Measure, measure, set_up, timed

RESPONSES = 30_000
TIMES = 10
RARE, WELSH, COMMON = "porthole", "tŷ", "library"
VOCABULARY = (
    "library opening hours children parking branch computer evening Saturday bus friendly staff quiet "
    "reading room closed homework warm safe village older people cost building volunteers books"
)


def measures(responses: int = RESPONSES) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        size = f"{responses} responses"
        clock = Clock()
        engagement, officer = _fill(responses)
        yield measure("evidence: filling", clock.gone_by, "s", size, clock.spent)
        yield from _freezing(engagement, officer, size)
        yield from _searching(engagement, officer, size)
        yield from _coding(engagement, officer, size)


def _fill(responses: int) -> tuple[Any, Any]:
    from django.db import transaction

    from folkmoot.listen.evidence.tests.factories import a_closed_engagement, an_officer
    from folkmoot.plan.engagements.tests.factories import an_activity
    from folkmoot.take_part.surveys.tests.factories import a_survey

    engagement = a_closed_engagement()
    version = a_survey(engagement, activity=an_activity(engagement), questions=_questions())
    with transaction.atomic():
        _answers(engagement, version, responses)
    return engagement, an_officer(engagement)


def _questions() -> list[dict[str, Any]]:
    from folkmoot.words.bilingual import Bilingual

    ticks = [{"key": key, "text": Bilingual(key, key)} for key in ("yes", "no")]
    return [
        {"key": "why", "kind": "text", "text": Bilingual("Why?", "Pam?")},
        {"key": "more", "kind": "text", "text": Bilingual("More?", "Mwy?")},
        *(
            {"key": f"tick{n}", "kind": "choice", "text": Bilingual(f"{n}?", f"{n}?"), "options": ticks}
            for n in range(8)
        ),
    ]


def _answers(engagement: Any, version: Any, responses: int) -> None:
    from folkmoot.plan.engagements.tests.factories import at
    from folkmoot.take_part.contributions.models import Contribution
    from folkmoot.take_part.surveys.models import Answer, Response

    chance, moment = random.Random(20261201), at(dt.date(2026, 10, 1), 12)
    people = [
        Contribution(
            id=uuid.UUID(int=chance.getrandbits(128), version=4),
            engagement=engagement,
            activity=version.survey.activity,
            channel="online",
            submitted_at=moment,
            received_at=moment + dt.timedelta(seconds=number),
            receipt=f"BE-{number:012d}",
        )
        for number in range(responses)
    ]
    Contribution.objects.bulk_create(people, batch_size=2000)
    Response.objects.bulk_create(
        (Response(contribution=each, version=version) for each in people), batch_size=2000
    )
    asked = {question.key: question.pk for question in version.questions.all()}
    Answer.objects.bulk_create(
        (
            Answer(response_id=each.pk, question_id=question, **_said(chance, key, number))
            for number, each in enumerate(people)
            for key, question in asked.items()
        ),
        batch_size=2000,
    )


def _said(chance: random.Random, key: str, number: int) -> dict[str, Any]:
    if key.startswith("tick"):
        return {"value": [chance.choice(["yes", "no"])]}
    words = chance.choices(VOCABULARY.split(), k=chance.randint(8, 40))
    if key == "why" and number % 10_000 == 9_999:
        words.append(RARE)
    if key == "why" and number % 10_000 == 9_998:
        words.append("TŶ")
    return {"text": " ".join(words).capitalize() + "."}


def _freezing(engagement: Any, officer: Any, size: str) -> Iterator[Measure]:
    from folkmoot.listen.evidence.use_cases import freeze_snapshot

    def freeze() -> None:
        freeze_snapshot(officer, engagement, at=engagement.closed_at)

    yield timed("evidence: freezing", freeze, size, unit="s")


def _searching(engagement: Any, officer: Any, size: str) -> Iterator[Measure]:
    from django.test import Client

    from folkmoot.foundation.people.tests.factories import sign_in
    from folkmoot.listen.evidence import answers, queries

    snapshot, client = queries.latest_snapshot(engagement), sign_in(Client(), officer)
    for name, words in (("rare", RARE), ("rare Welsh", WELSH), ("common", COMMON), ("missing", "zebra")):
        wanted = answers.Wanted(words=words)

        def look(wanted: Any = wanted) -> Any:
            return answers.find(engagement, snapshot, wanted, officer)

        found = len(look().answers)
        if bool(found) != (name != "missing"):
            raise RuntimeError(f"{words} was found {found} times")
        yield timed(f"evidence: looking for a {name} word", look, size, times=TIMES)
        address = f"/staff/evidence/{engagement.ref}/coding/?words={words}"

        def ask(address: str = address) -> Any:
            return client.get(address)

        yield timed(f"evidence: the desk with a {name} word", ask, size, times=TIMES)


def _coding(engagement: Any, officer: Any, size: str) -> Iterator[Measure]:
    from folkmoot.listen.evidence.tests.factories import a_theme
    from folkmoot.listen.evidence.use_cases import code_passage

    theme = a_theme(engagement)
    left = iter(engagement.contributions.select_related("engagement__owner", "activity")[:50])

    def code() -> None:
        code_passage(officer, next(left), theme, source="why", at=engagement.closed_at)

    yield timed("evidence: coding one answer", code, size, times=30)
