"""Opening, extending, closing and completing an engagement (rows 5, 8 and 19)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from folkmoot.foundation.council.queries import local_date
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.records.use_cases import record
from folkmoot.plan.engagements import gates, rules
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.models import BEFORE_APPROVAL, Engagement, State
from folkmoot.plan.engagements.own_gates import day_words, pre_election
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal, Refused, refuse_if_any

from .approving import freeze_plan
from .guarding import changing, locked, only_in, only_writers
from .planning import set_window

CLOCK = "Clock"
DECISION, ANSWER = Bilingual("The decision", "Y penderfyniad"), Bilingual("The answer", "Yr ateb")


def open_engagement(actor: Person | None, engagement: Engagement, *, at: dt.datetime) -> Engagement:
    """Open it to the public; from now on the date of the answer is a public promise.

    Opened ahead of its day it still starts by the clock, on the opening day.
    """
    with changing(actor, engagement, State.APPROVED) as now:
        refuse_if_any(gates.unmet(now, "open", at))
        now.state, now.opened_at = State.OPEN, max(at, now.opens_at or at)
        now.save()
        record(
            actor,
            "engagement opened",
            subject=now,
            engagement=now,
            at=at,
            after={
                "opens_at": now.opens_at,
                "closes_at": now.closes_at,
                "decision_promised_on": now.decision_on,
                "answer_promised_on": now.feedback_on,
            },
        )
    return engagement


def extend_engagement(
    actor: Person | None, engagement: Engagement, *, closes_on: dt.date, reason: str, at: dt.datetime
) -> Engagement:
    """Give people longer. The new plan is frozen as a new version; the answer keeps its date."""
    with changing(actor, engagement, State.APPROVED, State.OPEN) as now:
        writer = only_writers(actor, now)
        before = now.closes_on
        now.closes_on = closes_on
        refuse_if_any(_wrong_with_extension(writer, now, before, closes_on, reason, at))
        set_window(now)
        now.save()
        for activity in now.activities.filter(closes_at__date=before):
            activity.closes_at = now.closes_at
            activity.save(update_fields=["closes_at"])
        version = freeze_plan(writer, now, at)
        record(
            actor,
            "engagement extended",
            subject=now,
            engagement=now,
            at=at,
            reason=reason.strip(),
            before={"closes_on": before},
            after={"closes_on": closes_on, "plan_version": version.number, "plan_hash": version.content_hash},
        )
    return engagement


def _wrong_with_extension(
    actor: Person,
    engagement: Engagement,
    before: dt.date | None,
    closes_on: dt.date,
    reason: str,
    at: dt.datetime,
) -> Iterator[Refusal]:
    if not reason.strip():
        yield no.NO_REASON(field="reason")
    yesterday = local_date(at) - dt.timedelta(days=1)
    before = before or yesterday
    if closes_on <= max(before, yesterday):
        yield no.NOT_LATER(field="closes_on", day=day_words(before))
    for promised, words in ((engagement.decision_on, DECISION), (engagement.feedback_on, ANSWER)):
        if promised and promised < closes_on:
            yield no.PAST_A_PROMISE(field="closes_on", words=words, day=day_words(promised))
    if not rules.may_coordinate(actor):
        yield from pre_election(engagement, at)


def close_engagement(
    actor: Person | None, engagement: Engagement, *, reason: str = "", at: dt.datetime
) -> Engagement:
    """Close it: when its time is up, or earlier with a reason."""
    with changing(actor, engagement, State.OPEN) as now:
        _refuse_to_close(now, reason, at)
        _close(actor, now, reason.strip(), at)
    return engagement


def _refuse_to_close(engagement: Engagement, reason: str, at: dt.datetime) -> None:
    states = gates.states(engagement, "close", at)
    refuse_if_any(
        refusal
        for state in states
        if not (state.gate.overridable and reason.strip())
        for refusal in state.refusals
    )


def _close(actor: Any, engagement: Engagement, reason: str, at: dt.datetime) -> None:
    early = engagement.closes_at is not None and at < engagement.closes_at
    engagement.state = State.CLOSED
    engagement.closed_at = at if early or engagement.closes_at is None else engagement.closes_at
    engagement.save()
    record(
        actor,
        "engagement closed",
        subject=engagement,
        engagement=engagement,
        at=at,
        reason=reason,
        after={"closed_at": engagement.closed_at, "answer_promised_on": engagement.feedback_on},
    )


def close_those_whose_time_is_up(*, at: dt.datetime) -> list[Engagement]:
    """What the clock does: close every open engagement whose last second has passed."""
    closed = []
    for due in Engagement.objects.filter(state=State.OPEN, closes_at__lt=at).order_by("closes_at"):
        with transaction.atomic():
            now = locked(due)
            if now.state != State.OPEN or not now.closes_at or now.closes_at >= at:
                continue
            if gates.unmet(now, "close", at):
                continue
            _close(CLOCK, now, "Its time was up", at)
            closed.append(now)
    return closed


def close_cycle(actor: Person | None, engagement: Engagement, *, at: dt.datetime) -> Engagement:
    """Complete it: every stage has said that nothing of its part is missing (V-07)."""
    with changing(actor, engagement, *State) as now:
        if now.state != State.COMPLETE:
            refuse_if_any(gates.unmet(now, "complete", at))
        only_in(now, State.CLOSED)
        now.state, now.completed_at = State.COMPLETE, at
        now.save()
        record(actor, "engagement completed", subject=now, engagement=now, at=at)
    return engagement


def withdraw_engagement(
    actor: Person | None, engagement: Engagement, *, reason: str, at: dt.datetime
) -> Engagement:
    """Take an idea or a plan out of the register's work; it stays in the record."""
    with changing(actor, engagement, *BEFORE_APPROVAL, State.APPROVED) as now:
        if not reason.strip():
            raise Refused(no.NO_REASON(field="reason"))
        was = now.state
        now.state = State.WITHDRAWN
        now.save()
        record(
            actor,
            "engagement withdrawn",
            subject=now,
            engagement=now,
            at=at,
            reason=reason.strip(),
            before={"state": was},
            public=was == State.APPROVED,
        )
    return engagement


def note_decided(actor: Person | None, engagement: Engagement, *, at: dt.datetime) -> None:
    """The decide stage says that a decision is public, so that lists can tell without asking upward."""
    _note(actor, engagement, "decided_at", "decision noted", at)


def note_answered(actor: Person | None, engagement: Engagement, *, at: dt.datetime) -> None:
    """The tell-back stage says that people have their answer."""
    _note(actor, engagement, "answered_at", "answer noted", at)


def _note(actor: Person | None, engagement: Engagement, moment: str, verb: str, at: dt.datetime) -> None:
    """Keep the first moment. Which role it takes the later stage knows, and has asked."""
    if not rules.may_note(actor):
        raise Refused(no.NO_POST())
    with transaction.atomic():
        Engagement.objects.filter(pk=engagement.pk, **{f"{moment}__isnull": True}).update(**{moment: at})
        record(actor, verb, subject=engagement, engagement=engagement, at=at)
