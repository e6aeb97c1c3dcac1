"""Long files of the ONS "create a custom dataset" service: one row an area and category.

Category -8, "Does not apply", is a real row that must stay out of every share; it is kept out.
"""

from __future__ import annotations

import re

from folkmoot.foundation.places.readers.cells import NotANumber, clean, number
from folkmoot.foundation.places.readers.containers import Table
from folkmoot.foundation.places.readers.facts import FigureFact, MeasureFact, Notice
from folkmoot.foundation.places.readers.layouts import Hints, Layout, Read, width_problem
from folkmoot.foundation.places.readers.nomis import not_a_number

CENSUS = "2021"
_VARIABLE = re.compile(r"(.+) \((\d+) categories\)")
_NOT_APPLICABLE = "-8"
_COLUMNS = 5


def knows(headings: list[str]) -> bool:
    """Two columns of geography, two of one variable, and the observation."""
    return (
        len(headings) == _COLUMNS
        and headings[4] == "observation"
        and headings[0] == f"{headings[1]} code"
        and headings[2] == f"{headings[3]} code"
        and _VARIABLE.fullmatch(headings[3]) is not None
    )


def read(table: Table, hints: Hints) -> Read:
    variable = clean(table.header[3])
    key = re.sub(r"[^a-z0-9]+", "-", variable.lower()).strip("-")
    kept_out = 0
    for row, values in table.rows():
        if bad := width_problem(row, values, _COLUMNS):
            yield bad
            continue
        code, name, category, label, observed = (clean(value) for value in values[:_COLUMNS])
        if category == _NOT_APPLICABLE:
            kept_out += 1
            continue
        try:
            value, mark = number(observed)
        except NotANumber:
            yield not_a_number(row, table.header[4])
            continue
        measure = MeasureFact(
            f"c21:{key}:{category}"[:120], f"c21:{key}"[:60], f"{variable}: {label}", "leaf"
        )
        yield FigureFact(row, code, name, "", measure, CENSUS, value, mark, "Census 2021, ONS custom dataset")
    if kept_out:
        yield Notice(f"{kept_out} rows of people to whom the question does not apply (-8) were kept out.")


LAYOUT = Layout("custom-dataset", "ONS custom dataset of Census 2021", "figures", knows, read)
