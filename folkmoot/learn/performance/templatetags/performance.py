"""Figures of an edition in words."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def figure(value: Decimal | None, unit: str) -> str:
    """A value with its unit: 87.5%, 81 days, 2,931; a dash where there was nothing to count."""
    if value is None:
        return "–"
    plain = f"{value:f}"
    shown = intcomma(plain.rstrip("0").rstrip(".") if "." in plain else plain)
    if unit == "%":
        return f"{shown}%"
    return _("%(n)s days") % {"n": shown} if unit == "days" else str(shown)


@register.filter
def change(value: Decimal | None) -> str:
    """A change with its sign."""
    if value is None:
        return "–"
    return f"{'+' if value > 0 else ''}{figure(value, 'number')}"


@register.filter
def of_base(base: int | None) -> str:
    """What a share or median rests on."""
    if not base:
        return _("nothing fell due")
    return _("of %(n)s") % {"n": intcomma(base)}
