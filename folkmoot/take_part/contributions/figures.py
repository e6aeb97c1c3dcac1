"""The pictures of who has been heard, each with its table. What is hidden in the counts stays hidden here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot.analysis.disclosure import Cell, State
from folkmoot.analysis.drawing import Bar, Drawing, MapWords, Ward, bars, days, ward_map
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.places.queries import wards_with_outlines
from folkmoot.take_part.contributions.models import Channel
from folkmoot.take_part.contributions.queries import CHANNEL_NAMES, Heard

WIDE, NARROW = 720.0, 340.0


@dataclass(frozen=True)
class Pictures:
    """The same picture for a wide screen and for a phone."""

    wide: Drawing
    narrow: Drawing


def drawn(draw: Callable[..., Drawing], *things: Any, **words: Any) -> Pictures:
    return Pictures(draw(*things, **words, width=WIDE), draw(*things, **words, width=NARROW))


def hidden_words(threshold: int) -> str:
    """What is said in the place of a number that is not shown."""
    return _("fewer than %(n)d, or hidden to protect another") % {"n": threshold}


def by_channel(heard: Heard) -> Pictures:
    """How people answered: online, on paper, by phone, in person."""
    table = heard.by_channel
    items = [
        Bar(str(CHANNEL_NAMES[Channel(key)]), cell.value)
        for key, cell in zip(table.columns, table.cells[0], strict=True)
    ]
    return drawn(
        bars,
        items,
        title=_("How people answered"),
        description=_("Answers that came in each way. All count the same."),
        head=(_("Way"), _("Answers")),
        hidden=hidden_words(table.rules.threshold),
    )


def by_week(heard: Heard) -> Pictures:
    """When answers came, by week."""
    table = heard.by_week
    items = [
        Bar(_week(dt.date.fromisoformat(key)), cell.value)
        for key, cell in zip(table.columns, table.cells[0], strict=True)
    ]
    return drawn(
        bars,
        items,
        title=_("When answers came"),
        description=_("Answers in each week, by its Monday."),
        head=(_("Week"), _("Answers")),
        hidden=hidden_words(table.rules.threshold),
    )


def by_day(counts: dict[dt.date, int]) -> Pictures:
    """Answers day by day, for staff: exact."""
    return drawn(
        days,
        counts,
        min(counts),
        max(counts),
        title=_("Answers by day"),
        description=_("Answers that came in on each day, days without any included."),
        head=((_("Day"), _("Answers")), (_("Week"), _("Answers"))),
        day_name=_short,
        week_name=_week,
    )


def by_ward(heard: Heard) -> Pictures:
    """Where people live, on the map of wards where outlines are loaded, else as bars."""
    cells = dict(zip(heard.by_ward.columns, heard.by_ward.cells[0], strict=True))
    outlines = list(wards_with_outlines(_authority(heard.areas.values())))
    title, description = _("Where people live"), _("Answers from people who gave their ward.")
    head = (_("Ward"), _("Answers"))
    hidden = hidden_words(heard.by_ward.rules.threshold)
    if not outlines:
        bar_items = [Bar(_ward_name(heard, code), cell.value) for code, cell in cells.items()]
        return drawn(bars, bar_items, title=title, description=description, head=head, hidden=hidden)
    none = Cell(0)
    shapes = [
        _shape(area, outline, cells.get(area.code, none)) for area in outlines if (outline := area.outline)
    ]
    words = MapWords(hidden, _("not known"))
    return drawn(ward_map, shapes, title=title, description=description, head=head, words=words)


def _shape(area: Area, outline: Mapping[str, Any], cell: Cell) -> Ward:
    hidden = cell.state in (State.SMALL, State.LINKED)
    return Ward(str(area.name), outline, cell.value or 0, "hidden" if hidden else "shown")


def _authority(areas: Iterable[Area]) -> str:
    """The council the wards belong to; the wards of another council are not drawn."""
    parents = {area.parent_id for area in areas if area.parent_id}
    found = Area.objects.filter(pk__in=parents, kind=Area.Kind.AUTHORITY).values_list("code", flat=True)
    codes = list(found)
    return codes[0] if len(codes) == 1 else ""


def _ward_name(heard: Heard, code: str) -> str:
    return str(heard.areas[code].name) if code in heard.areas else _("Ward not given")


def _short(day: dt.date) -> str:
    return date_format(day, "j M")


def _week(day: dt.date) -> str:
    return _("Week of %(day)s") % {"day": _short(day)}
