"""Cells of files we hand out: words stay words, whatever a spreadsheet or a terminal makes of them."""

from __future__ import annotations

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Marks nobody sees that may stand before a formula: spaces of any kind, joiners, marks of direction.
_UNSEEN = " \u00a0\u00ad\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_UNSEEN_FIRST = re.compile(f"^[{_UNSEEN}]+")
# Orders to a terminal or a printer (bells, escapes), which no answer needs; tabs and line breaks stay.
_ORDERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula, and without
    control characters.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("Keep Saturdays"), safe_cell(" -1"), safe_cell("\\x1b[31mred")
    ("'=HYPERLINK(1)", 'Keep Saturdays', "' -1", '[31mred')
    """
    if not text.isprintable():
        text = _ORDERS.sub("", text)
    seen = _UNSEEN_FIRST.sub("", text)
    return f"'{text}" if seen.startswith(_FORMULA) or text.startswith(("\t", "\r", "\n")) else text
