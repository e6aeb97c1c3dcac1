"""Cells of files we hand out: words stay words, whatever a spreadsheet makes of them."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("Keep Saturdays"), safe_cell(" -1")
    ("'=HYPERLINK(1)", 'Keep Saturdays', "' -1")
    """
    return (
        f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) or (text[:1] in "\t\r\n" and text) else text
    )
