"""Bars in families: themes under their wider theme, each with a mark for how far to rely on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import lettering
from .drawing import DataTable, Drawing, Value
from .legend import SWATCH, Entry, legend
from .palette import EDGE, GRID, INK, QUIET, WHITE, paint, series, series_pattern
from .scale import plain_number
from .svg import Mark, element, group, key_of, picture, text

NARROW = 480.0
BAR, AIR, BETWEEN = 20.0, 10.0, 18.0
SIZE, HEAD_SIZE, LEGEND_SIZE = 15.0, 16.0, 15.0
RADIUS = 6.5
SIGNS = 3  # full, half and empty circle


@dataclass(frozen=True, slots=True)
class Member:
    """One bar: its number, what of it is set apart (None: not known), its sign (0 full, 1 half,
    2 empty, None: not known)."""

    label: str
    value: int
    apart: int | None = None
    sign: int | None = 0


@dataclass(frozen=True, slots=True)
class Family:
    """Bars under one heading. `whole` is the number of the family when not all its bars are here."""

    label: str
    members: tuple[Member, ...]
    whole: int | None = None

    @property
    def total(self) -> int:
        return sum(member.value for member in self.members) if self.whole is None else self.whole


@dataclass(frozen=True, slots=True)
class FamilyWords:
    """`head` names the table's columns: member, family, number, what is set apart, sign; `apart` and `signs`
    are what the pattern and the three circles mean."""

    head: tuple[str, str, str, str, str]
    apart: str
    signs: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Frame:
    width: float
    left: float
    scale: float
    above: bool
    key: str


def families(
    items: Sequence[Family],
    *,
    title: str,
    description: str,
    words: FamilyWords,
    highest: int = 0,
    width: float = 720,
) -> Drawing:
    """Families from the top in the order given, each with its total, its bars and their signs.

    All bars have one scale; `highest` makes it the same for several drawings. At 1 unit to the pixel no word
    is smaller than 14 pixels. Below 480 units labels stand above their bars.

    Raises ValueError for a negative number, more set apart than there is, or a sign that is not 0, 1 or 2.

    >>> head = ("Theme", "Wider theme", "Answers", "Copies", "Steady")
    >>> about = Family("Getting about", (Member("Buses", 30, 10), Member("Parking", 9, sign=2)))
    >>> words = FamilyWords(head, "copies", ("yes", "so-so", "no"))
    >>> drawing = families([about], title="Themes", description="", words=words)
    >>> drawing.table.rows
    (('Buses', 'Getting about', 30, 10, 'yes'), ('Parking', 'Getting about', 9, '', 'no'))
    """
    members = [member for family in items for member in family.members]
    _check(members)
    key = key_of("families", items, title, width, highest)
    frame = _frame(members, highest, width, key)
    marks, top = _legend(members, words, frame)
    for place, family in enumerate(items):
        top += BETWEEN if place else 0
        drawn, height = _family(family, frame, top)
        marks.append(drawn)
        top += height
    svg = picture(
        marks,
        kind="families",
        key=key,
        width=width,
        height=max(top, 12),
        title=title,
        description=description,
    )
    return Drawing(svg, title, description, DataTable(title, words.head, _rows(items, words)))


def _check(members: Sequence[Member]) -> None:
    for member in members:
        if not 0 <= (member.apart or 0) <= member.value:
            raise ValueError(f"{member.label}: {member.apart} of {member.value} cannot be drawn")
        if member.sign not in (None, *range(SIGNS)):
            raise ValueError(f"{member.label}: there is no sign {member.sign}")


def _rows(items: Sequence[Family], words: FamilyWords) -> tuple[tuple[Value, ...], ...]:
    return tuple(
        (
            member.label,
            family.label,
            member.value,
            "" if member.apart is None else member.apart,
            "" if member.sign is None else words.signs[member.sign],
        )
        for family in items
        for member in family.members
    )


def _frame(members: Sequence[Member], highest: int, width: float, key: str) -> _Frame:
    above = width < NARROW
    left = 0.0 if above else round(width * 0.42)
    most = max([member.value for member in members] + [highest], default=0)
    number = lettering.width_of(plain_number(most), SIZE, bold=True)
    room = width - left - number - 14
    return _Frame(width, left, room / most if most else 0, above, key)


def _legend(members: Sequence[Member], words: FamilyWords, frame: _Frame) -> tuple[list[Mark], float]:
    """The pattern, if anything is set apart, and the circles that occur."""
    marks = [element("defs", series_pattern(frame.key, 1))]
    top = 4.0
    if any(member.apart for member in members):
        drawn, height = legend([Entry(paint(frame.key, "s1"), words.apart)], 0, top, frame.width)
        marks += drawn
        top += height
    across = 0.0
    signs = sorted({member.sign for member in members if member.sign is not None})
    for sign in signs:
        length = SWATCH + 8 + lettering.width_of(words.signs[sign], LEGEND_SIZE) + 22
        if across and across + length > frame.width:
            across, top = 0.0, top + 26
        marks.append(_sign(sign, across + SWATCH / 2, top + SWATCH / 2))
        marks.append(lettering.label(words.signs[sign], across + SWATCH + 8, top + 14, size=LEGEND_SIZE))
        across += length
    return marks, top + (38 if signs else 12 if members else 0)


def _sign(sign: int, x: float, y: float) -> Mark:
    ring = element(
        "circle", cx=x, cy=y, r=RADIUS, fill=INK if sign == 0 else WHITE, stroke=INK, stroke_width=2
    )
    if sign != 1:
        return ring
    half = element("path", d=f"M{x:.1f} {y - RADIUS:.1f} a{RADIUS} {RADIUS} 0 0 0 0 {RADIUS * 2} z", fill=INK)
    return group([ring, half])


def _family(family: Family, frame: _Frame, top: float) -> tuple[Mark, float]:
    total = plain_number(family.total)
    room = frame.width - lettering.width_of(total, HEAD_SIZE, bold=True) - 14
    lines = lettering.wrap(family.label, room, HEAD_SIZE, bold=True)
    y = top + HEAD_SIZE
    marks = [
        lettering.label(lines, 0, y, size=HEAD_SIZE, bold=True),
        lettering.label(total, frame.width, y, size=HEAD_SIZE, fill=QUIET, anchor="end", bold=True),
    ]
    down = len(lines) * HEAD_SIZE * lettering.LINE + 5
    marks.append(element("path", d=f"M0 {top + down:.1f} H{frame.width:.1f}", stroke=GRID, stroke_width=1.5))
    down += AIR
    start = top + down
    for member in family.members:
        drawn, height = _member(member, frame, top + down)
        marks.append(drawn)
        down += height + AIR
    if not frame.above and family.members:
        end = top + down - AIR / 2
        marks.append(element("path", d=f"M{frame.left:.1f} {start - 4:.1f} V{end:.1f}", stroke=EDGE))
    return group(marks, class_="family"), down


def _member(member: Member, frame: _Frame, top: float) -> tuple[Mark, float]:
    indent = RADIUS * 2 + 10
    room = (frame.width if frame.above else frame.left) - indent - 12
    lines = lettering.wrap(member.label, room, SIZE, most=3)
    words = len(lines) * SIZE * lettering.LINE
    height = words + 4 + BAR if frame.above else max(words, BAR)
    bar_top = top + words + 4 if frame.above else top + (height - BAR) / 2
    text_top = top if frame.above else top + (height - words) / 2
    marks = [
        *([] if member.sign is None else [_sign(member.sign, RADIUS + 1, text_top + SIZE * 0.63)]),
        lettering.label(lines, indent, text_top + SIZE * 0.97, size=SIZE),
        *_bar(member, frame, bar_top),
    ]
    return group(marks, class_="bar"), height


def _bar(member: Member, frame: _Frame, top: float) -> list[Mark]:
    tip = element("title", text(f"{member.label}: {plain_number(member.value)}"))
    length = max(member.value * frame.scale, 2.0 if member.value else 0.0)
    apart = (member.apart or 0) * frame.scale
    marks = [element("rect", tip, x=frame.left, y=top, width=length - apart, height=BAR, fill=series(0))]
    if apart:
        fill, x = paint(frame.key, "s1"), frame.left + length - apart
        marks.append(element("rect", x=x, y=top, width=apart, height=BAR, fill=fill))
    said = lettering.label(
        plain_number(member.value), frame.left + length + 8, top + BAR / 2 + 5.3, size=SIZE, bold=True
    )
    return [*marks, said]
