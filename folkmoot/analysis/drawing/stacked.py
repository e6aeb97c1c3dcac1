"""Shares of a whole as stacked bars, one bar a question or group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import lettering
from .drawing import DataTable, Drawing
from .legend import Entry, legend
from .palette import EDGE, QUIET, WHITE, hatch, ink_on, paint, series, series_pattern
from .scale import plain_number
from .svg import Mark, element, group, key_of, picture, text

NARROW = 560.0
BAR, AIR, SIZE = 34.0, 18.0, 16.0
INSIDE = 15.0


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: a count for each category, None where suppressed; `total` is needed then."""

    label: str
    counts: tuple[int | None, ...]
    total: int | None = None

    @property
    def base(self) -> int:
        shown = sum(n for n in self.counts if n is not None)
        return shown if self.total is None else self.total


def stacked(
    stacks: Sequence[Stack],
    categories: Sequence[str],
    *,
    title: str,
    description: str,
    head: tuple[str, str],
    hidden: str,
    base_name: Callable[[int], str],
    width: float = 720,
) -> Drawing:
    """Each bar fills the width and shows shares; whole per cents stand inside where they fit.

    Suppressed categories are drawn together, hatched, at the end of the bar. `head` names the first
    column of the table and the last (the base); `base_name` writes a base ("1,184 answers").

    Raises ValueError when a bar has not one count for each category, or hides one and gives no total.

    >>> drawing = stacked([Stack("Open later", (30, 10))], ["Agree", "Disagree"], title="Views",
    ...                   description="", head=("Statement", "Answers"), hidden="hidden", base_name=str)
    >>> drawing.table.rows
    (('Open later', '30 (75%)', '10 (25%)', '40'),)
    """
    _check(stacks, categories)
    key = key_of("stacked", stacks, tuple(categories), title, width)
    some_hidden = any(None in stack.counts for stack in stacks)
    patterns = [series_pattern(key, place) for place in range(len(categories))]
    marks = [element("defs", *patterns, hatch(key))]
    entries = [Entry(paint(key, f"s{place}"), words) for place, words in enumerate(categories)]
    if some_hidden:
        entries.append(Entry(paint(key, "hidden"), hidden))
    drawn, top = legend(entries, 1, 2, width - 2)
    marks += drawn
    top += 10
    for stack in stacks:
        mark, height = _stack(stack, categories, hidden, base_name, key, top, width)
        marks.append(mark)
        top += height + AIR
    height = max(top - AIR + 4, 12)
    svg = picture(
        marks, kind="stacked", key=key, width=width, height=height, title=title, description=description
    )
    columns = (head[0], *categories, head[1])
    return Drawing(
        svg, title, description, DataTable(title, columns, tuple(_row(each, hidden) for each in stacks))
    )


def _check(stacks: Sequence[Stack], categories: Sequence[str]) -> None:
    for stack in stacks:
        shown = [n for n in stack.counts if n is not None]
        if len(stack.counts) != len(categories):
            raise ValueError(f"{stack.label}: {len(stack.counts)} counts for {len(categories)} categories")
        if min(shown, default=0) < 0 or stack.base < sum(shown):
            raise ValueError(f"{stack.label}: counts do not fit the total")
        if None in stack.counts and stack.total is None:
            raise ValueError(f"{stack.label}: a total is needed when a count is hidden")


def _row(stack: Stack, hidden: str) -> tuple[str, ...]:
    counts = (
        hidden if n is None else f"{plain_number(n)} ({n / stack.base:.0%})" if stack.base else "0"
        for n in stack.counts
    )
    return (stack.label, *counts, plain_number(stack.base))


def _stack(
    stack: Stack,
    categories: Sequence[str],
    hidden: str,
    base_name: Callable[[int], str],
    key: str,
    top: float,
    width: float,
) -> tuple[Mark, float]:
    """Label and base above the bar, so that long statements have the whole width."""
    base = base_name(stack.base)
    base_width = lettering.width_of(base, 14) + 16
    beside = width >= NARROW
    lines = lettering.wrap(stack.label, width - base_width if beside else width, SIZE, bold=True)
    y = top + SIZE * 0.95
    marks = [lettering.label(lines, 0, y, size=SIZE, bold=True)]
    down = len(lines) * SIZE * lettering.LINE
    if beside:
        marks.append(lettering.label(base, width, y, size=14, fill=QUIET, anchor="end"))
    else:
        marks.append(lettering.label(base, 0, top + down + 13, size=14, fill=QUIET))
        down += 14 * lettering.LINE
    down += 6
    marks += _segments(stack, categories, hidden, key, top + down, width)
    return group(marks, class_="stack"), down + BAR


def _segments(
    stack: Stack, categories: Sequence[str], hidden: str, key: str, top: float, width: float
) -> list[Mark]:
    frame = element(
        "rect", x=0.5, y=top, width=width - 1, height=BAR, fill="none", stroke=EDGE, stroke_width=1
    )
    if not stack.base:
        return [frame]
    x, marks = 0.5, []
    scale = (width - 1) / stack.base
    for place, n in enumerate(stack.counts):
        if n:
            marks += _segment(categories[place], n, stack.base, (key, place), x, top, n * scale)
            x += n * scale
    left = width - 0.5 - x
    if left > 0.5:
        tip = element("title", text(hidden))
        fill = paint(key, "hidden")
        marks.append(element("rect", tip, x=x, y=top, width=left, height=BAR, fill=fill, stroke=EDGE))
    return [*marks, frame]


def _segment(
    name: str, n: int, base: int, style: tuple[str, int], x: float, top: float, length: float
) -> list[Mark]:
    key, place = style
    share = f"{n / base:.0%}"
    tip = element("title", text(f"{name}: {plain_number(n)} ({share})"))
    fill = paint(key, f"s{place}")
    marks = [
        element("rect", tip, x=x, y=top, width=length, height=BAR, fill=fill, stroke=WHITE, stroke_width=2)
    ]
    needed = lettering.width_of(share, INSIDE, bold=True) + 14
    if length >= needed:
        middle, colour = x + length / 2, series(place)
        plate = needed - 4
        marks.append(
            element("rect", x=middle - plate / 2, y=top + 6, width=plate, height=BAR - 12, rx=3, fill=colour)
        )
        marks.append(
            lettering.label(
                share,
                middle,
                top + BAR / 2 + 5.3,
                size=INSIDE,
                fill=ink_on(colour),
                anchor="middle",
                bold=True,
            )
        )
    return marks
