"""What can be seen of surveys."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from folkmoot.analysis.disclosure import SuppressedTable
from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import equality_counts
from folkmoot.foundation.places.models import Area
from folkmoot.plan.engagements.models import PUBLISHED, Activity, Engagement
from folkmoot.plan.law import queries as law
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.rules import READERS, activities_for
from folkmoot.take_part.contributions.tools import Said
from folkmoot.take_part.contributions.wording import says
from folkmoot.take_part.surveys.models import Answer, Question, Version
from folkmoot.take_part.surveys.sheet import LISTED, Asked, Kind, Sheet, sheet_of
from folkmoot.words.bilingual import Bilingual

_WITH_SURVEY = "survey__activity__engagement__owner"
SAID_BATCH = 500
NO_MORE_SAID = Bilingual("No more said", "Heb ddweud mwy")


@dataclass(frozen=True)
class Counted:
    """How one question was answered: a count for each option, and how many answered it at all."""

    question: Asked
    answered: int
    counts: dict[str, int]


def activities_of(person: Person | None, roles: Iterable[str] = READERS) -> QuerySet[Activity]:
    """The surveys this person may see the inside of."""
    return activities_for(person, *roles).filter(tool="survey")


def version_in_use(activity: Activity) -> Version | None:
    """The version people answer now: the latest that was put in use."""
    return _versions(activity).filter(frozen_at__isnull=False).order_by("-number").first()


def public_version(slug: str, activity: int) -> Version | None:
    """The version in use of a survey of a published engagement, found by its address."""
    found = Version.objects.filter(
        survey__activity__pk=activity,  # by its key: a number too large for the database is not found
        survey__activity__tool="survey",
        survey__activity__engagement__slug=slug,
        survey__activity__engagement__state__in=PUBLISHED,
        frozen_at__isnull=False,
    )
    return found.select_related(_WITH_SURVEY).order_by("-number").first()


def version_to_edit(activity: Activity) -> Version | None:
    """The version officers see: the unfinished one, else the one in use."""
    return _versions(activity).order_by("-number").first()


def _versions(activity: Activity) -> QuerySet[Version]:
    return Version.objects.filter(survey__activity=activity).select_related(_WITH_SURVEY)


def said(contributions: Iterable[UUID]) -> Iterator[Said]:
    """Everything these contributions said, in the order given and in that of the questions."""
    wanted = list(contributions)
    for start in range(0, len(wanted), SAID_BATCH):
        yield from _said_by(wanted[start : start + SAID_BATCH])


def mentioning(engagement: Engagement, words: Iterable[str]) -> QuerySet[Any, UUID]:
    """The responses with all the words in one answer. The questions come first: their index leads to the
    few answers in people's own words, past all the ticks."""
    asked = Question.objects.filter(version__survey__activity__engagement=engagement, kind=Kind.TEXT)
    questions = list(asked.values_list("pk", flat=True))
    found = Answer.objects.filter(says("text", words), question__in=questions)
    return found.values_list("response_id", flat=True)


def _said_by(wanted: list[UUID]) -> Iterator[Said]:
    """Plain tuples rather than rows: freezing and coding read every answer of an engagement."""
    rows = list(
        Answer.objects.filter(response__in=wanted)
        .order_by("response_id")
        .values_list(
            "response_id",
            "question_id",
            "value",
            "text",
            "response__version_id",
            "response__contribution__language",
        )
    )
    answered = {key: list(group) for key, group in groupby(rows, key=itemgetter(0))}
    sheets = {
        version.pk: sheet_of(version) for version in Version.objects.filter(pk__in={row[4] for row in rows})
    }
    wards = ward_names(row[2] for row in rows if isinstance(row[2], str))
    for key in wanted:
        if answers := answered.get(key):
            yield from _said_on(sheets[answers[0][4]], key, answers, wards)


