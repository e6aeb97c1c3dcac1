"""The one entry point for publishing counts of people."""

from collections.abc import Iterable, Mapping

from ..counting import CrossTab, Tabulation
from .network import Edge, Network
from .tables import Cell, ProtectedTable, Rules, State

CELL, TOTAL, GRAND_TOTAL = 0, 1, 1000
Counts = Mapping[str, int] | Tabulation | CrossTab


def protect(
    table: Counts | ProtectedTable,
    *,
    threshold: int,
    minimum_base: int = 30,
    show_zero: bool = True,
    round_to: int | None = None,
) -> ProtectedTable:
    """Make a table of counts safe to publish, in tables, charts, maps, files and the API alike.

    Counts from 1 to `threshold` - 1 are hidden (0 too unless `show_zero`), totals included. Then further
    cells are hidden, cheapest first, until no hidden number can be worked out from what is shown, from the
    totals, from the marks themselves ("fewer than 5" says 1 to 4) or from all of them together. Where a
    mark would give the value away it is weakened from "small" to "linked". Interior cells go before totals.
    Shares need `minimum_base`.

    With `round_to` nothing is hidden: each cell is rounded to the nearest multiple, halves up, and totals
    are the sums of the rounded cells, so that they add up and say nothing more.

    `table` is a mapping of label to count, a `Tabulation`, a `CrossTab`, or a table protected before with
    the same rules, which comes back unchanged. `missing` is a count of silence, not of people with a
    characteristic, and is passed through; add it as a category where it needs protection.

    Not covered: differencing between two tables published apart. Publish fixed sets of areas.

    Raises ValueError for a negative count, or for a protected table under other rules: what is hidden
    there is gone, so protect the original. Raises TypeError for a count that is not a whole number.

    >>> safe = protect({"Gypsy or Traveller": 3, "Other White": 21, "White British": 310}, threshold=5)
    >>> [cell.state.value for cell in safe.cells[0]], safe.total.value
    (['small', 'linked', 'shown'], 334)
    """
    rules = Rules(threshold, minimum_base, show_zero, round_to)
    if isinstance(table, ProtectedTable):
        if table.rules != rules:
            raise ValueError("already protected under other rules: protect the original table")
        return table
    if isinstance(table, CrossTab):
        _check(count for row in table.counts for count in row)
        return _rounded(table, rules, is_list=False) if round_to else _suppressed(table, rules, is_list=False)
    single = table if isinstance(table, Tabulation) else Tabulation(tuple(table), tuple(table.values()))
    _check(single.counts)
    one_row = CrossTab(("",), single.labels, (single.counts,), single.missing)
    return _rounded(one_row, rules, is_list=True) if round_to else _suppressed(one_row, rules, is_list=True)


def _check(counts: Iterable[int]) -> None:
    for count in counts:
        if not isinstance(count, int):
            raise TypeError(f"{count!r} is not a whole number of people")
        if count < 0:
            raise ValueError(f"{count} people cannot be counted")


def _suppressed(table: CrossTab, rules: Rules, *, is_list: bool) -> ProtectedTable:
    network = Network(rules)
    height, width = len(table.rows), len(table.columns)
    total_row, total_column = height + width, height + width + 1
    cells = [
        [network.add(r, height + c, table.counts[r][c], CELL) for c in range(width)] for r in range(height)
    ]
    downs = [
        network.add(height + c, total_row, n, TOTAL, published=not is_list)
        for c, n in enumerate(table.column_totals)
    ]
    rights = [network.add(total_column, r, n, TOTAL) for r, n in enumerate(table.row_totals)]
    grand = network.add(total_row, total_column, table.total, GRAND_TOTAL, published=not is_list)
    network.protect()
    return ProtectedTable(
        table.rows,
        table.columns,
        tuple(tuple(map(_published, row)) for row in cells),
        tuple(map(_published, rights)),
        () if is_list else tuple(map(_published, downs)),
        _published(rights[0] if is_list else grand),
        table.missing,
        rules,
    )


def _published(edge: Edge) -> Cell:
    return Cell(None if edge.is_hidden else edge.value, edge.state)


def _rounded(table: CrossTab, rules: Rules, *, is_list: bool) -> ProtectedTable:
    step = rules.round_to or 1
    near = tuple(tuple((count + step // 2) // step * step for count in row) for row in table.counts)
    safe = CrossTab(table.rows, table.columns, near, table.missing)
    return ProtectedTable(
        safe.rows,
        safe.columns,
        tuple(tuple(Cell(count, State.ROUNDED) for count in row) for row in near),
        tuple(Cell(n, State.ROUNDED) for n in safe.row_totals),
        () if is_list else tuple(Cell(n, State.ROUNDED) for n in safe.column_totals),
        Cell(safe.total, State.ROUNDED),
        safe.missing,
        rules,
    )
