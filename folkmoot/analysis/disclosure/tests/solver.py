"""A reader with an integer programme: the least and the most that each hidden number can be.

Sharing no code with the library, it asks scipy's `milp` twice for every hidden number, in whole numbers.
The reader knows every number shown, that rows and columns add up, that "small" means 1 to threshold - 1,
that rounded numbers were rounded to the nearest, and (worse than in life) which hidden numbers are not small.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from folkmoot.analysis.disclosure import State

MOST = 10**6


def numbers_of(table):
    """Every published number: its name, its cell."""
    cells = {("cell", r, c): cell for r, row in enumerate(table.cells) for c, cell in enumerate(row)}
    cells |= {("row", r): cell for r, cell in enumerate(table.row_totals)}
    if not table.is_list:
        cells |= {("column", c): cell for c, cell in enumerate(table.column_totals)}
        cells |= {("total",): table.total}
    return cells


def sums_of(table):
    """What adds up to what."""
    height, width = len(table.rows), len(table.columns)
    sums = [([("cell", r, c) for c in range(width)], ("row", r)) for r in range(height)]
    if not table.is_list:
        sums += [([("cell", r, c) for r in range(height)], ("column", c)) for c in range(width)]
        sums += [([("row", r) for r in range(height)], ("total",))]
        sums += [([("column", c) for c in range(width)], ("total",))]
    return sums


def truth_of(counts):
    truth = {("cell", r, c): n for r, row in enumerate(counts) for c, n in enumerate(row)}
    truth |= {("row", r): sum(row) for r, row in enumerate(counts)}
    truth |= {("column", c): sum(column) for c, column in enumerate(zip(*counts, strict=True))}
    return truth | {("total",): sum(map(sum, counts))}


def ranges(table, truth=None):
    """Name to (least, most) of each hidden number. With the truth the reader guesses rightly which of the
    numbers marked "hidden" are not small."""
    cells = numbers_of(table)
    bounds = {name: known(cell, table.rules, truth and truth[name]) for name, cell in cells.items()}
    return solved(bounds, sums_of(table), [name for name, cell in cells.items() if cell.is_suppressed])


def known(cell, rules, true_value=None):
    lowest = 1 if rules.show_zero else 0
    if cell.state is State.SMALL:
        return lowest, rules.threshold - 1
    if cell.state is State.LINKED:
        return (rules.threshold if true_value is not None and true_value >= rules.threshold else lowest), MOST
    if cell.state is State.ROUNDED and cell.value >= rules.threshold:
        step = rules.round_to
        lowest_rounded = cell.value - step // 2
        return max(lowest_rounded, rules.threshold), lowest_rounded + step - 1
    return cell.value, cell.value


def solved(bounds, sums, wanted):
    names = list(bounds)
    place = {name: n for n, name in enumerate(names)}
    matrix = np.zeros((len(sums), len(names)))
    for number, (parts, whole) in enumerate(sums):
        matrix[number, [place[part] for part in parts]] = 1
        matrix[number, place[whole]] -= 1
    low, high = (np.array([bounds[name][end] for name in names], dtype=float) for end in (0, 1))
    found = {}
    for name in wanted:
        goal = np.zeros(len(names))
        goal[place[name]] = 1
        ends = [
            milp(
                way * goal,
                constraints=LinearConstraint(matrix, 0, 0),
                bounds=Bounds(low, high),
                integrality=np.ones(len(names)),
            )
            for way in (1, -1)
        ]
        assert all(end.success for end in ends), (name, [end.message for end in ends])
        found[name] = (round(ends[0].fun), round(-ends[1].fun))
    return found
