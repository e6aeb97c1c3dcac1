"""What feedback shows on pages of others: the stage, the officer's tasks, my work, the front page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from folkmoot.design.tiles import TELL_BACK, Shown, StageMark, Task, Tile, register
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds, open_appointments
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.tell_back.feedback import rules
from folkmoot.tell_back.feedback.checks import against_publishing, write_url
from folkmoot.tell_back.feedback.models import Commitment
from folkmoot.tell_back.feedback.promises import first_answer, overdue_feedback
from folkmoot.tell_back.feedback.queries.endings import published_report
from folkmoot.tell_back.feedback.queries.writing import draft_of

OPEN_STATES = (Commitment.State.PROMISED, Commitment.State.UNDER_WAY)


def stage(*, person: Person | None, engagement: Engagement, **_subject: Any) -> StageMark | None:
    """Told, or to be told by when."""
    told_on = first_answer(engagement)
    if told_on:
        href = reverse("feedback:report", kwargs={"slug": engagement.slug})
        return StageMark(TELL_BACK, "done", engagement.feedback_on, told_on, _("Feedback published"), href)
    late = engagement.feedback_on is not None and engagement.feedback_on < timezone.localdate()
    decided = engagement.state == State.CLOSED and engagement.decisions.exists()
    state = "late" if late else "now" if decided else "next"
    return StageMark(TELL_BACK, state, engagement.feedback_on, None, _("What changed, and what did not"))


def part_of_page(*, person: Person | None, engagement: Engagement, **_subject: Any) -> Shown | None:
    """On the engagement page: the answer, or when it will come."""
    if engagement.state not in (State.CLOSED, State.COMPLETE):
        return None
    report = published_report(engagement)
    return Shown("feedback/tiles/answer.html", {"report": report, "engagement": engagement})


def tasks(*, person: Person | None, engagement: Engagement, **_subject: Any) -> list[Task]:
    """On the officer's desk: write, publish, follow the commitments."""
    if not rules.may_write(person, engagement):
        return []
    return [_reply_task(engagement), *_commitment_tasks(engagement)]


def trace_link(*, person: Person | None, engagement: Engagement, **_subject: Any) -> Task:
    """Beside the desk, for whoever may see it: scrutiny follows a point from here."""
    address = reverse("feedback:staff_trace", args=[engagement.ref])
    return Task(TELL_BACK, _("Trace from either end"), "done", address)


def _reply_task(engagement: Engagement) -> Task:
    if published_report(engagement) is not None:
        return Task(TELL_BACK, _("Publish feedback"), "done", write_url(engagement))
    today = timezone.localdate()
    if engagement.state not in (State.CLOSED, State.COMPLETE) or not engagement.decisions.exists():
        return Task(TELL_BACK, _("Publish feedback"), "blocked", due_on=engagement.feedback_on)
    draft = draft_of(engagement)
    missing = tuple(against_publishing(draft, timezone.now())) if draft else ()
    return Task(
        TELL_BACK,
        _("Publish feedback") if draft else _("Write feedback"),
        "todo",
        write_url(engagement),
        refusals=missing,
        urgent=_soon(engagement.feedback_on, today),
        due_on=engagement.feedback_on,
    )


def _commitment_tasks(engagement: Engagement) -> list[Task]:
    today = timezone.localdate()
    made = Commitment.objects.filter(
        engagement=engagement, item__report__published_at__isnull=False, state__in=OPEN_STATES
    ).order_by("due_on", "pk")
    return [_commitment_task(commitment, today) for commitment in made]


def _commitment_task(commitment: Commitment, today: dt.date) -> Task:
    due = commitment.due_on <= today
    return Task(
        TELL_BACK,
        commitment.title,
        "todo" if due else "later",
        reverse("feedback:commitment", kwargs={"pk": commitment.pk}),
        urgent=due,
        due_on=commitment.due_on,
    )


def _soon(promised_on: dt.date | None, today: dt.date) -> bool:
    return promised_on is not None and promised_on <= today + dt.timedelta(days=7)


def my_work(*, person: Person | None, **_subject: Any) -> list[Task]:
    """Overdue answers for the corporate team; overdue commitments for the services that made them (C-066)."""
    if person is None:
        return []
    today = timezone.localdate()
    found = _overdue_answers(today) if holds(person, "corporate") else []
    services = [post.service_id for post in open_appointments(person) if post.role in WORKERS]
    overdue = (
        Commitment.objects.filter(
            service__in=services,
            item__report__published_at__isnull=False,
            state__in=OPEN_STATES,
            due_on__lte=today,
        )
        .order_by("due_on", "pk")
        .distinct()
    )
    return found + [_commitment_task(commitment, today) for commitment in overdue]


WORKERS = ("officer", "service_manager")


def _overdue_answers(today: dt.date) -> list[Task]:
    return [
        Task(
            TELL_BACK,
            promise.engagement.title,
            "todo",
            write_url(promise.engagement),
            detail=ngettext(
                "People have waited %(days)d day longer than promised for their answer.",
                "People have waited %(days)d days longer than promised for their answer.",
                promise.days,
            )
            % {"days": promise.days},
            urgent=True,
            due_on=promise.promised_on,
        )
        for promise in overdue_feedback(today)
    ]


def plug_in() -> None:
    register(Tile("engagement.stage", "feedback", 50, stage))
    register(Tile("engagement.page", "feedback", 10, part_of_page))
    register(Tile("desk.task", "feedback", 50, tasks, audience="staff"))
    register(Tile("desk.link", "feedback", 50, trace_link, audience="staff"))
    register(Tile("my_work", "feedback", 50, my_work, audience="staff"))
