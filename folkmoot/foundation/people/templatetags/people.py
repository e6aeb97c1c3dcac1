"""The list of role accounts on the sign-in page of a demonstration council."""

from django import template

from folkmoot.foundation.council.queries import setting
from folkmoot.foundation.people.administration_forms import ROLES
from folkmoot.foundation.people.models import Role
from folkmoot.foundation.people.queries import DemonstrationAccount, demonstration_accounts

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[DemonstrationAccount]:
    """Role, name and address of each account; empty unless this is a demonstration."""
    return demonstration_accounts() if setting("DEMO") else []


@register.filter
def role_name(role: str) -> str:
    """The name of a role in the language of the page."""
    return str(ROLES[Role(role)])
