"""Names and codes of all wards of a year, with their authority and, in Wales, the Welsh name."""

from __future__ import annotations

from folkmoot.foundation.places.readers.cells import clean, is_pseudo, kind_of
from folkmoot.foundation.places.readers.containers import Table
from folkmoot.foundation.places.readers.facts import AreaFact, BadRow
from folkmoot.foundation.places.readers.layouts import Hints, Layout, Read, width_problem
from folkmoot.foundation.places.readers.lookups import parts


def knows(headings: list[str]) -> bool:
    kinds = [kind for kind, _ in parts(headings)]
    return kinds.count("ward") == 1 and "lsoa" not in kinds and any("nm" in each for each in headings)


def read(table: Table, hints: Hints) -> Read:
    found = parts(table.header)
    (ward,) = [part for part in found if part[0] == "ward"]
    lads = [part for part in found if part[0] == "authority"]
    for number, cells in table.rows():
        if bad := width_problem(number, cells, len(table.header)):
            yield bad
            continue
        authority = clean(cells[found[lads[0]]["cd"]]) if lads else ""
        if authority and not is_pseudo(authority):
            names = found[lads[0]]
            yield AreaFact(number, "authority", authority, lads[0][1], *_names(cells, names))
        yield _ward(number, cells, ward[1], found[ward], authority)


def _ward(
    number: int, cells: list[str], year: int, places: dict[str, int], authority: str
) -> AreaFact | BadRow:
    code = clean(cells[places["cd"]])
    if kind_of(code) != "ward":
        remedy = "Correct the code: wards begin E05, W05, S13 or N08."
        return BadRow(number, f"WD{year % 100:02d}CD", "This is not the code of a ward.", remedy)
    return AreaFact(number, "ward", code, year, *_names(cells, places), authority, listed=True)


def _names(cells: list[str], places: dict[str, int]) -> tuple[str, str]:
    name = clean(cells[places["nm"]]) if "nm" in places else ""
    return name, clean(cells[places["nmw"]]) if "nmw" in places else ""


LAYOUT = Layout("ward-names", "Ward names and codes", "areas", knows, read)
