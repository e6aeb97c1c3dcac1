"""The report of `suppress`: the safe tables, why each number is hidden, and the attempt to work it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..disclosure import Cell, Recovery, State
from ..disclosure.tables import Rules
from ..drawing.drawing import DataTable
from ..reports import Part, Report, Section, bullets, key_figures, paragraph, steps, table
from .suppress_table import TableShown
from .wording import count

STAYED_HERE = "Made with Folkmoot on this computer. No number was sent anywhere."
CAN_SAY = (
    "Every number shown is as counted, or rounded where it says so; totals count the hidden people too.",
    "What is hidden is the same in the table, the picture, the percentages and the file beside this report.",
)
PROTECTS_ONE = (
    "It protects this table. Another table of the same people, by other areas or ages, can give a hidden "
    "number back: make tables that are published together safe together."
)
PROTECTS_THESE = (
    "It protects these tables, together. One more table of the same people, by other areas or ages, can give "
    "a hidden number back."
)
CANNOT_SAY = (
    "It protects one publication. The same table under another threshold, rounded another way, or counted "
    "again after a few more answers, can give a hidden number back when both are compared: publish it once.",
    "It does not hide what is known already: somebody who knows all but one of the people in a group may "
    "recognise the last.",
    "A group in which everybody gave the same answer tells what each of them said, however large it is.",
    "It cannot tell whether the groups themselves should be published: two sensitive characteristics should "
    "never be crossed.",
)


TOLD_ONE = (
    " It tells the person who runs it which two groups to put together; that is not said here: it would hint "
    "at what is hidden."
)


@dataclass(frozen=True, slots=True)
class SuppressedPage:
    """What the page needs: a table, or several made safe together, and each of their numbers once."""

    tables: Sequence[TableShown]
    cells: Sequence[Cell]
    found: Recovery
    asked_title: str
    made: Sequence[tuple[str, str]]

    @property
    def rules(self) -> Rules:
        return self.tables[0].safe.rules

    @property
    def title(self) -> str:
        """As asked for, or what the tables are called."""
        titles = [shown.title for shown in self.tables]
        return self.asked_title or titles[0] + "".join(
            f"; {each[:1].lower()}{each[1:]}" for each in titles[1:]
        )

    def _hidden(self, state: State) -> int:
        return sum(cell.is_suppressed and cell.state is state for cell in self.cells)

    @property
    def _these(self) -> str:
        return "this table" if len(self.tables) == 1 else f"these {len(self.tables)} tables"

    def html(self) -> str:
        return Report(
            title=self.title,
            kind="Numbers of people, safe to publish",
            lead=self._lead(),
            parts=tuple(self._parts()),
            can_say=CAN_SAY,
            cannot_say=(PROTECTS_ONE if len(self.tables) == 1 else PROTECTS_THESE, *CANNOT_SAY),
            made=self.made,
            footer=STAYED_HERE,
        ).html()

    def _lead(self) -> str:
        rules, every = self.rules, len(self.cells)
        threshold = rules.threshold
        small, linked = self._hidden(State.SMALL), self._hidden(State.LINKED)
        rounded = f" All others are rounded to the nearest {rules.round_to}." if rules.round_to else ""
        if not small + linked:
            return (
                f"None of the {count(every, 'number')} had to be hidden: none counts fewer than {threshold} "
                f"people.{rounded}"
            )
        because = f"{small:,} because fewer than {threshold} people are counted"
        also = (
            f", and {linked:,} because one of those could be worked out from {_it(linked)}" if linked else ""
        )
        hidden = f"{small + linked:,} {_are(small + linked)} hidden"
        return (
            f"Of {count(every, 'number')} in {self._these} {hidden} so "
            f"that nobody can be recognised: {because}{also}.{rounded}"
        )

    def _parts(self) -> Iterator[Part]:
        yield key_figures(self._figures())
        for number, shown in enumerate(self.tables, 1):
            if len(self.tables) == 1:
                yield Section("The table", *shown.parts())
            else:
                yield Section(f"Table {number}: {shown.title}", *shown.parts(), anchor=f"table-{number}")
        if self.found.ranges:
            yield Section("What is hidden, and why", *self._why())
            yield Section("Can a hidden number be worked out?", *self._proof())
        yield Section("How to use it", steps(self._next()))

    def _figures(self) -> list[tuple[str, str]]:
        total, figures = self.tables[0].safe.total.value, []
        if total is not None:
            figures.append((f"{total:,}", "people counted"))
        shown = sum(not cell.is_suppressed for cell in self.cells)
        figures.append((f"{shown:,}", "numbers shown"))
        figures.append((f"{self._hidden(State.SMALL):,}", f"hidden: fewer than {self.rules.threshold}"))
        figures.append((f"{self._hidden(State.LINKED):,}", "hidden to protect others"))
        return figures

    def _why(self) -> Iterator[Part]:
        threshold = self.rules.threshold
        lowest = "1" if self.rules.show_zero else "0"
        said = [f"“fewer than {threshold}” stands for a number from {lowest} to {threshold - 1:,}."]
        if self._hidden(State.LINKED):
            said.append(
                "“hidden” stands for a number that, put together with those that are shown, would give "
                "another hidden number away or narrow it down."
            )
        yield bullets(said)
        hidden = self._hidden(State.LINKED) - sum(
            cell.is_suppressed and cell.state is State.LINKED
            for shown in self.tables
            for row in ([] if shown.given.is_list and len(self.tables) > 1 else shown.safe.cells)
            for cell in row
        )
        if hidden:
            yield paragraph(
                f"Of these, {hidden:,} {_are(hidden)} {'a total' if hidden == 1 else 'totals'}: without that "
                "the numbers in their rows or columns could not be kept."
            )
        yield paragraph(
            "Zeros are shown: there is nobody whom they could be about."
            if self.rules.show_zero
            else "Zeros are hidden like other small numbers.",
            class_="quiet",
        )

    def _proof(self) -> Iterator[Part]:
        found, threshold = self.found, self.rules.threshold
        knows = [
            "every number that is shown, and that rows and columns add up to their totals"
            f"{';' if len(self.tables) == 1 else ', which the tables share;'}",
            f"what “fewer than {threshold}” says;",
        ]
        if found.guessing:
            knows.append(f"as a guess, that “hidden” always stands for {threshold} or more;")
        if self.rules.round_to:
            knows.append(f"that numbers were rounded to the nearest {self.rules.round_to};")
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
                f"numbers below {self.rules.threshold} can be narrowed to fewer than "
                f"{count(found.narrowest or 1, 'value')}."
            )
        if found.narrowest is None:
            return "No hidden number can be worked out."
        return (
            "No hidden number can be worked out, and no number below "
            f"{self.rules.threshold} can be narrowed to fewer than {count(found.narrowest, 'value')}."
        )

    def _values_left(self) -> DataTable:
        left: dict[int, int] = {}
        for name in self.found.small:
            least, most = self.found.ranges[name]
            if most is not None:
                left[most - least + 1] = left.get(most - least + 1, 0) + 1
        rows = tuple((count(values, "value"), f"{left[values]:,}") for values in sorted(left, reverse=True))
        title = f"How many values are left for the numbers below {self.rules.threshold}"
        return DataTable(title, ("Can still be any of", "Numbers"), rows)

    def _next(self) -> list[str]:
        what = "table" if len(self.tables) == 1 else "tables"
        said = [
            f"Publish the same {what} everywhere: on the page, in the paper for the committee, as a file."
        ]
        if self.found.ranges:
            said.append(
                "Do not put exact numbers beside it, in a sentence or in a chart: one number more can give a "
                "hidden one away."
            )
            said.append(
                "If too much is hidden, put small groups together and run the command again."
                + (TOLD_ONE if len(self.tables) == 1 else "")
            )
        said.append("Keep the original file as you keep the answers themselves.")
        return said


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _it(n: int) -> str:
    return "it" if n == 1 else "them"
