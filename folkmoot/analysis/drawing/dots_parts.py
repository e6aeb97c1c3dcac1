"""The parts of the opinion map: key, ground, marks, letters, and words for the ends of the axes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot, pi, sqrt

import numpy as np

from . import lettering
from .crowd import Cluster, Crowd, Floats, Ints
from .palette import EDGE, GRID, QUIET, WHITE
from .phrases import joined
from .shapes import KINDS, shape
from .svg import Mark, element, group, text

SIZE = 15.0
LARGEST, SMALLEST = 9.0, 2.5  # radius of a mark
FILLED = 0.16  # of the field by marks
HIGHEST = 1.0  # height of the field to its width
ROOMY = 0.5  # height to width that a mark has its size from
AIR = 26.0
BADGE = 14.0
LOWEST = 2 * BADGE  # the field without its air
MOST_LINES = 6
ROW, GAP, SWATCH = 28.0, 24.0, 26.0


@dataclass(frozen=True, slots=True)
class Pull:
    """What tells the two ends of an axis apart, in words: left and right, or below and above."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class DotWords:
    """`people` writes how many ("30 people"); `nowhere` names those in no group and `everyone` all of them
    when there are no groups; `marks` says how many people a mark usually stands for; `few` stands for a
    number not shown; `hidden` says how many people are not drawn."""

    people: Callable[[int], str]
    nowhere: str
    everyone: str
    marks: Callable[[int], str]
    few: str
    hidden: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A group, or those in none: its number, name, letter ("" for none), how many people, its colour."""

    number: int
    name: str
    letter: str
    size: int
    fill: str

    @property
    def is_open(self) -> bool:
        return not self.letter and self.number > 0

    @property
    def outline(self) -> int:
        """The shape: each group its own as long as there are, then the same again in other colours."""
        return (self.number + self.number // KINDS) % KINDS


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a place lies in the drawing: one scale for both axes, filled by the marks."""

    top: float
    width: float
    height: float
    scale: float
    centre: tuple[float, float]
    radius: float

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def at(self, x: float, y: float) -> tuple[float, float]:
        across = self.width / 2 + (x - self.centre[0]) * self.scale
        return across, self.top + self.height / 2 - (y - self.centre[1]) * self.scale


def plotted(found: Crowd, top: float, width: float) -> Plot:
    """A field that holds every mark with air around it, and is no higher than that."""
    places = np.array([(each.x, each.y) for each in found.clusters] or [(0.0, 0.0)])
    low, high = places.min(axis=0), places.max(axis=0)
    wide, tall = (high - low).tolist()
    room = width - 2 * AIR
    scale = min(room / (wide or 1.0), room * HIGHEST / (tall or 1.0)) if wide or tall else 1.0
    height = max(tall * scale, LOWEST) + 2 * AIR
    roomy = max(tall * scale, room * ROOMY if wide or tall else 0.0)
    radius = sqrt(FILLED * room * roomy / (pi * max(len(found.clusters), 1)))
    centre = ((low + high) / 2).tolist()
    radius = min(max(radius, SMALLEST), LARGEST)
    return Plot(top, width, height, scale, (centre[0], centre[1]), radius)


def key_of_marks(
    kinds: Sequence[Kind], found: Crowd, words: DotWords, width: float
) -> tuple[list[Mark], float]:
    """Each shape with its group and how many people it has, then what a mark is."""
    drawn = {each.kind for each in found.clusters}
    marks, x, y = [], 0.0, 0.0
    for each in (one for one in kinds if one.number in drawn):
        line = lettering.wrap(f"{each.name}: {words.people(each.size)}", width - SWATCH, SIZE, most=1)
        long = SWATCH + lettering.width_of(line[0], SIZE)
        if x and x + long > width:
            x, y = 0.0, y + ROW
        marks.append(_shape(each, x + 9, y + 12, 7.5))
        marks.append(lettering.label(line, x + SWATCH, y + 17, size=SIZE))
        x += long + GAP
    said = [words.marks(found.usual)] if drawn else []
    said += [words.hidden(found.hidden)] if found.hidden else []
    lines = lettering.wrap(" ".join(said), width, SIZE) if said else ()
    if lines:
        y += ROW if drawn else 0.0
        marks.append(lettering.label(lines, 0, y + 17, size=SIZE, fill=QUIET))
    return marks, y + (len(lines) or 1) * SIZE * lettering.LINE + 10


