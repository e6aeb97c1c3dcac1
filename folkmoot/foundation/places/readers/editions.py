"""The edition of a postcode file: its month, from the operator, the file's name or its own dates."""

from __future__ import annotations

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])(?!\d)")
_WORDED = re.compile(rf"({'|'.join(_MONTHS)})[a-z]*[-_. ]?(20\d\d)(?!\d)")
_EDITION = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
TELL_US = "Put the year and month in the file's name, as in codepo_2025-10.csv, or give --edition 2025-10."


def edition_of(told: str, name: str, latest: str = "") -> str:
    """The edition as yyyy-mm, or "" where nothing says it.

    >>> edition_of("", "Data/ONSPD_AUG_2025_UK.csv"), edition_of("", "nspl_2021-11.csv")
    ('2025-08', '2021-11')
    >>> edition_of("2024-02", "x.csv"), edition_of("", "x.csv", latest="202109")
    ('2024-02', '2021-09')
    """
    if _EDITION.fullmatch(told):
        return told
    if found := _NUMERIC.search(name):
        return f"{found[1]}-{found[2]}"
    if worded := _WORDED.search(name.lower()):
        return f"{worded[2]}-{_MONTHS.index(worded[1]) + 1:02d}"
    return f"{latest[:4]}-{latest[4:]}" if re.fullmatch(r"\d{6}", latest) else ""
