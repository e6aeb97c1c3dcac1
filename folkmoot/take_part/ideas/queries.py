"""What can be seen of ideas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.db.models import Count, QuerySet

from folkmoot.foundation.people.models import Person
from folkmoot.plan.engagements.models import Activity, Engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.rules import READERS, activities_for
from folkmoot.take_part.contributions.tools import Said
from folkmoot.take_part.contributions.wording import says
from folkmoot.take_part.ideas.models import Idea
from folkmoot.words.bilingual import Bilingual

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Support(TypedDict):
        support: int

    SupportedIdea = WithAnnotations[Idea, _Support]

TITLE, TEXT = "title", "text"
LABELS = {
    TITLE: Bilingual("Name of the idea", "Enw'r syniad"),
    TEXT: Bilingual("The idea", "Y syniad"),
}


@dataclass(frozen=True)
class Standing:
    """An idea on the board with the support it has."""

    idea: Idea
    supports: int


def activities_of(person: Person | None, roles: Iterable[str] = READERS) -> QuerySet[Activity]:
    return activities_for(person, *roles).filter(tool="ideas")


def on_the_board(activity: Activity) -> QuerySet[SupportedIdea]:
    """Ideas everybody can see, the newest first: the order does not follow support, so that early ideas
    have no head start (handbook 11.3)."""
    shown = Idea.objects.filter(
        contribution__activity=activity, contribution__state=Contribution.State.COUNTED
    )
    return (
        shown.select_related("contribution__area", "contribution__activity__engagement")
        .annotate(support=Count("supports"))
        .order_by("-contribution__received_at", "pk")
    )


def every_idea(activity: Activity) -> QuerySet[SupportedIdea]:
    """For staff: held and set aside ones too."""
    every = Idea.objects.filter(contribution__activity=activity).annotate(support=Count("supports"))
    related = ("contribution__area", "contribution__engagement__owner")
    return every.select_related(*related).order_by("-contribution__received_at", "pk")


def said(contributions: Iterable[UUID]) -> Iterator[Said]:
    wanted = list(contributions)
    found = Idea.objects.in_bulk(wanted)
    for key in wanted:
        if idea := found.get(key):
            yield Said(key, TITLE, LABELS[TITLE], idea.title, free_text=True)
            yield Said(key, TEXT, LABELS[TEXT], idea.text, free_text=True)


def mentioning(engagement: Engagement, words: Iterable[str]) -> QuerySet[Any, UUID]:
    """The ideas with all the words in the title, or all in the text."""
    words = list(words)
    here = Idea.objects.filter(contribution__engagement=engagement)
    return here.filter(says("title", words) | says("text", words)).values_list("pk", flat=True)


def results(activity: Activity) -> list[Standing]:
    """Ideas by support, most first."""
    ranked = on_the_board(activity).order_by("-support", "contribution__received_at")
    return [Standing(idea, idea.support) for idea in ranked]
