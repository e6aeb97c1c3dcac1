"""Counts by day as columns; long runs of days are gathered into weeks."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from . import lettering
from .drawing import DataTable, Drawing
from .legend import Entry, legend
from .palette import EDGE, GRID, INK, QUIET, hatch, paint, series
from .scale import plain_number, ticks
from .svg import Mark, element, key_of, picture, text

THINNEST = 7.0  # a column and its gap
SIZE = 14.0
HIDDEN = 18.0  # height of a column whose number is suppressed
Names = Callable[[date], str]
Bin = tuple[date, int | None]


def days(
    counts: Mapping[date, int | None],
    first: date,
    last: date,
    *,
    title: str,
    description: str,
    head: tuple[tuple[str, str], tuple[str, str]],
    day_name: Names,
    week_name: Names,
    hidden: str = "",
    weekly: bool = False,
    width: float = 720,
) -> Drawing:
    """Columns from `first` to `last`, empty days included; the highest is labelled with its number.

    Where days would be thinner than 7 units they become weeks from Monday, named by their Monday (or by
    `first` in a broken first week); `weekly` asks for weeks whatever the width. A count of None is
    suppressed, drawn hatched and called `hidden`; a week with one such day is suppressed too. `head` holds
    the table's columns for days and for weeks. `day_name` writes a date short ("2 Feb"), `week_name` writes
    a week ("Week of 2 Feb").

    Raises ValueError when `last` is before `first`, for a count outside them or below 0, or
    for a suppressed one without `hidden`.

    >>> drawing = days({date(2026, 2, 2): 3}, date(2026, 2, 2), date(2026, 2, 3), title="By day",
    ...                description="", head=(("Day", "Responses"), ("Week", "Responses")),
    ...                day_name=str, week_name=str)
    >>> drawing.table.rows
    (('2026-02-02', '3'), ('2026-02-03', '0'))
    """
    _check(counts, first, last)
    if not hidden and None in counts.values():
        raise ValueError("say what stands in place of a suppressed number")
    narrow = width < 480
    room = width - 60
    in_weeks = weekly or room / ((last - first).days + 1) < THINNEST
    bins = _weeks(counts, first, last) if in_weeks else _each_day(counts, first, last)
    height = 236.0 if narrow else 300.0
    key = key_of("days", sorted(counts.items()), first, last, title, width)
    name = week_name if in_weeks else day_name
    said = [hidden if n is None else plain_number(n) for _, n in bins]
    tips = [f"{name(day)}: {words}" for (day, _), words in zip(bins, said, strict=True)]
    pattern = paint(key, "hidden")
    marks = [element("defs", hatch(key)), *_plot(bins, day_name, tips, pattern, width, height)]
    if None in counts.values():
        drawn, more = legend([Entry(pattern, hidden)], 1, height + 8, width - 2)
        marks, height = [*marks, *drawn], height + more + 8
    svg = picture(
        marks, kind="days", key=key, width=width, height=height, title=title, description=description
    )
    rows = tuple((name(day), words) for (day, _), words in zip(bins, said, strict=True))
    return Drawing(svg, title, description, DataTable(title, head[int(in_weeks)], rows))


def _check(counts: Mapping[date, int | None], first: date, last: date) -> None:
    if last < first:
        raise ValueError(f"the last day ({last}) is before the first ({first})")
    for day, n in counts.items():
        if (n or 0) < 0 or not first <= day <= last:
            raise ValueError(f"{n} on {day} does not belong between {first} and {last}")


def _each_day(counts: Mapping[date, int | None], first: date, last: date) -> list[Bin]:
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [(day, counts.get(day, 0)) for day in span]


def _weeks(counts: Mapping[date, int | None], first: date, last: date) -> list[Bin]:
    found: dict[date, int | None] = {}
    for day, n in _each_day(counts, first, last):
        monday = max(first, day - timedelta(days=day.weekday()))
        so_far = found.get(monday, 0)
        found[monday] = None if n is None or so_far is None else so_far + n
    return list(found.items())


def _plot(
    bins: list[Bin], tick_name: Names, tips: list[str], hidden: str, width: float, height: float
) -> list[Mark]:
    highest = max(n or 0 for _, n in bins)
    lines = ticks(highest)
    left = max(lettering.width_of(plain_number(line), SIZE) for line in lines) + 10
    top, bottom = 26.0, height - 30
    room = width - left - 2
    step, scale = room / len(bins), (bottom - top) / lines[-1]
    marks = [_gridline(line, left, width, bottom - line * scale) for line in lines]
    for place, ((_, n), tip) in enumerate(zip(bins, tips, strict=True)):
        tall = HIDDEN if n is None else max(n * scale, 1.5 if n else 0)
        fill = hidden if n is None else series(0)
        marks.append(_column(tip, fill, left + place * step, step, tall, bottom))
    marks.append(element("path", d=f"M{left:.1f} {bottom:.1f} H{width:.1f}", stroke=EDGE, stroke_width=1))
    marks += _names(bins, tick_name, left, step, bottom, width)
    if highest:
        marks.append(_peak(bins, highest, left, step, bottom - highest * scale, width))
    return marks


def _gridline(line: int, left: float, width: float, y: float) -> Mark:
    rule = element("path", d=f"M{left:.1f} {y:.1f} H{width:.1f}", stroke=GRID, stroke_width=1)
    number = lettering.label(plain_number(line), left - 8, y + 5, size=SIZE, fill=QUIET, anchor="end")
    return Mark(rule + number)


def _column(tip: str, fill: str, x: float, step: float, tall: float, bottom: float) -> Mark:
    gap = min(max(step * 0.18, 1), 8)
    thick = min(step - gap, 56)
    name = element("title", text(tip))
    left = x + (step - thick) / 2
    return element(
        "rect", name, x=left, y=bottom - tall, width=thick, height=tall, fill=fill, class_="column"
    )


def _names(bins: list[Bin], name: Names, left: float, step: float, bottom: float, width: float) -> list[Mark]:
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


def _peak(bins: list[Bin], highest: int, left: float, step: float, y: float, width: float) -> Mark:
    place = next(i for i, (_, n) in enumerate(bins) if n == highest)
    words = plain_number(highest)
    half = lettering.width_of(words, SIZE, bold=True) / 2
    x = min(max(left + (place + 0.5) * step, left + half), width - half)
    return lettering.label(words, x, y - 6, size=SIZE, fill=INK, anchor="middle", bold=True, halo="#ffffff")
