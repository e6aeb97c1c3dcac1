"""Code-Point Open: ten columns without headings, British National Grid metres, live postcodes only."""

from __future__ import annotations

import re

from folkmoot.foundation.places.readers.cells import clean
from folkmoot.foundation.places.readers.containers import Row, Table
from folkmoot.foundation.places.readers.facts import BadRow, PostcodeFact
from folkmoot.foundation.places.readers.layouts import (
    NATIONAL_STATISTICS,
    OS,
    ROYAL_MAIL,
    Hints,
    Layout,
    Read,
)
from folkmoot.foundation.places.readers.postcode_cells import area_code, uniform

COLUMNS = (
    "Postcode",
    "Positional_quality_indicator",
    "Eastings",
    "Northings",
    "Country_code",
    "NHS_regional_HA_code",
    "NHS_HA_code",
    "Admin_county_code",
    "Admin_district_code",
    "Admin_ward_code",
)
_NO_PLACE = "90"
_HEADINGS = (["pc", "pq", "ea", "no"], ["postcode", "positional_quality_indicator", "eastings", "northings"])


def knows(first: list[str]) -> bool:
    """Whether a row is one of Code-Point Open."""
    if len(first) not in (9, 10):
        return False
    numbers = all(re.fullmatch(r"\d{1,7}", cell.strip()) for cell in first[1:4])
    return numbers and uniform(first[0]) != "" and re.fullmatch(r"[EWS]92000\d{3}", first[4]) is not None


def read(table: Table, hints: Hints) -> Read:
    for row in table.rows():
        if row[0] > 2 or [cell.lower() for cell in row[1][:4]] not in _HEADINGS:
            yield _fact(row)


def _fact(row: Row) -> PostcodeFact | BadRow:
    number, cells = row
    if len(cells) < len(COLUMNS):
        problem = f"The row has {len(cells)} columns; Code-Point Open has {len(COLUMNS)}."
        return BadRow(number, "", problem, "Fetch the file again; the row was cut short.")
    code = uniform(cells[0])
    if not code:
        return BadRow(number, COLUMNS[0], "This is not a postcode.", "Correct or remove the row.")
    authority, ward = area_code(cells[8]), area_code(cells[9])
    if authority is None or ward is None:
        column = COLUMNS[8 if authority is None else 9]
        return BadRow(number, column, "This is not an area code.", "Codes are a letter and eight digits.")
    try:
        east, north = int(cells[2] or 0), int(cells[3] or 0)
    except ValueError:
        return BadRow(
            number, COLUMNS[2], "The coordinates are not whole metres.", "Correct or remove the row."
        )
    if east == 0 or clean(cells[1]) == _NO_PLACE:
        return PostcodeFact(number, code, ward, "", authority, "", None, None, None, None)
    return PostcodeFact(number, code, ward, "", authority, "", east, north, None, None)


LAYOUT = Layout(
    key="codepoint",
    title="Code-Point Open",
    gives="postcodes",
    knows=knows,
    read=read,
    licences=(OS, ROYAL_MAIL, NATIONAL_STATISTICS),
    headerless=True,
)
