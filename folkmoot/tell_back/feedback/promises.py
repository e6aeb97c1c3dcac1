"""Every dated promise the council has made to residents, and whether it was kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import CharField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast

from folkmoot.analysis.clocks import Standing, promise_standing, promise_state
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
        _made()
        .filter(engagement__in=chosen)
        .annotate(dropped_at=_last_update())
        .select_related("service__parent", "engagement__owner")
    )
    found += [_of_commitment(commitment, today) for commitment in made]
    return sorted(found, key=_longest_wait_first)


def standings(today: dt.date) -> Counter[str]:
    """How many promises stand how, from bare columns: for a page that shows the totals alone."""
    found = Counter(promise_standing(*dates, today) for dates in _dates_of_engagements(today))
    counted = Counter({_name(standing): number for standing, number in found.items()})
    for state, due_on, finished_on in _made().values_list("state", "due_on", "finished_on"):
        dropped = state == Commitment.State.DROPPED
        counted[DROPPED if dropped else _name(promise_standing(due_on, finished_on, today))] += 1
    return counted


def _dates_of_engagements(today: dt.date) -> Iterable[tuple[dt.date, dt.date | None]]:
    """When something was promised and when it was done, twice for each engagement.

    The dates come as text: to make them dates one by one takes the ORM longer than the database takes to
    find them.
    """
    published = _with_answers(Engagement.objects.filter(state__in=AFTER_APPROVAL))
    columns = ("closes_on", "closed_at", "feedback_on", "heard_at", "told_at")
    nation = profile().nation
    rule = interim_rule(today, nation)
    for row in published.values_list(*(Cast(name, CharField()) for name in columns)):
        dates = [_date_of_text(written[:13]) if written else None for written in row]
        closes_on, closed_on, feedback_on, heard_on, told_on = dates
        closed_on = closed_on or closes_on
        if rule and closed_on:
            first = told_on if heard_on is None else heard_on if told_on is None else min(heard_on, told_on)
            yield law.deadline(rule, closed_on, nation=nation), first
        if feedback_on:
            yield feedback_on, told_on


@lru_cache(maxsize=20_000)
def _date_of_text(written: str) -> dt.date:
    """A date as the database writes it, or the council's date of a moment written to its hour in UTC."""
    if len(written) == 10:
        return dt.date.fromisoformat(written)
    return local_date(dt.datetime.fromisoformat(f"{written}:00+00:00"))


def overdue_feedback(today: dt.date) -> list[Promise]:
    """Answers that should be public by now: what the corporate team is told of."""
    due = Engagement.objects.filter(feedback_on__lt=today, reports__published_at__isnull=True)
    return [
        promise
        for promise in promises(today, Engagement.objects.filter(pk__in=due.values("pk")))
        if promise.kind == FEEDBACK and promise.standing == OVERDUE
    ]


def interim_rule(today: dt.date, nation: str = "") -> Rule | None:
    """The council's own standard for saying what was heard, where the law data holds one."""
    try:
        return law.rule(INTERIM_RULE, nation=nation or profile().nation, on=today)
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
    return _name(state.standing), state.days


def _name(standing: Standing) -> str:
    return standing.value.replace(" ", "_")


def _made() -> QuerySet[Commitment]:
    """Commitments that are public."""
    return Commitment.objects.filter(item__report__published_at__isnull=False)


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
