"""Indices of deprivation of England (2015 and later) and of Wales. The two are never comparable.

A larger score is worse, a smaller rank is worse. Each nation ranks its own small areas over domains of its
own, so every measure carries its nation and `queries.figures` refuses to put both in one list.
"""

from __future__ import annotations

import re

from folkmoot.foundation.places.readers.cells import NotANumber, clean, nation_of, number
from folkmoot.foundation.places.readers.containers import Table
from folkmoot.foundation.places.readers.facts import BadRow, FigureFact, MeasureFact
from folkmoot.foundation.places.readers.layouts import Columns, Hints, Layout, Read, width_problem
from folkmoot.foundation.places.readers.nomis import not_a_number

_ENGLISH_CODE = re.compile(r"lsoa code \((\d{4})\)")
_AUTHORITY = re.compile(r"local authority district code \((\d{4})\)")
_ENGLISH_CELL = re.compile(r"(.+?) (score|rank|decile)( \(.*\))?", re.IGNORECASE)
_WELSH_INDEX = re.compile(r"wimd (\d{4})")
# The edition is not written in the file; the vintages of its codes give it away.
_EDITIONS = {("2011", "2013"): "2015", ("2011", "2019"): "2019", ("2021", "2024"): "2025"}
_MOST_DECILES = 10
_OGL = "licensed under the Open Government Licence v.3.0."
MHCLG = f"English Indices of Deprivation: Ministry of Housing, Communities and Local Government, {_OGL}"
WELSH_GOVERNMENT = f"Welsh Index of Multiple Deprivation: Welsh Government, {_OGL}"


def knows_english(headings: list[str]) -> bool:
    return any(map(_ENGLISH_CODE.fullmatch, headings)) and any("rank (where 1" in each for each in headings)


def knows_welsh(headings: list[str]) -> bool:
    return headings[:1] == ["lsoa code"] and any(map(_WELSH_INDEX.fullmatch, headings))


def read_english(table: Table, hints: Hints) -> Read:
    columns = Columns(table.header)
    code_at, lsoas = _find(columns, _ENGLISH_CODE)
    authority_at, authorities = _find(columns, _AUTHORITY)
    edition = _EDITIONS.get((lsoas, authorities), "")
    if not edition:
        remedy = "Use the official file of 2015, 2019 or 2025 with its own headings."
        yield BadRow(table.header_row, "", "We do not know which year's index this is.", remedy)
        return
    measures = _english_measures(table.header, edition)
    for row, values in table.rows():
        if bad := width_problem(row, values, len(table.header)):
            yield bad
            continue
        area = clean(values[code_at]), clean(values[code_at + 1]), clean(values[authority_at])
        yield from _figures(row, values, area, measures, edition, "English Indices of Deprivation")


def read_welsh(table: Table, hints: Hints) -> Read:
    """Ranks and deciles have the same headings; more than ten ranks give them away."""
    columns = Columns(table.header)
    year = next(found[1] for found in map(_WELSH_INDEX.fullmatch, columns.headings) if found)
    rows = list(table.rows())
    kind = "decile" if _greatest(rows) <= _MOST_DECILES else "rank"
    measures = {
        place: _measure(f"wimd{year}", "WIMD" if place == 3 else heading, kind, "W")
        for place, heading in enumerate(table.header)
        if place > 2 and clean(heading)
    }
    for row, values in rows:
        if bad := width_problem(row, values, len(table.header)):
            yield bad
            continue
        area = clean(values[0]), clean(values[1]), ""
        yield from _figures(row, values, area, measures, year, "Welsh Index of Multiple Deprivation")


def _find(columns: Columns, pattern: re.Pattern[str]) -> tuple[int, str]:
    for place, heading in enumerate(columns.headings):
        if found := pattern.fullmatch(heading):
            return place, found[1]
    return 0, ""


def _english_measures(header: list[str], edition: str) -> dict[int, MeasureFact]:
    found = {place: _ENGLISH_CELL.fullmatch(clean(heading)) for place, heading in enumerate(header)}
    return {
        place: _measure(f"iod{edition}", cell[1], cell[2].lower(), "E")
        for place, cell in found.items()
        if cell
    }


def _measure(index: str, domain: str, kind: str, nation: str) -> MeasureFact:
    key = re.sub(r"[^a-z]+", "-", re.sub(r"\(.*\)", "", domain).lower()).strip("-")
    return MeasureFact(f"{index}:{key}:{kind}", index, f"{clean(domain)}, {kind}", kind, "LSOA", nation)


def _figures(
    row: int,
    values: list[str],
    area: tuple[str, str, str],
    measures: dict[int, MeasureFact],
    year: str,
    index: str,
) -> Read:
    code, name, authority = area
    nation = next(iter(measures.values())).nation if measures else ""
    if nation_of(code) != nation:
        remedy = "English and Welsh ranks cannot be compared: keep each nation in its own file."
        yield BadRow(row, "LSOA code", "This area is in another nation than the index.", remedy)
        return
    for place, measure in measures.items():
        try:
            value, mark = number(values[place])
        except NotANumber:
            yield not_a_number(row, measure.label)
            continue
        yield FigureFact(row, code, name, authority, measure, year, value, mark, f"{index} {year}")


def _greatest(rows: list[tuple[int, list[str]]]) -> int:
    found = [int(cell) for _, cells in rows for cell in map(clean, cells[3:]) if cell.isdecimal()]
    return max(found, default=0)


ENGLISH = Layout("iod", "English Indices of Deprivation", "figures", knows_english, read_english, (MHCLG,))
WELSH = Layout(
    "wimd", "Welsh Index of Multiple Deprivation", "figures", knows_welsh, read_welsh, (WELSH_GOVERNMENT,)
)
