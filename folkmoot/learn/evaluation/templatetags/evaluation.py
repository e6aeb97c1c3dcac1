"""Shares in words."""

from django import template

register = template.Library()


@register.filter
def percent(share: float | None) -> str:
    """A share from 0 to 1 in whole per cent."""
    return "" if share is None else f"{round(100 * share)}%"
