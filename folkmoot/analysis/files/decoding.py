"""Bytes to words: what the file is if it is no text, and which row cannot be read if it is other text."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

START = 4096
BLOCK = 1 << 20
OF_ONE_BYTE = ("cp1252", "iso8859-1", "iso8859-15", "cp1250", "latin-1")
KINDS = (
    (b"PK\x03\x04", "an Excel workbook or a zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip file"),
)
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAVE_AGAIN = "in Excel choose Save As and the type 'CSV UTF-8 (Comma delimited)'"


def check_readable(path: Path) -> bytes:
    """The first bytes of the file. Raises ValueError, in one sentence, for what cannot be a CSV file."""
    if path.is_dir():
        raise ValueError(f"{path} is a folder; give the CSV file in it.")
    if path.exists() and not path.is_file():  # it is read more than once, which a pipe does not allow
        raise ValueError(f"{path} is a pipe or a device and no file; save what it gives as a CSV file.")
    try:
        with path.open("rb") as file:
            start = file.read(START)
    except FileNotFoundError:
        raise ValueError(f"There is no file {path}; check its name and folder.") from None
    except OSError as error:
        raise ValueError(
            f"{path} cannot be opened ({error.strerror}); close it elsewhere or ask for access."
        ) from None
    for mark, kind in KINDS:
        if start.startswith(mark):
            raise ValueError(f"{path.name} is {kind}, not CSV; open it and save it as CSV: {SAVE_AGAIN}.")
    if not start.removeprefix(codecs.BOM_UTF8).strip():
        raise ValueError(f"{path.name} is empty; it must have a row of column names and rows below it.")
    return start


def encoding_of(path: Path, start: bytes, asked: str) -> str:
    """The encoding to read with. Raises ValueError for one that is unknown or that the file contradicts."""
    try:
        name = codecs.lookup(asked).name
        "".encode(name)
    except (LookupError, ValueError):
        raise ValueError(f"There is no encoding '{asked}'; try utf-8, cp1252 or utf-16.") from None
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if name in ("utf-8", "utf-8-sig") and start.startswith(WIDE):
        raise ValueError(f"{path.name} is saved as UTF-16; save it as CSV UTF-8, or add --encoding utf-16.")
    if name in OF_ONE_BYTE and _is_utf8_beyond_ascii(path):
        raise ValueError(
            f"{path.name} is UTF-8, and read as {asked} its accents and quotation marks would be garbled; "
            "leave out --encoding."
        )
    return "utf-8-sig" if name == "utf-8" else name


def _is_utf8_beyond_ascii(path: Path) -> bool:
    """Whether the file is UTF-8 and no other: letters of one byte hardly ever stand in its order."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    beyond = False
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                beyond |= not block.isascii()
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return beyond


def not_decodable(path: Path, encoding: str, delimiter: str) -> ValueError:
    """What to say of a file that cannot be read in its encoding: the first row, and what would help."""
    try:
        row, byte = _first_fault(path, encoding, delimiter)
    except UnicodeError:  # at no byte: the whole file is in no such encoding
        return ValueError(f"{path.name} is not {encoding}; leave out --encoding, or name another.")
    if encoding != "utf-8-sig":
        return ValueError(f"{path.name} cannot be read as {encoding}: see row {row}; try another encoding.")
    meant = bytes([byte]).decode("cp1252", "replace") if byte is not None else ""
    perhaps = f", perhaps {meant}" if meant.isprintable() and meant != "\ufffd" else ""
    which = f"a byte that no UTF-8 text has (0x{byte:02x}{perhaps})" if byte is not None else "a cut-off sign"
    return ValueError(
        f"{path.name} is not UTF-8: row {row} holds {which}; {SAVE_AGAIN}, or add --encoding cp1252."
    )


def _first_fault(path: Path, encoding: str, delimiter: str) -> tuple[int, int | None]:
    """The row as a spreadsheet counts it, and the byte, if there is one to name."""
    decoder = codecs.getincrementaldecoder(encoding)()
    number = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                decoder.decode(line)
            except UnicodeDecodeError as error:
                return _row_at(path, encoding, delimiter, number), error.object[error.start]
    return _row_at(path, encoding, delimiter, number), None


def _row_at(path: Path, encoding: str, delimiter: str, line: int) -> int:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.reader(_without_nul(file), delimiter=delimiter)
        return next((row for row, _cells in enumerate(reader, 1) if reader.line_num >= line), line)


def _without_nul(lines: Iterator[str]) -> Iterator[str]:
    return (line.replace("\0", "") for line in lines)
