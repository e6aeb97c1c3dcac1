"""The short file about the whole conversation: one name and one value a row."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from .cells import as_read
from .columns import naming

ESCAPED = "apostrophe-before-formulas"
"""The row that says that words carry an apostrophe where a spreadsheet would take them for a formula."""


def read_summary(path: Path, encoding: str) -> dict[str, str]:
    """Names and values. Of a name that comes twice the later row counts; rows without a name are left out."""
    with naming(path):
        try:
            with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
                rows = [cells for cells in csv.reader(file) if cells and cells[0].strip()]
        except UnicodeError:
            raise ValueError(f"{path.name} cannot be read as {encoding}; save it as UTF-8.") from None
        except csv.Error as error:
            raise ValueError(f"{path.name} cannot be read as CSV ({error}); export it again.") from None
    found = {cells[0]: ",".join(cells[1:]) for cells in rows}
    return {name: as_read(value) for name, value in found.items()} if escaped_cells(found) else found


def escaped_cells(summary: Mapping[str, str]) -> bool:
    return summary.get(ESCAPED) == "1"
