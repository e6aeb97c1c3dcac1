"""Who may do what to people's accounts and posts."""

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds


def may_appoint(person: Person | None) -> bool:
    """Administrators make accounts and appoint; nobody else does."""
    return holds(person, "administrator")
