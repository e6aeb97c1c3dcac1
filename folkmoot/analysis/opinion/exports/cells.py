"""Cells of words that survive a spreadsheet and come back as they were."""

from __future__ import annotations

from folkmoot.analysis.files import safe_cell


def as_written(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula, or where it
    stands with such an apostrophe already.

    >>> as_written("=1+1"), as_written("'=1+1"), as_written("Keep the 'old' hall")
    ("'=1+1", "''=1+1", "Keep the 'old' hall")
    """
    return f"'{text}" if _would_change(text) else text


def as_read(cell: str) -> str:
    """What `as_written` was given.

    >>> as_read(as_written("'=1+1")), as_read("'tis fine")
    ("'=1+1", "'tis fine")
    """
    return cell[1:] if cell.startswith("'") and _would_change(cell[1:]) else cell


def _would_change(text: str) -> bool:
    bare = text.lstrip("'")
    return safe_cell(bare) != bare
