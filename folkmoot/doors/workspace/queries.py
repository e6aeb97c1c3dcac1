"""What a person has to do: their engagements in hand, and every task the stages ask of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from folkmoot.design.tiles import Task
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds, open_appointments
from folkmoot.plan.engagements.models import Engagement, State
from folkmoot.plan.engagements.queries import visible_to

IN_HAND = (State.IDEA, State.PLANNED, State.APPROVED, State.OPEN, State.CLOSED)
LATEST = dt.date.max


def in_hand(person: Person) -> QuerySet[Engagement]:
    """Engagements under way that are this person's: accountable, proposed, or of their service."""
    found = visible_to(person).filter(state__in=IN_HAND).select_related("owner")
    if holds(person, "corporate", "administrator"):
        return found.order_by("closes_on", "ref")
    services = [post.service_id for post in open_appointments(person) if post.service_id]
    mine = Q(accountable=person) | Q(proposed_by=person)
    ours = Q(owner__in=services) | Q(owner__parent__in=services)
    return found.filter(mine | ours).distinct().order_by("closes_on", "ref")


def sorted_tasks(tasks: Iterable[Task]) -> dict[str, list[Any]]:
    """Tasks in the order a person should meet them: today's first, then by date; the rest apart."""
    waiting = [task for task in tasks if task.state == "todo"]
    waiting.sort(key=lambda task: (not task.urgent, task.due_on or LATEST))
    return {
        "today": [task for task in waiting if task.urgent],
        "soon": [task for task in waiting if not task.urgent],
    }
