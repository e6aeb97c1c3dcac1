"""The report of `suppress`: the safe table, why each number is hidden, and the attempt to work it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..disclosure import Recovery, State, SuppressedTable
from ..drawing import Bar, Drawing, Stack, bars, stacked
from ..drawing.drawing import DataTable
from ..reports import Part, Report, Section, bullets, figure, folded, key_figures, paragraph, steps, table
from .suppress_reading import Given
from .wording import count, shortened

DRAWN, SHADES = 30, 6  # bars, and parts of a bar that can be told apart
STAYED_HERE = "Made with Folkmoot on this computer. No number was sent anywhere."
CAN_SAY = (
    "Every number shown is as counted, or rounded where it says so; totals count the hidden people too.",
    "What is hidden is the same in the table, the picture, the percentages and safe.csv.",
)
CANNOT_SAY = (
    "It protects this table. Another table of the same people, by other areas or ages, can give a hidden "
    "number back: protect tables that are published together as one.",
    "It protects one publication. The same table under another threshold, rounded another way, or counted "
    "again after a few more answers, can give a hidden number back when both are compared: publish it once.",
    "It does not hide what is known already: somebody who knows all but one of the people in a group may "
    "recognise the last.",
    "A group in which everybody gave the same answer tells what each of them said, however large it is.",
    "It cannot tell whether the groups themselves should be published: two sensitive characteristics should "
    "never be crossed.",
)


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
class SuppressedPage:
    """What the page needs. Of `given` it takes names alone, never a count."""

    given: Given
    safe: SuppressedTable
    found: Recovery
    asked_title: str
    made: Sequence[tuple[str, str]]

    @property
    def title(self) -> str:
        given = self.given
        words = " ".join(re.split(r"[\s_-]+", given.path.stem.strip("_- "))) or "counts"
        if given.is_list:
            words = f"{given.columns_name} by {given.rows_name}"
        elif given.columns_name:
            words = f"{given.rows_name} by {given.columns_name}"
        return self.asked_title or shortened(words[:1].upper() + words[1:], 120)

    def html(self) -> str:
        return Report(
            title=self.title,
            kind="Numbers of people, safe to publish",
            lead=self._lead(),
            parts=tuple(self._parts()),
            can_say=CAN_SAY,
            cannot_say=CANNOT_SAY,
            made=self.made,
            footer=STAYED_HERE,
        ).html()

    def _lead(self) -> str:
        safe, threshold = self.safe, self.safe.rules.threshold
        every = sum(1 for _cell in safe.published())
        small, linked = safe.hidden_by(State.SMALL), safe.hidden_by(State.LINKED)
        rounded = (
            f" All others are rounded to the nearest {safe.rules.round_to}." if safe.rules.round_to else ""
        )
        if not small + linked:
            return (
                f"None of the {count(every, 'number')} had to be hidden: none counts fewer than {threshold} "
                f"people.{rounded}"
            )
        because = f"{small:,} because fewer than {threshold} people are counted"
        also = (
            f", and {linked:,} because one of those could be worked out from {_it(linked)}" if linked else ""
        )
        return (
            f"Of {count(every, 'number')} in this table {small + linked:,} {_are(small + linked)} hidden so "
            f"that nobody can be recognised: {because}{also}.{rounded}"
        )

    def _parts(self) -> Iterator[Part]:
        yield key_figures(self._figures())
        yield Section("The table", *self._table())
        if self.safe.suppressed:
            yield Section("What is hidden, and why", *self._why())
            yield Section("Can a hidden number be worked out?", *self._proof())
        yield Section("How to use it", steps(self._next()))

    def _figures(self) -> list[tuple[str, str]]:
        safe, figures = self.safe, []
        if safe.total.value is not None:
            figures.append((f"{safe.total.value:,}", "people counted"))
        shown = sum(not cell.is_suppressed for cell in safe.published())
        figures.append((f"{shown:,}", "numbers shown"))
        figures.append((f"{safe.hidden_by(State.SMALL):,}", f"hidden: fewer than {safe.rules.threshold}"))
        figures.append((f"{safe.hidden_by(State.LINKED):,}", "hidden to protect others"))
        return figures

    def _table(self) -> Iterator[Part]:
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
        return DataTable("In per cent of each row", head, tuple(rows)) if rows else None

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
            title="As bars",
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
            title="As bars",
            description="Numbers of people; those that are hidden have no bar.",
            head=(self.given.rows_name, self.given.columns_name),
            hidden="hidden",
            width=width,
        )

    def _why(self) -> Iterator[Part]:
        safe, threshold = self.safe, self.safe.rules.threshold
        lowest = "1" if safe.rules.show_zero else "0"
        said = [f"“fewer than {threshold}” stands for a number from {lowest} to {threshold - 1:,}."]
        if safe.hidden_by(State.LINKED):
            said.append(
                "“hidden” stands for a number that, put together with those that are shown, would give "
                "another hidden number away or narrow it down."
            )
        yield bullets(said)
        totals = [] if safe.is_list else [*safe.row_totals, *safe.column_totals]
        hidden = sum(cell.state is State.LINKED for cell in (*totals, safe.total))
        if hidden:
            yield paragraph(
                f"Of these, {hidden:,} {_are(hidden)} {'a total' if hidden == 1 else 'totals'}: without that "
                "the numbers in their rows or columns could not be kept."
            )
        yield paragraph(
            "Zeros are shown: there is nobody whom they could be about."
            if safe.rules.show_zero
            else "Zeros are hidden like other small numbers.",
            class_="quiet",
        )

    def _proof(self) -> Iterator[Part]:
        found, threshold = self.found, self.safe.rules.threshold
        knows = [
            "every number that is shown, and that rows and columns add up to their totals;",
            f"what “fewer than {threshold}” says;",
        ]
        if found.guessing:
            knows.append(f"as a guess, that “hidden” always stands for {threshold} or more;")
        if self.safe.rules.round_to:
            knows.append(f"that numbers were rounded to the nearest {self.safe.rules.round_to};")
        knows[-1] = knows[-1].removesuffix(";") + "."
        yield paragraph(self._verdict())
        yield paragraph(
            f"We tried. For each of the {count(len(found.ranges), 'hidden number')} we worked out the least "
            "and the most that it can be for a reader who knows:"
        )
        yield bullets(knows)
        if found.small:
            yield table(self._values_left())

    def _verdict(self) -> str:
        found = self.found
        if found.pinned and found.finished:
            return f"{count(len(found.pinned), 'number')} can be worked out. Do not publish this table."
        if not found.finished:
            return (
                "There was not time to try every number to the end. So far as it was tried, none of the "
                f"numbers below {self.safe.rules.threshold} can be narrowed to fewer than "
                f"{count(found.narrowest or 1, 'value')}."
            )
        if found.narrowest is None:
            return "No hidden number can be worked out."
        return (
            "No hidden number can be worked out, and no number below "
            f"{self.safe.rules.threshold} can be narrowed to fewer than {count(found.narrowest, 'value')}."
        )

    def _values_left(self) -> DataTable:
        left: dict[int, int] = {}
        for name in self.found.small:
            least, most = self.found.ranges[name]
            if most is not None:
                left[most - least + 1] = left.get(most - least + 1, 0) + 1
        rows = tuple((count(values, "value"), f"{left[values]:,}") for values in sorted(left, reverse=True))
        title = f"How many values are left for the numbers below {self.safe.rules.threshold}"
        return DataTable(title, ("Can still be any of", "Numbers"), rows)

    def _next(self) -> list[str]:
        said = ["Publish the same table everywhere: on the page, in the paper for the committee, as a file."]
        if self.safe.suppressed:
            said.append(
                "Do not put exact numbers beside it, in a sentence or in a chart: one number more can give a "
                "hidden one away."
            )
            said.append(
                "If too much is hidden, put small groups together and run the command again. It tells the "
                "person who runs it which two groups to put together; that is not said here: it would hint "
                "at what is hidden."
            )
        said.append("Keep the original file as you keep the answers themselves.")
        return said


def _short(name: str) -> str:
    return shortened(name, 60) or "(no name)"


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _it(n: int) -> str:
    return "it" if n == 1 else "them"
