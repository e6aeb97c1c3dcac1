"""Who freezes the measures, and who reads them: management, the Executive and Scrutiny read one edition."""

from __future__ import annotations

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import has_a_post, holds


def may_make_editions(person: Person | None) -> bool:
    return holds(person, "corporate")


def may_read(person: Person | None) -> bool:
    return has_a_post(person)
