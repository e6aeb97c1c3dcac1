"""What an import did: files taken or refused, every bad row with its remedy, counts of what changed."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from folkmoot.foundation.places.readers.facts import BadRow

MOST_ROWS_KEPT = 5_000
MOST_ROWS_SHOWN = 20
HEADINGS = ("file", "row", "column", "problem", "remedy")


@dataclass
class FileReport:
    """One table or map: its layout, the rows that were good, and what was wrong with the others."""

    file: str
    layout: str = ""
    edition: str = ""
    good: int = 0
    elsewhere: int = 0
    bad: int = 0
    bad_rows: list[BadRow] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    loaded: bool = False
    _counted: tuple[int, int] = (-1, -1)
    _last: BadRow | None = None

    def add(self, bad: BadRow) -> None:
        """Count a fault, once a row; the first thousands are kept, so that a file cannot fill the memory."""
        if bad == self._last:
            return
        self._last = bad
        self.bad += 1
        if len(self.bad_rows) < MOST_ROWS_KEPT:
            self.bad_rows.append(bad)

    def count_good(self, row: int) -> None:
        """A row may give many figures: it counts once."""
        last, elsewhere = self._counted
        self.good += row != last
        self._counted = row, elsewhere

    def count_elsewhere(self, row: int) -> None:
        last, elsewhere = self._counted
        self.elsewhere += row != elsewhere
        self._counted = last, row

    @property
    def state(self) -> str:
        if not self.layout:
            return "left out"
        if self.bad and not self.loaded:
            return "refused"
        return "loaded without its bad rows" if self.bad else "loaded"


@dataclass
class ImportReport:
    """The whole run. `changes` counts rows written: areas added, areas changed, figures added and so on."""

    folder: str
    dry_run: bool = False
    files: list[FileReport] = field(default_factory=list)
    changes: Counter[str] = field(default_factory=Counter)

    @property
    def refused(self) -> list[FileReport]:
        return [each for each in self.files if each.state == "refused"]

    @property
    def loaded(self) -> list[FileReport]:
        return [each for each in self.files if each.loaded]

    @property
    def bad_rows(self) -> list[tuple[str, BadRow]]:
        return [(each.file, bad) for each in self.files for bad in each.bad_rows]

    def lines(self) -> list[str]:
        """The report as people read it at the terminal."""
        found = [line for each in self.files for line in _file_lines(each)]
        heading = "Nothing was written: this was a trial." if self.dry_run else "Written:"
        counts = [f"  {count} {what}" for what, count in sorted(self.changes.items()) if count]
        return [*found, heading, *(counts or ([] if self.dry_run else ["  nothing new"]))]

    def save(self, path: Path) -> None:
        """Every bad row as CSV, to work through in a spreadsheet."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow(HEADINGS)
            for name, bad in self.bad_rows:
                table.writerow([name, bad.row or "", bad.column, bad.problem, bad.remedy])


def _file_lines(report: FileReport) -> list[str]:
    edition = f" {report.edition}" if report.edition else ""
    what = f"{report.layout}{edition}, {report.good} good rows" if report.layout else "not recognised"
    elsewhere = f", {report.elsewhere} of other authorities left out" if report.elsewhere else ""
    lines = [f"{report.state}: {report.file} ({what}{elsewhere})"]
    lines += [f"    {notice}" for notice in report.notices]
    lines += [f"    {_bad_line(bad)}" for bad in report.bad_rows[:MOST_ROWS_SHOWN]]
    if report.bad > MOST_ROWS_SHOWN:
        lines.append(f"    and {report.bad - MOST_ROWS_SHOWN} more bad rows; see the report file")
    return lines


def _bad_line(bad: BadRow) -> str:
    where = f"row {bad.row}" if bad.row else "whole file"
    column = f", column {bad.column}" if bad.column else ""
    return f"{where}{column}: {bad.problem} {bad.remedy}"
