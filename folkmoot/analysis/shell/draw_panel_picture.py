"""The panel beside its targets as a picture: a band from the least to the most seats, and marks upon it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..drawing import DataTable, Drawing, lettering
from ..drawing.palette import EDGE, GRID, INK, QUIET, RAMP, WHITE, series
from ..drawing.scale import ticks
from ..drawing.shapes import shape
from ..drawing.svg import Mark, element, group, key_of, picture

NARROW = 480.0
ROW, BAND, AIR = 30.0, 16.0, 16.0
SIZE, SMALL = 16.0, 14.0
HEAD = ("Group", "Target", "Panel", "Volunteers", "Panel drawn blindly")
HIDDEN = "not shown"


@dataclass(frozen=True, slots=True)
class Band:
    """One target: `panel` are the seats the group has, `blind` those a draw without targets would give on
    average; None for either is not shown."""

    label: str
    low: int
    high: int
    panel: float | None
    blind: float | None
    volunteers: str = ""

    @property
    def target(self) -> str:
        return f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"


@dataclass(frozen=True, slots=True)
class _Frame:
    width: float
    left: float
    scale: float
    above: bool


def bands_of(
    groups: Sequence[tuple[str, Sequence[Band]]],
    *,
    title: str,
    description: str,
    marks_named: tuple[str, str],
    width: float = 720,
) -> Drawing:
    """A heading for each feature and a row for each of its values. `marks_named` are what the filled and the
    hollow mark stand for (the second may be ""); the band is the target. Words are at least 14 units high.

    >>> drawing = bands_of([("age", [Band("young", 1, 2, None, 0.5)])], title="t", description="d",
    ...                    marks_named=("On the panel", "Without targets"))
    >>> drawing.table.rows
    (('age: young', '1 to 2', 'not shown', '', '0.5'),)
    """
    key = key_of("bands", groups, title, width)
    frame, most = _frame(groups, width)
    marks, top = _legend(marks_named, width)
    start = top
    for name, rows in groups:
        marks.append(lettering.label(name, 0, top + SIZE, size=SIZE, bold=True, halo=WHITE))
        top += SIZE * 1.7
        for band in rows:
            drawn, height = _row(band, frame, top)
            marks.append(drawn)
            top += height
        top += AIR
    axis = _axis(frame, most, start, top)
    svg = picture(
        [*axis, *marks],
        kind="bands",
        key=key,
        width=width,
        height=top + 22,
        title=title,
        description=description,
    )
    return Drawing(svg, title, description, DataTable(title, HEAD, _table(groups)))


def _table(groups: Sequence[tuple[str, Sequence[Band]]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (f"{name}: {band.label}", band.target, _said(band.panel), band.volunteers, _said(band.blind))
        for name, rows in groups
        for band in rows
    )


def _said(number: float | None) -> str:
    """People in whole numbers, means to one digit."""
    if number is None:
        return HIDDEN
    return f"{number}" if isinstance(number, int) else f"{number:.1f}"


def _frame(groups: Sequence[tuple[str, Sequence[Band]]], width: float) -> tuple[_Frame, int]:
    bands = [band for _name, rows in groups for band in rows]
    above = width < NARROW
    labels = [line for band in bands for line in lettering.wrap(band.label, width * 0.36, SIZE)]
    left = 0.0 if above else max((lettering.width_of(line, SIZE) for line in labels), default=0) + 28
    most = max((max(band.high, band.panel or 0, band.blind or 0) for band in bands), default=1)
    highest = ticks(most)[-1]
    if highest - most > highest * 0.2:
        highest = int(most) + 1
    room = width - left - 12
    return _Frame(width, left + 6, (room - 6) / highest, above), highest


def _legend(named: tuple[str, str], width: float) -> tuple[list[Mark], float]:
    band = element("rect", x=0, y=3, width=26, height=BAND - 2, fill=RAMP[1], stroke=EDGE)
    signs = [(band, "Target: fewest to most seats")]
    signs.append((_panel(9, 0), named[0]))
    signs.append((_blind(9, 0), named[1]))
    marks: list[Mark] = []
    x, y = 0.0, 4.0
    for place, (sign, words) in enumerate(signs):
        across = (34.0 if place == 0 else 26.0) + lettering.width_of(words, 15) + 24
        if x and x + across - 24 > width:
            x, y = 0.0, y + 28
        down = y if place == 0 else y + 10
        marks.append(group([sign], transform=f"translate({x:.1f} {down:.1f})"))
        marks.append(lettering.label(words, x + (34 if place == 0 else 24), y + 15, size=15))
        x += across
    return marks, y + 44


def _axis(frame: _Frame, most: int, top: float, bottom: float) -> list[Mark]:
    marks = []
    for tick in (each for each in ticks(most) if each <= most):
        x = frame.left + tick * frame.scale
        marks.append(element("path", d=f"M{x:.1f} {top:.1f} V{bottom - 8:.1f}", stroke=GRID, stroke_width=1))
        words = "0 seats" if tick == 0 else f"{tick}"
        anchor = "start" if tick == 0 else "middle"
        marks.append(
            lettering.label(
                words, x - (6 if tick == 0 else 0), bottom + 10, size=SMALL, fill=QUIET, anchor=anchor
            )
        )
    return marks


def _row(band: Band, frame: _Frame, top: float) -> tuple[Mark, float]:
    label_width = frame.width - 4 if frame.above else frame.left - 22
    lines = lettering.wrap(band.label, label_width, SIZE)
    text_height = len(lines) * SIZE * lettering.LINE
    if frame.above:
        middle, height = top + text_height + 4 + BAND / 2, text_height + ROW
        text_top = top
    else:
        height = max(ROW, text_height + 8)
        middle, text_top = top + height / 2, top + (height - text_height) / 2
    name = lettering.label(lines, 0, text_top + SIZE * 0.97, size=SIZE, halo=WHITE)
    marks = [name, _band(band, frame, middle)]
    if band.blind is not None:
        marks.append(_blind(frame.left + band.blind * frame.scale, middle))
    if band.panel is not None:
        marks.append(_panel(frame.left + band.panel * frame.scale, middle))
    return group(marks, class_="band"), height


def _band(band: Band, frame: _Frame, middle: float) -> Mark:
    """From the fewest to the most seats; a single number of seats is a narrow band around it."""
    x = frame.left + band.low * frame.scale - 4
    width = (band.high - band.low) * frame.scale + 8
    return element(
        "rect", x=x, y=middle - BAND / 2, width=width, height=BAND, rx=3, fill=RAMP[1], stroke=EDGE
    )


def _panel(x: float, y: float) -> Mark:
    return element("circle", cx=x, cy=y, r=6.5, fill=series(0), stroke=WHITE, stroke_width=1.5)


def _blind(x: float, y: float) -> Mark:
    return shape(3, x, y, 6.5, fill=WHITE, stroke=INK, stroke_width=2)
