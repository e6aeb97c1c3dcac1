"""What a reader hands over: plain values about areas, postcodes and figures, or a row it could not use."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: where it stands, what is wrong and how to mend it."""

    row: int
    column: str
    problem: str
    remedy: str
    file: str = ""


@dataclass(frozen=True)
class Notice:
    """Something worth knowing that refuses nothing: axes turned, a table left out."""

    words: str
    file: str = ""


@dataclass(frozen=True)
class AreaFact:
    """An area as one file of one year has it. `listed`: the file names all areas of the authority.

    `near` is an authority whose file mentions the area, without saying that it lies there.
    """

    row: int
    kind: str
    code: str
    year: int
    name: str = ""
    welsh: str = ""
    authority: str = ""
    parent: str = ""
    outline: dict[str, Any] | None = field(default=None, compare=False)
    outline_note: str = ""
    listed: bool = False
    near: str = ""


class PostcodeFact(NamedTuple):
    """A live postcode. `easting` and `northing` where the file has metres, else the degrees or neither."""

    row: int
    code: str
    ward: str
    lsoa: str
    authority: str
    parish: str
    easting: int | None
    northing: int | None
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class MeasureFact:
    """What is counted: a cell of a table. `role` keeps totals and subtotals apart from leaves."""

    code: str
    table: str
    label: str
    role: str
    unit: str = ""
    nation: str = ""


class FigureFact(NamedTuple):
    """A published number about an area, with the name and authority the row gives beside the code."""

    row: int
    code: str
    name: str
    authority: str
    measure: MeasureFact
    period: str
    value: Decimal | None
    mark: str
    source: str
