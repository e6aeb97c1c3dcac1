"""Cells that postcode files share. Written for speed: a full table has 1.7 million rows."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"(?:[A-Z]{1,2}\d[A-Z\d]?|GIR)\d[A-Z]{2}").fullmatch
_CODE = re.compile(r"[A-Z]\d{8}").fullmatch


def uniform(text: str) -> str:
    """A published postcode in capitals with one space, or "" where it is none.

    >>> uniform("AB1  0AA"), uniform("AB101NW"), uniform("GIR 0AA"), uniform("AB1")
    ('AB1 0AA', 'AB10 1NW', 'GIR 0AA', '')
    """
    plain = text.replace(" ", "").upper()
    return f"{plain[:-3]} {plain[-3:]}" if _SHAPE(plain) else ""


def area_code(text: str) -> str | None:
    """An area code, "" where there is none (empty or a pseudo-code), None where it is something else.

    >>> area_code("E05015632"), area_code("S99999999"), area_code("26UHFQ")
    ('E05015632', '', None)
    """
    code = text.strip()
    if not code or code.endswith("99999999"):
        return ""
    return code if _CODE(code) else None
