"""What happens from when to when, one row a thing, under the months: a timetable.

Source of the form: the progress charts of K. Adamiecki (1896) and H. L. Gantt (1910).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from . import lettering
from .drawing import DataTable, Drawing
from .legend import Entry, legend
from .palette import EDGE, GRID, INK, QUIET, WHITE, hatch, paint, series
from .svg import Mark, element, key_of, picture

NARROW = 480.0
LABEL, DATES = 16.0, 14.0
BAR, AIR, TOP = 20.0, 14.0, 34.0
SHORTEST_MONTH, LEAST = 28, 9  # days, and units between lines: narrower months have a line where named
LINES = 4  # of a label; the table has the rest
ONE_DAY = timedelta(days=1)
Names = Callable[[date], str]


@dataclass(frozen=True, slots=True)
class Span:
    """Something from `first` to `last`, both included; on one day it is drawn as a diamond. `is_main` is the
    one that the picture is about."""

    label: str
    first: date
    last: date
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where days stand: from `left`, `step` units each."""

    first: date
    last: date
    left: float
    step: float

    def x(self, day: date) -> float:
        return self.left + (day - self.first).days * self.step


def spans(
    items: Sequence[Span],
    *,
    title: str,
    description: str,
    head: tuple[str, str, str],
    day_name: Names,
    month_name: Names,
    marked: Sequence[tuple[date, date]] = (),
    marked_name: str = "",
    width: float = 720,
) -> Drawing:
    """Rows in the order given, each with its label and dates, above a common scale of months.

    `marked` are days behind all rows, such as bank holidays, hatched and named `marked_name` in the key.
    `day_name` writes a date ("13 Apr 2026"), `month_name` a month ("Apr"), to which the year is
    added where it is new. Below 480 units labels stand
    above their rows.

    Raises ValueError without items, for one that ends before it starts, or marked days without a name.

    >>> drawing = spans([Span("Open", date(2026, 3, 2), date(2026, 4, 13))], title="Plan", description="",
    ...                 head=("What", "From", "To"), day_name=str, month_name=str)
    >>> drawing.table.rows
    (('Open', '2026-03-02', '2026-04-13'),)
    """
    _check(items, marked, marked_name)
    key = key_of("spans", tuple(items), tuple(marked), title, width)
    plot = _plot(items, width)
    body, bottom = _rows(items, plot, day_name, width)
    behind = _behind(plot, marked, key, month_name, bottom)
    marks = [element("defs", hatch(key)), *behind, *body]
    height = bottom + 6
    if _within(plot, marked):
        drawn, more = legend([Entry(paint(key, "hidden"), marked_name)], 1, height + 8, width - 2)
        marks, height = [*marks, *drawn], height + more + 8
    svg = picture(
        marks, kind="spans", key=key, width=width, height=height, title=title, description=description
    )
    rows = tuple((item.label, day_name(item.first), day_name(item.last)) for item in items)
    return Drawing(svg, title, description, DataTable(title, head, rows))


def _check(items: Sequence[Span], marked: Sequence[tuple[date, date]], marked_name: str) -> None:
    if not items:
        raise ValueError("a timetable needs at least one row")
    if marked and not marked_name:
        raise ValueError("say what the marked days are")
    for item in items:
        if item.last < item.first:
            raise ValueError(f"{item.label} ends ({item.last}) before it starts ({item.first})")


def _plot(items: Sequence[Span], width: float) -> _Plot:
    first = min(item.first for item in items).replace(day=1)
    last = max(item.last for item in items)
    last = (last.replace(day=28) + timedelta(days=4)).replace(day=1) - ONE_DAY  # the end of its month
    left = 2.0 if width < NARROW else width * 0.4
    return _Plot(first, last, left, (width - 4 - left) / ((last - first).days + 1))


def _rows(items: Sequence[Span], plot: _Plot, day_name: Names, width: float) -> tuple[list[Mark], float]:
    above = width < NARROW
    room = width - 4 if above else plot.left - 20
    marks, y = [], TOP + 8
    for item in items:
        lines = lettering.wrap(item.label, room, LABEL, most=LINES, bold=item.is_main)
        words_height = len(lines) * LABEL * lettering.LINE + DATES * lettering.LINE
        halo = WHITE if above else None
        marks.append(lettering.label(lines, 0, y + 14, size=LABEL, bold=item.is_main, halo=halo))
        below = y + 14 + len(lines) * LABEL * lettering.LINE
        said = _said(item, day_name)
        marks.append(lettering.label(said, 0, below, size=DATES, fill=QUIET, halo=halo))
        middle = y + words_height + 6 if above else y + words_height / 2 - BAR / 2 + 2
        marks.append(_bar(item, plot, middle))
        y += words_height + AIR + (BAR + 4 if above else 0)
    return marks, y


def _said(item: Span, day_name: Names) -> str:
    if item.first == item.last:
        return day_name(item.first)
    return f"{day_name(item.first)} – {day_name(item.last)}"


def _bar(item: Span, plot: _Plot, y: float) -> Mark:
    fill = series(0) if item.is_main else series(5)
    x, far = plot.x(item.first), plot.x(item.last + ONE_DAY)
    if item.first < item.last:
        return element("rect", x=x, y=y, width=max(far - x, 3), height=BAR, rx=3, fill=fill, class_="bar")
    half = BAR / 2
    middle = min(max((x + far) / 2, plot.left + half), plot.x(plot.last + ONE_DAY) - half)
    path = f"M{middle:.1f} {y:.1f}l{half:.1f} {half:.1f}l{-half:.1f} {half:.1f}l{-half:.1f} {-half:.1f}z"
    return element("path", d=path, fill=fill if item.is_main else INK, class_="bar")


def _behind(
    plot: _Plot, marked: Sequence[tuple[date, date]], key: str, month_name: Names, bottom: float
) -> list[Mark]:
    """Month lines with their names, and the marked days."""
    marks = []
    for first, last in _within(plot, marked):
        x = plot.x(first)
        wide = max((last - first).days + 1, 1) * plot.step
        marks.append(
            element("rect", x=x, y=TOP, width=max(wide, 2), height=bottom - TOP, fill=paint(key, "hidden"))
        )
    taken, year, right = 0.0, 0, plot.x(plot.last + ONE_DAY)
    for month in _months(plot):
        x, words = plot.x(month), month_name(month)
        if month.year != year:
            words = f"{words} {month.year}"
        is_named = x >= taken and x + lettering.width_of(words, DATES) <= right
        if is_named or plot.step * SHORTEST_MONTH >= LEAST:
            marks.append(element("path", d=f"M{x:.1f} {TOP:.1f}V{bottom:.1f}", stroke=GRID, stroke_width=1))
        if is_named:
            marks.append(lettering.label(words, x + 2, TOP - 10, size=DATES, fill=QUIET))
            taken, year = x + lettering.width_of(words, DATES) + 10, month.year
    marks.append(
        element("path", d=f"M{plot.left:.1f} {TOP:.1f}H{right:.1f}", stroke=EDGE, stroke_width=1, fill="none")
    )
    return marks


def _months(plot: _Plot) -> list[date]:
    found, day = [], plot.first
    while day <= plot.last:
        found.append(day)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return found


def _within(plot: _Plot, marked: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    return [
        (max(first, plot.first), min(last, plot.last))
        for first, last in marked
        if last >= plot.first and first <= plot.last
    ]
