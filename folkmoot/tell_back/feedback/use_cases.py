"""What can happen to feedback: drafted, published, corrected; commitments updated; delays escalated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import translation

from folkmoot.decide.decisions.models import Decision
from folkmoot.design.templatetags.design import day
from folkmoot.foundation.council.models import Service
from folkmoot.foundation.council.queries import local_date
from folkmoot.foundation.messages.use_cases import Message, queue_messages
from folkmoot.foundation.people.models import Appointment, Person, Role
from folkmoot.foundation.records.queries import entries_about
from folkmoot.foundation.records.use_cases import record
from folkmoot.listen.evidence.models import Finding
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.use_cases import note_answered
from folkmoot.tell_back.feedback import refusals, rules
from folkmoot.tell_back.feedback.checks import against_drafting, against_publishing, against_updating
from folkmoot.tell_back.feedback.figures import figures_of
from folkmoot.tell_back.feedback.models import Commitment, Item, Report, Update
from folkmoot.tell_back.feedback.promises import Promise, overdue_feedback
from folkmoot.tell_back.feedback.tasks import tell_contributors
from folkmoot.words.bilingual import Bilingual, bilingual
from folkmoot.words.refusals import Refused, refuse_if_any

NOTHING = Bilingual()
ESCALATED = "overdue feedback escalated"


@dataclass(frozen=True)
class Pledge:
    """A commitment as drafted: what, which service, by when."""

    title: Bilingual
    service: Service | None
    due_on: dt.date | None


@dataclass(frozen=True)
class Answer:
    """The answer to one finding as drafted. `decision` is the engagement's latest unless told."""

    finding: Finding
    asked: Bilingual = NOTHING
    said: Bilingual = NOTHING
    outcome: str = ""
    did: Bilingual = NOTHING
    because: Bilingual = NOTHING
    commitments: Sequence[Pledge] = ()
    decision: Decision | None = None


def draft_report(
    actor: Person | None,
    engagement: Engagement,
    *,
    summary: Bilingual | str,
    items: Iterable[Answer] = (),
    correction: Bilingual | str = "",
    at: dt.datetime,
) -> Report:
    """Write the draft anew: the first version, or the next one that corrects what was published."""
    if not rules.may_write(actor, engagement):
        raise Refused(refusals.NOT_YOURS())
    answers = list(items)
    refuse_if_any(against_drafting(engagement, answers, at))
    with transaction.atomic():
        report = _open_draft(engagement)
        report.summary, report.correction = bilingual(summary), bilingual(correction)
        report.save()
        _write_items(report, answers)
        record(
            actor,
            "feedback drafted",
            subject=report,
            engagement=engagement,
            after={"version": report.version, "answers": len(answers)},
            public=False,
            at=at,
        )
    return report


def publish_feedback(actor: Person | None, report: Report, *, at: dt.datetime) -> Report:
    """Tell everybody. From this moment neither the words nor the commitments can be changed."""
    engagement = report.engagement
    if not rules.may_write(actor, engagement):
        raise Refused(refusals.NOT_YOURS())
    with transaction.atomic():
        report = Report.objects.select_for_update().select_related("engagement__owner").get(pk=report.pk)
        refuse_if_any(against_publishing(report, at))
        report.figures = figures_of(engagement)
        report.published_at, report.published_by = at, actor
        report.save(update_fields=["figures", "published_at", "published_by"])
        record(
            actor,
            "feedback corrected" if report.version > 1 else "feedback published",
            subject=report,
            engagement=engagement,
            reason=report.correction.en,
            after=_in_short(report),
            at=at,
        )
        note_answered(actor, engagement, at=at)
        tell_contributors.enqueue(report.pk)
    return report


