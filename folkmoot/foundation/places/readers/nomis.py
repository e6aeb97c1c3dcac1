"""Census 2021 bulk files of Nomis: `date,geography,geography code`, then one column a cell.

Headings are matched by words, never by position: the suffix "; measures: Value" comes and goes, and so do
blanks after colons. Which cells are totals or subtotals is read from `nomis_cells.csv`, because the colon
does not tell (ts027 and ts039 have subtotals without one).
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from folkmoot.foundation.places.readers.cells import NotANumber, clean, fold_heading, kind_of, number
from folkmoot.foundation.places.readers.containers import Table
from folkmoot.foundation.places.readers.facts import BadRow, FigureFact, MeasureFact
from folkmoot.foundation.places.readers.layouts import Columns, Hints, Layout, Read, width_problem

CELLS = Path(__file__).with_name("nomis_cells.csv")
_ABOUT = ("date", "geography", "geography code")


def fold_cell(heading: str) -> str:
    """A heading without its wandering parts.

    >>> fold_cell("Sex: All persons;  measures: Value") == fold_cell("sex:All persons")
    True
    """
    plain = re.sub(r"; ?measures: ?value$", "", fold_heading(heading))
    return re.sub(r" ?: ?", ":", plain)


@lru_cache(maxsize=1)
def cells() -> dict[str, MeasureFact]:
    """Every cell we know, by its folded heading."""
    with CELLS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {
        fold_cell(row["heading"]): MeasureFact(
            row["cell"], row["table"], fold_label(row["heading"]), row["role"], row["unit"]
        )
        for row in rows
    }


def fold_label(heading: str) -> str:
    """The heading as people read it."""
    return re.sub(r"; ?measures: ?Value$", "", heading)


def knows(headings: list[str]) -> bool:
    return set(headings) > set(_ABOUT)


def read(table: Table, hints: Hints) -> Read:
    known = cells()
    columns = Columns(table.header)
    about = [columns.need(heading) for heading in _ABOUT]
    measures: dict[int, MeasureFact] = {}
    for place, heading in enumerate(table.header):
        if measure := known.get(fold_cell(heading)):
            measures[place] = measure
        elif clean(heading) and place not in about:
            problem = "This is not a cell of a Census 2021 table we know."
            remedy = "Take the column out, or add the cell to readers/nomis_cells.csv."
            yield BadRow(table.header_row, heading, problem, remedy)
    for row, values in table.rows():
        if bad := width_problem(row, values, len(table.header)):
            yield bad
            continue
        period, name, code = (clean(values[place]) for place in about)
        if kind_of(code):
            yield from _figures(row, values, measures, (period, name, code))


def _figures(
    row: int, values: list[str], measures: dict[int, MeasureFact], about: tuple[str, str, str]
) -> Read:
    period, name, code = about
    for place, measure in measures.items():
        try:
            value, mark = number(values[place])
        except NotANumber:
            yield not_a_number(row, measure.label)
            continue
        source = f"Census {period} {measure.table.upper()}, Nomis"
        yield FigureFact(row, code, name, "", measure, period, value, mark, source)


def not_a_number(row: int, column: str) -> BadRow:
    remedy = "Write a number, or [c] or .. where the figure is not published."
    return BadRow(row, column, "This is neither a number nor a sign for a missing figure.", remedy)


LAYOUT = Layout("nomis", "Census 2021 bulk file of Nomis", "figures", knows, read)
