"""Who may assess, consider, and record what was decided."""

from __future__ import annotations

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds, serves
from folkmoot.plan.engagements.models import Engagement


def may_assess(person: Person | None, engagement: Engagement) -> bool:
    return may_record(person) or serves(person, engagement.owner, "officer", "service_manager")


def may_consider(person: Person | None, engagement: Engagement) -> bool:
    return may_record(person) or serves(person, engagement.owner, "service_manager")


def may_record(person: Person | None) -> bool:
    """Decision officers serve the decision-holder, not a service."""
    return holds(person, "decision_officer")
