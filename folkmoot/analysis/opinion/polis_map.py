"""The published recipe of Polis as an `OpinionMap`, so that it can stand beside the open one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .counts import count, count_by_group
from .evidence import Evidence
from .polis import PolisPlane, polis_plane
from .result import AxisFinding, OpinionMap
from .statements import find_statements
from .votes import VoteTable

STEPS, PARTS = 100, 5


def polis_map(table: VoteTable, say: Callable[[int], None]) -> OpinionMap:
    """The map of a table with at least one vote; `say` is told how many of a hundred steps are done.

    The recipe knows no lean and no caution (both are 0) and no doubt about a group (the chance is 1). Its
    silhouettes, in the evidence, are no proof of groups: it always finds at least two.
    """
    plane = polis_plane(table, progress=lambda done, _of: say(done * STEPS // PARTS))
    n_groups, counts = plane.n_groups, count(table)
    by_group = count_by_group(table, plane.group, n_groups) if n_groups else None
    axes = tuple(_axis(plane, table, at) for at in range(2))
    by_position = np.sqrt(sum(np.var(plane.positions[:, at]) * axes[at].loadings ** 2 for at in range(2)))
    nobody = np.zeros(table.n_people)
    found = OpinionMap(
        "polis",
        table.people,
        table.statements,
        plane.positions,
        plane.spread,
        plane.group,
        (plane.group >= 0).astype(np.float64),
        n_groups,
        _evidence(plane, table),
        nobody,
        nobody.copy(),
        find_statements(table.statements, counts, by_group, by_position),
        axes,
        table,
        plane.average,
        plane.noise,
        np.zeros(table.n_people, np.int8),
    )
    say(STEPS)
    return found


def _axis(plane: PolisPlane, table: VoteTable, at: int) -> AxisFinding:
    loadings = plane.loadings[:, at] * plane.step[at]
    pull = np.abs(loadings) * np.sqrt(np.bincount(table.indices, minlength=table.n_statements))
    strongest = table.statements[np.lexsort((table.statements, -pull))[:10]]
    return AxisFinding(float(plane.share[at]), bool(plane.share[at] > 0), loadings, tuple(strongest.tolist()))


def _evidence(plane: PolisPlane, table: VoteTable) -> Evidence:
    return Evidence(
        plane.n_groups,
        0.0,
        max(plane.n_groups, 1),
        int(np.sum(plane.share > 0)),
        table.n_people,
        int(np.sum(plane.group < 0)),
        plane.explain(),
    )
