"""Loading an export from elsewhere: checked first, then all of it or none, and never twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.places.readers.containers import Unreadable
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions.models import Channel, Contribution
from folkmoot.take_part.contributions.rules import window
from folkmoot.take_part.surveys import refusals
from folkmoot.take_part.surveys.importing import Parsed, Plan, plan_import, read_map
from folkmoot.take_part.surveys.importing.question_map import with_dates_and_keys, worked_out
from folkmoot.take_part.surveys.importing.reading import read_export
from folkmoot.take_part.surveys.models import Survey, Version
from folkmoot.take_part.surveys.queries import version_in_use
from folkmoot.take_part.surveys.sheet import Asked, sheet_of
from folkmoot.take_part.surveys.use_cases.answering import Row, record_responses
from folkmoot.take_part.surveys.use_cases.building import must_handle, put_in_use, unfrozen
from folkmoot.take_part.surveys.writing import tidy_questions, write_questions
from folkmoot.words.refusals import Refused

Progress = Callable[[int, int], None]
STEP = 1000


@dataclass(frozen=True)
class Loaded:
    loaded: int
    already_here: int
    blank: int


def check_import(
    actor: Person, activity: Activity, file: Path, question_map: Path | None = None, *, name: str = ""
) -> Plan:
    """Read an export and say what loading it would do and what is wrong, changing nothing."""
    must_handle(actor, activity)
    try:
        export = read_export(file, name or file.name)
        columns = read_map(question_map, question_map.name) if question_map else None
    except Unreadable as problem:
        raise Refused(refusals.FILE_UNREADABLE(field="file", problem=problem.words)) from problem
    version = version_in_use(activity)
    used = with_dates_and_keys(columns, export) if columns else worked_out(export)
    return plan_import(export, used, sheet_of(version) if version else None)


def import_responses(
    actor: Person,
    activity: Activity,
    file: Path,
    question_map: Path | None = None,
    *,
    at: dt.datetime,
    name: str = "",
    progress: Progress | None = None,
) -> Loaded:
    """Load every row of an export with channel "import", or none. Rows loaded before are passed over, so
    that running it twice gives the same result."""
    plan = check_import(actor, activity, file, question_map, name=name)
    if plan.problems:
        raise Refused(refusals.IMPORT_HAS_PROBLEMS(field="file", n=len(plan.problems)))
    if not plan.rows:
        raise Refused(refusals.IMPORT_IS_EMPTY(field="file"))
    with transaction.atomic():
        known = _already_here(activity)
        fresh = [each for each in plan.rows if each.key not in known]
        version = version_in_use(activity) or _version_for(actor, activity, plan.questions, at)
        for start in range(0, len(fresh), STEP):
            rows = [_row(each, activity, at) for each in fresh[start : start + STEP]]
            record_responses(actor, version, rows, at=at)
            if progress:
                progress(min(start + STEP, len(fresh)), len(fresh))
        record(
            actor,
            "responses imported",
            subject=activity,
            engagement=activity.engagement.ref,
            after={"loaded": len(fresh), "already here": len(plan.rows) - len(fresh)},
            at=at,
            public=False,
        )
    return Loaded(len(fresh), len(plan.rows) - len(fresh), plan.blank)


def _already_here(activity: Activity) -> set[str]:
    keyed = Contribution.objects.filter(activity=activity).exclude(import_key="")
    return set(keyed.values_list("import_key", flat=True))


def _row(parsed: Parsed, activity: Activity, at: dt.datetime) -> Row:
    """A row without a date counts as said on the last day it could have been."""
    _opens, closes = window(activity)
    said_at = parsed.submitted_at or min(at, closes or at)
    facts = {"import_key": parsed.key, "respondent_type": parsed.respondent_type}
    return Row(parsed.answers, said_at, channel=Channel.IMPORT, facts=facts)


def _version_for(actor: Person, activity: Activity, questions: list[Asked], at: dt.datetime) -> Version:
    """The questions of the export, in the words they were asked in, put in use at once: they have been
    answered already, so there is nobody left to translate them for."""
    survey, _made = Survey.objects.get_or_create(activity=activity)
    survey.activity = activity
    version = unfrozen(survey)
    write_questions(version, tidy_questions(map(_facts, questions)))
    put_in_use(actor, version, at)
    return version


def _facts(asked: Asked) -> dict[str, Any]:
    return {
        "key": asked.key,
        "kind": asked.kind,
        "text": asked.text,
        "wording": asked.wording,
        "options": [{"key": option.key, "text": option.text} for option in asked.options],
    }
