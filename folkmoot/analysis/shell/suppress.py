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
from .wording import count, listed

if TYPE_CHECKING:
    from ..disclosure import Cell, Recovery, SuppressedTable
    from ..disclosure.published import Published
    from .suppress_advice import Merging
    from .suppress_reading import Given

REPORT = "suppressed.html"
PACKAGES = ("numpy", "highspy")
SECONDS = 30.0  # how long the reader tries
EXAMPLES = """\
  folkmoot suppress demo/files/ward-by-view.csv
  folkmoot suppress demo/files/ward-by-view.csv --threshold 5 --round-to 5 --output for-the-cabinet
  folkmoot suppress demo/files/library-answers.csv --rows ward --columns language
  folkmoot suppress theme-by-ward.csv theme-by-age.csv
  folkmoot suppress answers.csv --rows theme --columns ward --columns age

The file is a finished table (the first column names the rows, the first row the columns; totals are known by
their name and checked), or with --rows and --columns a file with a row for each person, to be counted. Tables
that are published together are made safe together: give several files with the same rows, or --columns
several times. Written are safe.csv (the table as it may be published; safe-1.csv, safe-2.csv of several)
and suppressed.html (the report, which can be published too). The same files give the same result."""


def main(argv: Sequence[str]) -> int:
    """Run the command; the exit code."""
    return frame.run(_parser(), argv, lambda arguments, telling: _work(arguments, telling, argv))


def _parser() -> frame.Parser:
    parser = frame.Parser(
        "suppress",
        "Hide small numbers of people in a table, and whatever would give them away.",
        EXAMPLES,
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="file",
        type=Path,
        help="a CSV file: a finished table (or several with the same rows), or a row for each person",
    )
    parser.add_argument("--rows", metavar="COLUMN", type=frame.column, help="count people by this column")
    parser.add_argument(
        "--columns",
        metavar="COLUMN",
        type=frame.column,
        action="append",
        default=[],
        help="and across by this one; give it again for a table more",
    )
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
    from .suppress_advice import best_mergings
    from .suppress_page import SuppressedPage  # drawing takes a moment that --help need not wait for
    from .suppress_table import TableShown

    _check(arguments)
    n = max(len(arguments.files), len(arguments.columns))
    names = [f"safe-{number}.csv" for number in range(1, n + 1)] if n > 1 else ["safe.csv"]
    folder = arguments.output or Path(f"{arguments.files[0].stem}-suppressed")
    outputs = [*names, REPORT]
    with keep_whole(folder, outputs, overwrite=arguments.overwrite, sources=arguments.files) as keeping:
        given = _read(arguments, telling)
        rules: dict[str, Any] = {
            "threshold": arguments.threshold,
            "round_to": arguments.round_to,
            "minimum_base": arguments.base,
            "show_zero": not arguments.hide_zeros,
        }
        tables, seen = _made_safe(given, rules, telling)
        found = _tried(seen, telling)
        mergings: Sequence[Merging] = ()
        if n == 1:
            with telling.step("Looking for mergers") as progress:
                mergings = best_mergings(given[0].table, tables[0], progress, **rules)
        for name, each, safe in zip(names, given, tables, strict=True):
            keeping.table(name, *_table(each, safe))
        shown = [TableShown(*each) for each in zip(given, tables, strict=True)]
        shown = [TableShown(given[0], tables[0], arguments.title)] if n == 1 else shown
        cells = [seen.cells[name] for name in seen.cells if name not in seen.unsaid]
        page = SuppressedPage(shown, cells, found, arguments.title, _made(given, argv))
        keeping.text(REPORT, page.html())
    print(_summary(cells, arguments.threshold, found, folder, names))
    for line in _advice(tables[0], mergings, given[0]):
        print(line)


def _check(arguments: argparse.Namespace) -> None:
    columns = arguments.columns
    if columns and not arguments.rows:
        raise ValueError("--columns needs --rows: name the column whose groups stand down the side.")
    if arguments.rows and len(arguments.files) > 1:
        raise ValueError(
            "--rows counts the people of one file; give one file, or several finished tables without --rows."
        )
    twice = next((name for place, name in enumerate(columns) if name in columns[:place]), None)
    if twice:
        raise ValueError(f"--columns names '{twice}' twice; name each column once.")


