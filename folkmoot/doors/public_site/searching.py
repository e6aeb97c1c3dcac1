"""One search over what was asked, found and decided: by words, by ward and by year (C-110)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, DateField, F, Min, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.urls import reverse

from folkmoot.decide.decisions.models import Decision
from folkmoot.decide.decisions.queries import visible_to as decisions_visible_to
from folkmoot.doors.public_site.folding import fold, folded
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import has_a_post
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.queries import visible_to as evidence_visible_to
from folkmoot.plan.engagements.models import PUBLISHED, Engagement
from folkmoot.plan.engagements.queries import about_area, public_engagements
from folkmoot.plan.engagements.queries import visible_to as engagements_visible_to
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.plurals import common_part

A_PAGE = 20
MOST_WORDS = 8
LONGEST_WORDS = 100
IN_A_HIT = ("ref", "slug", "title", "state", "closes_on")
ENGAGEMENT, FINDING, DECISION = KINDS = ("engagement", "finding", "decision")


@dataclass(frozen=True)
class Asked:
    """What somebody searches for; parts that make no sense were left out when it was read."""

    words: str = ""
    ward: str = ""
    year: int | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.ward or self.year)


@dataclass(frozen=True)
class Hit:
    """One thing found: what kind, its words, where to read it."""

    kind: str
    title: Bilingual
    engagement: Engagement
    href: str
    on: dt.date | None
    public: bool = True
    number: int = 0  # of a finding, within its engagement


def search(asked: Asked, person: Person | None = None, *, page: Any = 1) -> Page:
    """What the person may see of what matches, the newest first, as a page of hits."""
    reader = person if has_a_post(person) else None
    parts = [_engagements(asked, reader), _findings(asked, reader), _decisions(asked, reader)]
    found = parts[0].union(*parts[1:], all=True).order_by("-on", "kind", "-key")
    shown = Paginator(found, A_PAGE).get_page(page)
    shown.object_list = hits([(row["kind"], row["key"]) for row in shown.object_list])
    return shown


def first_year() -> int | None:
    """The year of the oldest published engagement."""
    oldest = public_engagements().order_by().aggregate(day=Min("opens_on"))["day"]
    return oldest.year if oldest else None


def _engagements(asked: Asked, person: Person | None) -> QuerySet[Any]:
    found = _matching(engagements_visible_to(person), asked, "title", "summary", "purpose", "+ref")
    if asked.ward:
        found = about_area(found, asked.ward)
    if asked.year:
        found = found.filter(_ran_in(asked.year, ""))
    return _rows(found, ENGAGEMENT, Coalesce(F("closes_on"), F("opens_on"), TruncDate("proposed_at")))


def _findings(asked: Asked, person: Person | None) -> QuerySet[Any]:
    seen = Q(engagement__state__in=PUBLISHED, published_at__isnull=False) & ~Q(
        replacement__published_at__isnull=False
    )
    if person is not None:
        seen |= Q(replacement=None, engagement__in=evidence_visible_to(person).values("pk"))
    told_at = Coalesce(F("published_at"), F("stated_at"))
    found = _matching(Finding.objects.filter(seen), asked, "statement")
    found = _of_engagements(found, asked, Q(stated_at__year=asked.year))
    return _rows(found, FINDING, TruncDate(told_at))


def _decisions(asked: Asked, person: Person | None) -> QuerySet[Any]:
    seen = Q(engagement__state__in=PUBLISHED)
    if person is not None:
        seen |= Q(engagement__in=decisions_visible_to(person).values("pk"))
    found = Decision.objects.filter(seen, correction=None)
    found = _matching(found, asked, "title", "decided", "reasons")
    found = _of_engagements(found, asked, Q(decided_on__year=asked.year))
    return _rows(found, DECISION, F("decided_on"))


def _matching(found: QuerySet[Any], asked: Asked, *fields: str) -> QuerySet[Any]:
    """Those in which every word occurs, as one or as many, in either language, whatever the accents."""
    words = fold(asked.words).split()[:MOST_WORDS]
    if words:
        found = found.annotate(folded=folded(*fields))
    for word in words:
        found = found.filter(folded__contains=common_part(word))
    return found


def _of_engagements(found: QuerySet[Any], asked: Asked, own_year: Q) -> QuerySet[Any]:
    if asked.ward:
        near = about_area(Engagement.objects.all(), asked.ward)
        found = found.filter(engagement__in=near.values("pk"))
    if asked.year:
        found = found.filter(own_year | _ran_in(asked.year, "engagement__"))
    return found


def _ran_in(year: int, path: str) -> Q:
    return Q(**{f"{path}opens_on__lte": dt.date(year, 12, 31), f"{path}closes_on__gte": dt.date(year, 1, 1)})


def _rows(found: QuerySet[Any], kind: str, on: Any) -> QuerySet[Any]:
    rows = found.order_by().annotate(
        kind=Value(kind, output_field=CharField()), key=F("pk"), on=Cast(on, DateField())
    )
    return rows.values("kind", "key", "on")


def hits(rows: Iterable[tuple[str, int]]) -> list[Hit]:
    """The rows of one page as hits: one query a kind, whatever their number."""
    rows = list(rows)
    keys = {kind: [key for each, key in rows if each == kind] for kind in KINDS}
    of_engagement = [f"engagement__{name}" for name in IN_A_HIT]
    found: dict[tuple[str, int], Hit] = {}
    for each in Engagement.objects.filter(pk__in=keys[ENGAGEMENT]).only(*IN_A_HIT):
        found[ENGAGEMENT, each.pk] = _engagement_hit(each)
    for finding in (
        Finding.objects.filter(pk__in=keys[FINDING])
        .select_related("engagement")
        .only("statement", "number", "published_at", "stated_at", *of_engagement)
    ):
        found[FINDING, finding.pk] = _finding_hit(finding)
    for decision in (
        Decision.objects.filter(pk__in=keys[DECISION])
        .select_related("engagement")
        .only("title", "decided_on", *of_engagement)
    ):
        found[DECISION, decision.pk] = _decision_hit(decision)
    return [found[row] for row in rows if row in found]


def _engagement_hit(engagement: Engagement) -> Hit:
    public = engagement.state in PUBLISHED
    href = (
        reverse("engagements:page", args=[engagement.slug])
        if public
        else reverse("engagements:desk", args=[engagement.ref])
    )
    return Hit(ENGAGEMENT, engagement.title, engagement, href, engagement.closes_on, public)


def _finding_hit(finding: Finding) -> Hit:
    engagement = finding.engagement
    public = finding.published_at is not None and engagement.state in PUBLISHED
    href = (
        f"{reverse('evidence:heard', args=[engagement.slug])}#finding-{finding.number}"
        if public
        else reverse("evidence:findings", args=[engagement.ref])
    )
    told_at = finding.published_at or finding.stated_at
    return Hit(FINDING, finding.statement, engagement, href, told_at.date(), public, finding.number)


def _decision_hit(decision: Decision) -> Hit:
    engagement = decision.engagement
    public = engagement.state in PUBLISHED
    href = (
        reverse("engagements:page", args=[engagement.slug])
        if public
        else reverse("engagements:desk", args=[engagement.ref])
    )
    return Hit(DECISION, decision.title, engagement, href, decision.decided_on, public)
