"""The cells of a Pabulib file, line by line: its encoding, what parts its cells, and quotation marks."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

PARTS = ("META", "PROJECTS", "VOTES")
LONGEST_CELL = 10_000_000
BELOW_META = re.compile(r"\s*META\W*?[\r\n]+([^\r\n]*)", re.IGNORECASE)
SPREADSHEETS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(path: Path, encoding: str) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ValueError(f"There is no file {path}; check its name and folder.") from None
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror}); give a Pabulib file.") from None
    if data.startswith(SPREADSHEETS):  # "Unicode text" of a spreadsheet
        encoding = "utf-16"
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        raise ValueError(f"{path.name} is empty; a Pabulib file has a header, projects and ballots.")
    try:
        text = data.decode(encoding)
    except LookupError:
        raise ValueError(f"There is no encoding '{encoding}'; try utf-8, cp1250 or cp1252.") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"Line {line} of {path.name} is not {encoding.upper()}; save the file as UTF-8, or name the "
            "encoding it is in, such as cp1250 or cp1252."
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ValueError(f"Line {line} of {path.name} holds a NUL byte: it is no text; export it again.")
    return text


def parted_by(path: Path, text: str) -> str:
    """What stands between the cells: a semicolon, or a tab where the row below META has one.

    Raises ValueError for commas, which part the projects of a ballot.
    """
    found = BELOW_META.match(text)
    row = found.group(1) if found else ""
    if ";" not in row and "\t" in row:
        return "\t"
    if ";" not in row and "," in row:
        raise ValueError(
            f"The cells of {path.name} are parted by commas, which also stand between the projects of a "
            "ballot; save the file with semicolons between its cells."
        )
    return ";"


def records(path: Path, text: str, between: str) -> Iterator[tuple[int, list[str]]]:
    """The line each record begins on, and its cells; empty lines are left out."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    line = 0
    try:
        for row in reader:
            if reader.line_num > line + 1:
                _check_closed(path, line + 1, row)
            if any(cell.strip() for cell in row):  # spreadsheets leave rows of nothing but semicolons
                yield line + 1, row
            line = reader.line_num
    except csv.Error as error:
        raise ValueError(f"Line {line + 1} of {path.name} cannot be read ({error}); mend the line.") from None


def _check_closed(path: Path, line: int, row: Sequence[str]) -> None:
    """Refuse a quotation mark that is opened and never closed: the rest of the file is one cell then."""
    lines = row[-1].splitlines()
    if row[-1].endswith("\n") or any(each.strip().upper() in PARTS for each in lines):
        raise ValueError(
            f"Line {line} of {path.name} opens a quotation mark that is not closed; close it, or double it."
        )
