"""The figures of the trace: how many people are behind each theme, finding and outcome.

Counting distinct people over 30,000 responses costs about a second, so it happens once, when feedback is
published, and is kept in the published report: the trace shows what the answer rested on, even if a
response is set aside later. Before publication staff see live figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from folkmoot.listen.evidence.models import Coding, Finding, Theme
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.tell_back.feedback.models import Item

COUNTED = Contribution.State.COUNTED
_PEOPLE = Count("passage__contribution", distinct=True)


def figures_of(engagement: Engagement) -> dict[str, Any]:
    """People in all, coded, by theme, by theme with its parts, by finding and by outcome.

    Keys are text, as JSON keeps them.
    """
    codings = codings_of(engagement)
    return {
        "people": engagement.contributions.filter(state=COUNTED).count(),
        "coded": codings.aggregate(people=_PEOPLE)["people"],
        "channels": _counted(engagement.contributions.filter(state=COUNTED), "channel", Count("pk")),
        "themes": _counted(codings, "theme", _PEOPLE),
        "with_parts": _with_parts(engagement, codings),
        "findings": {
            str(pk): n for pk, n in Finding.objects.filter(engagement=engagement).values_list("pk", "n")
        },
        "outcomes": _people_by(engagement, codings, "outcome"),
        "decisions": _people_by(engagement, codings, "decision_id"),
    }


def codings_of(engagement: Engagement) -> QuerySet[Coding]:
    """Codings of counted contributions. A theme belongs to one engagement, so its index finds them."""
    return Coding.objects.filter(theme__engagement=engagement, passage__contribution__state=COUNTED)


def families(themes: Iterable[Theme]) -> dict[int, list[Theme]]:
    """Each theme that stands at the top, with itself and everything below it."""
    by_key = {theme.pk: theme for theme in themes}
    found: dict[int, list[Theme]] = {}
    for theme in by_key.values():
        top = theme
        for _step in range(len(by_key)):
            if top.parent_id not in by_key:
                break
            top = by_key[top.parent_id]
        found.setdefault(top.pk, []).append(theme)
    return found


def _with_parts(engagement: Engagement, codings: QuerySet[Coding]) -> dict[str, int]:
    """People who raised a theme or any part of it, each person once; only where there are parts."""
    whole = families(Theme.objects.filter(engagement=engagement, merged_into=None).order_by("pk"))
    return {
        str(top): codings.filter(theme__in=themes).aggregate(people=_PEOPLE)["people"]
        for top, themes in whole.items()
        if len(themes) > 1
    }


def _counted(rows: QuerySet[Any], by: str, what: Count) -> dict[str, int]:
    return {str(key): n for key, n in rows.order_by().values_list(by).annotate(n=what)}


def _people_by(engagement: Engagement, codings: QuerySet[Coding], fact: str) -> dict[str, int]:
    """People behind the answers that share an outcome or a decision, each person once."""
    report = engagement.reports.order_by("-version").first()
    if report is None:
        return {}
    items = report.items.exclude(**{fact: None}).exclude(outcome="")
    return {
        str(value): codings.filter(theme__in=_themes_behind(items.filter(**{fact: value}))).aggregate(
            people=_PEOPLE
        )["people"]
        for value in sorted(set(items.values_list(fact, flat=True)))
    }


def _themes_behind(items: QuerySet[Item]) -> QuerySet[Theme]:
    return Theme.objects.filter(findings__in=items.values("finding"))


def is_hidden(finding: Finding) -> bool:
    """Whether the number of people behind a finding was hidden when it was stated (H-33)."""
    cell = (finding.figures or {}).get("n")
    return cell is not None and cell["value"] is None