def _read(arguments: argparse.Namespace, telling: Telling) -> list[Given]:
    from .suppress_reading import check_same_rows, read_finished, read_people

    encoding, read = arguments.encoding, []
    for file in arguments.files:
        for column in arguments.columns or [""]:
            with telling.step(f"Reading {file.name}") as progress:
                if arguments.rows:
                    read.append(
                        read_people(file, arguments.rows, column, encoding=encoding, progress=progress)
                    )
                else:
                    read.append(read_finished(file, encoding=encoding, progress=progress))
    if len(read) > 1:
        check_same_rows(read)
    return read


def _made_safe(
    given: Sequence[Given], rules: dict[str, Any], telling: Telling
) -> tuple[Sequence[SuppressedTable], Published]:
    """The tables, and all their numbers as a reader has them."""
    from ..disclosure import Linked, suppress, suppress_together
    from ..disclosure.published import published

    if len(given) == 1:
        safe = suppress(given[0].table, **rules)
        return (safe,), published(safe)
    rows = given[0].rows_name
    linked = [
        Linked(each.table, rows) if each.is_list else Linked(each.table, rows, f"table {number}")
        for number, each in enumerate(given, 1)
    ]
    with telling.step("Making the tables safe together") as progress:
        together = suppress_together(linked, **rules, progress=progress)
    return together.tables, together.published


def _tried(seen: Published, telling: Telling) -> Recovery:
    from ..disclosure import try_to_recover

    with telling.step("Trying to recover") as progress:
        found = try_to_recover(seen, seconds=SECONDS, progress=progress)
        if found.pinned:  # what a guess alone gives is wrong where a mark was weakened
            found = try_to_recover(seen, guessing=False, seconds=SECONDS)
    return found


def _table(given: Given, safe: SuppressedTable) -> tuple[list[str], Iterator[list[FileCell]]]:
    """The table as it came, with words in place of what is hidden."""
    from .suppress_table import lines_of

    head, lines = lines_of(given, safe)
    return head, ([name, *map(_cell, line)] for name, line in lines)


def _cell(words: str) -> FileCell:
    plain = words.replace(",", "")
    return int(plain) if plain.isdecimal() else words


def _made(given: Sequence[Given], argv: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Neither size nor fingerprint of a file: with them a reader could test a guess at what is hidden."""
    from ..reports import how_made

    files = list(dict.fromkeys(f"{each.path.name}, {_kind(each)}" for each in given))
    more = [("File" if len(files) == 1 else f"File {n}", words) for n, words in enumerate(files, 1)]
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    return how_made(frame.typed("suppress", argv), [], at=now, packages=PACKAGES, more=more)


def _kind(given: Given) -> str:
    return "a finished table" if given.people is None else f"{given.people:,} rows of people"


def _summary(
    cells: Sequence[Cell], threshold: int, found: Recovery, folder: Path, names: Sequence[str]
) -> str:
    n = sum(cell.is_suppressed for cell in cells)
    hidden = f"{n:,} of {count(len(cells), 'number')} hidden" if n else "nothing hidden"
    proof = ""
    if found.narrowest is not None:
        proof = f"; no number below {threshold} can be narrowed to fewer than {found.narrowest} values"
    beside = f"{names[0]} lies" if len(names) == 1 else f"{listed(names)} lie"
    return f"{hidden}{proof}. Open {folder / REPORT}; {beside} beside."


def _advice(safe: SuppressedTable, mergings: Sequence[Merging], given: Given) -> Iterator[str]:
    if mergings:
        yield "To hide less (for you alone: it hints at what is hidden, so it is not in the report):"
        for merging in mergings:
            kind = "row" if given.is_list else merging.kind
            yield f"  {merging.told(safe.suppressed).replace(merging.kind, kind, 1)}"
