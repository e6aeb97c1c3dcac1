"""Who may work on evidence, and who may read it before it is public."""

from __future__ import annotations

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds, serves
from folkmoot.plan.engagements.models import Engagement

WORKERS = ("officer", "service_manager")
READERS_OF_ANSWERS = ("corporate", "decision_officer", "scrutiny")
READERS = (*READERS_OF_ANSWERS, "councillor", "administrator")


def may_work(person: Person | None, engagement: Engagement) -> bool:
    """Officers and managers of the owning service freeze, code and state findings."""
    return serves(person, engagement.owner, *WORKERS)


def may_read(person: Person | None, engagement: Engagement) -> bool:
    return may_work(person, engagement) or holds(person, *READERS)


def may_read_answers(person: Person | None, engagement: Engagement) -> bool:
    """Single answers, and so exact numbers: those who work on them, who decide on them and who check them."""
    return may_work(person, engagement) or holds(person, *READERS_OF_ANSWERS)
