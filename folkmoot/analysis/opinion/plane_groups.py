"""Groups of points in a plane: k-means for each number of groups, the best silhouette decides.

Deterministic and free of order: starts come from where the points lie, samples from their order in the plane.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Ints = NDArray[np.int64]

PEOPLE_FOR_STARTS, PEOPLE_FOR_CENTRES, PEOPLE_FOR_SILHOUETTE = 2_000, 20_000, 4_000
ROUNDS, BLOCK = 60, 200_000


def best_groups(points: Floats, most: int = 5) -> tuple[Ints, tuple[float, ...]]:
    """The group of each point (n x 2), and the silhouette for 2, 3 ... groups; -1 if there is but one place.

    Above 20,000 points the centres come from an even sample and every point goes to the nearest; above 4,000
    the silhouette comes from an even sample. Groups are numbered by size, the largest first.

    Sources: Lloyd, S. (1982), IEEE Transactions on Information Theory 28(2); Rousseeuw, P. (1987), Journal of
    Computational and Applied Mathematics 20.

    >>> best_groups(np.array([[0, 0], [0, 1], [9, 0], [9, 1.0], [9, 2]]), most=2)[0].tolist()
    [1, 1, 0, 0, 0]
    """
    ordered = points[np.lexsort(points.T[::-1])]
    sample = _evenly(ordered, PEOPLE_FOR_CENTRES)
    places = len(np.unique(sample, axis=0))
    tries = [_centres(sample, k) for k in range(2, min(most, places, len(sample) - 1) + 1)]
    if not tries:
        return np.full(len(points), -1, np.int64), ()
    small = _evenly(ordered, PEOPLE_FOR_SILHOUETTE).astype(np.float32)
    scores = silhouettes(small, [nearest(small, centres) for centres in tries])
    return _by_size(nearest(points, tries[int(np.argmax(scores))])), tuple(scores)


def nearest(points: Floats, centres: Floats) -> Ints:
    """Which centre lies nearest to each point; of two as near, the first."""
    found = np.empty(len(points), np.int64)
    half = (centres**2).sum(1) / 2
    for start in range(0, len(points), BLOCK):
        part = points[start : start + BLOCK]
        found[start : start + BLOCK] = np.argmax(part @ centres.T - half, axis=1)
    return found


def silhouettes(points: Floats, labellings: list[Ints]) -> list[float]:
    """The mean silhouette of each labelling of the same points; a point alone in its group counts 0."""
    shape = [labels.max() + 1 for labels in labellings]
    members = np.hstack([np.eye(k)[labels] for labels, k in zip(labellings, shape, strict=True)])
    members = members.astype(points.dtype)
    sums = np.vstack([_distances(part, points) @ members for part in _parts(points)]).astype(float)
    ends = np.cumsum(shape)
    return [
        _silhouette(sums[:, end - k : end], labels)
        for labels, k, end in zip(labellings, shape, ends, strict=True)
    ]


def _silhouette(sums: Floats, labels: Ints) -> float:
    """From the summed distances of each point to each group: (b - a) / max(a, b), on average."""
    sizes = np.bincount(labels, minlength=sums.shape[1])
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    others = sums / np.maximum(sizes, 1)
    others[:, sizes == 0] = np.inf
    others[rows, labels] = np.inf
    other = others.min(axis=1)
    widest = np.maximum(own, other)
    lone = (sizes[labels] == 1) | ~np.isfinite(other) | (widest == 0)
    return float(np.where(lone, 0.0, (other - own) / np.where(lone, 1.0, widest)).mean())


def _distances(part: Floats, points: Floats) -> Floats:
    across = part[:, :1] - points[:, 0]
    up = part[:, 1:] - points[:, 1]
    across *= across
    up *= up
    across += up
    return np.sqrt(across, out=across)


def _parts(points: Floats, rows: int = 100) -> list[Floats]:
    return [points[start : start + rows] for start in range(0, len(points), rows)]


def _centres(points: Floats, k: int) -> Floats:
    """The tightest of three k-means, each started from where the points lie; settled on more points after."""
    few = _evenly(points, PEOPLE_FOR_STARTS)
    tries = [_settle(few, start) for start in (*_slices(few, k), _spread_out(few, k))]
    best = min(tries, key=lambda each: each[0])[1]
    return best if few is points else _settle(points, best)[1]


def _slices(points: Floats, k: int) -> list[Floats]:
    """Means of k equal slices across each axis."""
    orders = [np.argsort(points[:, axis], kind="stable") for axis in (0, 1)]
    return [np.array([points[part].mean(axis=0) for part in np.array_split(o, k)]) for o in orders]


def _spread_out(points: Floats, k: int) -> Floats:
    """The point farthest from the middle, then each time the one farthest from those taken."""
    taken = [points[np.argmax(((points - points.mean(axis=0)) ** 2).sum(axis=1))]]
    far = np.full(len(points), np.inf)
    while len(taken) < k:
        far = np.minimum(far, ((points - taken[-1]) ** 2).sum(axis=1))
        taken.append(points[np.argmax(far)])
    return np.array(taken)


def _settle(points: Floats, centres: Floats) -> tuple[float, Floats]:
    """Lloyd's rounds until nobody moves: the sum of squares within, and the centres."""
    labels = np.full(len(points), -1, np.int64)
    for _round in range(ROUNDS):
        before, labels = labels, nearest(points, centres)
        if np.array_equal(before, labels):
            break
        sizes = np.bincount(labels, minlength=len(centres))
        sums = np.stack([np.bincount(labels, axis, len(centres)) for axis in points.T], axis=1)
        centres = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centres)
    return float(((points - centres[labels]) ** 2).sum()), centres


def _evenly(points: Floats, most: int) -> Floats:
    if len(points) <= most:
        return points
    return points[np.linspace(0, len(points) - 1, most).round().astype(np.int64)]


def _by_size(labels: Ints) -> Ints:
    """Renumbered: the largest group first, of two as large the one whose first member comes first."""
    found, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    places = np.empty(int(found.max()) + 1, np.int64)
    places[found[np.lexsort((first, -sizes))]] = np.arange(len(found))
    return places[labels]
