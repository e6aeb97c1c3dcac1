"""The list of role accounts on the sign-in page of a demonstration council."""

from typing import Any

from django import template

from folkmoot.foundation.council.queries import setting
from folkmoot.foundation.people.models import Appointment

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[dict[str, Any]]:
    """Name, role and address of each account; empty unless this is a demonstration."""
    if not setting("DEMO"):
        return []
    posts = Appointment.objects.filter(to_on__isnull=True, person__account__is_active=True)
    return [
        {"name": post.person.name, "role": post.get_role_display(), "email": post.person.account.email}
        for post in posts.select_related("person__account").order_by("role", "person__name")
    ]
