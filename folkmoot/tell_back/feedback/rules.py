"""Who may write and publish feedback, update commitments, and read the trace with people's own words."""

from __future__ import annotations

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds, serves
from folkmoot.listen.evidence import rules as evidence
from folkmoot.plan.engagements.models import Engagement
from folkmoot.tell_back.feedback.models import Commitment


def may_write(person: Person | None, engagement: Engagement) -> bool:
    """The owning service's officers and managers, and the corporate team."""
    return holds(person, "corporate") or serves(person, engagement.owner, "officer", "service_manager")


def may_update(person: Person | None, commitment: Commitment) -> bool:
    """Whoever may write the feedback, and the service that made the promise."""
    return may_write(person, commitment.engagement) or serves(
        person, commitment.service, "officer", "service_manager"
    )


def may_read_words(person: Person | None, engagement: Engagement) -> bool:
    """Single contributions: those who write the feedback, those who decide on it and those who check it."""
    return evidence.may_read_answers(person, engagement)
