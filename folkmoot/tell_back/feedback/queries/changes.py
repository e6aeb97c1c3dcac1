"""What changed because of residents, and the council's record of how it listened (V-11)."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse

from folkmoot.decide.decisions.models import Decision
from folkmoot.foundation.council.queries import local_date
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.tell_back.feedback.models import Commitment, Item, Report, Update
from folkmoot.tell_back.feedback.promises import DUE, KEPT, Promise, promises
from folkmoot.words.bilingual import Bilingual


@dataclass(frozen=True)
class Change:
    """Something that is different now: the words, where it came from, and since when."""

    said: Bilingual
    did: Bilingual
    engagement: Engagement
    at: dt.datetime
    finding: int
    now: Bilingual = field(default_factory=Bilingual)  # what is true today, where a promise was carried out

    @property
    def title(self) -> Bilingual:
        return self.said

    @property
    def words(self) -> Bilingual:
        return self.did

    @property
    def on(self) -> dt.date:
        return local_date(self.at)

    @property
    def href(self) -> str:
        there = reverse("feedback:report", kwargs={"slug": self.engagement.slug})
        return f"{there}#finding-{self.finding}"


@dataclass(frozen=True)
class Listened:
    """One engagement in the record of how we listened; also the totals, which are the sums of these."""

    engagement: Engagement | None
    engagements: int = 0
    responses: int = 0
    findings: int = 0
    decisions: int = 0
    decisions_changed: int = 0
    kept: int = 0
    missed: int = 0
    waiting: int = 0


_COUNTS = [each.name for each in fields(Listened) if each.name != "engagement"]


def latest_changes(n: int) -> list[Change]:
    """The newest changes: promises carried out, and what had been done when people were answered."""
    carried_out = (
        Update.objects.filter(state=Commitment.State.DONE)
        .select_related("commitment__item__finding", "commitment__engagement")
        .order_by("-at", "-pk")[:n]
    )
    answers = (
        Item.objects.filter(outcome=Item.Outcome.DID, report__published_at__isnull=False)
        .filter(report__version=_latest_version())
        .order_by("-report__published_at", "order")
    )
    # Sorting keys alone and fetching a few rows is faster than sorting whole rows.
    newest = answers.values("pk")[:n]
    done = answers.filter(pk__in=newest).select_related("finding", "report__engagement")
    found = [
        Change(
            each.commitment.item.said,
            each.commitment.title,
            each.commitment.engagement,
            each.at,
            each.commitment.item.finding_id,
            each.commitment.evidence,
        )
        for each in carried_out
    ]
    found += [
        Change(
            each.said,
            each.did,
            each.report.engagement,
            each.report.published_at,  # type: ignore[arg-type]  # filtered
            each.finding_id,
        )
        for each in done
    ]
    return sorted(found, key=lambda change: change.at, reverse=True)[:n]


def _latest_version() -> Subquery:
    """The version of the answer as it stands, beside each item's own: what was corrected is not news."""
    published = Report.objects.filter(engagement=OuterRef("report__engagement"), published_at__isnull=False)
    return Subquery(published.order_by("-version").values("version")[:1])


def latest_reports() -> list[Report]:
    """The answer as it stands of every engagement that has one, the newest first."""
    published = (
        Report.objects.filter(published_at__isnull=False)
        .select_related("engagement__owner")
        .order_by("engagement", "version")
    )
    latest = {report.engagement_id: report for report in published}
    return sorted(latest.values(), key=lambda report: str(report.published_at), reverse=True)


def how_we_listened(
    today: dt.date, *, from_on: dt.date | None = None, to_on: dt.date | None = None
) -> tuple[list[Listened], Listened]:
    """Engagements closed in the period with what came of each, and the totals: their sums (V-11)."""
    closed = Engagement.objects.filter(state__in=(State.CLOSED, State.COMPLETE), closes_on__isnull=False)
    if from_on:
        closed = closed.filter(closes_on__gte=from_on)
    if to_on:
        closed = closed.filter(closes_on__lte=to_on)
    engagements = list(closed.select_related("owner").order_by("-closes_on", "-pk"))
    ids = [each.pk for each in engagements]
    responses = _counts(Contribution.objects.filter(state=Contribution.State.COUNTED), ids)
    findings = _findings(ids)
    decisions, changed = _decisions(ids)
    outcomes = _outcomes(promises(today, Engagement.objects.filter(pk__in=ids)))
    rows = [
        Listened(
            engagement=each,
            engagements=1,
            responses=responses[each.pk],
            findings=findings[each.pk],
            decisions=decisions[each.pk],
            decisions_changed=changed[each.pk],
            **outcomes[each.pk],
        )
        for each in engagements
    ]
    return rows, _sum(rows)


def _sum(rows: Iterable[Listened]) -> Listened:
    return Listened(None, **{name: sum(getattr(row, name) for row in rows) for name in _COUNTS})


def _counts(rows: object, ids: list[int]) -> Counter[int]:
    found = rows.filter(engagement__in=ids).order_by().values_list("engagement")  # type: ignore[attr-defined]
    return Counter(dict(found.annotate(n=Count("pk"))))


def _findings(ids: list[int]) -> Counter[int]:
    answered = Engagement.objects.filter(pk__in=ids).annotate(
        n=Count("findings", filter=Q(findings__published_at__isnull=False), distinct=True)
    )
    return Counter(dict(answered.values_list("pk", "n")))


def _decisions(ids: list[int]) -> tuple[Counter[int], Counter[int]]:
    """Decisions taken, and those in which something was or will be done because of what people said."""
    rows = Decision.objects.filter(engagement__in=ids).annotate(
        changes=Count(
            "items",
            filter=Q(
                items__outcome__in=[Item.Outcome.DID, Item.Outcome.WILL],
                items__report__published_at__isnull=False,
            ),
        )
    )
    taken, changed = Counter[int](), Counter[int]()
    for engagement, changes in rows.values_list("engagement", "changes"):
        taken[engagement] += 1
        changed[engagement] += bool(changes)
    return taken, changed


def _outcomes(found: Iterable[Promise]) -> dict[int, dict[str, int]]:
    """Commitments kept in time, missed (late, overdue or given up) and still waited for, by engagement."""
    outcomes: dict[int, dict[str, int]] = defaultdict(lambda: {"kept": 0, "missed": 0, "waiting": 0})
    for promise in found:
        if promise.kind == "commitment":
            outcomes[promise.engagement.pk][_outcome(promise.standing)] += 1
    return outcomes


def _outcome(standing: str) -> str:
    return {KEPT: "kept", DUE: "waiting"}.get(standing, "missed")


def years_closed() -> list[int]:
    """Years in which an engagement closed, the latest first: the periods of the record."""
    closed = Engagement.objects.filter(
        state__in=(State.CLOSED, State.COMPLETE), closes_on__isnull=False
    ).dates("closes_on", "year", order="DESC")
    return [day.year for day in closed]
