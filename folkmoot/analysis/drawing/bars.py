"""Horizontal bars with their numbers: one characteristic, one bar a category."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import lettering
from .drawing import DataTable, Drawing, Value
from .legend import Entry, legend
from .palette import EDGE, INK, QUIET, WHITE, hatch, paint, series
from .scale import plain_number
from .svg import Mark, element, group, key_of, link, picture

NARROW = 480.0
BAR, AIR = 24.0, 14.0
LABEL_SIZE = 16.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One category. `value` of None is suppressed. `marker` is a number to compare with, drawn as a line."""

    label: str
    value: float | None
    href: str = ""
    marker: float | None = None


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things go: labels beside the bars, or above them on a narrow drawing."""

    width: float
    left: float
    label_width: float
    room: float
    scale: float
    above: bool


def bars(
    items: Sequence[Bar],
    *,
    title: str,
    description: str,
    head: tuple[str, ...],
    hidden: str,
    marker_names: tuple[str, str] | None = None,
    show: Callable[[float], str] = plain_number,
    width: float = 720,
) -> Drawing:
    """Bars from the top in the order given, each labelled with its number.

    `head` names the table's columns (three when there are markers); `hidden` is said in place of a
    suppressed number ("fewer than 5"); `marker_names` are what bar and marker line stand for. `width` is
    in units; at 1 unit to the pixel no word is smaller than 14 pixels. Below 480 labels stand above.

    Raises ValueError for a negative value or an address that is not one.

    >>> drawing = bars([Bar("Online", 30), Bar("Paper", None)], title="By channel", description="",
    ...                head=("Channel", "Responses"), hidden="fewer than 5")
    >>> drawing.table.rows
    (('Online', '30'), ('Paper', 'fewer than 5'))
    """
    if any(number < 0 for item in items for number in (item.value or 0, item.marker or 0)):
        raise ValueError("a bar cannot be shorter than nothing")
    key = key_of("bars", items, title, width)
    said = [hidden if item.value is None else show(item.value) for item in items]
    frame = _frame(items, said, width)
    top, marks = 4.0, [element("defs", hatch(key))]
    if marker_names:
        entries = [Entry(series(0), marker_names[0]), Entry(INK, marker_names[1], is_line=True)]
        drawn, height = legend(entries, 0, top, width)
        marks, top = [*marks, *drawn], top + height + 8
    start = top
    for item, words in zip(items, said, strict=True):
        mark, height = _row(item, words, frame, top, key)
        marks.append(mark)
        top += height + AIR
    bottom = max(top - AIR + 6, 12)
    if items:
        marks += _baselines(frame, start, bottom)
    svg = picture(
        marks,
        kind="bars",
        key=key,
        width=width,
        height=bottom,
        title=title,
        description=description,
        has_links=any(item.href for item in items),
    )
    return Drawing(svg, title, description, DataTable(title, head, _rows(items, said, show, marker_names)))


def _rows(
    items: Sequence[Bar], said: list[str], show: Callable[[float], str], marker_names: tuple[str, str] | None
) -> tuple[tuple[Value, ...], ...]:
    if not marker_names:
        return tuple((item.label, words) for item, words in zip(items, said, strict=True))
    markers = ("" if item.marker is None else show(item.marker) for item in items)
    return tuple(
        (item.label, words, marker) for item, words, marker in zip(items, said, markers, strict=True)
    )


def _frame(items: Sequence[Bar], said: list[str], width: float) -> _Frame:
    above = width < NARROW
    lines = (line for item in items for line in lettering.wrap(item.label, width * 0.36, LABEL_SIZE))
    label_width = width if above else max((lettering.width_of(line, LABEL_SIZE) for line in lines), default=0)
    left = 0.0 if above else label_width + 16
    numbers = max((lettering.width_of(words, LABEL_SIZE, bold=True) for words in said), default=0)
    room = max(width - left - numbers - 16, width * 0.2)
    highest = max((number for item in items for number in (item.value or 0, item.marker or 0)), default=0)
    return _Frame(width, left, label_width, room, room / highest if highest else 0, above)


def _row(item: Bar, words: str, frame: _Frame, top: float, key: str) -> tuple[Mark, float]:
    lines = lettering.wrap(item.label, frame.label_width + 1, LABEL_SIZE)
    text_height = len(lines) * LABEL_SIZE * lettering.LINE
    if frame.above:
        bar_top, text_top, height = top + text_height + 4, top, text_height + 4 + BAR
    else:
        height = max(BAR, text_height)
        bar_top, text_top = top + (height - BAR) / 2, top + (height - text_height) / 2
    marks = [lettering.label(lines, 0, text_top + LABEL_SIZE * 0.97, size=LABEL_SIZE)]
    marks += _bar(item, words, frame, bar_top, key)
    name = f"{item.label}: {words}"
    return (link(item.href, name, *marks, class_="bar") if item.href else group(marks, class_="bar")), height


def _bar(item: Bar, words: str, frame: _Frame, top: float, key: str) -> list[Mark]:
    if item.value is None:
        length, fill, edge = 28.0, paint(key, "hidden"), EDGE
    else:
        length, fill, edge = max(item.value * frame.scale, 2.0 if item.value else 0.0), series(0), None
    marks = [element("rect", x=frame.left, y=top, width=length, height=BAR, fill=fill, stroke=edge)]
    if frame.above:
        marks.append(element("path", d=f"M0.5 {top - 2:.1f} v{BAR + 4:.1f}", stroke=EDGE, stroke_width=1))
    end = length
    if item.marker is not None:
        at = item.marker * frame.scale
        marks.append(_marker(frame.left + at, top))
        end = at + 4 if at >= end - 4 and at < end + lettering.width_of(words, LABEL_SIZE) + 12 else end
    ink = QUIET if item.value is None else INK
    x, y = frame.left + end + 8, top + BAR / 2 + 5.6
    return [*marks, lettering.label(words, x, y, size=LABEL_SIZE, fill=ink, bold=item.value is not None)]


def _marker(x: float, top: float) -> Mark:
    return element(
        "rect", x=x - 2, y=top - 4, width=4, height=BAR + 8, fill=INK, stroke=WHITE, stroke_width=1.5
    )


def _baselines(frame: _Frame, top: float, bottom: float) -> list[Mark]:
    """One line for all bars; on a narrow drawing each bar has its own."""
    line = element("path", d=f"M{frame.left:.1f} {top - 4:.1f} V{bottom:.1f}", stroke=EDGE, stroke_width=1)
    return [] if frame.above else [line]
