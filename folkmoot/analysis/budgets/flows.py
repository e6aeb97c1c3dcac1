"""How much of the projects' cost their supporters can carry if nobody carries more than so much: a flow.

Money flows from each project to classes of voters who support the same projects, and from each class as much
as its voters may carry. The flow is exact in whole numbers of any size: scipy's is of 32 bits, so it is found
in rounds, each in parts so fine that what is still missing fits, on what the rounds before left open.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
MOST = 1 << 30
LARGEST = 1 << 62


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """`missing` of the cost found no room; then `cut` are projects whose supporters lack most. `carried` is
    what each class carries."""

    missing: int
    cut: NDArray[np.bool_]
    carried: Ints


def carry(costs: list[int], room: list[int], projects: Ints, classes: Ints) -> Flow:
    """The most that classes can carry: `room` each. `projects[e]` is supported by class `classes[e]`.

    Raises ValueError where the amounts are beyond 62 bits.
    """
    if sum(costs) >= LARGEST or max(room, default=0) >= LARGEST:
        raise ValueError("The costs have too many digits for maximin-support; give them in whole thousands.")
    return _Network(costs, room, projects, classes).solve()


class _Network:
    """Nodes: the source, projects, classes, the sink. `_open` is what may still flow along each edge."""

    def __init__(self, costs: list[int], room: list[int], projects: Ints, classes: Ints) -> None:
        k, g, e = len(costs), len(room), len(projects)
        self._k, self._nodes = k, k + g + 2
        first = 1 + k
        self._from = np.concatenate(
            [np.zeros(k, np.int64), 1 + projects, first + classes, first + np.arange(g)]
        )
        self._to = np.concatenate([1 + np.arange(k), first + classes, 1 + projects, np.full(g, k + g + 1)])
        total = sum(costs)
        self._open = np.concatenate([costs, np.full(e, total), np.zeros(e, np.int64), room]).astype(np.int64)
        self._ahead, self._back = slice(k, k + e), slice(k + e, k + 2 * e)
        self._source, self._sink = slice(0, k), slice(k + 2 * e, None)
        self._room = np.array(room, np.int64)
        self._order = np.lexsort((self._to, self._from))
        counts = np.bincount(self._from, minlength=self._nodes)
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        self._missing = total

    def solve(self) -> Flow:
        part = max(1, -(-self._missing // MOST))  # so that no part of the cost is cut off at MOST
        while self._missing:
            self._round(part)
            if part == 1:
                break
            part = max(1, -(-part * len(self._order) // MOST))
        return Flow(self._missing, self._reached(), self._room - self._open[self._sink])

    def _round(self, part: int) -> None:
        """Send what can flow in whole multiples of `part`."""
        from scipy.sparse.csgraph import maximum_flow

        found = maximum_flow(self._matrix(np.minimum(self._open // part, MOST)), 0, self._nodes - 1)
        flow = found.flow.tocsr()
        flow.sort_indices()
        self._send(np.asarray(flow[self._from, self._to]).ravel().astype(np.int64) * part)
        self._missing -= int(found.flow_value) * part

    def _send(self, flow: Ints) -> None:
        """Between a project and a class the flow is told net, and against it in the other direction."""
        self._open[self._source] -= flow[self._source]
        self._open[self._sink] -= flow[self._sink]
        self._open[self._ahead] -= flow[self._ahead]
        self._open[self._back] += flow[self._ahead]

    def _matrix(self, values: Ints) -> object:
        from scipy.sparse import csr_array, csr_matrix

        shape = (self._nodes, self._nodes)
        cells = (values[self._order].astype(np.int32), self._to[self._order].astype(np.int32), self._starts)
        return csr_matrix(csr_array(cells, shape=shape))

    def _reached(self) -> NDArray[np.bool_]:
        """The projects from which something could still flow if there were room: the smallest cut."""
        from scipy.sparse.csgraph import breadth_first_order

        graph = self._matrix((self._open > 0).astype(np.int64))
        graph.eliminate_zeros()  # type: ignore[attr-defined]
        found = np.zeros(self._nodes, bool)
        found[breadth_first_order(graph, 0, return_predecessors=False)] = True
        return found[1 : 1 + self._k]
