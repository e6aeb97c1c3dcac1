"""A sum that fills step by step: each bar begins where the one before it ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import lettering
from .drawing import DataTable, Drawing
from .palette import EDGE, GRID, INK, QUIET, WHITE, ink_on, series
from .scale import plain_number
from .svg import Mark, element, group, key_of, picture

NARROW = 560.0
BAR, AIR, SIZE = 22.0, 10.0, 16.0
GAP = 8.0


@dataclass(frozen=True, slots=True)
class Fill:
    """What is put in, and how much of it."""

    label: str
    amount: float


@dataclass(frozen=True, slots=True)
class _Frame:
    width: float
    left: float
    label_width: float
    scale: float

    @property
    def above(self) -> bool:
        return not self.left


def filling(
    items: Sequence[Fill],
    *,
    total: float,
    rest: str,
    title: str,
    description: str,
    head: tuple[str, str, str],
    show: Callable[[float], str] = plain_number,
    width: float = 720,
) -> Drawing:
    """Bars from the top in the order given, each from where the last ended, and what is left of `total`.

    `rest` names what is left ("not spent"); a line stands where the total is. `head` names the table's
    columns: what, how much, how much so far. `width` is in units; at 1 unit to the pixel no word is smaller
    than 14 pixels. Below 560 labels stand above their bars.

    Raises ValueError for an amount below nothing, or when the amounts pass the total.

    >>> drawing = filling([Fill("Benches", 30), Fill("Trees", 50)], total=100, rest="not spent",
    ...                   title="The money", description="", head=("Project", "Cost", "So far"))
    >>> drawing.table.rows
    (('Benches', '30', '30'), ('Trees', '50', '80'), ('not spent', '20', '100'))
    """
    spent = sum(item.amount for item in items)
    if any(item.amount < 0 for item in items):
        raise ValueError("nothing can be filled with less than nothing")
    if spent > total * (1 + 1e-9):
        raise ValueError(f"{show(spent)} is more than the total, {show(total)}")
    key = key_of("filling", items, total, title, width)
    left = max(total - spent, 0.0)
    rows = [*items, *([Fill(rest, left)] if left > total * 1e-9 else [])]
    frame = _frame(rows, total, width)
    marks, bottom = _rows(rows, len(items), frame, total, show)
    ends = [] if frame.above else [_ends(frame, total, 0, bottom)]
    svg = picture(
        [*ends, *marks],
        kind="filling",
        key=key,
        width=width,
        height=bottom,
        title=title,
        description=description,
    )
    return Drawing(svg, title, description, DataTable(title, head, _table(rows, show)))


def _table(rows: Sequence[Fill], show: Callable[[float], str]) -> tuple[tuple[str, str, str], ...]:
    so_far, found = 0.0, []
    for row in rows:
        so_far += row.amount
        found.append((row.label, show(row.amount), show(so_far)))
    return tuple(found)


def _frame(rows: Sequence[Fill], total: float, width: float) -> _Frame:
    if width < NARROW:
        return _Frame(width, 0.0, width, (width - 2) / total if total else 0.0)
    lines = (line for row in rows for line in lettering.wrap(row.label, width * 0.4, SIZE))
    label_width = max((lettering.width_of(line, SIZE) for line in lines), default=0.0)
    left = label_width + 16
    return _Frame(width, left, label_width, (width - left - 2) / total if total else 0.0)


def _rows(
    rows: Sequence[Fill], n_filled: int, frame: _Frame, total: float, show: Callable[[float], str]
) -> tuple[list[Mark], float]:
    """The rows, and where the last of them ends."""
    marks: list[Mark] = []
    top, so_far = 4.0, 0.0
    for place, row in enumerate(rows):
        lines = lettering.wrap(row.label, frame.label_width + 1, SIZE)
        text_height = len(lines) * SIZE * lettering.LINE
        height = text_height + 2 + BAR if frame.above else max(BAR, text_height)
        bar_top = top + text_height + 2 if frame.above else top + (height - BAR) / 2
        text_top = top if frame.above else top + (height - text_height) / 2
        ink = INK if place < n_filled else QUIET
        said = lettering.label(lines, 0, text_top + SIZE * 0.97, size=SIZE, fill=ink)
        bar = _bar(row, so_far, frame, bar_top, show, is_rest=place >= n_filled)
        ends = [_ends(frame, total, bar_top - 2, bar_top + BAR + 2)] if frame.above else []
        marks.append(group([said, *ends, *bar], class_="fill"))
        so_far += row.amount
        top += height + AIR
    return marks, max(top - AIR + 6, 12)


def _bar(
    row: Fill, so_far: float, frame: _Frame, top: float, show: Callable[[float], str], *, is_rest: bool
) -> list[Mark]:
    start = frame.left + 1 + so_far * frame.scale
    length = max(row.amount * frame.scale, 2.0 if row.amount else 0.0)
    fill, edge = (WHITE, EDGE) if is_rest else (series(0), None)
    bar = element("rect", x=start, y=top, width=length, height=BAR, fill=fill, stroke=edge)
    words = show(row.amount)
    needed = lettering.width_of(words, SIZE, bold=True) + GAP
    y = top + BAR / 2 + 5.6
    if start + length + needed <= frame.width:
        number = lettering.label(words, start + length + GAP, y, size=SIZE, fill=INK, bold=True)
    elif start - needed >= frame.left:
        number = lettering.label(words, start - GAP, y, size=SIZE, fill=INK, anchor="end", bold=True)
    else:
        middle = min(start + length / 2, frame.width - needed / 2)
        number = lettering.label(words, middle, y, size=SIZE, fill=ink_on(fill), anchor="middle", bold=True)
    return [bar, number]


def _ends(frame: _Frame, total: float, top: float, bottom: float) -> Mark:
    """Where nothing is spent and where all is."""
    start, end = frame.left + 1, frame.left + 1 + total * frame.scale
    lines = ((start, EDGE), (end, GRID))
    return group(
        element("path", d=f"M{x:.1f} {top:.1f} V{bottom:.1f}", stroke=ink, stroke_width=1) for x, ink in lines
    )
