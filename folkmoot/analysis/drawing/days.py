"""Counts by day as columns; long runs of days are gathered into weeks."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from . import lettering
from .drawing import DataTable, Drawing
from .palette import EDGE, GRID, INK, QUIET, series
from .scale import plain_number, ticks
from .svg import Mark, element, key_of, picture, text

THINNEST = 7.0  # a column and its gap
SIZE = 14.0
Names = Callable[[date], str]


def days(
    counts: Mapping[date, int],
    first: date,
    last: date,
    *,
    title: str,
    description: str,
    head: tuple[tuple[str, str], tuple[str, str]],
    day_name: Names,
    week_name: Names,
    width: float = 720,
) -> Drawing:
    """Columns from `first` to `last`, empty days included; the highest is labelled with its number.

    Where days would be thinner than 7 units they become weeks from Monday, named by their Monday (or by
    `first` in a broken first week). `head` holds the table's columns for days and for weeks.
    `day_name` writes a date short ("2 Feb"), `week_name` writes a week ("Week of 2 Feb").

    Raises ValueError when `last` is before `first`, or for a count outside them or below 0.

    >>> drawing = days({date(2026, 2, 2): 3}, date(2026, 2, 2), date(2026, 2, 3), title="By day",
    ...                description="", head=(("Day", "Responses"), ("Week", "Responses")),
    ...                day_name=str, week_name=str)
    >>> drawing.table.rows
    (('2026-02-02', '3'), ('2026-02-03', '0'))
    """
    _check(counts, first, last)
    narrow = width < 480
    room = width - 60
    in_weeks = room / ((last - first).days + 1) < THINNEST
    bins = _weeks(counts, first, last) if in_weeks else _each_day(counts, first, last)
    height = 236.0 if narrow else 300.0
    key = key_of("days", sorted(counts.items()), first, last, title, width)
    marks = _plot(bins, day_name, week_name if in_weeks else day_name, width, height)
    svg = picture(
        marks, kind="days", key=key, width=width, height=height, title=title, description=description
    )
    name = week_name if in_weeks else day_name
    rows = tuple((name(day), plain_number(n)) for day, n in bins)
    return Drawing(svg, title, description, DataTable(title, head[int(in_weeks)], rows))


def _check(counts: Mapping[date, int], first: date, last: date) -> None:
    if last < first:
        raise ValueError(f"the last day ({last}) is before the first ({first})")
    for day, n in counts.items():
        if n < 0 or not first <= day <= last:
            raise ValueError(f"{n} on {day} does not belong between {first} and {last}")


def _each_day(counts: Mapping[date, int], first: date, last: date) -> list[tuple[date, int]]:
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [(day, counts.get(day, 0)) for day in span]


def _weeks(counts: Mapping[date, int], first: date, last: date) -> list[tuple[date, int]]:
    found: dict[date, int] = {}
    for day, n in _each_day(counts, first, last):
        monday = max(first, day - timedelta(days=day.weekday()))
        found[monday] = found.get(monday, 0) + n
    return list(found.items())


def _plot(
    bins: list[tuple[date, int]], tick_name: Names, name: Names, width: float, height: float
) -> list[Mark]:
    highest = max(n for _, n in bins)
    lines = ticks(highest)
    left = max(lettering.width_of(plain_number(line), SIZE) for line in lines) + 10
    top, bottom = 26.0, height - 30
    room = width - left - 2
    step, scale = room / len(bins), (bottom - top) / lines[-1]
    marks = [_gridline(line, left, width, bottom - line * scale) for line in lines]
    marks += [_column(day, n, name, left + i * step, step, scale, bottom) for i, (day, n) in enumerate(bins)]
    marks.append(element("path", d=f"M{left:.1f} {bottom:.1f} H{width:.1f}", stroke=EDGE, stroke_width=1))
    marks += _names(bins, tick_name, left, step, bottom, width)
    if highest:
        marks.append(_peak(bins, highest, left, step, bottom - highest * scale, width))
    return marks


def _gridline(line: int, left: float, width: float, y: float) -> Mark:
    rule = element("path", d=f"M{left:.1f} {y:.1f} H{width:.1f}", stroke=GRID, stroke_width=1)
    number = lettering.label(plain_number(line), left - 8, y + 5, size=SIZE, fill=QUIET, anchor="end")
    return Mark(rule + number)


def _column(day: date, n: int, name: Names, x: float, step: float, scale: float, bottom: float) -> Mark:
    gap = min(max(step * 0.18, 1), 8)
    thick = min(step - gap, 56)
    tip = element("title", text(f"{name(day)}: {plain_number(n)}"))
    height = max(n * scale, 1.5 if n else 0)
    left = x + (step - thick) / 2
    return element(
        "rect", tip, x=left, y=bottom - height, width=thick, height=height, fill=series(0), class_="column"
    )


def _names(
    bins: list[tuple[date, int]], name: Names, left: float, step: float, bottom: float, width: float
) -> list[Mark]:
    """As many dates below the axis as fit without touching, evenly apart."""
    widest = max(lettering.width_of(name(day), SIZE) for day, _ in bins) + 16
    apart = max(1, -int(-widest // step))
    if apart > 3 and bins[1][0] - bins[0][0] == timedelta(days=1):
        apart = -(-apart // 7) * 7
    marks = []
    for place in range(0, len(bins), apart):
        words, x = name(bins[place][0]), left + (place + 0.5) * step
        half = lettering.width_of(words, SIZE) / 2
        if x + half > width and place:
            break
        tick = element("path", d=f"M{x:.1f} {bottom:.1f} v5", stroke=EDGE, stroke_width=1)
        x = min(max(x, half), width - half)
        marks += [tick, lettering.label(words, x, bottom + 21, size=SIZE, fill=QUIET, anchor="middle")]
    return marks


def _peak(
    bins: list[tuple[date, int]], highest: int, left: float, step: float, y: float, width: float
) -> Mark:
    place = next(i for i, (_, n) in enumerate(bins) if n == highest)
    words = plain_number(highest)
    half = lettering.width_of(words, SIZE, bold=True) / 2
    x = min(max(left + (place + 0.5) * step, left + half), width - half)
    return lettering.label(words, x, y - 6, size=SIZE, fill=INK, anchor="middle", bold=True, halo="#ffffff")
