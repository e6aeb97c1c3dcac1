"""The open data, as rows and dictionaries: only what is published, with figures exactly as they are shown.

Nothing is counted or suppressed anew here. Findings carry their figures from the day they were stated; the
number of responses is protected from the same counts, in the same order, as on the engagement's own page.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import override

from folkmoot.analysis.disclosure import Cell, suppress
from folkmoot.foundation.council.queries import local_date, profile, site_address
from folkmoot.foundation.places.models import Area
from folkmoot.listen.evidence.models import Finding
from folkmoot.listen.evidence.queries import published_findings
from folkmoot.plan.engagements.models import Engagement
from folkmoot.plan.engagements.queries import about_area, public_engagements, standing
from folkmoot.take_part.contributions.models import Channel, Contribution
from folkmoot.words.bilingual import Bilingual

SHOWN, WITHHELD = "shown", "withheld"
IN_THE_REGISTER = (
    "ref",
    "slug",
    "title",
    "purpose",
    "state",
    "level",
    "decision_holder",
    "opens_on",
    "closes_on",
    "opens_at",
    "closes_at",
    "closed_at",
    "decision_on",
    "decided_at",
    "feedback_on",
    "answered_at",
    "owner__name",
)
NO_CELL: dict[str, Any] = {"value": None, "state": WITHHELD}


@dataclass(frozen=True)
class Entry:
    """One engagement of the register with its protected count."""

    engagement: Engagement
    responses: Cell
    findings: int


def public_or_404(ref: str) -> Engagement:
    """The engagement as the public sees it; whoever is signed in, drafts are not here."""
    return get_object_or_404(public_engagements(), ref=ref[:20])


def published(*, ward: str = "", year: int | None = None) -> QuerySet[Engagement]:
    """Engagements the public can see, the newest first, ready for the register."""
    found = public_engagements()
    if ward:
        found = about_area(found, ward)
    if year:
        found = found.filter(opens_on__lte=dt.date(year, 12, 31), closes_on__gte=dt.date(year, 1, 1))
    areas = Prefetch("areas", Area.objects.only("code", "kind").order_by("code"))
    found = found.select_related(None).select_related("owner").only(*IN_THE_REGISTER)
    return found.prefetch_related(areas).order_by("-opens_on", "-pk")


def with_counts(engagements: Iterable[Engagement]) -> list[Entry]:
    """The engagements with what may be said of how many responded: two queries, whatever their number."""
    found = list(engagements)
    counts = _by_channel(found)
    findings = _findings(found)
    council = profile()
    safe = partial(suppress, threshold=council.small_number, minimum_base=council.percentage_base)
    return [Entry(each, safe(_in_order(counts[each.pk])).total, findings.get(each.pk, 0)) for each in found]


def _by_channel(engagements: list[Engagement]) -> dict[int, dict[str, int]]:
    rows = Contribution.objects.filter(state=Contribution.State.COUNTED, engagement__in=engagements)
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for engagement, channel, n in (
        rows.order_by().values_list("engagement", "channel").annotate(n=Count("pk"))
    ):
        counts[engagement][channel] = n
    return counts


def _in_order(counts: dict[str, int]) -> dict[str, int]:
    """As `contributions.queries.heard_so_far` has them, so that the same total is hidden or shown."""
    return {channel: counts[channel] for channel in Channel.values if channel in counts}


def _findings(engagements: list[Engagement]) -> dict[int, int]:
    shown = Finding.objects.filter(engagement__in=engagements, published_at__isnull=False).exclude(
        replacement__published_at__isnull=False
    )
    return dict(shown.order_by().values_list("engagement").annotate(n=Count("pk")))


def register_row(entry: Entry, at: dt.datetime) -> dict[str, Any]:
    """One row of the register, by the names in `columns.REGISTER`."""
    each = entry.engagement
    return {
        "ref": each.ref,
        "title_en": each.title.en,
        "title_cy": each.title.cy,
        "standing": standing(each, at).value,
        "level": each.level,
        "service": english(each.owner.name),
        "decision_holder_en": each.decision_holder.en,
        "decision_holder_cy": each.decision_holder.cy,
        "ward_codes": " ".join(area.code for area in each.areas.all() if area.kind == Area.Kind.WARD),
        "opens_on": each.opens_on,
        "closes_on": each.closes_on,
        "closed_on": day_of(each.closed_at),
        "decision_promised_on": each.decision_on,
        "decided_on": day_of(each.decided_at),
        "answer_promised_on": each.feedback_on,
        "answered_on": day_of(each.answered_at),
        "responses": entry.responses.value,
        "responses_shown": entry.responses.state.value,
        "findings": entry.findings,
        "page": page_of(each),
    }


def results_rows(engagement: Engagement) -> Iterator[dict[str, Any]]:
    """Each published finding in all, then by each question that splits it, by `columns.RESULTS`."""
    for finding in published_findings(engagement):
        about = _about(engagement, finding)
        figures = finding.figures or {}
        yield about | _cells("all", {}, figures.get("n"), figures.get("base"), figures.get("share"))
        for table in figures.get("tables", ()):
            if table["withheld"]:
                yield about | _cells(table["by"], {}, None, None, None)
            for row in table["rows"]:
                yield about | _cells(table["by"], row, row["said"], row["base"], row["share"])


def _about(engagement: Engagement, finding: Finding) -> dict[str, Any]:
    names = sorted(english(theme.name) for theme in finding.themes.all())
    return {
        "ref": engagement.ref,
        "finding": finding.number,
        "version": finding.version,
        "statement_en": finding.statement.en,
        "statement_cy": finding.statement.cy,
        "themes_en": "; ".join(names),
        "published_on": day_of(finding.published_at),
    }


def _cells(by: str, row: dict[str, Any], said: Any, base: Any, share: float | None) -> dict[str, Any]:
    said, base = said or NO_CELL, base or NO_CELL
    name = row.get("name") or {}
    return {
        "by": by,
        "key": row.get("key", ""),
        "name_en": name.get("en", ""),
        "name_cy": name.get("cy", ""),
        "said": said["value"],
        "said_shown": said["state"],
        "base": base["value"],
        "base_shown": base["state"],
        "percent": percent(share),
    }


def percent(share: float | None) -> int | None:
    """As the pages round it."""
    return None if share is None else round(100 * share)


def day_of(moment: dt.datetime | None) -> dt.date | None:
    return local_date(moment) if moment else None


def page_of(engagement: Engagement) -> str:
    """The full address of the engagement's English page."""
    with override("en"):
        return site_address() + reverse("engagements:page", args=[engagement.slug])


def english(words: Bilingual) -> str:
    return words.en or words.cy


def with_results() -> QuerySet[Engagement]:
    """Public engagements of which results are published, the newest first."""
    published_ones = Finding.objects.filter(published_at__isnull=False).values("engagement")
    found = public_engagements().filter(Q(pk__in=published_ones))
    return found.select_related(None).only("ref", "title").order_by("-closes_on", "-pk")
