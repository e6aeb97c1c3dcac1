"""Who may handle what people sent, and until when something may be sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import translation

from folkmoot.design.templatetags.design import clock_time, day
from folkmoot.foundation.council.models import Service
from folkmoot.foundation.council.queries import LOCAL_TIME, profile
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import open_appointments, serves
from folkmoot.plan.engagements.models import Activity, Engagement, State
from folkmoot.plan.law import queries as law
from folkmoot.take_part.contributions import refusals
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal

HANDLERS = ("officer", "service_manager", "corporate", "administrator")
READERS = (*HANDLERS, "decision_officer", "scrutiny")
GRACE_RULE = "open.keying_grace"


def may_handle(person: Person | None, engagement: Engagement) -> bool:
    """Build, key, import and moderate: the owning service, the corporate team, administrators."""
    return serves(person, engagement.owner, *HANDLERS)


def may_read(person: Person | None, engagement: Engagement) -> bool:
    """Read single answers. Ward councillors read what was heard in counts, not who said it (X-03)."""
    return serves(person, engagement.owner, *READERS)


def within_reach(person: Person | None, roles: Iterable[str], path: str) -> Q:
    """A filter for rows whose owning service, at `path`, the person serves in one of `roles`."""
    held = [post for post in open_appointments(person) if post.role in roles] if person else []
    if any(post.service_id is None for post in held):
        return Q()
    ours = Service.objects.filter(_of_directorates([post.service_id for post in held]))
    return Q(**{f"{path}__in": ours})


def _of_directorates(services: list[int | None]) -> Q:
    return Q(pk__in=services) | Q(parent__in=services)


def activities_for(person: Person | None, *roles: str) -> QuerySet[Activity]:
    """The activities of engagements whose service the person serves in one of the roles."""
    return Activity.objects.filter(within_reach(person, roles, "engagement__owner")).select_related(
        "engagement__owner"
    )


def window(activity: Activity) -> tuple[dt.datetime | None, dt.datetime | None]:
    """From when until when answers count: the activity's own window, inside that of its engagement."""
    engagement = activity.engagement
    starts = [each for each in (engagement.opens_at, activity.opens_at) if each]
    ends = [each for each in (engagement.closes_at, activity.closes_at, engagement.closed_at) if each]
    return max(starts, default=None), min(ends, default=None)


def window_refusals(activity: Activity, at: dt.datetime) -> list[Refusal]:
    """Why an answer given at `at` cannot be counted; empty while the window is open."""
    opens, closes = window(activity)
    if closes and at > closes:
        return [refusals.CLOSED(until=said(closes))]
    if opens and at < opens:
        return [refusals.NOT_OPEN_YET(opens=said(opens))]
    return [] if activity.engagement.state == State.OPEN else [refusals.NOT_OPEN()]


def dating_refusals(
    activity: Activity, first: dt.datetime, last: dt.datetime, *, at: dt.datetime
) -> list[Refusal]:
    """Why answers that staff enter cannot bear these dates: they came while people could answer."""
    opens, closes = window(activity)
    found = []
    if opens and first < opens:
        found.append(refusals.DATED_BEFORE(field="submitted_on", opens=_said_local_day(opens)))
    if last > at:
        found.append(refusals.IN_THE_FUTURE(field="submitted_on"))
    elif closes and last > closes:
        found.append(refusals.DATED_AFTER(field="submitted_on", closes=_said_local_day(closes)))
    return found


def _said_local_day(moment: dt.datetime) -> Bilingual:
    return said_day(moment.astimezone(LOCAL_TIME).date())


def is_open(activity: Activity, at: dt.datetime) -> bool:
    return not window_refusals(activity, at)


def keying_refusals(activity: Activity, at: dt.datetime) -> list[Refusal]:
    """Why a form cannot be keyed any more: some days are left after closing for forms that came in time."""
    _opens, closes = window(activity)
    if activity.engagement.state not in (State.OPEN, State.CLOSED):
        return [refusals.NOT_OPEN()]
    if closes is None or at <= closes:
        return []
    until = keying_until(closes)
    return [refusals.TOO_LATE_TO_KEY(until=said(until))] if at > until else []


def keying_until(closes: dt.datetime) -> dt.datetime:
    """The last moment to key what came before `closes`."""
    return closes + dt.timedelta(days=keying_grace_days(closes.astimezone(LOCAL_TIME).date()))


def keying_grace_days(on: dt.date) -> int:
    """Days after closing in which forms received in time may be keyed, by the rule in force on `on`."""
    try:
        return int(law.value(GRACE_RULE, "period", nation=profile().nation, on=on)["n"])
    except law.NoRuleInForce:
        return 0


def said(moment: dt.datetime) -> Bilingual:
    """A moment as people say it, in both languages: 11:59pm on 8 January 2027."""
    local = moment.astimezone(LOCAL_TIME)
    with translation.override("cy"):
        welsh = f"{clock_time(local)} ar {day(local)}"
    with translation.override("en"):
        english = f"{clock_time(local)} on {day(local)}"
    return Bilingual(english, welsh)


def said_day(date: dt.date) -> Bilingual:
    """A date written out in both languages: 8 January 2027."""
    with translation.override("cy"):
        welsh = day(date)
    with translation.override("en"):
        return Bilingual(day(date), welsh)
