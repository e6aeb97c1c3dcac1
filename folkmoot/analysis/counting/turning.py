"""Turns through all margins, a few of them at once.

Margins are gathered into blocks of some thousand combinations of categories. People's weights are added up by
combination, every margin of the block gets its turn in that small table, and people are multiplied once by
what came of it: the same as one turn after another, in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .bounding import Asked, Reached

SWEEPS = 40  # turns through all margins before Newton's method takes over
LOOSE_SWEEPS = 500
WITHIN = 3  # turns inside a block for each turn of the block
CELLS = 4096  # combinations in a block
FURTHEST = 1e60  # a factor beyond which nothing is settled any more
NEAR = 1e-11  # where only the rounding of sums may be left


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Some margins, by their places; `joint` numbers people's combinations of their categories."""

    places: tuple[int, ...]
    shape: tuple[int, ...]
    joint: np.ndarray

    def axes_but(self, axis: int) -> tuple[int, ...]:
        return tuple(each for each in range(len(self.shape)) if each != axis)

    def along(self, axis: int, values: np.ndarray) -> np.ndarray:
        """One number a category, laid along its axis of the table."""
        shape = [1] * len(self.shape)
        shape[axis] = -1
        return values.reshape(shape)


def in_turns(asked: Asked, goal: float, *, is_loose: bool = False) -> Reached:
    """Weights after as many turns as it takes until no share is wrong by more than `goal`, or rests.

    In loose turns people without an answer to a margin are passed over by it, whatever share they come to.
    """
    blocks = list(_blocks(asked))
    weights = asked.base.copy()
    factors = [np.ones_like(target) for target in asked.targets]
    gaps: list[float] = []
    most = LOOSE_SWEEPS if is_loose else SWEEPS
    while len(gaps) < most and not _is_done(gaps, goal) and not _runs_away(factors):
        gaps.append(max(_turn(block, asked, weights, factors, is_loose) for block in blocks) / len(weights))
    weights *= len(weights) / weights.sum()
    levels = tuple(np.log(factor) for factor in factors)
    return Reached(weights, len(gaps), gaps[-1], levels, is_loose)


def _runs_away(factors: Sequence[np.ndarray]) -> bool:
    """Whether a category is on its way to counting nothing, which no further turn will settle."""
    return any(factor.min() < 1 / FURTHEST or factor.max() > FURTHEST for factor in factors)


def _is_done(gaps: Sequence[float], goal: float) -> bool:
    if not gaps:
        return False
    is_at_rest = len(gaps) > 2 and gaps[-1] < NEAR and gaps[-1] > gaps[-2] / 2
    return gaps[-1] <= goal or is_at_rest


def _blocks(asked: Asked) -> Iterator[_Block]:
    """The margins in order, as many in a block as have few enough combinations."""
    places: list[int] = []
    cells = 1
    for place, target in enumerate(asked.targets):
        if places and cells * len(target) > CELLS:
            yield _block(places, asked)
            places, cells = [], 1
        places.append(place)
        cells *= len(target)
    yield _block(places, asked)


def _block(places: Sequence[int], asked: Asked) -> _Block:
    shape = tuple(len(asked.targets[place]) for place in places)
    joint = asked.codes[places[0]].astype(np.intp)
    for place, size in zip(places[1:], shape[1:], strict=True):
        joint *= size
        joint += asked.codes[place]
    return _Block(tuple(places), shape, joint)


def _turn(
    block: _Block, asked: Asked, weights: np.ndarray, factors: Sequence[np.ndarray], is_loose: bool
) -> float:
    """A turn of every margin in the block; the largest sum that was wrong before."""
    size = int(np.prod(block.shape))
    table = np.bincount(block.joint, weights, size).reshape(block.shape)
    change = np.ones(block.shape)
    worst = 0.0
    for within in range(WITHIN):
        for axis, place in enumerate(block.places):
            there = table.sum(axis=block.axes_but(axis))
            target = _with_silence_as_it_is(asked.targets[place], there) if is_loose else asked.targets[place]
            if not within:
                worst = max(worst, float(np.abs(there - target).max()))
            factor = np.divide(target, there, out=np.ones_like(target), where=(there > 0) & (target > 0))
            laid = block.along(axis, factor)
            table *= laid
            change *= laid
            factors[place][:] *= factor
    weights *= change.ravel().take(block.joint)
    return worst


def _with_silence_as_it_is(target: np.ndarray, there: np.ndarray) -> np.ndarray:
    """The same shares among those who answered; the last, who did not, come to what they come to."""
    answered = target[:-1].sum()
    return np.append(target[:-1] * ((there.sum() - there[-1]) / answered), there[-1])
