"""The opinion map: who votes like whom, drawn as marks that each stand for several people."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from .crowd import Floats, Ints, crowd
from .dots_parts import (
    DotWords,
    Kind,
    Pull,
    badges,
    ground,
    key_of_marks,
    marks_of,
    plotted,
    side_words,
    words_across,
)
from .drawing import DataTable, Drawing
from .palette import QUIET, series
from .scale import plain_number
from .svg import Mark, key_of, picture

NARROW = 480.0
FEW, MANY = 150, 400  # marks, narrow and wide


def opinion_map(
    positions: ArrayLike,
    of_person: ArrayLike,
    names: Sequence[tuple[str, str]],
    pulls: Sequence[Pull],
    notes: Sequence[str] = (),
    *,
    title: str,
    description: str,
    head: tuple[str, str, str],
    words: DotWords,
    threshold: int = 5,
    width: float = 720,
) -> Drawing:
    """People placed by their votes. No mark stands for fewer than `threshold` people, however many there are.

    `positions` (people x axes, at least one; the first two are drawn, on one scale), `of_person` the group
    of each person from 0, or -1. `names` holds a name and a letter for each group, and none when there are
    no clear groups: then nobody is painted as a member of one. `pulls` says what the ends of the first and
    second axis are; `notes` stand beside each group in the table, whose columns `head` names. Groups differ
    in shape, letter and colour. Whoever stands alone is counted in the nearest mark of the same group.

    Raises ValueError when there is no axis, or when groups and names do not belong together.

    >>> say = DotWords(lambda n: f"{n} people", "In no group", "Everyone", str, "under 5", str)
    >>> drawing = opinion_map([[0.0, 0.0]] * 6 + [[1.0, 0.0]] * 7, [0] * 6 + [1] * 7,
    ...                       [("Group A", "A"), ("Group B", "B")], [], title="Map", description="",
    ...                       head=("Group", "People", "What they share"), words=say)
    >>> drawing.table.rows
    (('Group A', '6', ''), ('Group B', '7', ''))
    """
    places, member = _read(positions, of_person, names)
    kind = np.where(member < 0, len(names), member) if names else np.zeros(len(member), dtype=np.int64)
    kinds = _kinds(kind, names, words)
    key = key_of("dots", places.tobytes(), kind.tobytes(), names, pulls, title, width)
    marks, height = _drawn(_plane(places, kind), kind, kinds, pulls, words, threshold, width)
    svg = picture(
        marks, kind="dots", key=key, width=width, height=height, title=title, description=description
    )
    rows = _rows(kinds, notes, words, threshold)
    return Drawing(svg, title, description, DataTable(title, head, rows))


def _read(
    positions: ArrayLike, of_person: ArrayLike, names: Sequence[tuple[str, str]]
) -> tuple[Floats, Ints]:
    places = np.asarray(positions, dtype=np.float64)
    member = np.asarray(of_person, dtype=np.int64)
    if places.ndim != 2 or places.shape[1] < 1 or len(places) != len(member):
        raise ValueError("a map needs a position on at least one axis for each person, and a group or -1")
    if not np.isfinite(places[:, :2]).all():
        raise ValueError("a position is not a number, so it has no place on the map")
    if names and len(member) and member.max() >= len(names):
        raise ValueError(f"somebody is in group {member.max()}, but only {len(names)} groups have a name")
    return places, member


def _kinds(kind: Ints, names: Sequence[tuple[str, str]], words: DotWords) -> list[Kind]:
    """The groups in order, then those in none; or everybody as one, in a colour that is no group's."""
    said = [*names, (words.nowhere, "")] if names else [(words.everyone, "")]
    sizes = np.bincount(kind, minlength=len(said)).tolist()
    return [
        Kind(place, name, letter, size, series(place) if letter else QUIET)
        for place, ((name, letter), size) in enumerate(zip(said, sizes, strict=True))
        if letter or size or not names
    ]


def _plane(places: Floats, kind: Ints) -> Floats:
    """Two axes as they are; a single one becomes a row for each kind, so that none covers another."""
    if places.shape[1] > 1:
        return places[:, :2]
    reach = float(np.ptp(places)) if len(places) else 0.0
    return np.column_stack((places[:, 0], -0.15 * (reach or 1.0) * kind))


def _drawn(
    plane: Floats,
    kind: Ints,
    kinds: Sequence[Kind],
    pulls: Sequence[Pull],
    words: DotWords,
    threshold: int,
    width: float,
) -> tuple[list[Mark], float]:
    """Key, words above, the people, words below and beside, from the top; and where they end."""
    found = crowd(plane, kind, threshold=threshold, most=FEW if width < NARROW else MANY)
    across, upward = [*pulls, None, None][:2]
    marks, top = key_of_marks(kinds, found, words, width)
    above, high = words_across("↑", upward.high if upward else "", top, width)
    plot = plotted(found, top + high, width)
    below, deep = words_across("↓", upward.low if upward else "", plot.bottom, width)
    beside, sides = side_words(across, plot.bottom + deep, width)
    marks += [*above, *ground(plot), *marks_of(found, kinds, plot)]
    marks += [*badges(plane, kind, [each for each in kinds if each.size >= threshold], plot), *below, *beside]
    return marks, plot.bottom + deep + sides + 4


def _rows(
    kinds: Sequence[Kind], notes: Sequence[str], words: DotWords, threshold: int
) -> tuple[tuple[str, ...], ...]:
    said = [*notes, *[""] * len(kinds)]
    return tuple(
        (each.name, plain_number(each.size) if each.size >= threshold else words.few, said[each.number])
        for each in kinds
    )
