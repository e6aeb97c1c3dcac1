"""What can be seen of engagements: by whom, in which order, and how far each has come at a moment."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from folkmoot.foundation.council.models import Service
from folkmoot.foundation.council.queries import directorates, local_date
from folkmoot.foundation.people.models import Group, Person
from folkmoot.foundation.people.queries import holds, open_appointments
from folkmoot.foundation.places.models import Area
from folkmoot.plan.engagements.models import (
    PUBLISHED,
    STATE_WORDS,
    Document,
    Engagement,
    Involvement,
    State,
)
from folkmoot.plan.engagements.rules import WRITERS
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.plurals import common_part

FORWARD_MONTHS = 12
# What lists do not show and need not fetch.
LONG_WORDS = (
    "purpose",
    "can_change",
    "cannot_change",
    "cannot_change_why",
    "level_reason",
    "single_channel_why",
    "scope",
    "feedback_plan",
    "audience",
    "search_text",
)


@dataclass(frozen=True, slots=True)
class Line:
    """An engagement as one line of a list: its columns, without the cost of a model for each."""

    pk: int
    ref: str
    slug: str
    title: Bilingual
    summary: Bilingual
    state: str
    minutes: int | None
    opens_on: dt.date | None
    closes_on: dt.date | None
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    decided_at: dt.datetime | None
    service: Bilingual

    @property
    def state_words(self) -> Bilingual:
        return STATE_WORDS[State(self.state)]


class Standing(StrEnum):
    """How an engagement stands for the public at a moment."""

    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"
    DECIDED = "decided"


def visible_to(person: Person | None) -> QuerySet[Engagement]:
    """What a person may see: the public what is approved; staff also the drafts of their own services."""
    everything = Engagement.objects.select_related("owner", "owner__parent", "accountable")
    if holds(person, "corporate"):
        return everything
    seen = Q(state__in=PUBLISHED)
    if person is not None:
        seen |= Q(accountable=person) | Q(proposed_by=person) | _in_services_of(person)
    return everything.filter(seen)


def public_engagements() -> QuerySet[Engagement]:
    return visible_to(None)


def _in_services_of(person: Person) -> Q:
    posts = [post for post in open_appointments(person) if post.role in WRITERS]
    if any(post.service_id is None for post in posts):
        return Q(pk__isnull=False)
    services = {post.service_id for post in posts}
    return Q(owner__in=services) | Q(owner__parent__in=services)


def is_open(engagement: Engagement | Line, at: dt.datetime) -> bool:
    """Whether people can take part at this moment, by the clock: the closing second still counts."""
    if engagement.state != State.OPEN or engagement.opens_at is None or engagement.closes_at is None:
        return False
    return bool(engagement.opens_at <= at <= engagement.closes_at)


def standing(engagement: Engagement | Line, at: dt.datetime) -> Standing:
    """How a published engagement stands for the public, read from moments rather than from buttons."""
    if is_open(engagement, at):
        return Standing.OPEN
    if engagement.state == State.APPROVED or _still_to_open(engagement, at):
        return Standing.COMING
    if engagement.decided_at or engagement.state == State.COMPLETE:
        return Standing.DECIDED
    return Standing.CLOSED


def _still_to_open(engagement: Engagement | Line, at: dt.datetime) -> bool:
    return bool(engagement.state == State.OPEN and engagement.opens_at and at < engagement.opens_at)


def in_standing(wanted: Standing | str, at: dt.datetime) -> QuerySet[Engagement]:
    """Public engagements in one standing, the most pressing first."""
    found = public_engagements()
    if wanted == Standing.OPEN:
        return open_now(at)
    if wanted == Standing.COMING:
        return found.filter(Q(state=State.APPROVED) | Q(state=State.OPEN, opens_at__gt=at)).order_by(
            "opens_on", "pk"
        )
    decided = Q(decided_at__isnull=False) | Q(state=State.COMPLETE)
    ended = Q(state__in=[State.CLOSED, State.COMPLETE]) | Q(state=State.OPEN, closes_at__lt=at)
    found = found.filter(ended).order_by("-closes_on", "-pk")
    return found.filter(decided) if wanted == Standing.DECIDED else found.exclude(decided)


def newest_first() -> QuerySet[Engagement]:
    return public_engagements().order_by("-opens_on", "-pk")


def open_now(at: dt.datetime) -> QuerySet[Engagement]:
    """What people can take part in at this moment, closing soonest first."""
    return (
        public_engagements()
        .filter(state=State.OPEN, opens_at__lte=at, closes_at__gte=at)
        .order_by("closes_at", "pk")
    )


def coming(at: dt.datetime, *, months: int = FORWARD_MONTHS) -> QuerySet[Engagement]:
    """The forward plan: what opens within the next months (C-023)."""
    today = local_date(at)
    return in_standing(Standing.COMING, at).filter(opens_on__lte=months_later(today, months))


def concerning(codes: Iterable[str]) -> QuerySet[Engagement]:
    """Public engagements about any of these areas, or about the whole council (C-045)."""
    return about_area(public_engagements(), *codes)


def about_area(engagements: QuerySet[Engagement], *codes: str) -> QuerySet[Engagement]:
    """Those about one of these areas or about the whole council."""
    here = Q(areas__isnull=True) | Q(areas__kind=Area.Kind.AUTHORITY) | Q(areas__code__in=codes)
    return engagements.filter(pk__in=Engagement.objects.filter(here).values("pk"))


def is_about_whole_council(engagement: Engagement) -> bool:
    kinds = [area.kind for area in engagement.areas.all()]
    return not kinds or Area.Kind.AUTHORITY in kinds


def of_services(engagements: QuerySet[Engagement], service: Service) -> QuerySet[Engagement]:
    """Those of a service or of any service in a directorate."""
    return engagements.filter(Q(owner=service) | Q(owner__parent=service))


def mine(engagements: QuerySet[Engagement], person: Person) -> QuerySet[Engagement]:
    return engagements.filter(Q(accountable=person) | Q(proposed_by=person))


def matching(engagements: QuerySet[Engagement], text: str) -> QuerySet[Engagement]:
    """Those whose reference, title or summary holds every word, as one or as many."""
    for word in text.replace("\x00", " ").casefold().split()[:8]:
        engagements = engagements.filter(search_text__contains=common_part(word))
    return engagements


def search_text(ref: str, *words: Bilingual) -> str:
    """What the search looks through: both languages, in small letters."""
    parts = [ref, *(part for each in words for part in (each.en, each.cy))]
    return " ".join(part.casefold() for part in parts if part)


def live_documents(engagement: Engagement) -> QuerySet[Document]:
    return engagement.documents.filter(published_at__isnull=False).order_by("published_at", "pk")


def groups_involved(engagement: Engagement) -> QuerySet[Involvement]:
    return engagement.involvements.select_related("group").order_by("pk")


def involvements_of(group: Group) -> QuerySet[Involvement]:
    """Every published engagement a group took part in, newest first (V-12)."""
    return (
        Involvement.objects.filter(group=group, engagement__state__in=PUBLISHED)
        .select_related("engagement", "engagement__owner")
        .order_by("-engagement__closes_on", "-pk")
    )


def by_decision_holder() -> list[dict[str, Any]]:
    """Published engagements counted by who decides and by level, most first (L-32)."""
    counted = (
        public_engagements()
        .order_by()
        .values("decision_holder", "level")
        .annotate(engagements=Count("pk"))
        .order_by("-engagements")
    )
    holders: dict[str, dict[str, Any]] = {}
    for row in counted:
        words = row["decision_holder"]
        holder = holders.setdefault(words.en, {"holder": words, "levels": {}, "engagements": 0})
        holder["levels"][row["level"]] = holder["levels"].get(row["level"], 0) + row["engagements"]
        holder["engagements"] += row["engagements"]
    return sorted(holders.values(), key=lambda holder: -holder["engagements"])


def coverage() -> list[dict[str, Any]]:
    """Every directorate with its engagements by state, including those with none (V-10)."""
    counts: dict[int, dict[str, int]] = {}
    rows = Engagement.objects.exclude(state=State.WITHDRAWN).order_by()
    for owner, parent, state, number in rows.values_list("owner", "owner__parent", "state").annotate(
        number=Count("pk")
    ):
        here = counts.setdefault(parent or owner, {})
        here[state] = here.get(state, 0) + number
    return [
        {"directorate": each, "states": counts.get(each.pk, {}), "all": sum(counts.get(each.pk, {}).values())}
        for each in directorates()
    ]


def page_of(engagements: QuerySet[Engagement], number: str | None, a_page: int = 20) -> Page[Any]:
    """One page of `Line`. Sorting keys alone and fetching twenty rows is faster than sorting whole rows."""
    keys = engagements.values_list("pk", flat=True)
    page: Page[Any] = Paginator(keys, a_page).get_page(number)
    wanted = list(page.object_list)
    columns = [F("owner__name") if each.name == "service" else each.name for each in fields(Line)]
    rows = Engagement.objects.filter(pk__in=wanted).values_list(*columns)
    found = {row[0]: Line(*row) for row in rows}
    page.object_list = [found[key] for key in wanted]
    return page


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
