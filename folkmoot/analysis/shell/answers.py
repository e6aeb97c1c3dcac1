"""Answers as the commands take them from a file: every row is kept, those without words are counted apart."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

from ..files import read_columns
from ..files.tables import Progress
from . import frame
from .telling import Telling

NAMES_OF = {"english": "en", "saesneg": "en", "eng": "en", "welsh": "cy", "cymraeg": "cy", "cym": "cy"}


@dataclass(frozen=True, slots=True)
class Answers:
    """`rows` and `ids` (empty without a column of ids) are of all rows of the file; `texts` and `languages`
    of those with words, which stand at `places` among all rows."""

    path: Path
    rows: tuple[int, ...]
    ids: tuple[str, ...]
    places: tuple[int, ...]
    texts: tuple[str, ...]
    languages: tuple[str, ...] | None

    @property
    def n_empty(self) -> int:
        return len(self.rows) - len(self.texts)

    def row(self, text: int) -> int:
        """The row of the file in which a text stands."""
        return self.rows[self.places[text]]


def add_answers(parser: argparse.ArgumentParser) -> None:
    """The file of answers and which of its columns and rows are what."""
    parser.add_argument("file", type=Path, help="a CSV file with one answer a row")
    parser.add_argument(
        "--text", metavar="COLUMN", type=frame.column, required=True, help="the column of the answers"
    )
    parser.add_argument("--id", metavar="COLUMN", type=frame.column, help="a column that names each row")
    parser.add_argument(
        "--names-row",
        metavar="N",
        type=frame.whole_number(1),
        default=0,
        help="the row of the column names; rows above it are left out (default: the first with words)",
    )
    parser.set_defaults(language=None)  # for a command that does not ask for it


def read_answers(
    path: Path,
    text: str,
    *,
    id: str = "",
    language: str = "",
    names_row: int = 0,
    encoding: str = "utf-8",
    progress: Progress | None = None,
) -> Answers:
    """Read the columns named, whose names stand in row `names_row` (0: the first with words). Raises
    ValueError for what cannot be read and when no row has any words."""
    names = [name for name in dict.fromkeys((text, id, language)) if name]
    columns = read_columns(path, names, encoding=encoding, names_row=names_row, progress=progress)
    said = columns.values[text]
    places = tuple(place for place, words in enumerate(said) if words.strip())
    if not places:
        raise ValueError(f"No row of {path.name} has any words in the column '{text}'; name another column.")
    spoken = columns.values[language] if language else ()
    return Answers(
        path=path,
        rows=columns.rows,
        ids=columns.values[id] if id else (),
        places=places,
        texts=tuple(said[place] for place in places),
        languages=tuple(language_code(spoken[place]) for place in places) if language else None,
    )


def answers_asked_for(arguments: argparse.Namespace, telling: Telling) -> Answers:
    """The answers that a command line with `add_answers` names."""
    with telling.step(f"Reading {arguments.file.name}") as progress:
        return read_answers(
            arguments.file,
            arguments.text,
            id=arguments.id or "",
            language=arguments.language or "",
            names_row=arguments.names_row,
            encoding=arguments.encoding,
            progress=progress,
        )


def language_code(typed: str) -> str:
    """A language as the engines name it; "" for any they do not know, so that its answers are grouped too.

    >>> [language_code(typed) for typed in ("Welsh", "cy", "en-GB", "Cymraeg", "English (UK)", "Polski", "")]
    ['cy', 'cy', 'en', 'cy', 'en', '', '']
    """
    first = re.match(r"[a-z]*", typed.strip().casefold())
    code = first.group() if first else ""
    return NAMES_OF.get(code, code if code in NAMES_OF.values() else "")
