"""Which two rows or columns, put together, would leave fewer numbers hidden. For the officer alone: what a
merging would show says something of what is hidden, so it is never written into what is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..counting import CrossTab, Tabulation
from ..disclosure import SuppressedTable, suppress
from .telling import Progress
from .wording import count, shortened

TRIED = 120  # mergings
LARGEST = 2_500  # cells of a table
TOLD = 3


@dataclass(frozen=True, slots=True)
class Merging:
    """Two rows or columns, and how many numbers would be hidden if they were one."""

    kind: str
    first: str
    second: str
    hidden: int

    def told(self, now: int) -> str:
        left = count(self.hidden, "number") if self.hidden else "nothing"
        first, second = shortened(self.first, 60), shortened(self.second, 60)
        return f"put the {self.kind}s '{first}' and '{second}' together: {left} hidden, not {now:,}"


def best_mergings(
    table: CrossTab | Tabulation, safe: SuppressedTable, progress: Progress, **rules: Any
) -> list[Merging]:
    """The mergings that would leave fewest numbers hidden, one for each row or column at most."""
    if not safe.suppressed or len(safe.rows) * len(safe.columns) > LARGEST:
        progress(1, 1)
        return []
    mergings = _most_hopeful(safe)
    found = []
    for done, (kind, first, second) in enumerate(mergings):
        progress(done, len(mergings))
        hidden = suppress(_merged(table, kind, first, second), **rules).suppressed
        if hidden < safe.suppressed:
            found.append(Merging(kind, first, second, hidden))
    progress(len(mergings), len(mergings))
    return _apart(sorted(found, key=lambda merging: (merging.hidden, merging.kind, merging.first)))


def _apart(found: list[Merging]) -> list[Merging]:
    kept: list[Merging] = []
    for merging in found:
        if len(kept) == TOLD:
            break
        if not any({merging.first, merging.second} & {each.first, each.second} for each in kept):
            kept.append(merging)
    return kept


def _most_hopeful(safe: SuppressedTable) -> list[tuple[str, str, str]]:
    """Pairs of which both hide something first, those that hide most before others."""
    pairs = [*_pairs("column", safe.columns, list(zip(*safe.cells, strict=True)))]
    if not safe.is_list:
        pairs += _pairs("row", safe.rows, list(safe.cells))
    pairs.sort(key=lambda pair: (-pair[0], pair[1]))
    return [pair for _hidden, pair in pairs[:TRIED]]


def _pairs(kind: str, names: tuple[str, ...], lines: list[Any]) -> Iterator[tuple[int, tuple[str, str, str]]]:
    hidden = [sum(cell.is_suppressed for cell in line) for line in lines]
    if len(names) < 3:
        return
    for one in range(len(names)):
        for other in range(one + 1, len(names)):
            if hidden[one] and hidden[other]:
                yield hidden[one] + hidden[other], (kind, names[one], names[other])


def _merged(table: CrossTab | Tabulation, kind: str, first: str, second: str) -> CrossTab | Tabulation:
    name = f"{first} and {second}"
    if isinstance(table, Tabulation):
        counts = table.as_dict()
        together = {label: n for label, n in counts.items() if label not in (first, second)}
        together[name] = counts[first] + counts[second]
        return Tabulation(tuple(together), tuple(together.values()))
    if kind == "column":
        turned = CrossTab(table.columns, table.rows, tuple(zip(*table.counts, strict=True)))
        return _merged(turned, "row", first, second)
    one, other = table.rows.index(first), table.rows.index(second)
    kept = [place for place in range(len(table.rows)) if place not in (one, other)]
    both = tuple(a + b for a, b in zip(table.counts[one], table.counts[other], strict=True))
    rows = (*(table.rows[place] for place in kept), name)
    return CrossTab(rows, table.columns, (*(table.counts[place] for place in kept), both))
