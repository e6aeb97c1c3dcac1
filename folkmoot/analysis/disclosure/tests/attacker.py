"""A reader with a pencil: solves the published table in whole numbers, sharing no code with the library.

The reader knows every shown number, that rows and columns add up, that "small" means 1 to threshold - 1,
and (worse than in life) which "linked" numbers are at least the threshold. A number is safe when the reader
finds two different tables, both true to everything published, that disagree on it.
"""

from folkmoot.analysis.disclosure import State, SuppressedTable

Sum = tuple[list[tuple], tuple]  # these add up to that


def pinned(table: SuppressedTable, truth: dict[tuple, int]) -> list[tuple]:
    """Names of the hidden numbers that can have one value only."""
    cells = named_cells(table)
    sums = published_sums(table)
    return [
        name
        for name, cell in cells.items()
        if cell.is_suppressed and not _can_differ(name, cells, sums, truth, table.rules)
    ]


def named_cells(table):
    cells = {("cell", r, c): cell for r, row in enumerate(table.cells) for c, cell in enumerate(row)}
    cells |= {("row", r): cell for r, cell in enumerate(table.row_totals)}
    cells |= {("column", c): cell for c, cell in enumerate(table.column_totals)}
    return cells | ({("total",): table.total} if table.column_totals else {})


def named_truth(counts):
    truth = {("cell", r, c): n for r, row in enumerate(counts) for c, n in enumerate(row)}
    truth |= {("row", r): sum(row) for r, row in enumerate(counts)}
    truth |= {("column", c): sum(column) for c, column in enumerate(zip(*counts, strict=True))}
    return truth | {("total",): sum(map(sum, counts))}


def published_sums(table) -> list[Sum]:
    height, width = len(table.rows), len(table.columns)
    sums: list[Sum] = [([("cell", r, c) for c in range(width)], ("row", r)) for r in range(height)]
    if table.column_totals:
        sums += [([("cell", r, c) for r in range(height)], ("column", c)) for c in range(width)]
        sums.append(([("row", r) for r in range(height)], ("total",)))
        sums.append(([("column", c) for c in range(width)], ("total",)))
    return sums


def _can_differ(name, cells, sums, truth, rules):
    """Whether a table exists, true to what is published, where `name` has another value.

    Looking within one of the true value everywhere is enough to find one if there is any: the sums are
    those of a circulation, whose whole-number changes break down into simple cycles.
    """
    domains = {each: _domain(cell, truth[each], rules) for each, cell in cells.items()}
    others = [value for value in domains[name] if value != truth[name]]
    return any(_solve(domains | {name: [value]}, sums) for value in others)


def _domain(cell, true_value, rules):
    if not cell.is_suppressed:
        return [cell.value]
    lowest = 1 if rules.show_zero else 0
    highest = true_value + 1
    if cell.state is State.SMALL:
        highest = rules.threshold - 1
    elif true_value >= rules.threshold:
        lowest = rules.threshold
    return [value for value in (true_value - 1, true_value, true_value + 1) if lowest <= value <= highest]


def _solve(domains, sums):
    domains = _narrow(domains, sums)
    if domains is None:
        return False
    open_names = [name for name, values in domains.items() if len(values) > 1]
    if not open_names:
        return True
    name = min(open_names, key=lambda each: (len(domains[each]), each))
    return any(_solve(domains | {name: [value]}, sums) for value in domains[name])


def _narrow(domains, sums):
    """Shrink the ranges until nothing changes; None when some number has no value left."""
    domains, changed = dict(domains), True
    while changed:
        changed = False
        for parts, whole in sums:
            signed = [(part, 1) for part in parts] + [(whole, -1)]
            for name, sign in signed:
                rest = [(n, s) for n, s in signed if n != name]
                low = sum(min(s * v for v in domains[n]) for n, s in rest)
                high = sum(max(s * v for v in domains[n]) for n, s in rest)
                kept = [v for v in domains[name] if low <= -sign * v <= high]
                if not kept:
                    return None
                changed |= len(kept) < len(domains[name])
                domains[name] = kept
    return domains
