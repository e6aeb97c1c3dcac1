"""From panels by type to panels of people, so that everybody of one type has the same chance to the last
bit.

Think of the lottery as a line of length 1 on which every panel has a stretch as long as its weight, and in
it a number of seats for the type. The seats are laid end to end and cut into equal lengths, one for each
person (wrap-around: McNaughton 1959, Management Science 6(1)): nobody sits twice at once, since nobody's
length is longer than the shortest row of seats. Panels with so many seats that a row of them would be too
short are shared out by themselves first. Where people share households, those of one kind of household take
turns instead: household by household, in equal parts of the stretches of each combination of seats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .pools import Pool
from .solving import Floats

Ints = NDArray[np.int64]
SAME = 1e-13  # places on the line that are nearer are the same place


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """Who sits in the stretch of a panel: from `starts` (0 up, within the stretch) the people in that
    row."""

    starts: Floats
    people: Ints


def spread(pool: Pool, panels: Ints, weights: Floats) -> tuple[Ints, Floats]:
    """Panels of people (rows: sorted places of people) and their weights; equal panels are joined.

    `panels` holds counts of each type. Everybody of a type has the weight of its seats over its size."""
    turns: list[list[Turn]] = [[] for _panel in panels]
    for panel, turn in _turns(pool, panels, weights):
        turns[panel].append(turn)
    found, lengths = [], []
    for weight, each in zip(weights.tolist(), turns, strict=True):
        cuts = _cuts(each, weight)
        middles, row = _middles(cuts, weight), np.searchsorted
        parts = [turn.people[row(turn.starts, middles, side="right") - 1] for turn in each]
        found.append(np.sort(np.hstack(parts), axis=1))
        lengths.append(np.diff(np.append(cuts, weight)))
    return _joined(np.vstack(found), np.concatenate(lengths))


def _cuts(turns: list[Turn], weight: float) -> Floats:
    """Where anybody changes within a stretch, from 0."""
    starts = np.unique(np.concatenate([turn.starts for turn in turns]))
    starts = starts[(starts > 2 * SAME) & (starts < weight - 2 * SAME)]
    starts = np.concatenate([[0.0], starts])
    return starts[np.append(True, np.diff(starts) > 2 * SAME)]


def _middles(starts: Floats, end: float) -> Floats:
    """Between each start and the next: what holds there holds all along, however the ends are rounded."""
    middles: Floats = (starts + np.append(starts[1:], end)) / 2
    return middles


def _joined(panels: Ints, weights: Floats) -> tuple[Ints, Floats]:
    different, which = np.unique(panels, axis=0, return_inverse=True)
    shares = np.bincount(which.ravel(), weights)
    return different, shares / shares.sum()


def _turns(pool: Pool, panels: Ints, weights: Floats) -> Iterator[tuple[int, Turn]]:
    order = np.argsort(pool.type_of, kind="stable")
    people = np.split(order, np.cumsum(pool.type_size)[:-1])
    for number in np.flatnonzero(pool.kind_of < 0).tolist():
        yield from _of_type(people[number], panels[:, number], weights)
    for kind in range(len(pool.kind_limit)):
        types = np.flatnonzero(pool.kind_of == kind).tolist()
        homes = [_by_home(people[number], pool.home_of) for number in types]
        yield from _of_kind(homes, panels[:, types], weights)


# People alone in their household.


def _of_type(people: Ints, seats: Ints, weights: Floats) -> Iterator[tuple[int, Turn]]:
    """The stretches from most seats to fewest, in blocks that can be shared out at once."""
    order = np.argsort(-seats, kind="stable")
    order = order[seats[order] > 0]
    while len(order):
        last = 0
        if _shortest_row(seats[order], weights[order]) * len(people) < seats[order] @ weights[order]:
            last = int(np.searchsorted(-seats[order], -seats[order[0]], side="right"))
        block = order[:last] if last else order
        yield from _shared(people, seats[block], weights[block], block)
        order = order[last:] if last else order[:0]


def _shortest_row(seats: Ints, weights: Floats) -> float:
    return float(weights[seats == seats.max()].sum())


def _shared(people: Ints, seats: Ints, weights: Floats, block: Ints) -> Iterator[tuple[int, Turn]]:
    """One length for each person, cut from the rows of seats laid end to end."""
    ends = np.cumsum(weights)
    rows = np.array([weights[seats > row].sum() for row in range(int(seats.max()))])
    before = np.concatenate([[0.0], np.cumsum(rows)])
    marks = np.arange(1, len(people)) * (before[-1] / len(people))
    row_of = np.searchsorted(before[1:-1], marks - SAME, side="right")
    places = np.sort(marks - before[row_of])
    for panel, count, end, weight in zip(
        block.tolist(), seats.tolist(), ends.tolist(), weights.tolist(), strict=True
    ):
        begin = end - weight
        inside = places[(places > begin + SAME) & (places < end - SAME)]
        starts = np.concatenate([[begin], inside])
        at = before[:count][None, :] + _middles(starts, end)[:, None]
        yield panel, Turn(starts - begin, people[np.searchsorted(marks, at, side="right")])


# People who share one.


def _by_home(people: Ints, home_of: Ints) -> Ints:
    """Households x members of one type."""
    order = people[np.argsort(home_of[people], kind="stable")]
    return order.reshape(len(np.unique(home_of[people])), -1)


def _of_kind(homes: list[Ints], seats: Ints, weights: Floats) -> Iterator[tuple[int, Turn]]:
    patterns, which = np.unique(seats, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        if pattern.any():
            block = np.flatnonzero(which.ravel() == number)
            yield from _in_turn(homes, pattern, weights[block], block)


def _in_turn(homes: list[Ints], pattern: Ints, weights: Floats, block: Ints) -> Iterator[tuple[int, Turn]]:
    """Equal steps along the stretches; with each step everybody's seat moves on by one household."""
    table = _table(homes, pattern)
    marks = np.arange(1, len(table)) * (weights.sum() / len(table))
    ends = np.cumsum(weights)
    for panel, end, weight in zip(block.tolist(), ends.tolist(), weights.tolist(), strict=True):
        begin = end - weight
        inside = marks[(marks > begin + SAME) & (marks < end - SAME)]
        starts = np.concatenate([[begin], inside])
        at = np.searchsorted(marks, _middles(starts, end), side="right")
        yield panel, Turn(starts - begin, table[at])


def _table(homes: list[Ints], pattern: Ints) -> Ints:
    """Who sits at each step: all households of the kind in turn, and their members of one type in turn."""
    count = len(homes[0])
    rounds = int(np.lcm.reduce([each.shape[1] for each in homes]))
    step = np.arange(count * rounds)
    columns, offset = [], 0
    for people, seats in zip(homes, pattern.tolist(), strict=True):
        for _seat in range(seats):
            columns.append(people[(step + offset) % count, (step // count) % people.shape[1]])
            offset += 1
    return np.stack(columns, axis=1)
