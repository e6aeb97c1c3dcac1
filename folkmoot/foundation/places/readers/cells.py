"""Reading single cells: headings, codes, names and numbers as people and spreadsheets leave them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation

# Published signs for "missing" or "suppressed"; none of them is nought (opendata 3.5).
MARKS = frozenset({"", "na", "n/a", "-", "–", "..", ":", "c", "[c]", "[x]", "[z]", "[u]", "x", "*"})
_SPACE = re.compile(r"\s+")
_CODE = re.compile(r"[EWSNXLMJK]\d{8}")
_NUMBER = re.compile(r"[-−]?£?[-−]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?%?")
_PLACES, _TOO_LARGE = 4, Decimal(10) ** 12  # what the column for values holds
_YEARED = re.compile(r"(wd|lad|lsoa|msoa|oa|par|ced)(\d\d)(cd|nm|nmw)")
_KINDS = {
    "00": "oa",
    "01": "lsoa",
    "02": "msoa",
    "04": "parish",
    "05": "ward",
    "06": "authority",
    "07": "authority",
    "08": "authority",
    "09": "authority",
}
KIND_WORDS = {
    "authority": "an authority",
    "ward": "a ward",
    "parish": "a parish",
    "msoa": "an MSOA",
    "lsoa": "an LSOA",
    "oa": "an output area",
}
_SCOTTISH = {"00": "oa", "01": "lsoa", "02": "msoa", "12": "authority", "13": "ward"}
_NORTHERN = {"08": "ward", "09": "authority"}
_KIND_OF_HEADING = {"wd": "ward", "lad": "authority", "par": "parish", "ced": ""}
CENSUS_YEARS = (2011, 2021)


def clean(text: object) -> str:
    """A cell without the blanks around it, no-break spaces included.

    >>> clean(chr(160) + " Sully" + chr(9))
    'Sully'
    """
    plain = str(text if text is not None else "")
    return plain.replace("\u00a0", " ").replace("\ufeff", "").replace("\x00", "").strip()


def fold_heading(text: object) -> str:
    """A heading for comparing: small letters, single spaces.

    >>> fold_heading("  LSOA  Code (2021) ")
    'lsoa code (2021)'
    """
    return _SPACE.sub(" ", clean(text)).lower()


def fold_name(text: str) -> str:
    """A place name for comparing: no accents, case or punctuation, no "Ward", no authority in brackets.

    >>> fold_name("St. Augustine's ED") == fold_name("St Augustines")
    True
    >>> fold_name("Old Town (Stevenage)")
    'old town'
    >>> fold_name("Gwenfô")
    'gwenfo'
    """
    bare = re.sub(r" \([^()]*\)$", "", clean(text))
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9 ]", "", plain.replace("&", " and ").replace("-", " "))
    return _SPACE.sub(" ", re.sub(r"\b(ward|ed|electoral division)$", "", plain.strip())).strip()


def is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None


def is_pseudo(code: str) -> bool:
    """Codes such as E99999999 mean "none".

    >>> is_pseudo("W99999999"), is_pseudo("L99999999"), is_pseudo("W05001379")
    (True, True, False)
    """
    return code.endswith("99999999")


def kind_of(code: str) -> str:
    """The kind of area a code is for, or "" for regions, counties and codes we do not know.

    >>> kind_of("W05001379"), kind_of("S13002843"), kind_of("E12000006")
    ('ward', 'ward', '')
    """
    if not is_code(code):
        return ""
    kinds = {"S": _SCOTTISH, "N": _NORTHERN}.get(code[0], _KINDS)
    return kinds.get(code[1:3], "")


def nation_of(code: str) -> str:
    return code[:1]


def yeared(heading: str) -> tuple[str, int, str] | None:
    """The kind, year and part (cd, nm, nmw) of an ONS heading that carries its year.

    >>> yeared("WD24NM")
    ('ward', 2024, 'nm')
    """
    if not (found := _YEARED.fullmatch(fold_heading(heading))):
        return None
    kind, year, part = found.groups()
    return _KIND_OF_HEADING.get(kind, kind), 2000 + int(year), part


def vintage_day(kind: str, year: int) -> dt.date:
    """The first day of a vintage of which only the year is published.

    Wards change at the elections of early May, authorities on 1 April, small areas with a census.
    """
    if kind in ("lsoa", "msoa", "oa"):
        return dt.date(2011, 3, 27) if year < CENSUS_YEARS[1] else dt.date(2021, 3, 21)
    return dt.date(year, 4, 1) if kind == "authority" else dt.date(year, 5, 1)


class NotANumber(ValueError):
    """The cell holds something else."""


def number(text: object) -> tuple[Decimal | None, str]:
    """The number in a cell and no mark, or no number and the mark that stands for it.

    >>> number(chr(9) + "5,460 "), number("43.5%"), number("[c]")
    ((Decimal('5460'), ''), (Decimal('43.5'), ''), (None, '[c]'))
    >>> number("£-1,373,992.00")
    (Decimal('-1373992.00'), '')
    """
    found = clean(text)
    if found.lower() in MARKS:
        return None, found
    if not _NUMBER.fullmatch(found):
        raise NotANumber(found)
    try:
        value = Decimal(found.replace("−", "-").replace("£", "").replace(",", "").rstrip("%"))
    except InvalidOperation as error:
        raise NotANumber(found) from error
    if abs(value) >= _TOO_LARGE:
        raise NotANumber(found)
    return round(value, _PLACES) if -int(value.as_tuple().exponent) > _PLACES else value, ""
