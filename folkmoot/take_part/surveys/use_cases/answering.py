"""Answers come in: online, on paper, by phone, in the room, from elsewhere. All end in the same rows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from folkmoot.foundation.people.models import EqualityAnswer, Person
from folkmoot.foundation.places.models import Area
from folkmoot.take_part.contributions.models import Channel, Contribution, RespondentType
from folkmoot.take_part.contributions.refusals import CHANNEL_UNKNOWN
from folkmoot.take_part.contributions.use_cases import KEYED, Envelope, receive, receive_many
from folkmoot.take_part.surveys import refusals
from folkmoot.take_part.surveys.answers import clean_answers, clean_equality
from folkmoot.take_part.surveys.models import Answer, Draft, Response, Version
from folkmoot.take_part.surveys.sheet import Answers, Kind, Sheet, sheet_of
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
    sheet = sheet_of(version)
    with transaction.atomic():
        if draft is not None:
            key = draft.pk if isinstance(draft, Draft) else draft
            if not Draft.objects.filter(pk=key).delete()[0]:
                return _already_sent(key)
            facts["id"] = key
        clean = _checked(sheet, answers)
        contribution = receive(
            actor, version.survey.activity, channel=channel, at=at, **_told(sheet, clean, facts)
        )
        _keep_answers(sheet, version, contribution, clean)
        if equality:
            keep_equality_answers(version, equality, link=uuid.uuid4())
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
    with transaction.atomic():
        contribution = receive(
            actor,
            version.survey.activity,
            channel=channel,
            at=at,
            submitted_at=submitted_at,
            **_told(sheet, clean, keyed),
        )
        _keep_answers(sheet, version, contribution, clean)
        if equality:
            keep_equality_answers(version, equality, link=uuid.uuid4())
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
        answers = [answer for each, clean in pairs for answer in _answers(sheet, each.pk, clean)]
        Answer.objects.bulk_create(answers, batch_size=BATCH)
        EqualityAnswer.objects.bulk_create(_all_equality(version, sheet, given), batch_size=BATCH)
    return kept


def keep_equality_answers(version: Version, answers: Answers, *, link: uuid.UUID) -> int:
    """Keep optional equality answers under a random link. Nothing leads from them to a contribution, and
    the same link again adds nothing (X-03)."""
    rows = list(_equality_rows(version, sheet_of(version), answers, link))
    EqualityAnswer.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _already_sent(key: uuid.UUID) -> Contribution:
    sent = Contribution.objects.filter(pk=key).first()
    if sent is None:
        raise Refused(refusals.DRAFT_LOST())
    return sent


def _checked(sheet: Sheet, answers: Answers, *, required: bool = True) -> dict[str, Any]:
    clean, wrong = clean_answers(sheet, answers, required=required)
    if not clean and not wrong:
        wrong = [refusals.NOTHING_SAID()]
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
    if capacity in RespondentType.values:
        told.setdefault("respondent_type", capacity)
    if told.get("area") is None and (codes := _ward_codes(sheet, clean)):
        told["area"] = (_wards(codes) if areas is None else areas).get(min(codes))
    return told


def _ward_codes(sheet: Sheet, clean: Answers) -> set[str]:
    return {
        clean[question.key]
        for question in sheet.questions
        if question.kind == Kind.POSTCODE and question.key in clean
    }


def _wards(codes: set[str]) -> dict[str, Area]:
    """Wards by code, the latest vintage of each."""
    if not codes:
        return {}
    rows = Area.objects.filter(kind=Area.Kind.WARD, code__in=codes).defer("outline").order_by("valid_from")
    return {area.code: area for area in rows}


def _keep_answers(sheet: Sheet, version: Version, contribution: Contribution, clean: Answers) -> None:
    Response(contribution=contribution, version=version).save(force_insert=True)
    Answer.objects.bulk_create(_answers(sheet, contribution.pk, clean))


def _answers(sheet: Sheet, response: uuid.UUID, clean: Answers) -> Iterator[Answer]:
    for key, value in clean.items():
        question = sheet.by_key[key]
        if question.kind == Kind.TEXT:
            yield Answer(response_id=response, question_id=question.id, text=value)
        else:
            yield Answer(response_id=response, question_id=question.id, value=_as_value(question.kind, value))


def _as_value(kind: str, value: Any) -> Any:
    """Option keys are always kept as a list, so that one and several are counted alike."""
    return [value] if kind in (Kind.CHOICE, Kind.SCALE) else value


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
