"""How much of the projects' cost their supporters can carry if nobody carries more than so much: a flow.

Money flows from each project to classes of voters who support the same projects, and from each class as much
as its voters may carry. The flow is exact in whole numbers of any size: scipy's is of 32 bits, so it is found
in rounds, each in parts so fine that what is still missing fits, on what the rounds before left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
MOST = (1 << 30) - 1
"""What may flow along an edge in a round; with its opposite it stays within 32 bits."""
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
    return Network(len(costs), len(room), projects, classes).carry(costs, room)


class Network:
    """Who supports what. Nodes are the source, projects, classes and the sink; each edge has its opposite."""

    def __init__(self, n_projects: int, n_classes: int, projects: Ints, classes: Ints) -> None:
        k, g, e = n_projects, n_classes, len(projects)
        self._k, self._nodes = k, k + g + 2
        first, last = 1 + k, k + g + 1
        tails = [np.zeros(k, np.int64), 1 + projects, first + np.arange(g)]
        heads = [1 + np.arange(k), first + classes, np.full(g, last)]
        from_, to = np.concatenate([*tails, *heads]), np.concatenate([*heads, *tails])
        self._source, self._ahead, self._sink = slice(0, k), slice(k, k + e), slice(k + e, k + e + g)
        self._edges = k + e + g  # and as many opposite ones, in the same order
        self._order = np.argsort(from_ * self._nodes + to)
        self._heads = to[self._order].astype(np.int32)
        counts = np.bincount(from_, minlength=self._nodes)
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)

    def carry(self, costs: list[int], room: list[int]) -> Flow:
        """The most that classes can carry of the costs, `room` each."""
        missing = sum(costs)
        if missing >= LARGEST or max(room, default=0) >= LARGEST:
            raise ValueError("The costs have too many digits for maximin-support; give them in thousands.")
        still = np.zeros(2 * self._edges, np.int64)  # what may still flow along each edge
        still[self._source], still[self._ahead], still[self._sink] = costs, missing, room
        part = max(1, -(-missing // MOST))  # so that no part of the cost is cut off at MOST
        while missing:
            missing -= self._send(still, part)
            if part == 1:
                break
            part = max(1, -(-part * len(self._order) // MOST))
        return Flow(missing, self._reached(still), np.array(room, np.int64) - still[self._sink])

    def _send(self, still: Ints, part: int) -> int:
        """Send what can flow in whole multiples of `part`; gives how much arrived."""
        from scipy.sparse.csgraph import maximum_flow

        found = maximum_flow(self._matrix(np.minimum(still // part, MOST)), 0, self._nodes - 1)
        flow = found.flow
        assert np.array_equal(flow.indices, self._heads), "each edge has its opposite, so none was added"
        sent = np.empty(len(self._order), np.int64)
        sent[self._order] = flow.data
        still[: self._edges] -= sent[: self._edges] * part  # told net: against it in the other direction
        still[self._edges :][self._ahead] += sent[self._ahead] * part
        return int(found.flow_value) * part

    def _matrix(self, values: Ints) -> Any:
        from scipy.sparse import csr_matrix

        cells = (values[self._order].astype(np.int32), self._heads, self._starts)
        return csr_matrix(cells, shape=(self._nodes, self._nodes))

    def _reached(self, still: Ints) -> NDArray[np.bool_]:
        """The projects from which something could still flow if there were room: the smallest cut."""
        from scipy.sparse.csgraph import breadth_first_order

        graph = self._matrix((still > 0).astype(np.int64)).copy()  # as it is changed in place
        graph.eliminate_zeros()
        found = np.zeros(self._nodes, bool)
        found[breadth_first_order(graph, 0, return_predecessors=False)] = True
        return found[1 : 1 + self._k]
