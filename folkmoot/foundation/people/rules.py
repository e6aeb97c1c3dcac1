"""Who may do what to people's accounts and posts."""

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds


def may_appoint(person: Person | None) -> bool:
    """Administrators make accounts and appoint; nobody else does."""
    return holds(person, "administrator")


def may_describe_groups(person: Person | None) -> bool:
    """Those who plan engagements know the groups that take part in them."""
    return holds(person, "officer", "service_manager", "corporate", "administrator")
