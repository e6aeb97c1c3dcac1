"""Opening files: plain, gzip, zip or workbook, whatever their names say, and finding where the table starts.

The content decides. A zip served as CSV, a workbook saved with the ending .csv, a worksheet that claims a
million rows, byte-order marks and Windows-1252 are all met in published data (opendata 3.6, 3.7, 3.9).
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from folkmoot.foundation.places.readers.cells import clean
from folkmoot.words.bilingual import Bilingual

HEADER_WITHIN = 20
_BLANK_ROWS_THAT_END_A_SHEET = 500
_OLD_WORKBOOK, _PDF = b"\xd0\xcf\x11\xe0", b"%PDF"
Row = tuple[int, list[str]]


class Unreadable(Exception):
    """The file cannot be opened; the message, in both languages, says what to do about it."""

    def __init__(self, en: str, cy: str) -> None:
        super().__init__(en)
        self.words = Bilingual(en, cy)


# What Python raises for packed files that are cut off, changed or locked with a password.
_DAMAGE = (EOFError, OSError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)


@contextmanager
def _saying_what_is_damaged() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise Unreadable(
            "The file is damaged or locked. Save it again, without a password.",
            "Mae'r ffeil wedi'i difrodi neu wedi'i chloi. Cadwch hi eto, heb gyfrinair.",
        ) from error


@dataclass
class Table:
    """Rows of text cells with their numbers. `numbered()` starts again from the top each time."""

    file: str
    numbered: Callable[[], Iterator[Row]]
    header: list[str] = field(default_factory=list)
    header_row: int = 0
    above: list[str] = field(default_factory=list)
    padded: bool = False  # a workbook leaves out the empty cells at the end of a row

    def top(self) -> list[Row]:
        """The first rows, among which the headings must be."""
        return [row for _, row in zip(range(HEADER_WITHIN), self.numbered(), strict=False)]

    def rows(self) -> Iterator[Row]:
        """The rows below the headings, without blank ones."""
        for number, cells in self.numbered():
            if number > self.header_row and any(cells):
                missing = len(self.header) - len(cells) if self.padded else 0
                yield number, cells + [""] * missing


@dataclass
class Shapes:
    """A GeoJSON or TopoJSON document."""

    file: str
    document: dict[str, Any]


def open_file(path: Path, name: str) -> Iterator[Table | Shapes]:
    """Everything readable in one file: a table, the sheets of a workbook, the members of a zip."""
    with _saying_what_is_damaged():
        yield from _open(lambda: path.open("rb"), name)


def _open(opener: Callable[[], BinaryIO], name: str) -> Iterator[Table | Shapes]:
    with opener() as stream:
        start = stream.read(4096)
    if start.startswith(b"PK\x03\x04"):
        yield from _open_zip(opener, name)
    elif start.startswith(b"\x1f\x8b"):
        yield from _open(lambda: gzip.GzipFile(fileobj=opener()), name)  # type: ignore[arg-type,return-value]
    elif start.startswith((_OLD_WORKBOOK, _PDF)):
        raise Unreadable(
            "This is an old workbook or a PDF. Save it as CSV or as .xlsx.",
            "Hen lyfr gwaith neu PDF yw hwn. Cadwch ef fel CSV neu fel .xlsx.",
        )
    elif start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        yield _open_json(opener, name)
    elif start.strip():
        yield _open_text(opener, name)


def _open_zip(opener: Callable[[], BinaryIO], name: str) -> Iterator[Table | Shapes]:
    try:
        with opener() as stream, zipfile.ZipFile(stream) as archive:
            members = [each.filename for each in archive.infolist() if not each.is_dir()]
    except zipfile.BadZipFile as error:
        raise Unreadable(
            "The zip is damaged. Fetch it again.", "Mae'r ffeil zip wedi'i difrodi. Lawrlwythwch hi eto."
        ) from error
    if "xl/workbook.xml" in members:
        yield from _open_workbook(opener, name)
        return
    for member in sorted(members):
        if worth_reading(member):
            yield from _open(partial(_member, opener, member), f"{name}/{member}")


def unpacked_size(stream: BinaryIO, *, most: int) -> int:
    """How many bytes a file holds once it is unpacked. What is larger than `most` is not read to its end,
    and a file packed within another counts as too large."""
    stream.seek(0)
    start = stream.read(4)
    stream.seek(0)
    try:
        if start.startswith(b"PK\x03\x04"):
            return _size_in_zip(stream, most)
        return _size_in_gzip(stream, most) if start.startswith(b"\x1f\x8b") else stream.seek(0, 2)
    except _DAMAGE:
        return 0  # whoever reads it says so
    finally:
        stream.seek(0)


def _size_in_zip(stream: BinaryIO, most: int) -> int:
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
        starts = [archive.open(each).read(4) for each in members if not each.is_dir() and each.file_size]
    packed = any(start.startswith((b"PK\x03\x04", b"\x1f\x8b")) for start in starts)
    return most + 1 if packed else sum(each.file_size for each in members)


def _size_in_gzip(stream: BinaryIO, most: int) -> int:
    with gzip.GzipFile(fileobj=stream) as unpacked:
        start = unpacked.read(4)
        if start.startswith((b"PK\x03\x04", b"\x1f\x8b")):
            return most + 1
        size = len(start)
        while size <= most and (block := unpacked.read(1 << 20)):
            size += len(block)
        return size


def _member(opener: Callable[[], BinaryIO], member: str) -> BinaryIO:
    return zipfile.ZipFile(opener()).open(member)  # type: ignore[return-value]


def worth_reading(name: str) -> bool:
    """Whether a file could hold data: not a note, a picture or a part of another format."""
    last = name.rsplit("/", 1)[-1].lower()
    notes = (".md", ".pdf", ".png", ".jpg", ".html", ".htm", ".doc", ".docx", ".py", ".prj", ".qmd")
    return not last.startswith((".", "readme", "licen", "__")) and not last.endswith(notes)


def _open_json(opener: Callable[[], BinaryIO], name: str) -> Shapes:
    try:
        with opener() as stream:
            return Shapes(name, json.loads(stream.read().decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            "This is not well-formed JSON. Export the boundaries again.",
            "Nid yw hwn yn JSON cywir. Allforiwch y ffiniau eto.",
        ) from error


def _open_text(opener: Callable[[], BinaryIO], name: str) -> Table:
    encoding = encoding_of(opener)
    with opener() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        delimiter = _delimiter([line for _, line in zip(range(HEADER_WITHIN), text, strict=False)])
    return Table(name, partial(_text_rows, opener, encoding, delimiter))


def encoding_of(opener: Callable[[], BinaryIO]) -> str:
    """UTF-8 (with or without its mark) where the whole file is, UTF-16 by its mark, else Windows-1252."""
    with opener() as stream:
        block = stream.read(1 << 20)
        if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block:
                decoder.decode(block)
                block = stream.read(1 << 20)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _delimiter(lines: list[str]) -> str:
    return max(",\t;|", key=lambda mark: sum(line.count(mark) for line in lines))


def _text_rows(opener: Callable[[], BinaryIO], encoding: str, delimiter: str) -> Iterator[Row]:
    with (
        _saying_what_is_damaged(),
        opener() as stream,
        io.TextIOWrapper(stream, encoding, errors="replace", newline="") as text,
    ):
        try:
            yield from enumerate(csv.reader(text, delimiter=delimiter), start=1)
        except csv.Error as error:
            raise Unreadable(
                f"The file cannot be read as a table ({error}). Save it again as CSV.",
                "Ni ellir darllen y ffeil fel tabl. Cadwch hi eto fel CSV.",
            ) from error


def _open_workbook(opener: Callable[[], BinaryIO], name: str) -> Iterator[Table]:
    from openpyxl import load_workbook

    try:
        with opener() as stream:
            sheets = load_workbook(io.BytesIO(stream.read()), read_only=True).sheetnames
    except Exception as error:  # openpyxl lets many kinds through
        raise Unreadable(
            "The workbook is damaged. Save it again as .xlsx or as CSV.",
            "Mae'r llyfr gwaith wedi'i ddifrodi. Cadwch ef eto fel .xlsx neu fel CSV.",
        ) from error
    for sheet in sheets:
        label = name if len(sheets) == 1 else f"{name}#{sheet}"
        yield Table(label, partial(_sheet_rows, opener, sheet), padded=True)


def _sheet_rows(opener: Callable[[], BinaryIO], sheet: str) -> Iterator[Row]:
    """The rows of a sheet, ending where they end and not where the sheet claims."""
    from openpyxl import load_workbook

    with _saying_what_is_damaged(), opener() as stream:
        page = load_workbook(io.BytesIO(stream.read()), read_only=True, data_only=True)[sheet]
        page.reset_dimensions()
        blank = 0
        for number, values in enumerate(page.iter_rows(values_only=True), start=1):
            cells = [_cell(value) for value in values]
            blank = 0 if any(cells) else blank + 1
            if blank > _BLANK_ROWS_THAT_END_A_SHEET:
                return
            yield number, cells


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(value)
