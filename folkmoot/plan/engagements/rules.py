"""Who may do what to an engagement. An administrator manages accounts, and nothing here."""

from __future__ import annotations

from folkmoot.foundation.council.models import Service
from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import has_a_post, holds, serves
from folkmoot.plan.engagements.models import Engagement

WRITERS = ("officer", "service_manager")
READERS_OF_ANSWERS = (*WRITERS, "corporate", "administrator", "decision_officer", "scrutiny")


def may_propose(person: Person | None, owner: Service) -> bool:
    """Officers and managers of the owning service or its directorate, and the corporate team."""
    return may_coordinate(person) or serves(person, owner, *WRITERS)


def may_edit(person: Person | None, engagement: Engagement) -> bool:
    """Write the plan, add ways and documents, open and close."""
    return may_propose(person, engagement.owner)


def may_approve(person: Person | None, engagement: Engagement) -> bool:
    """A manager of the owning service, but not of what they proposed themselves; or the corporate team."""
    if may_coordinate(person):
        return True
    if person is None or person.pk == engagement.proposed_by_id:
        return False
    return serves(person, engagement.owner, "service_manager")


def may_coordinate(person: Person | None) -> bool:
    """Override a pre-election warning, extend, see every plan: the corporate team."""
    return holds(person, "corporate")


def may_read_whole_record(person: Person | None, engagement: Engagement) -> bool:
    """Also what is recorded about single answers. Ward councillors and other services read counts (X-03)."""
    return serves(person, engagement.owner, *READERS_OF_ANSWERS)


def may_propose_anything(person: Person | None) -> bool:
    """Whether the person may propose for some service."""
    return holds(person, "corporate", *WRITERS)


def may_note(person: Person | None) -> bool:
    """Say that a later stage has come to its end: somebody with a post; which post, that stage asks."""
    return has_a_post(person)
