"""The report of `draw-panel --test-panel`: whether a panel can be found, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..disclosure import suppress
from ..drawing import DataTable
from ..lottery.diagnosing import Diagnosis, TargetFinding
from ..lottery.odds import odds
from ..reports import Part, Report, Section, bullets, key_figures, paragraph, table
from .draw_panel_lottery import Afterwards
from .draw_panel_words import STAYED_HERE, headed, named
from .wording import count

CAN_SAY = (
    "Whether there is any panel at all that meets every target, and the smallest change that allows one.",
)
CANNOT_SAY = (
    "Which change is right: to move a target, to recruit more people of a group or to change the size is for "
    "people to decide, and to give reasons for.",
    "Anything about chances: for those draw the lottery.",
)


@dataclass(frozen=True, slots=True)
class TrialPage:
    """What the page needs. `after` is what the first changes would mean. Numbers of volunteers from 1 to
    `threshold` - 1 are not shown."""

    found: Diagnosis
    after: tuple[Afterwards, ...]
    threshold: int
    made: Sequence[tuple[str, str]]

    def html(self) -> str:
        found = self.found
        can = "can" if found.possible else "cannot"
        return Report(
            title=f"A panel of {found.size} {can} be drawn from {count(found.people, 'volunteer')}",
            kind="Test of targets",
            lead=self._lead(),
            parts=tuple(self._parts()),
            can_say=CAN_SAY,
            cannot_say=CANNOT_SAY,
            made=self.made,
            footer=STAYED_HERE,
        ).html()

    def _lead(self) -> str:
        if self.found.possible:
            return (
                f"There are panels that meet all {count(len(self.found.targets), 'target')}. "
                f"Nobody was drawn."
            )
        n = len([target for target in self.found.targets if target.problem or target.in_conflict])
        problems = (
            (f"{count(n, 'target')} cannot be met as they stand") if n else "The targets do not fit the size"
        )
        return f"{problems}. Below is the smallest change that allows a panel."

    def _parts(self) -> Iterator[Part]:
        found = self.found
        yield key_figures(
            [
                (f"{found.people:,}", "volunteers"),
                (f"{found.size:,}", "seats on the panel"),
                (f"{len(found.targets):,}", "targets"),
            ]
        )
        if found.problems:
            yield Section("What does not fit the panel as a whole", bullets(found.problems))
        if not found.possible:
            yield Section("The smallest change", *self._repairs())
        if self.after:
            yield Section("What a change would mean", *self._meaning())
        yield Section("Target by target", *self._rows())

    def _repairs(self) -> Iterator[Part]:
        repairs = self.found.repairs
        if not repairs:
            yield paragraph("No change of targets allows a panel: there are too few volunteers. "
                "Recruit more, or "
                            "make the panel smaller.")  # fmt: skip
            return
        first = repairs[0]
        yield paragraph(
            f"{_sentence(first.explain())} That moves {count(first.seats, 'seat')}; no smaller change helps."
        )
        if len(repairs) > 1:
            more = " These are the first of more." if self.found.more else ""
            yield paragraph(f"Others are as small; which is right is for people to decide.{more}")
            yield bullets(_sentence(repair.explain()) for repair in repairs[1:])

    def _meaning(self) -> Iterator[Part]:
        """The lowest chance and the seats of each group under the first changes."""
        named_by = [f"Change {number}" for number in range(1, len(self.after) + 1)]
        yield paragraph("With each change, what the best lottery (LEXIMIN) would then give:")
        yield bullets(
            f"{name}, {each.repair.explain()}: the least likely volunteer who can be drawn has "
            f"{odds(each.lowest)}."
            for name, each in zip(named_by, self.after, strict=True)
        )
        if len(self.after) > 1:
            rows = [
                (name, *(f"{each.seats.get(key, 0.0):.1f}" for each in self.after))
                for key, name, number in self._shown()
                if number is not None and len({round(each.seats.get(key, 0.0), 1) for each in self.after}) > 1
            ]
            if rows:
                yield table(
                    DataTable("Seats on average, where changes differ", ("Group", *named_by), tuple(rows))
                )

    def _shown(self) -> Iterator[tuple[tuple[str, str], str, int | None]]:
        """Each target with its name and the number of volunteers, None where that is small or linked."""
        for feature in dict.fromkeys(target.feature for target in self.found.targets):
            of = [target for target in self.found.targets if target.feature == feature]
            safe = suppress({str(target.value): target.volunteers for target in of}, threshold=self.threshold)
            for target in of:
                value = str(target.value)
                yield (feature, value), f"{headed(feature)}: {named(value)}", safe.cell(value).value

    def _rows(self) -> Iterator[Part]:
        head = ("Target", "Seats", "Volunteers", "In the way")
        rows, said = [], []
        for target, (_key, name, number) in zip(self.found.targets, self._shown(), strict=True):
            against = self._against(target, number)
            shown = "not shown" if number is None else f"{number:,}"
            in_way = "yes" if against else "with others" if target.shared else "–"
            rows.append((name, _bounds(target), shown, in_way))
            said += [f"{name} ({_bounds(target)}): {against}."] if against else []
        if said:
            yield bullets(said)
        yield table(DataTable("Targets and volunteers", head, tuple(rows)), all_numbers=True)

    def _against(self, target: TargetFinding, shown: int | None) -> str:
        if target.in_conflict:
            return "cannot be met together with the others named here"
        if shown is None and target.most < target.minimum <= self.found.size:
            return "fewer volunteers than the minimum"
        return target.problem.replace(f"{target.feature} {target.value} ", "").rstrip(".")


def _bounds(target: TargetFinding) -> str:
    low, high = target.minimum, target.maximum
    return f"{low}" if low == high else f"{low} to {high}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
