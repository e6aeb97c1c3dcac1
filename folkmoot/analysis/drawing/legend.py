"""Keys to colours and patterns, set in as many lines as they need."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import lettering
from .palette import EDGE
from .svg import Mark, element

SWATCH, GAP, ROW = 18.0, 22.0, 28.0
TEXT_SIZE = 15.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One colour or pattern with its meaning; `is_line` draws a mark like the marker of a bar chart."""

    fill: str
    words: str
    is_line: bool = False


def legend(entries: Sequence[Entry], x: float, y: float, width: float) -> tuple[tuple[Mark, ...], float]:
    """The key, starting at the top left corner given, and the height it takes."""
    marks: list[Mark] = []
    across, down = 0.0, 0.0
    for entry in entries:
        lines = lettering.wrap(entry.words, width - SWATCH - 8, TEXT_SIZE)
        size = SWATCH + 8 + max(lettering.width_of(line, TEXT_SIZE) for line in lines)
        if across and across + size > width:
            across, down = 0.0, down + ROW
        marks += _entry(entry, lines, x + across, y + down)
        down += (len(lines) - 1) * TEXT_SIZE * lettering.LINE
        across += size + GAP
    return tuple(marks), down + ROW if entries else 0.0


def _entry(entry: Entry, lines: tuple[str, ...], x: float, y: float) -> list[Mark]:
    if entry.is_line:
        swatch = element("rect", x=x + SWATCH / 2 - 2, y=y - 1, width=4, height=SWATCH + 2, fill=entry.fill)
    else:
        swatch = element("rect", x=x, y=y, width=SWATCH, height=SWATCH, fill=entry.fill, stroke=EDGE)
    return [swatch, lettering.label(lines, x + SWATCH + 8, y + 14, size=TEXT_SIZE)]
