"""Many people as few marks: neighbours are drawn together, so that no mark is one person."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Neighbours of one kind: where they stand on average, how many they are, which kind."""

    x: float
    y: float
    count: int
    kind: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """All marks, how many people a mark usually stands for, and how many people are in none."""

    clusters: tuple[Cluster, ...]
    usual: int
    hidden: int


def crowd(plane: Floats, kind: Ints, *, threshold: int, most: int) -> Crowd:
    """Neighbours of one kind in clusters of nearly one size: crowded places get more marks, not larger ones.

    `plane` (n x 2) in any unit, `kind` (n) numbers from 0. A cluster holds as many people as it takes to
    need about `most` marks, and `threshold` at the least; each kind is halved along its longer side until
    its parts are that small. Kinds of fewer people than `threshold` are hidden.

    Source: the halving of k-d trees (Bentley 1975), used as microaggregation (Domingo-Ferrer and
    Mateo-Sanz 2002): what is shown are averages of at least `threshold` people.

    >>> plane = np.array([[0.0, 0.0]] * 5 + [[1.0, 0.0]] * 6)
    >>> found = crowd(plane, np.zeros(11, dtype=np.int64), threshold=5, most=9)
    >>> [(each.x, each.count) for each in found.clusters]
    [(0.0, 5), (1.0, 6)]
    """
    usual = max(threshold, -(-len(plane) // most), 1)
    clusters: list[Cluster] = []
    hidden = 0
    for each in np.flatnonzero(np.bincount(kind)).tolist():
        of_kind = np.flatnonzero(kind == each)
        if len(of_kind) < threshold:
            hidden += len(of_kind)
            continue
        clusters += [_cluster(plane[part], each) for part in _halved(plane, of_kind, usual)]
    return Crowd(tuple(clusters), usual, hidden)


def _halved(plane: Floats, people: Ints, usual: int) -> list[Ints]:
    """The people in parts of `usual` to twice as many, near each other."""
    parts = len(people) // usual
    if parts < 2:
        return [people]
    places = plane[people]
    along = places[:, int(np.argmax(np.ptp(places, axis=0)))]
    first = len(people) * (parts // 2) // parts
    order = np.argpartition(along, first)
    return _halved(plane, people[order[:first]], usual) + _halved(plane, people[order[first:]], usual)


def _cluster(places: Floats, kind: int) -> Cluster:
    x, y = places.mean(axis=0).tolist()
    return Cluster(x, y, len(places), kind)
