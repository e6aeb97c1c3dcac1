"""Who may change what the law is taken to say."""

from __future__ import annotations

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.people.queries import holds


def may_load_rules(actor: Person | str | None) -> bool:
    """The operator at the command line (a plain name), or an administrator."""
    if isinstance(actor, str):
        return bool(actor)
    return holds(actor, "administrator")
