"""Building a survey: questions are written, ordered, put in use, and from then on only versioned."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse

from folkmoot.foundation.council.queries import profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions.refusals import NOT_YOURS
from folkmoot.take_part.contributions.rules import may_handle
from folkmoot.take_part.surveys import refusals
from folkmoot.take_part.surveys.models import Survey, Version
from folkmoot.take_part.surveys.sheet import as_facts, read_sheet
from folkmoot.take_part.surveys.writing import (
    LANGUAGE_NAMES,
    tidy_questions,
    without_words,
    write_questions,
    wrong_with,
)
from folkmoot.words.bilingual import bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

LONGEST_KIOSK_MINUTES = 20


def build_survey(
    actor: Person,
    activity: Activity,
    *,
    questions: Iterable[Mapping[str, Any]],
    at: dt.datetime,
    intro: Any = None,
    one_page: bool | None = None,
) -> Version:
    """Write the questions of an activity from plain dictionaries: into its version that is not in use yet,
    or into a new one. `{"bank": "age"}` takes an equality question from the bank."""
    must_handle(actor, activity)
    tidy = tidy_questions(questions, nation=profile().nation)
    refuse_if_any(wrong_with(tidy))
    with transaction.atomic():
        survey = _survey_of(activity, intro, one_page)
        version = unfrozen(survey)
        write_questions(version, tidy)
        _note(actor, "survey built", version, at, questions=len(tidy))
    return version


def change_survey(
    actor: Person, activity: Activity, *, intro: Any, one_page: bool, at: dt.datetime
) -> Survey:
    """Change what is said before the first question and how the questions are laid out."""
    must_handle(actor, activity)
    with transaction.atomic():
        survey = _survey_of(activity, intro, one_page)
        record(actor, "survey introduction changed", **_about(survey), at=at, public=False)
    return survey


def set_kiosk_minutes(actor: Person, survey: Survey, *, minutes: int, at: dt.datetime) -> Survey:
    """Say after how many minutes without a touch a shared tablet clears everything (X-14)."""
    must_handle(actor, survey.activity)
    if not 1 <= minutes <= LONGEST_KIOSK_MINUTES:
        raise Refused(refusals.KIOSK_MINUTES(field="minutes", most=LONGEST_KIOSK_MINUTES))
    before = survey.kiosk_minutes
    with transaction.atomic():
        survey.kiosk_minutes = minutes
        survey.save(update_fields=["kiosk_minutes"])
        change = {"before": {"minutes": before}, "after": {"minutes": minutes}}
        record(actor, "kiosk time set", **_about(survey), **change, at=at, public=False)
    return survey


def new_version(actor: Person, survey: Survey, *, at: dt.datetime) -> Version:
    """A new version that starts as a copy of the one in use; the unfinished one if there already is one."""
    must_handle(actor, survey.activity)
    latest = survey.versions.order_by("-number").first()
    if latest is not None and latest.frozen_at is None:
        return latest
    with transaction.atomic():
        version = unfrozen(survey)
        if latest is not None:
            write_questions(version, tidy_questions(as_facts(read_sheet(latest))))
        _note(actor, "survey version started", version, at, copy_of=latest.number if latest else None)
    return version


def put_question(
    actor: Person, version: Version, facts: Mapping[str, Any], *, at: dt.datetime, key: str = ""
) -> Version:
    """Add one question at the end or, with `key`, put it in the place of that one."""
    questions = _editable(actor, version)
    if not key:
        questions.append({**facts, "key": facts.get("key") or _free_key(questions)})
        return _rewrite(actor, version, questions, at)
    places = [place for place, each in enumerate(questions) if each["key"] == key]
    if not places:
        raise Refused(refusals.QUESTION_UNKNOWN())
    questions[places[0]] = {**questions[places[0]], **facts, "key": key}
    return _rewrite(actor, version, questions, at)


def change_question(
    actor: Person, version: Version, key: str, facts: Mapping[str, Any], *, at: dt.datetime
) -> Version:
    """Change one question of a version that is not in use."""
    return put_question(actor, version, facts, key=key, at=at)


def drop_question(actor: Person, version: Version, key: str, *, at: dt.datetime) -> Version:
    """Take a question out, with every route that led to it."""
    questions = [each for each in _editable(actor, version) if each["key"] != key]
    for each in questions:
        for option in each["options"]:
            option["goto"] = "" if option["goto"] == key else option["goto"]
    return _rewrite(actor, version, questions, at)


def move_question(actor: Person, version: Version, key: str, *, by: int, at: dt.datetime) -> Version:
    """Move a question up (-1) or down (1). Refused where a route would then lead backwards."""
    questions = _editable(actor, version)
    places = [place for place, each in enumerate(questions) if each["key"] == key]
    if not places:
        raise Refused(refusals.QUESTION_UNKNOWN())
    target = places[0] + by
    if 0 <= target < len(questions):
        questions.insert(target, questions.pop(places[0]))
    return _rewrite(actor, version, questions, at)


def freeze_version(actor: Person, version: Version, *, at: dt.datetime) -> Version:
    """Put a version in use. From now on its words never change (X-01)."""
    activity = version.survey.activity
    must_handle(actor, activity)
    if version.frozen_at is not None:
        return version
    refuse_if_any(_unfinished(activity, tidy_questions(as_facts(read_sheet(version)))))
    return put_in_use(actor, version, at)


def put_in_use(actor: Person, version: Version, at: dt.datetime) -> Version:
    """Freeze a version under its seal, whatever its words: for questions answered already elsewhere."""
    with transaction.atomic():
        version.frozen_at, version.seal = at, _seal(version, at)
        version.save(update_fields=["frozen_at", "seal"])
        _note(actor, "survey questions put in use", version, at, seal=version.seal)
    return version


def _unfinished(activity: Activity, questions: list[dict[str, Any]]) -> list[Refusal]:
    """What a list of questions still lacks before anybody may answer it."""
    build = reverse("surveys:build", args=[activity.pk])
    found = [] if any(not each["equality"] for each in questions) else [refusals.NO_QUESTIONS(fix=build)]
    for language in profile().languages:
        for number, facts in enumerate(questions, 1):
            page = build if facts["equality"] else _editing(activity, facts["key"])
            found += _words_missing(number, facts, language, page)
    return found


def _editing(activity: Activity, key: str) -> str:
    return reverse("surveys:edit_question", args=[activity.pk, key])


MISSING = {
    "text": refusals.WORDS_MISSING,
    "hint": refusals.HINT_WORDS_MISSING,
    "options": refusals.OPTION_WORDS_MISSING,
}


def _words_missing(number: int, facts: dict[str, Any], language: str, page: str) -> list[Refusal]:
    return [
        MISSING[box](fix=page, number=number, language=LANGUAGE_NAMES[language], words=words)
        for box, words in without_words(facts, language).items()
    ]


def _seal(version: Version, at: dt.datetime) -> str:
    """A hash over the questions with their keys in the database and the moment they were put in use."""
    sheet = read_sheet(version)
    facts = [version.pk, at.isoformat(), [each.id for each in sheet.every], as_facts(sheet)]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def must_handle(actor: Person, activity: Activity) -> None:
    if not may_handle(actor, activity.engagement):
        raise Refused(NOT_YOURS())


def _survey_of(activity: Activity, intro: Any, one_page: bool | None) -> Survey:
    survey, _made = Survey.objects.get_or_create(activity=activity)
    survey.activity = activity
    if intro is not None:
        survey.intro = bilingual(intro)
    if one_page is not None:
        survey.one_page = one_page
    survey.save()
    return survey


def unfrozen(survey: Survey) -> Version:
    latest = survey.versions.order_by("-number").first()
    if latest is not None and latest.frozen_at is None:
        latest.survey = survey
        return latest
    return Version.objects.create(survey=survey, number=latest.number + 1 if latest else 1)


def _editable(actor: Person, version: Version) -> list[dict[str, Any]]:
    must_handle(actor, version.survey.activity)
    if version.frozen_at is not None:
        raise Refused(refusals.FROZEN(fix=reverse("surveys:build", args=[version.survey.activity_id])))
    return as_facts(read_sheet(version))


def _free_key(questions: list[dict[str, Any]]) -> str:
    """The next free short name: q1, q2 and so on, never one that a question has had in this version."""
    used = {each["key"] for each in questions}
    return next(key for number in range(1, len(used) + 2) if (key := f"q{number}") not in used)


def _rewrite(actor: Person, version: Version, questions: list[dict[str, Any]], at: dt.datetime) -> Version:
    tidy = tidy_questions(questions, nation=profile().nation)
    refuse_if_any(wrong_with(tidy))
    with transaction.atomic():
        write_questions(version, tidy)
        _note(actor, "survey questions changed", version, at, questions=len(tidy))
    return version


def _about(survey: Survey) -> dict[str, Any]:
    return {"subject": survey, "engagement": survey.activity.engagement.ref}


def _note(actor: Person, verb: str, version: Version, at: dt.datetime, **after: Any) -> None:
    facts = {**_about(version.survey), "subject": version, "after": {"number": version.number, **after}}
    record(actor, verb, **facts, at=at, public=False)
