"""Tables that are published together: a difference between them gives nothing back.

Numbers of several tables make no simple network, so that each number to be kept is given room by a linear
programme: how little more must be hidden for it to go up, and to go down, as far as it should?

Source: Kelly, J. P., Golden, B. L. and Assad, A. A. (1992), "Cell suppression: disclosure protection for
sensitive tabular data", Networks 22, 397-417; for linked tables de Wolf, P.-P. and Giessing, S. (2009),
"Adjusting the tau-ARGUS modular approach to deal with linked tables", Data & Knowledge Engineering 68.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .counts import Counts
from .giving_room import Progress, Room
from .grid import CELL, GRAND_TOTAL, TOTAL, Grid
from .linking import Linked, System, system_of
from .published import Category, Name, Published
from .suppression import cell_of
from .tables import Cell, Rules, State, SuppressedTable


@dataclass(frozen=True, slots=True)
class Together:
    """Safe tables in the order given, and all of them as one reader has them, for `try_to_recover`."""

    tables: tuple[SuppressedTable, ...]
    published: Published

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        hidden = len([name for name in self.published.hidden if name not in self.published.unsaid])
        return f"{hidden} of {len(self.published.cells)} numbers hidden in {len(self.tables)} tables together"


def suppress_together(
    tables: Sequence[Linked],
    *,
    threshold: int = 10,
    round_to: int | None = None,
    minimum_base: int = 30,
    show_zero: bool = True,
    parts: Mapping[Category, Sequence[Category]] | None = None,
    progress: Progress | None = None,
) -> Together:
    """Make tables safe that are published together, such as theme by ward and theme by age.

    Numbers that count the same people (the totals of each theme) are shown in every table or in none. The
    reader who lays the tables side by side finds what `suppress` promises of one: no hidden number can be
    worked out, and small ones keep their range as far as hiding cells can bring that about. Also kept is what
    only a subtraction tells: with a table of women beside that of everybody, the men.

    Tables of three dimensions are several tables with `only` ({"sex": "women"}), and that of everybody.
    `parts` are groups within groups: {("district", "North"): [("ward", "Priory"), ("ward", "Abbey")]}, for a
    table by ward beside one by district.

    Threshold, rounding and base are those of `suppress`, and as there a higher threshold never shows more.
    Meant for some thousands of numbers: seconds for hundreds of small ones. `progress` counts thresholds.

    What a reader may know besides is that the same people stand behind all tables. That tells nothing more of
    tables that share one side (theme by ward, theme by age). It can where each two of three tables share one
    (ward by age beside these two): then publish two of the three.

    Raises ValueError as `suppress` does, and where two tables count the same people differently: then those
    who gave no answer are missing from one, and must be a group of their own.

    >>> by_ward = {"Parks": {"Abbey": 42, "Priory": 4}, "Roads": {"Abbey": 35, "Priory": 61}}
    >>> by_age = {"Parks": {"Under 40": 22, "40 and over": 24}, "Roads": {"Under 40": 49, "40 and over": 47}}
    >>> safe = suppress_together([Linked(by_ward, "theme", "ward"), Linked(by_age, "theme", "age")])
    >>> [table.suppressed for table in safe.tables]
    [4, 0]
    """
    rules = Rules(threshold, minimum_base, show_zero, round_to)
    system = system_of(tables, parts or {})
    names = sorted(system.values, key=sorted)
    grid = _numbers(system, names, rules)
    Room(grid, names, system).give(progress)
    cells = {
        name: cell_of(value, hidden, weak, rules)
        for name, value, hidden, weak in zip(
            names, grid.value.tolist(), grid.hidden.tolist(), grid.weak.tolist(), strict=True
        )
    }
    for name in system.unsaid:
        small = rules.is_small(system.values[name])
        cells[name] = Cell(None, State.SMALL if small else State.LINKED)
    published = Published(cells, system.sums, rules, system.unsaid)
    return Together(tuple(_table(counts, said, cells, rules) for counts, said in system.tables), published)


def _numbers(system: System, names: Sequence[Name], rules: Rules) -> Grid:
    """All numbers in one line, with what is known of each and what it costs to hide."""
    value = np.array([system.values[name] for name in names], dtype=np.int64)
    unsaid = np.array([name in system.unsaid for name in names], dtype=bool)
    kind = [GRAND_TOTAL if not name else TOTAL if name in system.totals else CELL for name in names]
    size = value / max(int(value.max(initial=0)), 1) * (CELL / 100)
    none = np.zeros(len(names), dtype=bool)
    return Grid(
        value, np.ones_like(value), unsaid, np.array(kind) + size, rules, rules.threshold, none, none.copy()
    )


def _table(
    counts: Counts, names: list[list[Name]], cells: Mapping[Name, Cell], rules: Rules
) -> SuppressedTable:
    lines = [tuple(cells[name] for name in line) for line in names]
    inner = lines if counts.is_list else lines[:-1]
    return SuppressedTable(
        counts.rows,
        counts.columns,
        tuple(line[:-1] for line in inner),
        tuple(line[-1] for line in inner),
        () if counts.is_list else lines[-1][:-1],
        lines[-1][-1],
        counts.missing,
        rules,
    )
