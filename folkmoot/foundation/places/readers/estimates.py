"""Mid-year population estimates: title lines, then code, name, authority, "All Ages" and single years.

The year and the sex stand in the title lines, in columns of their own, or only in the name of the sheet.
"""

from __future__ import annotations

import re

from folkmoot.foundation.places.readers.cells import NotANumber, clean, number
from folkmoot.foundation.places.readers.containers import Table
from folkmoot.foundation.places.readers.facts import BadRow, FigureFact, MeasureFact
from folkmoot.foundation.places.readers.layouts import Columns, Hints, Layout, Read, width_problem
from folkmoot.foundation.places.readers.nomis import not_a_number

_ALL = ("all ages", "all_ages", "total")
_CODES = ("ward code 1", "ward code", "lsoa code", "oa code", "msoa code", "area_code", "code")
_NAMES = ("ward name 1", "ward name", "lsoa name", "oa name", "msoa name", "area_name", "name")
_YEAR = re.compile(r"mid[-_ ]?(?:year[-_ ])?(20\d\d)", re.IGNORECASE)
_SEX = re.compile(r"(?<![a-z])(persons|males|females)(?![a-z])", re.IGNORECASE)
_AGE = re.compile(r"\d{1,2}|90\+")
_MANY_AGES = 50


def knows(headings: list[str]) -> bool:
    ages = sum(_AGE.fullmatch(heading) is not None for heading in headings)
    needed = (_ALL, _CODES, _NAMES)
    return ages > _MANY_AGES and all(any(each in headings for each in names) for names in needed)


def read(table: Table, hints: Hints) -> Read:
    columns = Columns(table.header)
    said = " ".join([*table.above, table.file])
    year, sex = _YEAR.search(said), _SEX.search(said)
    period_at, sex_at = columns.place("period"), columns.place("sex")
    if not year and period_at is None:
        remedy = "Keep the title lines, or write the year in the file's name, as in mid2020.csv."
        yield BadRow(table.header_row, "", "Nothing says of which year these estimates are.", remedy)
        return
    period, people = year[1] if year else "", sex[1].lower() if sex else "persons"
    ages = _ages(columns)
    for row, values in table.rows():
        if bad := width_problem(row, values, len(table.header)):
            yield bad
            continue
        when = clean(values[period_at])[:4] if period_at is not None else period
        who = clean(values[sex_at]).lower() if sex_at is not None else people
        yield from _figures(row, values, columns, ages, f"mid-{when}", who)


def _ages(columns: Columns) -> dict[int, str]:
    found = {columns.need(*_ALL): "all"}
    for place, heading in enumerate(columns.headings):
        if _AGE.fullmatch(heading):
            found[place] = heading
    return found


def _figures(
    row: int, values: list[str], columns: Columns, ages: dict[int, str], period: str, sex: str
) -> Read:
    code, name = clean(values[columns.need(*_CODES)]), clean(values[columns.need(*_NAMES)])
    authority = _authority(values, columns)
    for place, age in ages.items():
        try:
            value, mark = number(values[place])
        except NotANumber:
            yield not_a_number(row, columns.headings[place])
            continue
        yield FigureFact(row, code, name, authority, measure(sex, age), period, value, mark, "ONS estimates")


def measure(sex: str, age: str) -> MeasureFact:
    role, label = ("total", "all ages") if age == "all" else ("leaf", f"aged {age}")
    return MeasureFact(
        f"population:{sex}:{age}", f"population:{sex}", f"Population, {sex}, {label}", role, "Person"
    )


def _authority(values: list[str], columns: Columns) -> str:
    found = [place for place, heading in enumerate(columns.headings) if heading.startswith("la code")]
    return clean(values[found[0]]) if found else ""


LAYOUT = Layout("estimates", "Mid-year population estimates", "figures", knows, read)
