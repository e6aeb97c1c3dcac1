"""The figures of the trace: how many people are behind each theme, finding and outcome.

Counting distinct people over 30,000 responses costs about a second, so it happens once, when feedback is
published, and is kept in the published report: the trace shows what the answer rested on, even if a
response is set aside later. Before publication staff see live figures.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from folkmoot.listen.evidence.models import Coding, Finding, Theme
from folkmoot.listen.evidence.queries import codings_of, people_with_parts
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
        "with_parts": people_with_parts(engagement),
        "findings": {
            str(pk): n for pk, n in Finding.objects.filter(engagement=engagement).values_list("pk", "n")
        },
        "outcomes": _people_by(engagement, codings, "outcome"),
        "decisions": _people_by(engagement, codings, "decision_id"),
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
