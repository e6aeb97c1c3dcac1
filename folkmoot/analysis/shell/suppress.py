"""`folkmoot suppress`: a table of counts made safe to publish, with the proof that it is."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..files import keep_whole
from ..files.writing import Cell as FileCell
from . import frame
from .telling import Telling
from .wording import count

if TYPE_CHECKING:
    from ..disclosure import Recovery, SuppressedTable
    from .suppress_advice import Merging
    from .suppress_reading import Given

OUTPUTS = ("safe.csv", "suppressed.html")
PACKAGES = ("numpy", "highspy")
SECONDS = 30.0  # how long the reader tries
EXAMPLES = """\
  folkmoot suppress demo/files/ward-by-view.csv
  folkmoot suppress demo/files/ward-by-view.csv --threshold 5 --round-to 5 --output for-the-cabinet
  folkmoot suppress demo/files/library-answers.csv --rows ward --columns language

The file is a finished table (the first column names the rows, the first row the columns; totals are known by
their name and checked), or with --rows and --columns a file with a row for each person, to be counted. Two
files are written: safe.csv (the table as it may be published) and suppressed.html (the report, which can be
published too). The same file gives the same result."""


def main(argv: Sequence[str]) -> int:
    """Run the command; the exit code."""
    return frame.run(_parser(), argv, lambda arguments, telling: _work(arguments, telling, argv))


def _parser() -> frame.Parser:
    parser = frame.Parser(
        "suppress",
        "Hide small numbers of people in a table, and whatever would give them away.",
        EXAMPLES,
    )
    parser.add_argument("file", type=Path, help="a CSV file: a finished table, or a row for each person")
    parser.add_argument("--rows", metavar="COLUMN", type=frame.column, help="count people by this column")
    parser.add_argument("--columns", metavar="COLUMN", type=frame.column, help="and across by this one")
    parser.add_argument(
        "--threshold",
        metavar="N",
        type=frame.whole_number(1),
        default=10,
        help="hide numbers below this (default: 10)",
    )
    parser.add_argument(
        "--round-to",
        metavar="N",
        type=frame.whole_number(2),
        help="round all other numbers to a multiple, such as 5",
    )
    parser.add_argument(
        "--base",
        metavar="N",
        type=frame.whole_number(1),
        default=30,
        help="give percentages only of this many people or more (default: 30)",
    )
    parser.add_argument(
        "--hide-zeros", action="store_true", help="hide zeros too: nobody is a number as well"
    )
    parser.add_argument("--title", default="", help="the title of the report")
    frame.add_common(parser, output="FILE-suppressed")
    return parser


def _work(arguments: argparse.Namespace, telling: Telling, argv: Sequence[str]) -> None:
    from ..disclosure import suppress, try_to_recover
    from .suppress_advice import best_mergings
    from .suppress_page import SuppressedPage  # drawing takes a moment that --help need not wait for

    if arguments.columns and not arguments.rows:
        raise ValueError("--columns needs --rows: name the column whose groups stand down the side.")
    folder = arguments.output or Path(f"{arguments.file.stem}-suppressed")
    with keep_whole(folder, OUTPUTS, overwrite=arguments.overwrite, sources=[arguments.file]) as keeping:
        given = _read(arguments, telling)
        rules: dict[str, Any] = {
            "threshold": arguments.threshold,
            "round_to": arguments.round_to,
            "minimum_base": arguments.base,
            "show_zero": not arguments.hide_zeros,
        }
        safe = suppress(given.table, **rules)
        with telling.step("Trying to recover") as progress:
            found = try_to_recover(safe, seconds=SECONDS, progress=progress)
            if found.pinned:  # what a guess alone gives is wrong where a mark was weakened
                found = try_to_recover(safe, guessing=False, seconds=SECONDS)
        with telling.step("Looking for mergers") as progress:
            mergings = best_mergings(given.table, safe, progress, **rules)
        keeping.table("safe.csv", *_table(given, safe))
        made = _made(given, argv)
        keeping.text("suppressed.html", SuppressedPage(given, safe, found, arguments.title, made).html())
    print(_summary(safe, found, folder))
    for line in _advice(safe, mergings, given):
        print(line)


def _read(arguments: argparse.Namespace, telling: Telling) -> Given:
    from .suppress_reading import read_finished, read_people

    with telling.step(f"Reading {arguments.file.name}") as progress:
        if arguments.rows:
            return read_people(
                arguments.file,
                arguments.rows,
                arguments.columns or "",
                encoding=arguments.encoding,
                progress=progress,
            )
        return read_finished(arguments.file, encoding=arguments.encoding, progress=progress)


def _table(given: Given, safe: SuppressedTable) -> tuple[list[str], Iterator[list[FileCell]]]:
    """The table as it came, with words in place of what is hidden."""
    from .suppress_page import lines_of

    head, lines = lines_of(given, safe)
    return head, ([name, *map(_cell, line)] for name, line in lines)


def _cell(words: str) -> FileCell:
    plain = words.replace(",", "")
    return int(plain) if plain.isdecimal() else words


def _made(given: Given, argv: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Neither size nor fingerprint of the file: with them a reader could test a guess at what is hidden."""
    from ..reports import how_made

    people = f", {given.people:,} rows of people" if given.people is not None else ", a finished table"
    more = (("File", f"{given.path.name}{people}"),)
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    return how_made(frame.typed("suppress", argv), [], at=now, packages=PACKAGES, more=more)


def _summary(safe: SuppressedTable, found: Recovery, folder: Path) -> str:
    total = sum(1 for _cell in safe.published())
    hidden = (
        f"{safe.suppressed:,} of {count(total, 'number')} hidden" if safe.suppressed else "nothing hidden"
    )
    proof = ""
    if found.narrowest is not None:
        proof = (
            f"; no number below {safe.rules.threshold} can be narrowed to fewer than {found.narrowest} values"
        )
    return f"{hidden}{proof}. Open {folder / 'suppressed.html'}; {OUTPUTS[0]} lies beside."


def _advice(safe: SuppressedTable, mergings: Sequence[Merging], given: Given) -> Iterator[str]:
    if mergings:
        yield "To hide less (for you alone: it hints at what is hidden, so it is not in the report):"
        for merging in mergings:
            kind = "row" if given.is_list else merging.kind
            yield f"  {merging.told(safe.suppressed).replace(merging.kind, kind, 1)}"