def words_across(arrow: str, said: str, top: float, width: float) -> tuple[list[Mark], float]:
    """Words in the middle over or under the people, and the height they take."""
    if not said:
        return [], 0.0
    lines = lettering.wrap(joined(f"{arrow} ", said), min(width, 480.0), SIZE, most=MOST_LINES)
    step = SIZE * lettering.LINE
    return [lettering.label(lines, width / 2, top + SIZE + 4, size=SIZE, anchor="middle")], len(
        lines
    ) * step + 12


def side_words(pull: Pull | None, top: float, width: float) -> tuple[list[Mark], float]:
    """Words for the left and the right end, under the people, and the height they take."""
    if pull is None or not (pull.low or pull.high):
        return [], 0.0
    room = min(width / 2 - 12, 330.0)
    left = ("←", *lettering.wrap(pull.low, room, SIZE, most=MOST_LINES)) if pull.low else ()
    right = ("→", *lettering.wrap(pull.high, room, SIZE, most=MOST_LINES)) if pull.high else ()
    marks = [lettering.label(left, 0, top + SIZE + 4, size=SIZE)] if left else []
    if right:
        marks.append(lettering.label(right, width, top + SIZE + 4, size=SIZE, anchor="end"))
    return marks, max(len(left), len(right)) * SIZE * lettering.LINE + 12


def ground(plot: Plot) -> list[Mark]:
    """The field, with quiet lines where nothing tells people apart on an axis."""
    x, y = plot.at(0, 0)
    across = f"M1 {y:.1f}H{plot.width - 1:.1f}" if plot.top < y < plot.bottom else ""
    upward = f"M{x:.1f} {plot.top:.1f}V{plot.bottom:.1f}" if 1 < x < plot.width else ""
    field = element(
        "rect", x=1, y=plot.top, width=plot.width - 2, height=plot.height, rx=6, fill=WHITE, stroke=EDGE
    )
    lines = [element("path", d=across + upward, stroke=GRID, fill="none")] if across + upward else []
    return [field, *lines]


def marks_of(found: Crowd, kinds: Sequence[Kind], plot: Plot) -> list[Mark]:
    """Every mark, kinds mixed so that none lies under all of another."""
    by_number = {each.number: each for each in kinds}
    order = sorted(found.clusters, key=lambda each: (each.y, each.x, each.kind))
    return [_mark(each, by_number[each.kind], found.usual, plot) for each in order]


def _mark(cluster: Cluster, kind: Kind, usual: int, plot: Plot) -> Mark:
    x, y = plot.at(cluster.x, cluster.y)
    radius = max(plot.radius * min(sqrt(cluster.count / usual), 1.0), SMALLEST)
    return _shape(kind, x, y, radius)


def _shape(kind: Kind, x: float, y: float, radius: float) -> Mark:
    """Full for groups and for everybody, an open ring for those in no group."""
    if kind.is_open:
        return shape(0, x, y, radius - 1, fill=WHITE, stroke=kind.fill, stroke_width=2)
    return shape(kind.outline, x, y, radius, fill=kind.fill, stroke=WHITE, stroke_width=1)


def badges(plane: Floats, kind: Ints, kinds: Sequence[Kind], plot: Plot) -> list[Mark]:
    """The letter of each group where its people stand in the middle, moved apart where two would meet."""
    lettered = [each for each in kinds if each.letter]
    middles = [np.median(plane[kind == each.number], axis=0).tolist() for each in lettered]
    places = _apart([plot.at(*middle) for middle in middles], plot)
    return [_badge(each, *place) for each, place in zip(lettered, places, strict=True)]


def _badge(kind: Kind, x: float, y: float) -> Mark:
    ring = element("circle", cx=x, cy=y, r=BADGE, fill=WHITE, stroke=kind.fill, stroke_width=3)
    letter = lettering.label(kind.letter, x, y + 6.2, size=18, anchor="middle", bold=True)
    return group([element("title", text(kind.name)), ring, letter], class_="badge")


def _apart(places: Sequence[tuple[float, float]], plot: Plot) -> list[tuple[float, float]]:
    """The same places, none nearer to another than two letters need, all inside the field."""
    moved = [np.asarray(place) for place in places]
    for _ in range(40):
        for one in range(len(moved)):
            for other in range(one):
                push = _push(moved[one] - moved[other])
                moved[one], moved[other] = moved[one] + push, moved[other] - push
    low = [BADGE + 3, plot.top + BADGE + 3]
    high = [plot.width - BADGE - 3, plot.bottom - BADGE - 3]
    return [(float(x), float(y)) for x, y in (np.clip(place, low, high) for place in moved)]


def _push(gap: Floats) -> Floats:
    far, least = hypot(*gap.tolist()), 2 * BADGE + 6
    if far >= least:
        return np.zeros(2)
    return (gap / far if far else np.array([1.0, 0.0])) * (least - far) / 2
