"""Months as sheets of a calendar: which days of a period count, and which are left out."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from . import lettering
from .drawing import DataTable, Drawing
from .legend import Entry, legend
from .palette import GRID, INK, QUIET, RAMP, WHITE, hatch, ink_on, paint
from .svg import Mark, element, key_of, picture, text

CELL_WIDE, CELL_HIGH = 44.0, 34.0
SHEET, GAP = 7 * CELL_WIDE, 36.0
NAME, DAY, HEAD = 18.0, 16.0, 52.0
WEEKDAYS = "MTWTFSS"
FILL = RAMP[1]
Names = Callable[[date], str]


def month_sheets(
    inside: Mapping[date, bool],
    *,
    ends: tuple[date, date],
    holidays: Mapping[date, str],
    title: str,
    description: str,
    words: tuple[str, str, str],
    head: tuple[str, str],
    day_name: Names,
    month_name: Names,
    weekdays: str = WEEKDAYS,
    width: float = 720,
) -> Drawing:
    """A sheet for each month that `inside` touches, as many beside one another as there is room for.

    `inside` says of each day of the period whether it counts; `ends`, inside or not, are framed; `holidays`
    are named when a pointer rests on them. `words` are the key: counts, left out, first and last day. `head`
    names the table's columns. `weekdays` are seven letters from Monday.

    Raises ValueError when nothing is inside.

    >>> eve, christmas = date(2026, 12, 24), date(2026, 12, 25)
    >>> drawing = month_sheets({eve: True, christmas: False}, ends=(eve, eve), holidays={}, title="",
    ...                        description="", words=("Counts", "Left out", "Ends"),
    ...                        head=("Day", "Counts"), day_name=str, month_name=str)
    >>> drawing.table.rows
    (('2026-12-24', 'Counts'), ('2026-12-25', 'Left out'))
    """
    if not inside:
        raise ValueError("a calendar needs at least one day")
    key = key_of("sheets", tuple(inside.items()), ends, title, width)
    months = _months(min(*inside, *ends), max(*inside, *ends))
    across = max(1, int((width + GAP) // (SHEET + GAP)))
    marks: list[Mark] = [element("defs", hatch(key))]
    top = 4.0
    for start in range(0, len(months), across):
        row = months[start : start + across]
        for place, month in enumerate(row):
            x = place * (SHEET + GAP) + 2
            marks += _names(month, x, top, month_name, weekdays)
            marks += _days(month, x, top + HEAD, inside, ends, holidays, key)
        top += HEAD + max(len(calendar.monthcalendar(each.year, each.month)) for each in row) * CELL_HIGH + 22
    entries = [Entry(FILL, words[0]), Entry(paint(key, "hidden"), words[1])]
    if all(inside.values()):
        entries.pop()
    drawn, more = legend(entries, 2, top, width - 4)
    frame = element("rect", x=4, y=top + more, width=16, height=16, fill=WHITE, stroke=INK, stroke_width=3)
    marks += [*drawn, frame, lettering.label(words[2], 28, top + more + 14, size=15)]
    height = top + more + 26
    svg = picture(
        marks, kind="sheets", key=key, width=width, height=height, title=title, description=description
    )
    rows = tuple((day_name(day), words[0] if counts else words[1]) for day, counts in sorted(inside.items()))
    return Drawing(svg, title, description, DataTable(title, head, rows))


def _months(first: date, last: date) -> list[date]:
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return found


def _names(month: date, x: float, y: float, month_name: Names, weekdays: str) -> list[Mark]:
    marks = [lettering.label(month_name(month), x, y + NAME, size=NAME, bold=True)]
    for place, letter in enumerate(weekdays):
        middle = x + (place + 0.5) * CELL_WIDE
        marks.append(lettering.label(letter, middle, y + HEAD - 8, size=14, fill=QUIET, anchor="middle"))
    return marks


def _days(
    month: date,
    x: float,
    y: float,
    inside: Mapping[date, bool],
    ends: tuple[date, date],
    holidays: Mapping[date, str],
    key: str,
) -> list[Mark]:
    marks, framed = [], []
    for week, row in enumerate(calendar.monthcalendar(month.year, month.month)):
        for place, number in enumerate(row):
            if not number:
                continue
            day = month.replace(day=number)
            left, top = x + place * CELL_WIDE, y + week * CELL_HIGH
            marks.append(_cell(day, left, top, inside, holidays, key))
            if day in ends:
                framed.append(_frame(left, top))
    return [*marks, *framed]


def _cell(
    day: date, x: float, y: float, inside: Mapping[date, bool], holidays: Mapping[date, str], key: str
) -> Mark:
    counts = inside.get(day)
    fill = WHITE if counts is None else FILL if counts else paint(key, "hidden")
    ink = QUIET if counts is None else ink_on(FILL)
    tip = (element("title", text(holidays[day])),) if day in holidays else ()
    box = element("rect", x=x, y=y, width=CELL_WIDE, height=CELL_HIGH, fill=fill, stroke=GRID)
    number = lettering.label(
        str(day.day),
        x + CELL_WIDE / 2,
        y + CELL_HIGH / 2 + 6,
        size=DAY,
        fill=ink,
        anchor="middle",
        bold=bool(counts),
        halo=None if counts is not False else WHITE,
    )
    return element("g", *tip, box, number)


def _frame(x: float, y: float) -> Mark:
    return element(
        "rect",
        x=x + 1.5,
        y=y + 1.5,
        width=CELL_WIDE - 3,
        height=CELL_HIGH - 3,
        fill="none",
        stroke=INK,
        stroke_width=3,
    )
