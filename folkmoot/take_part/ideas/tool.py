"""How idea boards plug into an engagement."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions import tools
from folkmoot.take_part.contributions.tools import Tool
from folkmoot.take_part.ideas import queries
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.refusals import Refusal


def ready(activity: Activity) -> Iterable[Refusal]:
    """A board needs nothing but its title."""
    return ()


def _staff(activity: Activity) -> str:
    return reverse("ideas:manage", args=[activity.pk])


IDEAS = Tool(
    key="ideas",
    name=Bilingual("Ideas", "Syniadau"),
    public_url=lambda activity: reverse("ideas:board", args=[activity.engagement.slug, activity.pk]),
    staff_url=_staff,
    key_in_url=None,
    ready=ready,
    said=queries.said,
    results=queries.results,
    mentioning=queries.mentioning,
)


def register() -> None:
    tools.register(IDEAS)
