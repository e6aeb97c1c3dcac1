"""Template tags of the look: attributes of form controls, times as people say them, errors as lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from folkmoot.design import forms as design_forms
from folkmoot.words.bilingual import Bilingual
from folkmoot.words.templatetags.words import words

register = template.Library()

# Said on a widget's attrs for us, not for the browser. `maxlength` cuts what is pasted without a word.
OURS = {"width", "count", "prefix", "suffix", "label_size", "page_heading", "inline", "small", "maxlength"}


@register.simple_tag
def control_attrs(widget: Mapping[str, Any], base: str, described_by: str = "") -> SafeString:
    """The attributes of a control: its GOV.UK class with width and error, and what describes it."""
    attrs = {name: value for name, value in widget["attrs"].items() if name not in OURS}
    if base.endswith(("radios__input", "checkboxes__input")):
        attrs.pop("aria-invalid", None)
    classes = [base, *_modifiers(widget["attrs"], base), attrs.pop("class", "")]
    described = [attrs.pop("aria-describedby", ""), described_by]
    attrs = {"class": _joined(classes), **attrs}
    if any(described):
        attrs["aria-describedby"] = _joined(described)
    return format_html_join("", '{}{}="{}"', _pairs(attrs))


def _modifiers(attrs: Mapping[str, Any], base: str) -> list[str]:
    found = []
    block = base.split()[0]
    if attrs.get("aria-invalid") and "__" not in block:
        found.append(f"{block}--error")
    if attrs.get("width"):
        found.append(f"govuk-input--width-{attrs['width']}")
    return found


def _pairs(attrs: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    return [(" ", name, name if value is True else value) for name, value in attrs.items() if _said(value)]


def _said(value: Any) -> bool:
    return value is not None and value is not False


def _joined(parts: list[Any]) -> str:
    return " ".join(str(part) for part in parts if part)


@register.simple_tag
def wrong(form: Any = None, refusals: Any = ()) -> list[design_forms.Listed]:
    """What the error summary lists."""
    return design_forms.form_errors(form or None, refusals or ())


@register.filter
def clock_time(moment: dt.datetime) -> str:
    """The time of day as people say it: 5pm, 9:30am, midday."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    if local.minute == 0 and local.hour in (0, 12):
        return gettext("midday") if local.hour else gettext("midnight")
    minutes = f":{local.minute:02d}" if local.minute else ""
    half = gettext("am") if local.hour < 12 else gettext("pm")
    return f"{local.hour % 12 or 12}{minutes}{half}"


@register.filter
def day(value: Any) -> str:
    """A date or the local date of a moment, written out: 3 January 2027."""
    if not value:
        return ""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.day} {MONTHS[value.month]} {value.year}"


@register.filter
def iso(value: Any) -> str:
    """A date or moment for the `datetime` attribute."""
    return value.isoformat() if value else ""


@register.filter
def time_left(closes_at: dt.datetime) -> str:
    """How long there still is: "12 days left", "Closes today at 5pm", "Closed on 3 January 2027"."""
    here = timezone.get_current_timezone()
    now, closes = timezone.now().astimezone(here), closes_at.astimezone(here)
    if closes <= now:
        return gettext("Closed on %(day)s") % {"day": day(closes)}
    days = (closes.date() - now.date()).days
    if days == 0:
        return gettext("Closes today at %(time)s") % {"time": clock_time(closes)}
    if days == 1:
        return gettext("Closes tomorrow at %(time)s") % {"time": clock_time(closes)}
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


@register.filter
def takes(minutes: int) -> str:
    """How long taking part takes: "Takes about 8 minutes"."""
    return ngettext("Takes about %(minutes)s minute", "Takes about %(minutes)s minutes", minutes) % {
        "minutes": minutes
    }


@register.filter
def soon(closes_at: dt.datetime) -> bool:
    """Whether it closes within a week."""
    left = closes_at - timezone.now()
    return dt.timedelta(0) < left <= dt.timedelta(days=7)


@register.filter
def breakable(address: str) -> SafeString:
    """An email address that breaks after its @ where the line is too short for it."""
    name, at, host = address.partition("@")
    return format_html("{}{}<wbr>{}", name, at, host)


@register.filter
def percent_of(part: Any, whole: Any) -> int:
    """`part` of `whole` in whole per cent, from 0 to 100."""
    if not whole:
        return 0
    return max(0, min(100, round(100 * float(part or 0) / float(whole))))


@register.filter
def get(attributes: Mapping[str, Any], name: str) -> Any:
    """An attribute whose name has a hyphen in it."""
    return attributes.get(name)


@register.filter
def at(cells: Sequence[Any], place: int) -> Any:
    """The cell in this place, such as a column's heading; nothing where the row is shorter."""
    return cells[place] if place < len(cells) else ""


@register.filter
def said(value: Any) -> Any:
    """Words that may be bilingual, in the page's language; anything else as it is."""
    if isinstance(value, Bilingual):
        return words(value)
    return value


@register.filter
def is_text(value: Any) -> bool:
    """Whether it is ready-made text (a slot) rather than a list of cells."""
    return isinstance(value, str)


@register.filter
def page_numbers(page: Any) -> list[Any]:
    """The page numbers to show, with gaps."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, name: str, number: int) -> str:
    """This page's address with another page number, keeping the search."""
    request = context.get("request")
    query = dict(request.GET.lists()) if request else {}
    query[name] = [number]
    return f"?{urlencode(query, doseq=True)}"


@register.filter
def short_day(value: Any) -> str:
    """A date in little room: 3 Jan 2027."""
    return date_format(value, "j M Y") if value else ""


@register.filter
def numeric_columns(table: Any) -> list[int]:
    """The columns after the first that hold figures; a hidden figure may be in words."""
    rows = [list(row) for row in table.rows]
    width = min((len(row) for row in rows), default=0)
    return [column for column in range(1, width) if any(_is_figure(row[column]) for row in rows)]


def _is_figure(cell: Any) -> bool:
    return str(cell).strip("%£-−+ ").replace(",", "").replace(".", "").isdigit()


def linked(href: str, shown: Any) -> SafeString:
    """A link as the link component writes it, for tables that are put together in Python."""
    return format_html('<a class="govuk-link" href="{}">{}</a>', href, shown)
