"""Every dated promise the council has made to residents, and whether it was kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min, OuterRef, QuerySet, Subquery

from folkmoot.analysis.clocks import promise_state
from folkmoot.foundation.council.models import Service
from folkmoot.foundation.council.queries import local_date, profile
from folkmoot.listen.evidence.models import Finding
from folkmoot.plan.engagements.models import AFTER_APPROVAL, Engagement
from folkmoot.plan.law import queries as law
from folkmoot.plan.law.models import Rule
from folkmoot.tell_back.feedback.models import Commitment, Report, Update

INTERIM, FEEDBACK, COMMITMENT = KINDS = ("interim", "feedback", "commitment")
KEPT, KEPT_LATE, DUE, OVERDUE, DROPPED = STANDINGS = ("kept", "kept_late", "due", "overdue", "dropped")
INTERIM_RULE = "clock.interim_feedback"
# What a promise needs to know of its engagement; the long words of the plan stay where they are.
PROMISED = (
    *("ref", "slug", "title", "state", "closes_on", "closed_at", "feedback_on"),
    *("owner__key", "owner__name", "owner__parent__key", "owner__parent__name"),
)


@dataclass(frozen=True)
class Promise:
    """One promise: what, of which engagement and service, for when, and how it stands today.

    `days` is never negative: early when kept, late when kept late, left when due, over when overdue.
    A commitment given up, with its reason in public, is `dropped`: neither kept nor still waited for.
    """

    kind: str
    engagement: Engagement
    service: Service
    promised_on: dt.date
    actual_on: dt.date | None
    standing: str
    days: int
    commitment: Commitment | None = None

    @property
    def is_late(self) -> bool:
        return self.standing in (KEPT_LATE, OVERDUE)


def promises(today: dt.date, engagements: QuerySet[Engagement] | None = None) -> list[Promise]:
    """Every promise of published engagements, the longest waits first."""
    chosen = Engagement.objects.all() if engagements is None else engagements
    published = chosen.filter(state__in=AFTER_APPROVAL).select_related("owner__parent")
    asked = list(_with_answers(published).only(*PROMISED))
    rule, nation = interim_rule(today), profile().nation
    found = [promise for each in asked for promise in _of_engagement(each, rule, nation, today)]
    made = (
        Commitment.objects.filter(engagement__in=chosen, item__report__published_at__isnull=False)
        .annotate(dropped_at=_last_update())
        .select_related("service__parent", "engagement__owner")
    )
    found += [_of_commitment(commitment, today) for commitment in made]
    return sorted(found, key=_longest_wait_first)


def overdue_feedback(today: dt.date) -> list[Promise]:
    """Answers that should be public by now: what the corporate team is told of."""
    due = Engagement.objects.filter(feedback_on__lt=today, reports__published_at__isnull=True)
    return [
        promise
        for promise in promises(today, Engagement.objects.filter(pk__in=due.values("pk")))
        if promise.kind == FEEDBACK and promise.standing == OVERDUE
    ]


def interim_rule(today: dt.date) -> Rule | None:
    """The council's own standard for saying what was heard, where the law data holds one."""
    try:
        return law.rule(INTERIM_RULE, nation=profile().nation, on=today)
    except law.NoRuleInForce:
        return None


def interim_promise(engagement: Engagement, rule: Rule | None, nation: str = "") -> dt.date | None:
    """When people will read what was heard: so long after closing as the rule says."""
    closed = local_date(engagement.closed_at) if engagement.closed_at else engagement.closes_on
    if closed is None or rule is None:
        return None
    return law.deadline(rule, closed, nation=nation or profile().nation)


def first_answer(engagement: Engagement) -> dt.date | None:
    """The day on which people first got their answer."""
    moment = (
        Report.objects.filter(engagement=engagement, published_at__isnull=False).aggregate(
            first=Min("published_at")
        )
    )["first"]
    return local_date(moment) if moment else None


def standing_of(promised_on: dt.date, actual_on: dt.date | None, today: dt.date) -> tuple[str, int]:
    state = promise_state(promised_on, actual_on, today)
    return state.standing.value.replace(" ", "_"), state.days


def _with_answers(engagements: QuerySet[Engagement]) -> QuerySet[Engagement]:
    heard = Finding.objects.filter(engagement=OuterRef("pk"), published_at__isnull=False)
    told = Report.objects.filter(engagement=OuterRef("pk"), published_at__isnull=False)
    return engagements.annotate(
        heard_at=Subquery(heard.order_by("published_at").values("published_at")[:1]),
        told_at=Subquery(told.order_by("published_at").values("published_at")[:1]),
    )


def _of_engagement(
    engagement: Engagement, rule: Rule | None, nation: str, today: dt.date
) -> Iterable[Promise]:
    heard = min(filter(None, (engagement.heard_at, engagement.told_at)), default=None)  # type: ignore[attr-defined]
    dates = (
        (INTERIM, interim_promise(engagement, rule, nation), heard),
        (FEEDBACK, engagement.feedback_on, engagement.told_at),  # type: ignore[attr-defined]
    )
    for kind, promised_on, moment in dates:
        if promised_on is not None:
            actual_on = local_date(moment) if moment else None
            standing, days = standing_of(promised_on, actual_on, today)
            yield Promise(kind, engagement, engagement.owner, promised_on, actual_on, standing, days)


def _of_commitment(commitment: Commitment, today: dt.date) -> Promise:
    standing, days = standing_of(commitment.due_on, commitment.finished_on, today)
    actual_on = commitment.finished_on
    if commitment.state == Commitment.State.DROPPED:
        dropped_at = commitment.dropped_at  # type: ignore[attr-defined]
        standing, actual_on = DROPPED, local_date(dropped_at) if dropped_at else None
    return Promise(
        COMMITMENT,
        commitment.engagement,
        commitment.service,
        commitment.due_on,
        actual_on,
        standing,
        days,
        commitment,
    )


def _last_update() -> Subquery:
    return Subquery(Update.objects.filter(commitment=OuterRef("pk")).order_by("-at").values("at")[:1])


def _longest_wait_first(promise: Promise) -> tuple[int, int, dt.date, str]:
    order = {OVERDUE: 0, DUE: 1, KEPT_LATE: 2, DROPPED: 3, KEPT: 4}[promise.standing]
    days = -promise.days if promise.standing in (OVERDUE, KEPT_LATE) else promise.days
    return order, days, promise.promised_on, promise.engagement.ref
