"""Who may review an engagement, and who may read the verdicts."""

from __future__ import annotations

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds, serves
from folkmoot.plan.engagements.models import Engagement


def may_review(person: Person | None, engagement: Engagement) -> bool:
    return holds(person, "corporate") or serves(person, engagement.owner, "officer", "service_manager")


def may_read(person: Person | None, engagement: Engagement) -> bool:
    return may_review(person, engagement) or holds(person, "scrutiny", "decision_officer", "councillor")
