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
ROUNDS = 8


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


def strongest(matrix: Any, start: Floats, rounds: int = ROUNDS) -> tuple[Floats, Floats]:
    """Singular values and right vectors by block power steps from `start` (statements x columns)."""
    basis = np.linalg.qr(start)[0].astype(np.float32)
    for _round in range(rounds):
        basis = np.linalg.qr(matrix.T @ (matrix @ basis))[0]
    image = (matrix @ basis).astype(np.float64)
    values, vectors = np.linalg.eigh(image.T @ image)
    return np.sqrt(np.maximum(values[::-1], 0)), basis @ vectors[:, ::-1]


def luck(n: int, m: int) -> float:
    """By how much, as a share, one table of chance may be stronger than another, 19 times of 20.

    From the spread of the largest singular value: Johnstone (2001), Annals of Statistics 29(2); the
    difference of two has a standard deviation of 1.8 of its units."""
    roots = np.sqrt(n) + np.sqrt(m)
    unit = (1 / np.sqrt(n) + 1 / np.sqrt(m)) ** (1 / 3) / roots
    return float(2.95 * unit / 2)


def start_from(keys: NDArray[np.uint64], columns: int) -> Floats:
    """Numbers between -1 and 1 from the statements' keys."""
    numbers = [mixed(keys + np.uint64(column)) for column in range(columns)]
    return np.column_stack([number.astype(np.float64) / 2.0**63 - 1 for number in numbers])


def supported(
    cells: Cells,
    model: Model,
    traits: Traits,
    person_keys: NDArray[np.uint64],
    statement_keys: NDArray[np.uint64],
) -> tuple[Floats, int]:
    """Directions (statements x at least 2 where there is room, strongest first), and how many count."""
    left = residuals(cells, model, traits)
    room = min(MOST_AXES + 2, *cells.shape)
    start = start_from(statement_keys, room)
    values, vectors = strongest(cells.fill(left), start)
    chance = strongest(cells.fill(left * random_signs(person_keys, statement_keys, cells)), start)[0]
    bound = chance[0] * (MARGIN + luck(*cells.shape))
    count = int(np.sum(values[:MOST_AXES] > bound))
    loadings = vectors[:, :MOST_AXES] * np.sqrt(model.noise * len(model.noise))[:, None]
    return loadings, count