def _said_on(sheet: Sheet, key: UUID, answers: list[Any], wards: dict[str, Bilingual]) -> Iterator[Said]:
    language = answers[0][5]
    given = {question: (value, text) for _key, question, value, text, *_rest in answers}
    for question in sheet.questions:
        if question.id in given:
            value, text = given[question.id]
            yield Said(
                contribution=key,
                source=question.key,
                label=question.text,
                text=answer_words(question, text or value, language, wards),
                free_text=question.kind == Kind.TEXT,
                choice=tuple(value) if question.kind in LISTED and value else (),
                chosen=_chosen(question, value, wards),
            )


def _chosen(question: Asked, value: Any, wards: dict[str, Bilingual]) -> tuple[Bilingual, ...]:
    """The words of each option ticked, or the name of the ward, in both languages."""
    if question.kind in LISTED:
        return tuple(question.words_of(key) for key in value or () if key in question.choices)
    return (wards[value],) if isinstance(value, str) and value in wards else ()


def answer_words(
    question: Asked, value: Any, language: str, wards: dict[str, Bilingual] | None = None
) -> str:
    """An answer as words, in a language."""
    if question.kind in LISTED:
        keys = value if isinstance(value, list) else [value]
        chosen = [question.words_of(key).spoken(language)[1] for key in keys if key in question.choices]
        return "; ".join(chosen)
    if question.kind == Kind.POSTCODE:
        return (wards or {}).get(value, Bilingual(str(value))).spoken(language)[1]
    return str(value)


def ward_names(codes: Iterable[str]) -> dict[str, Bilingual]:
    wanted = set(codes)
    if not wanted:
        return {}
    found = Area.objects.filter(kind=Area.Kind.WARD, code__in=wanted).order_by("valid_from")
    return dict(found.values_list("code", "name"))


def results(activity: Activity) -> list[Counted]:
    """Exact counts of every question with a list, over all versions, by the keys of their options."""
    latest = version_in_use(activity)
    if latest is None:
        return []
    sheet = sheet_of(latest)
    counts: dict[str, Counter[str]] = {each.key: Counter() for each in sheet.questions}
    answered: Counter[str] = Counter()
    for key, value in _values(activity):
        if key in counts:
            answered[key] += 1
            counts[key].update(value if isinstance(value, list) else [])
    return [_counted(each, answered[each.key], counts[each.key]) for each in sheet.questions]


def _values(activity: Activity) -> Iterable[tuple[str, Any]]:
    rows = Answer.objects.filter(
        response__contribution__activity=activity,
        response__contribution__state=Contribution.State.COUNTED,
    )
    return rows.values_list("question__key", "value").iterator(chunk_size=5000)


def _counted(question: Asked, answered: int, counts: Counter[str]) -> Counted:
    return Counted(question, answered, {option.key: counts[option.key] for option in question.options})


def equality_heard(activity: Activity, on: dt.date) -> list[tuple[Asked, SuppressedTable]]:
    """Who has answered, by the optional questions of the version in use. Small numbers are hidden from
    staff too, by the rule for sensitive topics."""
    version = version_in_use(activity)
    if version is None or not sheet_of(version).equality:
        return []
    threshold = int(law.value("disclosure.special_category", "value", nation=profile().nation, on=on))
    asked = sheet_of(version).equality
    groups = {each.key: _groups(each) for each in asked if each.in_two_steps}
    tables = equality_counts(activity.engagement.ref, threshold=threshold, groups=groups)
    return [pair for each in asked for pair in _by_level(each, tables)]


def _groups(asked: Asked) -> dict[str, str]:
    return {option.key: option.parent for option in asked.options if option.parent}


def _by_level(asked: Asked, tables: dict[str, SuppressedTable]) -> Iterator[tuple[Asked, SuppressedTable]]:
    """The table of a question; where it has two steps, that of the groups and then one for each group."""
    if asked.key not in tables:
        return
    yield replace(asked, options=tuple(step for step, _details in asked.steps)), tables[asked.key]
    for step, details in asked.steps:
        if (key := f"{asked.key}/{step.key}") in tables:
            text = Bilingual(f"{asked.text.en} {step.text.en}", f"{asked.text.cy} {step.text.cy}")
            no_more = replace(step, text=NO_MORE_SAID)
            yield replace(asked, key=key, text=text, options=(*details, no_more)), tables[key]
