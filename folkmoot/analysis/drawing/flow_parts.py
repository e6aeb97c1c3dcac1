"""What a flow is made of, before it is drawn: columns of nodes, and bands between them."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .palette import SERIES
from .scale import plain_number

BRIEF = 60  # characters of a label in the name of a band

Tone = Literal["plain", "done", "not done", "waiting"]


@dataclass(frozen=True, slots=True)
class Node:
    """One card: `n` with `label`, and a `note` under it marked by `tone` ("Done", "Did not, because ...").

    `n` of None is a suppressed number. `name` is what a screen reader says; without it the column, the label
    and the number.
    """

    key: str
    label: str
    n: int | None
    href: str = ""
    note: str = ""
    tone: Tone = "plain"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One stage. `empty` is said where there is no node yet."""

    name: str
    nodes: tuple[Node, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """`n` from one node to a node in a later column. `name` as in Node."""

    source: str
    target: str
    n: int | None
    href: str = ""
    name: str = ""


Entering = dict[str, list[Band]]


@dataclass(frozen=True, slots=True)
class Flow:
    """Columns and bands, checked and put in the order they are drawn in."""

    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    node: dict[str, Node]
    column_of: dict[str, int]
    colour: dict[str, str]
    hidden: str  # said in place of a suppressed number
    into: dict[str, list[int]]  # places in `bands`, by the node they enter
    out_of: dict[str, list[int]]  # and by the node they leave

    @classmethod
    def of(cls, columns: Sequence[Column], bands: Sequence[Band], hidden: str = "") -> "Flow":
        """Raises ValueError for a key used twice, an unknown key, a band backwards or a negative number."""
        node = {each.key: each for column in columns for each in column.nodes}
        column_of = {each.key: place for place, column in enumerate(columns) for each in column.nodes}
        if len(node) != sum(len(column.nodes) for column in columns):
            raise ValueError("two nodes of the flow have the same key")
        for band in bands:
            _check(band, column_of)
        if not hidden and None in [*(each.n for each in node.values()), *(band.n for band in bands)]:
            raise ValueError("say what stands in place of a suppressed number")
        if min([0, *(each.n or 0 for each in node.values())]) < 0:
            raise ValueError("a node of the flow has a negative number")
        into: dict[str, list[int]] = {key: [] for key in node}
        out_of: dict[str, list[int]] = {key: [] for key in node}
        for place, band in enumerate(bands):
            into[band.target].append(place)
            out_of[band.source].append(place)
        entering = {key: [bands[place] for place in places] for key, places in into.items()}
        ordered = _untangled(columns, entering)
        colour = _colours(ordered, entering, column_of)
        return cls(ordered, tuple(bands), node, column_of, colour, hidden, into, out_of)

    def said(self, n: int | None) -> str:
        return self.hidden if n is None else plain_number(n)

    def name_of(self, node: Node) -> str:
        return node.name or ", ".join(
            filter(
                None, (self.columns[self.column_of[node.key]].name, node.label, self.said(node.n), node.note)
            )
        )

    def name_of_band(self, band: Band) -> str:
        source, target = self.node[band.source], self.node[band.target]
        return band.name or f"{_brief(source.label)} → {_brief(target.label)}: {self.said(band.n)}"


def _brief(label: str) -> str:
    """A band joins two labels in its name; of a long one the opening tells which card it is."""
    return textwrap.shorten(label, BRIEF, placeholder="…")


def _check(band: Band, column_of: dict[str, int]) -> None:
    for key in (band.source, band.target):
        if key not in column_of:
            raise ValueError(f"a band of the flow names {key!r}, which is no node")
    if column_of[band.source] >= column_of[band.target] or (band.n or 0) < 0:
        raise ValueError(f"the band from {band.source!r} to {band.target!r} must go forward and not below 0")


def _untangled(columns: Sequence[Column], entering: Entering) -> tuple[Column, ...]:
    """Columns with nodes ordered by where their bands come from, so that bands cross little.

    The first column keeps its order. Source: the barycentre method of Sugiyama, K., Tagawa, S. and
    Toda, M. (1981), IEEE Transactions on Systems, Man and Cybernetics 11(2).
    """
    place: dict[str, float] = {}
    ordered = []
    for column in columns:
        nodes = _by_middle(column.nodes, entering, place) if place else column.nodes
        place |= {each.key: (i + 0.5) / len(nodes) for i, each in enumerate(nodes)}
        ordered.append(Column(column.name, nodes, column.empty))
    return tuple(ordered)


def _by_middle(nodes: tuple[Node, ...], entering: Entering, place: dict[str, float]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda each: _middle(entering[each.key], place)))


def _middle(entering: list[Band], place: dict[str, float]) -> float:
    """Weighted mean of where the bands into a node come from; a node without any goes last.

    Rounded, so that nodes fed alike keep the order they were given in.
    """
    into = [(place[b.source], b.n or 0) for b in entering if b.source in place]
    weight = sum(n for _, n in into)
    return round(sum(at * n for at, n in into) / weight, 1) if weight else 2.0


def _colours(columns: Sequence[Column], entering: Entering, column_of: dict[str, int]) -> dict[str, str]:
    """Each node of the second column starts a colour; what follows takes it from its widest band."""
    colour: dict[str, str] = {}
    for number, column in enumerate(columns):
        for place, each in enumerate(column.nodes):
            into = [band for band in entering[each.key] if column_of[band.source] >= 1]
            if number == 0:
                colour[each.key] = SERIES[-1]
            elif into and number > 1:
                colour[each.key] = colour[max(into, key=lambda band: band.n or 0).source]
            else:
                colour[each.key] = SERIES[place % (len(SERIES) - 1)]
    return colour


def colour_of_band(flow: Flow, band: Band) -> str:
    """A band out of the first column takes the colour of where it goes, any other of where it comes from."""
    first = flow.column_of[band.source] == 0
    return flow.colour[band.target if first else band.source]