def update_commitment(
    actor: Person | None, commitment: Commitment, *, state: str, words: Bilingual | str, at: dt.datetime
) -> Commitment:
    """Say how a commitment stands. Done shows its evidence; dropped says why; both are final."""
    if not rules.may_update(actor, commitment):
        raise Refused(refusals.NOT_YOURS())
    said = bilingual(words)
    with transaction.atomic():
        commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
        refuse_if_any(against_updating(commitment, state, said))
        before = commitment.state
        commitment.state = state
        if state in (Commitment.State.DONE, Commitment.State.DROPPED):
            commitment.evidence = said
        if state == Commitment.State.DONE:
            commitment.finished_on = local_date(at)
        commitment.save(update_fields=["state", "evidence", "finished_on"])
        Update.objects.create(commitment=commitment, state=state, words=said, by=actor, at=at)  # type: ignore[misc]  # rules
        record(
            actor,
            "commitment updated",
            subject=commitment,
            engagement=commitment.engagement,
            reason=said.en or said.cy,
            before={"state": before},
            after={"state": state},
            at=at,
        )
    return commitment


def escalate_overdue(*, at: dt.datetime) -> list[Engagement]:
    """Tell the corporate team of each answer now overdue, once for each promised date (C-066)."""
    told = []
    for promise in overdue_feedback(local_date(at)):
        engagement, due = promise.engagement, promise.promised_on.isoformat()
        with transaction.atomic():
            if entries_about(engagement).filter(verb=ESCALATED, after__promised_on=due).exists():
                continue
            record(
                "Feedback clock",
                ESCALATED,
                subject=engagement,
                engagement=engagement,
                after={"promised_on": due},
                at=at,
            )
            queue_messages(_to_corporate_team(promise, at), at=at)
            told.append(engagement)
    return told


def _open_draft(engagement: Engagement) -> Report:
    draft = Report.objects.select_for_update().filter(engagement=engagement, published_at=None).first()
    if draft is None:
        last = Report.objects.filter(engagement=engagement).aggregate(last=Max("version"))["last"]
        return Report(engagement=engagement, version=(last or 0) + 1)
    Commitment.objects.filter(item__report=draft).delete()
    draft.items.all().delete()
    return draft


def _write_items(report: Report, answers: list[Answer]) -> None:
    latest = report.engagement.decisions.order_by("-decided_on", "-pk").first()
    for order, answer in enumerate(answers, start=1):
        item = Item.objects.create(
            report=report,
            finding=answer.finding,
            decision=answer.decision or latest,
            order=order,
            asked=bilingual(answer.asked),
            said=bilingual(answer.said),
            outcome=answer.outcome,
            did=bilingual(answer.did),
            because=bilingual(answer.because),
        )
        for pledge in answer.commitments:
            Commitment.objects.create(
                item=item,
                engagement=report.engagement,
                title=bilingual(pledge.title),
                service=pledge.service,  # type: ignore[misc]  # checked before
                due_on=pledge.due_on,
            )


def _in_short(report: Report) -> dict[str, Any]:
    outcomes = list(report.items.values_list("outcome", flat=True))
    return {"version": report.version} | {outcome: outcomes.count(outcome) for outcome in set(outcomes)}


def _to_corporate_team(promise: Promise, at: dt.datetime) -> Iterable[Message]:
    engagement, today = promise.engagement, local_date(at)
    posts = Appointment.objects.filter(
        role=Role.CORPORATE, from_on__lte=today, person__account__is_active=True
    ).exclude(to_on__lt=today)
    for person in Person.objects.filter(appointments__in=posts).select_related("account").distinct():
        with translation.override(person.language):
            due, where = day(promise.promised_on), reverse("feedback:clock")
        yield Message(
            recipient=person.account.email,  # type: ignore[union-attr]  # filtered
            template="feedback_overdue",
            language=person.language,
            context={
                "title": engagement.title.spoken(person.language)[1],
                "service": engagement.owner.name.spoken(person.language)[1],
                "ref": engagement.ref,
                "due": due,
                "where": where,
            },
            dedupe_key=f"feedback-overdue:{engagement.ref}:{promise.promised_on}:{person.pk}",
        )
