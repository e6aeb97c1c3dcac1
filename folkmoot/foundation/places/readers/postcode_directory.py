"""National Statistics Postcode Lookup and ONS Postcode Directory: another set of columns nearly every year.

Columns are matched on a table of aliases. A date of termination marks a dead postcode: left out. Grid
indicator 9 means no coordinates (latitude 99.999999). Codes such as E99999999 mean "none".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from folkmoot.foundation.places.readers.containers import Row, Table
from folkmoot.foundation.places.readers.facts import BadRow, Notice, PostcodeFact
from folkmoot.foundation.places.readers.layouts import (
    NATIONAL_STATISTICS,
    NORTHERN_IRELAND,
    ONS,
    OS,
    ROYAL_MAIL,
    Columns,
    Hints,
    Layout,
    Read,
    width_problem,
)
from folkmoot.foundation.places.readers.postcode_cells import area_code, uniform

# Oldest name last; a name with two digits for the year (lad25cd) is met by the pattern.
ALIASES = {
    "postcode": ("pcds", "pcd7", "pcd8", "pcd", "pcd2"),
    "ended": ("doterm",),
    "begun": ("dointr",),
    "grid": ("osgrdind", "gridind"),
    "authority": ("laua", "oslaua", "lad##cd"),
    "ward": ("ward", "osward", "wd##cd"),
    "lsoa": ("lsoa21", "lsoa##cd", "lsoa11"),
    "parish": ("parish", "par##cd", "parncp##cd"),
    "latitude": ("lat",),
    "longitude": ("long",),
}
_NEEDED = ("postcode", "ended", "authority", "ward", "latitude", "longitude")
_NO_PLACE = "9"
_NO_LATITUDE = 90.0
_BOX = (-9.0, 49.8, 2.1, 61.0)


def places(headings: list[str]) -> dict[str, int]:
    """Where each column stands, by the alias table."""
    plain = [re.sub(r"\d\dcd$", "##cd", heading) for heading in headings]
    found: dict[str, int] = {}
    for what, names in ALIASES.items():
        for name in names:
            where = plain if "##" in name else headings
            if name in where:
                found[what] = where.index(name)
                break
    return found


def knows(headings: list[str]) -> bool:
    return set(_NEEDED) <= places(headings).keys()


def read(table: Table, hints: Hints) -> Read:
    columns = Columns(table.header)
    where = places(columns.headings)
    picked = [where.get(each, -1) for each in ALIASES]
    ended = 0
    for fact in _rows(table, picked, len(table.header)):
        if fact is None:
            ended += 1
        else:
            yield fact
    if ended:
        yield Notice(f"{ended} postcodes have ended and were left out.")


def latest_month(table: Table) -> str:
    """The latest month in the dates of a file: its edition is no older."""
    where = places(Columns(table.header).headings)
    dates = [where[each] for each in ("begun", "ended") if each in where]
    months = (cells[place] for _, cells in table.rows() for place in dates if place < len(cells))
    return max((month for month in months if len(month) == 6), default="")


def _rows(table: Table, picked: list[int], width: int) -> Iterator[PostcodeFact | BadRow | None]:
    for row in table.rows():
        if bad := width_problem(*row, width):
            yield bad
        else:
            yield _fact(row, picked, table.header)


def _fact(row: Row, picked: list[int], header: list[str]) -> PostcodeFact | BadRow | None:
    number, cells = row
    code_at, ended_at, _, grid_at, authority_at, ward_at, lsoa_at, parish_at, lat_at, long_at = picked
    if cells[ended_at].strip():
        return None
    code = uniform(cells[code_at])
    if not code:
        return BadRow(number, header[code_at], "This is not a postcode.", "Correct or remove the row.")
    codes: list[str] = []
    for place in (ward_at, lsoa_at, authority_at, parish_at):
        read_code = area_code(cells[place]) if place >= 0 else ""
        if read_code is None:
            remedy = "Codes are a letter and eight digits. Fetch a newer edition of the file."
            return BadRow(number, header[place], "This is not an area code.", remedy)
        codes.append(read_code)
    ward, lsoa, authority, parish = codes
    try:
        latitude, longitude = float(cells[lat_at] or 99), float(cells[long_at] or 0)
    except ValueError:
        return BadRow(
            number, header[lat_at], "The coordinates are not numbers.", "Correct or remove the row."
        )
    if latitude > _NO_LATITUDE or (grid_at >= 0 and cells[grid_at].strip() == _NO_PLACE):
        return PostcodeFact(number, code, ward, lsoa, authority, parish, None, None, None, None)
    west, south, east, north = _BOX
    if west <= latitude <= east and south <= longitude <= north:
        problem = "Latitude and longitude are swapped."
        return BadRow(number, header[lat_at], problem, "Swap the two columns or fetch the file again.")
    return PostcodeFact(number, code, ward, lsoa, authority, parish, None, None, longitude, latitude)


LAYOUT = Layout(
    key="postcode-directory",
    title="ONS postcode file",
    gives="postcodes",
    knows=knows,
    read=read,
    licences=(ONS, OS, ROYAL_MAIL, NATIONAL_STATISTICS, NORTHERN_IRELAND),
)
