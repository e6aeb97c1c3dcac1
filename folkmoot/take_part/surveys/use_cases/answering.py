"""Answers come in: online, on paper, by phone, in the room, from elsewhere. All end in the same rows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from folkmoot.foundation.people.models import EqualityAnswer, Person
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.records.inserting import Insert, prepare, prepare_values
from folkmoot.foundation.records.turns import write_turn
from folkmoot.foundation.records.use_cases import WaitingEntry
from folkmoot.take_part.contributions.models import Channel, Contribution, RespondentType
from folkmoot.take_part.contributions.refusals import CHANNEL_UNKNOWN
from folkmoot.take_part.contributions.use_cases import (
    KEYED,
    Envelope,
    envelope_row,
    queue_receipt,
    receive,
    receive_many,
    waiting_note,
    why_not,
)
from folkmoot.take_part.surveys import refusals
from folkmoot.take_part.surveys.answers import clean_answers, clean_equality
from folkmoot.take_part.surveys.models import Answer, Draft, Response, Version
from folkmoot.take_part.surveys.sheet import Answers, Asked, Sheet, sheet_of
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

BATCH = 500
RESPONDENT_TYPE = "respondent-type"  # a question of this name says in what capacity somebody answers


@dataclass(frozen=True)
class Row:
    """One response to record in bulk; `facts` are those of an envelope: channel, paper_ref, import_key..."""

    answers: Answers
    submitted_at: dt.datetime
    channel: str = Channel.ONLINE
    equality: Answers = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def record_response(
    actor: Person | None,
    version: Version,
    *,
    answers: Answers,
    at: dt.datetime,
    channel: str = Channel.ONLINE,
    draft: Draft | uuid.UUID | None = None,
    equality: Answers | None = None,
    **facts: Any,
) -> Contribution:
    """Keep one response and give it its receipt.

    With a draft, sending twice, at the same moment even, makes one response: the draft is taken once, and
    whoever comes second is given the contribution that the first made.
    """
    sheet, activity = sheet_of(version), version.survey.activity
    key = draft.pk if isinstance(draft, Draft) else draft
    if key is not None:
        facts["id"] = key
    clean, wrong = _all_wrong(sheet, answers)
    # Everything that needs no lock is done before the transaction: on SQLite writers wait for each other.
    envelope = Envelope(channel=channel, **{"submitted_at": at, **_told(sheet, clean, facts)})
    wrong += why_not(actor, activity, [envelope], at=at)
    contribution = envelope_row(activity, envelope, at)
    writes: list[Insert | WaitingEntry] = [
        prepare(contribution),
        *_answer_writes(sheet, version, contribution, clean),
        waiting_note(actor, activity, contribution, at=at),
    ]
    with write_turn(), transaction.atomic(), connection.cursor() as cursor:
        if key is not None and not _claimed(cursor, key):
            return _already_sent(key)
        refuse_if_any(wrong)
        for write in writes:
            write.run(cursor)
        queue_receipt(contribution, activity, at)
    _keep_apart(version, equality)
    return contribution


def record_paper_response(
    actor: Person,
    version: Version,
    *,
    answers: Answers,
    submitted_at: dt.datetime,
    paper_ref: str,
    channel: str = Channel.PAPER,
    at: dt.datetime,
    equality: Answers | None = None,
    **facts: Any,
) -> Contribution:
    """Key a form, a telephone call or a sheet from a meeting. It counts the same as one sent online.

    Nothing is compulsory on paper, and a route does not strike out what somebody wrote.
    """
    if channel not in KEYED:
        raise Refused(CHANNEL_UNKNOWN(field="channel"))
    sheet = sheet_of(version)
    clean = _checked(sheet, answers, required=False)
    keyed = {"entered_by": actor, "paper_ref": paper_ref.strip(), **facts}
    with transaction.atomic(), connection.cursor() as cursor:
        contribution = receive(
            actor,
            version.survey.activity,
            channel=channel,
            at=at,
            submitted_at=submitted_at,
            **_told(sheet, clean, keyed),
        )
        for write in _answer_writes(sheet, version, contribution, clean):
            write.run(cursor)
    _keep_apart(version, equality)
    return contribution


def record_responses(
    actor: Person, version: Version, rows: Iterable[Row], *, at: dt.datetime
) -> list[Contribution]:
    """Record many responses in one transaction: all of them, or none with every reason why not."""
    sheet, activity = sheet_of(version), version.survey.activity
    given = list(rows)
    if not given:
        return []
    cleaned, wrong = _all_checked(sheet, given)
    refuse_if_any(wrong)
    areas = _wards({ward for clean in cleaned for ward in _ward_codes(sheet, clean)})
    envelopes = [
        Envelope(
            channel=row.channel,
            submitted_at=row.submitted_at,
            **_told(sheet, clean, _keyed(actor, row), areas),
        )
        for row, clean in zip(given, cleaned, strict=True)
    ]
    with transaction.atomic():
        kept = receive_many(actor, activity, envelopes, at=at)
        Response.objects.bulk_create(
            (Response(contribution=each, version=version) for each in kept), batch_size=BATCH
        )
        pairs = zip(kept, cleaned, strict=True)
        answers = [
            Answer(**dict(zip(_ANSWER, _answer(sheet.by_key[key], each.pk, clean[key]), strict=True)))
            for each, clean in pairs
            for key in clean
        ]
        Answer.objects.bulk_create(answers, batch_size=BATCH)
        EqualityAnswer.objects.bulk_create(_all_equality(version, sheet, given), batch_size=BATCH)
    return kept


def keep_equality_answers(version: Version, answers: Answers, *, link: uuid.UUID) -> int:
    """Keep optional equality answers under a random link. Nothing leads from them to a contribution, and
    the same link again adds nothing (X-03)."""
    rows = list(_equality_rows(version, sheet_of(version), answers, link))
    EqualityAnswer.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _keep_apart(version: Version, equality: Answers | None) -> None:
    """In a transaction of its own, so that a database that numbers transactions joins nothing (X-03)."""
    if equality:
        keep_equality_answers(version, equality, link=uuid.uuid4())


def _claimed(cursor: Any, key: uuid.UUID) -> bool:
    """Take the draft: of two who send it at the same moment one deletes the row, and the other finds none."""
    cursor.execute(_CLAIM, [_DRAFT_KEY.get_db_prep_save(key, connection)])
    return bool(cursor.rowcount)


_DRAFT_KEY = Draft._meta.pk
_CLAIM = f'DELETE FROM "{Draft._meta.db_table}" WHERE "{_DRAFT_KEY.column}" = %s'  # noqa: S608 - constants


def _already_sent(key: uuid.UUID) -> Contribution:
    sent = Contribution.objects.filter(pk=key).first()
    if sent is None:
        raise Refused(refusals.DRAFT_LOST())
    return sent


def _all_wrong(
    sheet: Sheet, answers: Answers, *, required: bool = True
) -> tuple[dict[str, Any], list[Refusal]]:
    clean, wrong = clean_answers(sheet, answers, required=required)
    return clean, wrong if clean or wrong else [refusals.NOTHING_SAID()]


def _checked(sheet: Sheet, answers: Answers, *, required: bool = True) -> dict[str, Any]:
    clean, wrong = _all_wrong(sheet, answers, required=required)
    refuse_if_any(wrong)
    return clean


def _all_checked(sheet: Sheet, rows: list[Row]) -> tuple[list[dict[str, Any]], list[Refusal]]:
    cleaned: list[dict[str, Any]] = []
    wrong: list[Refusal] = []
    for row in rows:
        clean, found = clean_answers(sheet, row.answers, required=row.channel == Channel.ONLINE)
        cleaned.append(clean)
        wrong += found if clean or found else [refusals.NOTHING_SAID()]
    return cleaned, wrong


def _keyed(actor: Person, row: Row) -> dict[str, Any]:
    return {**({"entered_by": actor} if row.channel in KEYED else {}), **row.facts}


def _told(
    sheet: Sheet, clean: Answers, facts: Mapping[str, Any], areas: Mapping[str, Area] | None = None
) -> dict[str, Any]:
    """What the answers say for the envelope: in what capacity somebody answers, and from which ward."""
    told = dict(facts)
    capacity = clean.get(RESPONDENT_TYPE)
    if capacity is not None and capacity in RespondentType.values:
        told.setdefault("respondent_type", capacity)
    if told.get("area") is None and (codes := _ward_codes(sheet, clean)):
        told["area"] = (_wards(codes) if areas is None else areas).get(min(codes))
    return told


def _ward_codes(sheet: Sheet, clean: Answers) -> set[str]:
    return {clean[question.key] for question in sheet.postcodes if question.key in clean}


def _wards(codes: set[str]) -> dict[str, Area]:
    """Wards by code, the latest vintage of each."""
    if not codes:
        return {}
    rows = Area.objects.filter(kind=Area.Kind.WARD, code__in=codes).defer("outline").order_by("valid_from")
    return {area.code: area for area in rows}


def _answer_writes(
    sheet: Sheet, version: Version, contribution: Contribution, clean: Answers
) -> list[Insert]:
    response = prepare_values(Response, _RESPONSE, [[contribution.pk, version.pk]])
    rows = [_answer(sheet.by_key[key], contribution.pk, clean[key]) for key in clean]
    return [response, prepare_values(Answer, _ANSWER, rows)] if rows else [response]


_RESPONSE = ("contribution_id", "version_id")
_ANSWER = ("response_id", "question_id", "value", "text")


def _answer(question: Asked, response: uuid.UUID, clean: Any) -> tuple[Any, ...]:
    """One answer as a row: their own words in `text`, anything else in `value`."""
    if question.takes_words:
        return response, question.id, None, clean
    # Option keys are always kept as a list, so that one and several are counted alike.
    return response, question.id, [clean] if question.takes_one_option else clean, ""


def _all_equality(version: Version, sheet: Sheet, rows: list[Row]) -> list[EqualityAnswer]:
    every = [answer for row in rows for answer in _equality_rows(version, sheet, row.equality, uuid.uuid4())]
    return sorted(every, key=lambda answer: answer.id.hex)  # not in the order of the responses


def _equality_rows(
    version: Version, sheet: Sheet, answers: Answers, link: uuid.UUID
) -> Iterator[EqualityAnswer]:
    clean = clean_equality(sheet, answers)
    for question in sheet.equality:
        if question.key in clean:
            chosen = clean[question.key]
            yield EqualityAnswer(
                link=link,
                engagement=version.survey.activity.engagement.ref,
                question=question.key,
                wording=question.wording or f"own.v{version.number}",
                answer=",".join(chosen) if isinstance(chosen, list) else str(chosen)[:120],
            )
