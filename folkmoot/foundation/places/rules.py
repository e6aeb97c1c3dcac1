"""Who may change places."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

KEEPERS = ("administrator", "corporate")


def may_keep_places(actor: Any) -> bool:
    """The operator at the command line (a plain name), or a person who is administrator or corporate team.

    Appointments are asked of the person itself: places stand below people and do not import them.
    """
    if isinstance(actor, str):
        return bool(actor)
    posts = getattr(actor, "appointments", None)
    if posts is None:
        return False
    today = timezone.localdate()
    current = Q(to_on__isnull=True) | Q(to_on__gte=today)
    return bool(posts.filter(current, role__in=KEEPERS, from_on__lte=today).exists())
