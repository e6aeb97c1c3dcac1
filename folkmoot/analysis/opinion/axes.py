"""How many axes the votes support, and where they point.

What is left of each vote once averages, lean and caution are taken out is compared with the same numbers
under random signs: shared opinion is then gone, all else stays. Axes count that are stronger than the
strongest that chance makes.

Source: Hong, Sheng and Dobriban (2020), Selecting the number of components in PCA via random signflips,
arXiv 2012.02985.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .cells import Cells
from .factors import Floats, Model, Traits
from .sampling import mixed

MOST_AXES = 8
MARGIN = 1.01
STEPS, STEPS_AGAIN = 18, 8
"""How long to look for what is strongest, and how long where it is nearly known."""

NOT_LESS = 0.95
"""Chance falls with the size of what is left, or little more: weaker axes need no further question."""


def residuals(cells: Cells, model: Model, traits: Traits) -> NDArray[np.float32]:
    """What averages and traits leave of each vote, in units of the statement's own noise."""
    scale = 1 / np.sqrt(model.noise)
    said = cells.said[cells.rows, cells.columns] if isinstance(cells.said, np.ndarray) else cells.said.data
    expected = model.average[cells.columns]
    for a in range(model.q):
        expected = expected + model.loadings[cells.columns, a] * traits.mean[a, cells.rows]
    return ((said - expected) * scale[cells.columns]).astype(np.float32)


def random_signs(person_keys: NDArray[np.uint64], statement_keys: NDArray[np.uint64], cells: Cells) -> Any:
    """1 or -1 for each vote, from its person's and its statement's keys alone."""
    keys = mixed(person_keys[cells.rows] ^ statement_keys[cells.columns])
    return 1 - 2 * (keys >> np.uint64(63)).astype(np.float32)


def strongest(matrix: Any, start: Floats, steps: int = STEPS) -> tuple[Floats, Floats, Floats]:
    """Singular values and the vectors of statements and, times the values, of people, strongest first.

    By Lanczos steps from `start` (one number a statement), each made square to all before it (Golub and Kahan
    1965, Journal of the SIAM B 2(2))."""
    basis, images, back = [start / np.linalg.norm(start)], [], matrix.T
    for _step in range(min(steps, *matrix.shape)):
        image = matrix @ basis[-1].astype(np.float32)
        images.append(image)
        ahead = (back @ image).astype(np.float64)
        known = np.array(basis)
        for _twice in range(2):
            ahead -= known.T @ (known @ ahead)
        length = float(np.linalg.norm(ahead))
        if length <= 1e-6 * np.linalg.norm(image):
            break
        basis.append(ahead / length)
    people = np.array(images, dtype=np.float64)
    values, vectors = np.linalg.eigh(people @ people.T)
    turn = vectors[:, ::-1]
    found = np.array(basis[: len(images)]).T @ turn
    return np.sqrt(np.maximum(values[::-1], 0)), found, people.T @ turn


def luck(n: int, m: int) -> float:
    """By how much, as a share, one table of chance may be stronger than another, 19 times of 20.

    From the spread of the largest singular value: Johnstone (2001), Annals of Statistics 29(2); the
    difference of two has a standard deviation of 1.8 of its units."""
    roots = np.sqrt(n) + np.sqrt(m)
    unit = (1 / np.sqrt(n) + 1 / np.sqrt(m)) ** (1 / 3) / roots
    return float(2.95 * unit / 2)


def told_apart(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The same keys, those that are equal made different by their number among their equals.

    Statements with the same counts have one key, and so have people who voted alike: with signs and a start
    in common, two camps that answer every question the other way would look like chance.

    >>> told_apart(np.array([7, 9, 7], np.uint64))[:2].tolist()
    [7, 9]
    """
    order = np.argsort(keys, kind="stable")
    first = np.flatnonzero(np.append(True, keys[order][1:] != keys[order][:-1]))
    number = np.arange(len(keys)) - np.repeat(first, np.diff(np.append(first, len(keys))))
    found = keys.copy()
    again = order[number > 0]
    found[again] = mixed(keys[again] + number[number > 0].astype(np.uint64))
    return found


def start_from(keys: NDArray[np.uint64]) -> Floats:
    """A number between -1 and 1 from each statement's key."""
    found: Floats = mixed(keys).astype(np.float64) / 2.0**63 - 1
    return found


def supported(
    cells: Cells,
    model: Model,
    traits: Traits,
    person_keys: NDArray[np.uint64],
    statement_keys: NDArray[np.uint64],
) -> tuple[Floats, int]:
    """Directions (statements x `MOST_AXES` where there is room, strongest first), and how many count.

    Opinion itself makes votes under random signs stronger. It is taken out of them as far as it has been
    found and is not chance itself (Gavish and Donoho 2017, IEEE Transactions on Information Theory 63), and
    the question is put again until no further axis is found."""
    left = residuals(cells, model, traits)
    person_keys, statement_keys = told_apart(person_keys), told_apart(statement_keys)
    signs = random_signs(person_keys, statement_keys, cells)
    start = start_from(statement_keys)
    values, statements, people = strongest(cells.fill(left), start)
    bound, steps = MARGIN + luck(*cells.shape), STEPS
    count, before = 0, -1
    while before < count < min(MOST_AXES, len(values)):
        before = count
        by_chance, vectors, _people = strongest(cells.fill(left * signs), start, steps)
        chance, start, steps = by_chance[0], vectors[:, 0], STEPS_AGAIN
        found = int(np.sum(values[:MOST_AXES] > bound * chance))
        size = float(np.linalg.norm(left))
        for axis in range(count, found):
            kept = 1 - (chance / values[axis]) ** 2
            seen = people[cells.rows, axis] * statements[cells.columns, axis]
            left = left - (kept * seen).astype(np.float32)
        count = max(count, found)
        weakest = bound * chance * float(np.linalg.norm(left)) * NOT_LESS
        if count == len(values) or values[count] * size <= weakest:
            break
    scale = np.sqrt(model.noise * len(model.noise))[:, None]
    return statements[:, :MOST_AXES] * scale, count
