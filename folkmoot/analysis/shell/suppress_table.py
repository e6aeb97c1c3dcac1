"""One safe table as the report of `suppress` shows it: numbers, per cents and, where they fit, bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..disclosure import SuppressedTable
from ..drawing import Bar, Drawing, Stack, bars, stacked
from ..drawing.drawing import DataTable
from ..reports import Part, figure, folded, paragraph, table
from .suppress_reading import Given
from .wording import count, shortened

DRAWN, SHADES = 30, 6  # bars, and parts of a bar that can be told apart


def lines_of(given: Given, safe: SuppressedTable) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The head of the table and its lines in words, as every output shows them. Lists stand downwards."""
    words = safe.rules.words
    if safe.is_list:
        head = [given.rows_name, given.columns_name]
        lines = [(name, [words(cell)]) for name, cell in zip(safe.columns, safe.cells[0], strict=True)]
        return head, [*lines, (given.total_name, [words(safe.total)])]
    head = [given.rows_name, *safe.columns, given.total_name]
    lines = [
        (name, [*map(words, cells), words(total)])
        for name, cells, total in zip(safe.rows, safe.cells, safe.row_totals, strict=True)
    ]
    last = [*map(words, safe.column_totals), words(safe.total)]
    return head, [*lines, (given.total_name, last)]


@dataclass(frozen=True, slots=True)
class TableShown:
    """A safe table. Of `given` names alone are taken, never a count."""

    given: Given
    safe: SuppressedTable
    asked_title: str = ""

    @property
    def title(self) -> str:
        given = self.given
        words = " ".join(re.split(r"[\s_-]+", given.path.stem.strip("_- "))) or "counts"
        if given.is_list:
            words = f"{given.columns_name} by {given.rows_name}"
        elif given.columns_name:
            words = f"{given.rows_name} by {given.columns_name}"
        return self.asked_title or shortened(words[:1].upper() + words[1:], 120)

    def parts(self) -> Iterator[Part]:
        head, lines = lines_of(self.given, self.safe)
        rows = tuple((_short(name), *words) for name, words in lines)
        data = DataTable(self.title, tuple(map(_short, head)), rows)
        yield table(data, all_numbers=True)
        shares = self._shares()
        if shares is not None:
            yield folded("In per cent of each row", table(shares, all_numbers=True), printed=True)
        base = self.safe.rules.minimum_base
        said = (
            f"Percentages are given where both numbers are shown and the row counts {base:,} people or more."
        )
        if self.safe.rules.round_to:
            said += (
                " They are of the rounded numbers. Each number is rounded for itself, so rows may not quite "
                "add up."
            )
        if not self.safe.is_list:
            yield paragraph(said, class_="quiet")
        if drawn := self._picture():
            yield figure(*drawn, table_beside=True)

    def _shares(self) -> DataTable | None:
        safe = self.safe
        if safe.is_list:
            return None
        rows = []
        for name, total in zip(safe.rows, safe.row_totals, strict=True):
            shares = [safe.share(column, name) for column in safe.columns]
            if any(each is not None for each in shares):
                told = ["hidden" if each is None else f"{each:.0%}" for each in shares]
                rows.append((_short(name), *told, safe.rules.words(total)))
        head = tuple(map(_short, (self.given.rows_name, *safe.columns, self.given.total_name)))
        return DataTable(f"{self.title}, in per cent of each row", head, tuple(rows)) if rows else None

    def _picture(self) -> tuple[Drawing, Drawing] | None:
        stacks = self._stacks()
        if self.safe.is_list:
            drawn = any(cell.value is not None for cell in self.safe.cells[0])
            return (self._bars(760), self._bars(340)) if drawn else None
        if len(self.safe.columns) > SHADES or not stacks:
            return None
        return self._stacked(stacks, 760), self._stacked(stacks, 340)

    def _stacks(self) -> list[Stack]:
        """Rows large enough for percentages, as the table shows them."""
        safe = self.safe
        return [
            Stack(_short(name), counts, max(total.value, sum(n for n in counts if n is not None)))
            for name, cells, total in zip(safe.rows, safe.cells, safe.row_totals, strict=True)
            if total.value is not None and total.value >= safe.rules.minimum_base
            for counts in [tuple(cell.value for cell in cells)]
        ][:DRAWN]

    def _stacked(self, stacks: Sequence[Stack], width: float) -> Drawing:
        rows = len(self.safe.rows)
        left = f" {count(len(stacks), 'row')} of {rows:,} are drawn." if len(stacks) < rows else ""
        return stacked(
            stacks,
            tuple(map(_short, self.safe.columns)),
            title=f"{self.title}, as bars",
            description=f"Each bar is a row. What is hidden is hatched, put together at its end.{left}",
            head=(_short(self.given.rows_name), self.given.total_name),
            hidden="hidden",
            base_name=lambda base: count(base, "person", "people"),
            width=width,
        )

    def _bars(self, width: float) -> Drawing:
        safe = self.safe
        cells = list(zip(safe.columns, safe.cells[0], strict=True))[:DRAWN]
        return bars(
            [Bar(_short(name), cell.value) for name, cell in cells],
            title=f"{self.title}, as bars",
            description="Numbers of people; those that are hidden have no bar.",
            head=(self.given.rows_name, self.given.columns_name),
            hidden="hidden",
            width=width,
        )


def _short(name: str) -> str:
    return shortened(name, 60) or "(no name)"
