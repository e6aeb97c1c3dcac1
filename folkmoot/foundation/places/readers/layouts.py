"""The layouts we know, and finding which of them a table has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from folkmoot.foundation.places.readers.cells import fold_heading
from folkmoot.foundation.places.readers.containers import Row, Table
from folkmoot.foundation.places.readers.facts import AreaFact, BadRow, FigureFact, Notice, PostcodeFact

Fact = AreaFact | PostcodeFact | FigureFact
Read = Iterator[Fact | BadRow | Notice]

ONS = "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
OS = "Contains OS data © Crown copyright and database right {year}."
ROYAL_MAIL = "Contains Royal Mail data © Royal Mail copyright and database right {year}."
NATIONAL_STATISTICS = "Contains National Statistics data © Crown copyright and database right {year}."
NORTHERN_IRELAND = "Postcodes beginning BT are used under the terms of Land and Property Services."


@dataclass(frozen=True)
class Layout:
    """How one kind of file is known and read. `gives` is areas, figures or postcodes."""

    key: str
    title: str
    gives: str
    knows: Callable[[list[str]], bool]
    read: Callable[[Table, Hints], Read]
    licences: tuple[str, ...] = (ONS,)
    headerless: bool = False


@dataclass(frozen=True)
class Hints:
    """What the columns cannot say and the operator can: the edition of a postcode file."""

    edition: str = ""


class Columns:
    """The columns of a table by their folded headings."""

    def __init__(self, header: list[str]) -> None:
        self.headings = [fold_heading(cell) for cell in header]
        self._places = {heading: place for place, heading in reversed(list(enumerate(self.headings)))}

    def place(self, *names: str) -> int | None:
        """Where the first of `names` stands, or None."""
        return next((self._places[name] for name in names if name in self._places), None)

    def need(self, *names: str) -> int:
        found = self.place(*names)
        if found is None:
            raise KeyError(names[0])
        return found


def width_problem(number: int, cells: list[str], columns: int) -> BadRow | None:
    """A row cut short cannot be trusted; empty columns after the last heading do no harm."""
    if len(cells) >= columns:
        return None
    problem = f"The row has {len(cells)} columns; the headings have {columns}."
    return BadRow(number, "", problem, "Look for a missing comma or a broken line and export again.")


def recognise(table: Table) -> Layout | None:
    """The layout of a table, its headings found within the first rows; None where we know none."""
    from folkmoot.foundation.places.readers.known_layouts import LAYOUTS

    top = table.top()
    for index, (number, cells) in enumerate(top):
        header = trim(cells)
        headings = [fold_heading(cell) for cell in header]
        for layout in LAYOUTS:
            if not layout.headerless and layout.knows(headings):
                _set_header(table, header, number, top[:index])
                return layout
    return next((layout for layout in LAYOUTS if layout.headerless and _headerless(layout, top)), None)


def _headerless(layout: Layout, top: list[Row]) -> bool:
    filled = [trim(cells) for _, cells in top if any(cells)]
    return any(layout.knows(cells) for cells in filled[:3])  # people paste headings on top


def _set_header(table: Table, header: list[str], number: int, above: list[Row]) -> None:
    table.header, table.header_row = header, number
    table.above = [cell.strip() for _, cells in above for cell in cells if cell.strip()]


def trim(cells: list[Any]) -> list[str]:
    """The cells without the empty ones at the end."""
    end = len(cells)
    while end and not str(cells[end - 1]).strip():
        end -= 1
    return [str(cell) for cell in cells[:end]]
