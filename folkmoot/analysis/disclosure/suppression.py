"""The one entry point for publishing counts of people."""

from __future__ import annotations

import numpy as np

from .counts import Counts, Table, counts_of
from .grid import Grid
from .hiding import hide
from .tables import Cell, Rules, State, SuppressedTable


def suppress(
    table: Table | SuppressedTable,
    *,
    threshold: int = 10,
    secondary: bool = True,
    round_to: int | None = None,
    minimum_base: int = 30,
    show_zero: bool = True,
) -> SuppressedTable:
    """Make a table of counts safe to publish, in tables, charts, maps, files and the API alike.

    Counts from 1 to `threshold` - 1 are hidden (0 too unless `show_zero`), totals included. Then further
    cells are hidden, as few and as small as can be found, so that of a reader who knows all that is shown,
    all totals and what the marks say, and who guesses rightly that only numbers from the threshold on are
    hidden for another's sake, this holds:

    - no hidden number can be narrowed to one value, whatever it costs in further numbers and totals;
    - a number under the threshold can be anything from 1 to the threshold - 1, as far as hiding cells (and
      no totals) can bring that about.

    Where the mark "fewer than 10" would give a value away it is weakened from "small" to "linked". A higher
    threshold never shows more. The order of rows and columns makes no difference. With `secondary=False`
    only the small numbers themselves are hidden: for a table whose totals nobody will see.

    With `round_to` what is not hidden is rounded to the nearest multiple, halves up, each number for itself:
    the same number is the same in every table, and rows may not quite add up. `threshold=1` rounds only.
    Shares are of the numbers as shown, on a base of `minimum_base` or more.

    `table` is a mapping of label to count or of row to column to count, rows of counts (then named 1, 2, 3),
    a `Tabulation`, a `CrossTab`, or a table made safe before with the same rules, which comes back unchanged.
    `missing` is a count of silence, not of people with a characteristic, and is passed through; add it as a
    category where it needs protection. Tables that share numbers go through `suppress_together`.

    Raises ValueError for what is no count, naming its row, for labels that are there twice, for rows that
    differ in length, and for a table made safe under other rules: what is hidden there is gone.

    Source: Cox (1995) for the network, Kelly, Golden and Assad (1992), "Cell suppression: disclosure
    protection for sensitive tabular data", Networks 22, 397-417, for hiding along cheapest paths.

    >>> safe = suppress({"Gypsy or Traveller": 3, "Other White": 21, "White British": 310}, threshold=5)
    >>> [cell.state.value for cell in safe.cells[0]], safe.total.value
    (['small', 'linked', 'shown'], 334)
    >>> print(safe.explain())
    2 hidden: 1 below 5, 1 that would give another away
    """
    rules = Rules(threshold, minimum_base, show_zero, round_to, secondary)
    if isinstance(table, SuppressedTable):
        if table.rules != rules:
            raise ValueError("This table was made safe under other rules; give the original table instead.")
        return table
    counts = counts_of(table)
    grid = _hidden(counts, rules)
    return _table(counts, grid)


def _hidden(counts: Counts, rules: Rules) -> Grid:
    """The grid with its numbers hidden, worked out in the order of labels so that no other order matters."""
    down = sorted(range(len(counts.rows)), key=counts.rows.__getitem__)
    right = sorted(range(len(counts.columns)), key=counts.columns.__getitem__)
    ordered = Grid.of(counts.value[np.ix_(down, right)], rules, is_list=counts.is_list)
    hide(ordered)
    grid = Grid.of(counts.value, rules, is_list=counts.is_list)
    places = np.ix_([*down, len(down)], [*right, len(right)])
    grid.hidden[places], grid.weak[places] = ordered.hidden, ordered.weak
    return grid


def _table(counts: Counts, grid: Grid) -> SuppressedTable:
    cells = cells_of(grid)
    return SuppressedTable(
        counts.rows,
        counts.columns,
        tuple(row[:-1] for row in cells[:-1]),
        tuple(row[-1] for row in cells[:-1]),
        () if counts.is_list else cells[-1][:-1],
        cells[0][-1] if counts.is_list else cells[-1][-1],
        counts.missing,
        grid.rules,
    )


def cells_of(grid: Grid) -> tuple[tuple[Cell, ...], ...]:
    """Every number of a grid as it is published, totals last."""
    return tuple(
        tuple(cell_of(*numbers, grid.rules) for numbers in zip(*rows, strict=True))
        for rows in zip(grid.value.tolist(), grid.hidden.tolist(), grid.weak.tolist(), strict=True)
    )


def cell_of(value: int, hidden: bool, weak: bool, rules: Rules) -> Cell:
    """One number as it is published."""
    if hidden:
        return Cell(None, State.SMALL if rules.is_small(value) and not weak else State.LINKED)
    return Cell(rules.rounded(value), State.ROUNDED if rules.round_to else State.SHOWN)
