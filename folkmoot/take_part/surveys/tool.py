"""How surveys plug into an engagement."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions import tools
from folkmoot.take_part.contributions.tools import Tool
from folkmoot.take_part.surveys import queries, refusals
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal


def ready(activity: Activity) -> Iterable[Refusal]:
    """A survey may open once a version of its questions is in use."""
    if queries.version_in_use(activity) is None:
        yield refusals.NOT_FROZEN(fix=_staff("surveys:build", activity), title=activity.title)


def _public(activity: Activity) -> str:
    return reverse("surveys:start", args=[activity.engagement.slug, activity.pk])


def _staff(name: str, activity: Activity) -> str:
    return reverse(name, args=[activity.pk])


SURVEY = Tool(
    key="survey",
    name=Bilingual("Survey", "Arolwg"),
    public_url=_public,
    staff_url=lambda activity: _staff("surveys:build", activity),
    key_in_url=lambda activity: _staff("surveys:key", activity),
    ready=ready,
    said=queries.said,
    results=queries.results,
    mentioning=queries.mentioning,
)


def register() -> None:
    tools.register(SURVEY)
