"""A table with its totals as a circulation: the exact test of what a reader can work out.

Each cell and each total is an edge; at every row and every column what flows in flows out. Changing hidden
values without breaking a published sum means pushing one unit round a cycle of hidden edges. A hidden cell
can therefore be pinned to one value exactly when no such cycle runs through it, and the cheapest set of
further cells to hide is a shortest path.

Source: Cox, L. H. (1995), "Network models for complementary cell suppression", Journal of the American
Statistical Association 90(432), 1453-1462; Gusfield, D. (1988), "A graph theoretic approach to statistical
data security", SIAM Journal on Computing 17(3), 552-571.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from .tables import Rules, State

Cost = tuple[int, int, int, int]  # totals hidden, people hidden, marks weakened, steps
Step = tuple["Edge", int]
FREE: Cost = (0, 0, 0, 0)


@dataclass(slots=True)
class Edge:
    """One published number. `low` and `high` are what a reader knows of it once it is hidden."""

    tail: int
    head: int
    value: int
    weight: int  # 0 for a cell, more for a total: how sorry we are to lose it
    state: State = State.SHOWN
    low: int = 0
    high: int | None = None
    published: bool = True

    @property
    def is_hidden(self) -> bool:
        return self.state in {State.SMALL, State.LINKED}


@dataclass(slots=True)
class Network:
    """Edges by node, and the rules they are hidden by."""

    rules: Rules
    edges: list[Edge] = field(default_factory=list)
    around: dict[int, list[Edge]] = field(default_factory=dict)

    def add(self, tail: int, head: int, value: int, weight: int, *, published: bool = True) -> Edge:
        edge = Edge(tail, head, value, weight, published=published)
        if not published:
            edge.state = State.LINKED
        elif self._is_small(value):
            lowest = 1 if self.rules.show_zero else 0
            edge.state, edge.low, edge.high = State.SMALL, lowest, self.rules.threshold - 1
        self.edges.append(edge)
        self.around.setdefault(tail, []).append(edge)
        self.around.setdefault(head, []).append(edge)
        return edge

    def protect(self) -> None:
        """Hide further edges until none that is hidden can be pinned to one value."""
        for edge in [edge for edge in self.edges if edge.is_hidden and edge.published]:
            for step in self._cheapest_cycle(edge):
                self._loosen(*step)

    def _is_small(self, value: int) -> bool:
        return value < self.rules.threshold and (value > 0 or not self.rules.show_zero)

    def _cheapest_cycle(self, edge: Edge) -> list[Step]:
        """The steps that let `edge` move by one; those already free cost nothing."""
        found: list[tuple[Cost, int, list[Step]]] = []
        for order, way in enumerate((1, -1)):
            first = self._cost(edge, way)
            if first is None:
                continue
            start, goal = (edge.head, edge.tail) if way > 0 else (edge.tail, edge.head)
            path = self._cheapest_path(start, goal, avoid=edge)
            if path is not None:
                found.append((_add(first, path[0]), order, [(edge, way), *path[1]]))
        return min(found, key=lambda option: option[:2])[2]

    def _cheapest_path(self, start: int, goal: int, *, avoid: Edge) -> tuple[Cost, list[Step]] | None:
        best: dict[int, Cost] = {start: FREE}
        came: dict[int, tuple[int, Step]] = {}
        heap = [(FREE, start)]
        while heap:
            cost, node = heappop(heap)
            if node == goal:
                return cost, _walk_back(came, start, goal)
            if cost > best[node]:
                continue
            for there, step, price in self._moves(node, avoid):
                total = _add(cost, price)
                if there not in best or total < best[there]:
                    best[there], came[there] = total, (node, step)
                    heappush(heap, (total, there))
        return None

    def _moves(self, node: int, avoid: Edge) -> Iterator[tuple[int, Step, Cost]]:
        for edge in self.around[node]:
            if edge is avoid:
                continue
            way = 1 if edge.tail == node else -1
            price = self._cost(edge, way)
            if price is not None:
                yield edge.head if way > 0 else edge.tail, (edge, way), price

    def _cost(self, edge: Edge, way: int) -> Cost | None:
        """What it costs to let `edge` go up or down by one; None when it never can."""
        low = edge.low if edge.is_hidden else self.rules.threshold
        if way < 0 and edge.value <= low:
            return None
        if edge.is_hidden:
            at_cap = way > 0 and edge.high is not None and edge.value >= edge.high
            return (0, 0, int(at_cap), 1)
        if edge.value == 0:
            return None
        return (edge.weight, edge.value, 0, 1)

    def _loosen(self, edge: Edge, way: int) -> None:
        """Hide a shown edge; weaken "fewer than 5" to "hidden" where it would give the value away."""
        if not edge.is_hidden:
            edge.state, edge.low = State.LINKED, self.rules.threshold
        elif way > 0 and edge.high is not None and edge.value >= edge.high:
            edge.state, edge.high = State.LINKED, None


def _add(first: Cost, second: Cost) -> Cost:
    return (first[0] + second[0], first[1] + second[1], first[2] + second[2], first[3] + second[3])


def _walk_back(came: dict[int, tuple[int, Step]], start: int, goal: int) -> list[Step]:
    steps, node = [], goal
    while node != start:
        node, step = came[node]
        steps.append(step)
    return steps
