"""What every chart returns: a picture, its words, and the same as a table."""

from dataclasses import dataclass

Value = str | int | float


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers behind a picture. The first entry of each row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG element for a page (no script, no style), its title and description, and its data table."""

    svg: str
    title: str
    description: str
    table: DataTable
