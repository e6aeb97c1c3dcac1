"""Look-ups of the ONS: LSOA to ward (best fit), LSOA of 2011 to LSOA of 2021. Years are in the headings."""

from __future__ import annotations

from dataclasses import replace

from folkmoot.foundation.places.readers.cells import KIND_WORDS, clean, kind_of, yeared
from folkmoot.foundation.places.readers.containers import Table
from folkmoot.foundation.places.readers.facts import AreaFact, BadRow
from folkmoot.foundation.places.readers.layouts import Columns, Hints, Layout, Read, width_problem

_NESTED = ("U", "S", "M")  # unchanged, split, merged; X is irregular
Part = tuple[str, int]  # kind and year


def parts(headings: list[str]) -> dict[Part, dict[str, int]]:
    """By kind and year, where code and name stand."""
    found: dict[Part, dict[str, int]] = {}
    for place, heading in enumerate(headings):
        if known := yeared(heading):
            kind, year, part = known
            found.setdefault((kind, year), {})[part] = place
    return {part: columns for part, columns in found.items() if "cd" in columns}


def _years(headings: list[str], kind: str) -> list[int]:
    return sorted(year for each, year in parts(headings) if each == kind)


def knows_wards(headings: list[str]) -> bool:
    return len(_years(headings, "lsoa")) == 1 and len(_years(headings, "ward")) == 1


def knows_lsoas(headings: list[str]) -> bool:
    return len(_years(headings, "lsoa")) == 2 and "chgind" in headings


def read_wards(table: Table, hints: Hints) -> Read:
    """The ward that fits each LSOA best. A ward without an LSOA is not in the file: that is no nought."""
    found = parts(table.header)
    (lsoa,), (ward,) = ([part for part in found if part[0] == kind] for kind in ("lsoa", "ward"))
    lads = [part for part in found if part[0] == "authority"]
    for number, cells in table.rows():
        if bad := width_problem(number, cells, len(table.header)) or _bad_codes(number, cells, found):
            yield bad
            continue
        authority = clean(cells[found[lads[0]]["cd"]]) if lads else ""
        if lads:
            yield _area(number, cells, lads[0], found, "")
        yield _area(number, cells, ward, found, authority)
        parent = clean(cells[found[ward]["cd"]])
        yield _area(number, cells, lsoa, found, authority, parent=parent)


def read_lsoas(table: Table, hints: Hints) -> Read:
    """Both generations. One with an irregular change (X) may lie next door, as E01023508 did."""
    found = parts(table.header)
    old, new = sorted(part for part in found if part[0] == "lsoa")
    change_at = Columns(table.header).need("chgind")
    lads = [part for part in found if part[0] == "authority"]
    for number, cells in table.rows():
        if bad := width_problem(number, cells, len(table.header)) or _bad_codes(number, cells, found):
            yield bad
            continue
        authority = clean(cells[found[lads[0]]["cd"]]) if lads else ""
        if lads:
            yield _area(number, cells, lads[0], found, "")
        yield _area(number, cells, new, found, authority, listed=True)
        nested = clean(cells[change_at]).upper() in _NESTED
        past = _area(number, cells, old, found, authority if nested else "", listed=True)
        yield replace(past, near=authority)


def _area(
    number: int,
    cells: list[str],
    part: Part,
    found: dict[Part, dict[str, int]],
    authority: str,
    *,
    parent: str = "",
    listed: bool = False,
) -> AreaFact:
    (kind, year), places = part, found[part]
    code, name = clean(cells[places["cd"]]), clean(cells[places["nm"]]) if "nm" in places else ""
    return AreaFact(number, kind, code, year, name, "", authority, parent, listed=listed)


def _bad_codes(number: int, cells: list[str], found: dict[Part, dict[str, int]]) -> BadRow | None:
    for (kind, year), places in found.items():
        if kind and kind_of(clean(cells[places["cd"]])) != kind:
            column = f"{kind} code of {year}"
            remedy = "Fetch the look-up again, or correct the code in this row."
            return BadRow(number, column, f"This is not the code of {KIND_WORDS[kind]}.", remedy)
    return None


WARD_OF_LSOA = Layout("lsoa-ward", "LSOA to ward, best fit", "areas", knows_wards, read_wards)
LSOA_OF_LSOA = Layout("lsoa-lsoa", "LSOA 2011 to LSOA 2021", "areas", knows_lsoas, read_lsoas)
