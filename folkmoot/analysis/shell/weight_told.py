"""What was found, made safe to publish: every count of people that is shown anywhere passes through here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..counting import CrossTab, CrossTabs, HiddenSelection, Weights, hidden_selection
from ..counting.margins import said
from ..disclosure import Cell, SuppressedTable, suppress
from ..represent import Representation, compare
from .weight_reading import Survey

LEAST_BASE = 50  # people in a group whose shares are shown
FEW_ANSWERS = 3  # a question with two sides, and with one answer for neither
OTHERS, OTHER_GROUPS = "Other answers", "Other groups"


def titled(name: str) -> str:
    """The name of a column as a heading.

    >>> titled("safe_after_dark"), titled("Q5: Do you agree?")
    ('Safe after dark', 'Q5: Do you agree?')
    """
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer of one group as it may be published. `share` and `weighted` are of the group, None where the
    count is hidden or the base too small."""

    answer: str
    group: str
    cell: Cell
    share: float | None
    weighted: float | None


@dataclass(frozen=True, slots=True)
class Safe:
    """A question by a variable, or by none, as it may be published."""

    question: str
    by: str
    table: SuppressedTable
    weighted: np.ndarray

    def cells(self) -> Iterator[Shown]:
        for row, answer in enumerate(self.table.rows):
            for column, group in enumerate(self.table.columns):
                share = self.table.share(group, answer, of="column")
                shift = None if share is None else float(self.weighted[row, column])
                yield Shown(answer, group, self.table.cells[row][column], share, shift)


@dataclass(frozen=True, slots=True)
class Sides:
    """Two sides of a question: their answers, and how far the lead would hold, unweighted and weighted."""

    question: str
    first: str
    second: str
    plain: HiddenSelection
    weighted: HiddenSelection


@dataclass(frozen=True)
class Weighed:
    """All there is to tell. `sides` are answers that are for and against something."""

    survey: Survey
    weights: Weights
    tabs: CrossTabs
    threshold: int
    round_to: int | None = None
    sides: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    by_chance: bool = False

    @property
    def n(self) -> int:
        return self.weights.n

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(said(margin.name) for margin in self.weights.margins)

    @cached_property
    def who(self) -> dict[str, tuple[SuppressedTable, Representation]]:
        """By variable of the margins, who answered and how that compares with who lives there."""
        found = {}
        for margin in self.weights.margins:
            labels = [said(label) for label in margin.labels]
            counts = dict(zip(labels, map(int, margin.counts), strict=True))
            safe = self.safe(counts)
            shares = dict(zip(labels, map(float, margin.shares), strict=True))
            told = safe.values()
            total = (
                max(safe.total.value or 0, sum(n or 0 for n in told.values()))
                if None in told.values()
                else None
            )
            found[said(margin.name)] = safe, compare(told, shares, missing=margin.missing, total=total)
        return found

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """By variable, the groups that are large enough to be shown on their own, in the order of the
        margins."""
        found = {}
        for name, values in self.survey.by.items():
            counted = Counter(values)
            known = [label for label in self.survey.margins.get(name, ()) if label in counted]
            order = dict.fromkeys([*known, *sorted(counted)])
            counts = {group: counted[group] for group in order if group}
            safe = self.safe(counts).values() if counts else {}
            found[name] = tuple(group for group, n in safe.items() if n is not None)
        return found

    def everybody(self, question: str) -> Safe:
        """A question for all who answered it, largest answer first; hidden answers stand in their places."""
        tab = self.tabs.overall[question]
        order = np.argsort(-tab.counts[:, 0], kind="stable")
        answers = [str(tab.answers[place]) for place in order]
        safe = self.safe(dict(zip(answers, map(int, tab.counts[order, 0]), strict=True)))
        table = SuppressedTable(
            safe.columns,
            ("",),
            tuple((cell,) for cell in safe.cells[0]),
            safe.cells[0],
            (safe.total,),
            safe.total,
            safe.missing,
            safe.rules,
        )
        return Safe(question, "", table, tab.weighted_shares[order])

    def by(self, question: str, name: str) -> Safe:
        """A question by a variable. Answers and groups that are too few on their own are put together first,
        so that totals of several tables do not give one another away."""
        tab = self.tabs[question, name]
        shown = [each.answer for each in self.everybody(question).cells() if not each.cell.is_suppressed]
        answers = _gathered([str(each) for each in tab.answers], shown, OTHERS)
        groups = _gathered([str(each) for each in tab.groups], self.groups[name], OTHER_GROUPS)
        counts, sums = _summed(tab.counts, answers, groups), _summed(tab.weighted, answers, groups)
        rows = tuple(tuple(map(int, row)) for row in counts)
        safe = self._suppressed(CrossTab(tuple(answers), tuple(groups), rows))
        bases = sums.sum(axis=0)
        return Safe(question, name, safe, np.divide(sums, bases, out=np.zeros_like(sums), where=bases > 0))

    def safe(self, counts: Mapping[str, int]) -> SuppressedTable:
        """A list of counts as it may be published."""
        return self._suppressed(dict(counts))

    def _suppressed(self, counts: dict[str, int] | CrossTab) -> SuppressedTable:
        return suppress(counts, threshold=self.threshold, round_to=self.round_to, minimum_base=LEAST_BASE)

    def lead(self, question: str) -> Sides | None:
        """The two sides of a question: as told, or else the two more frequent of two or three answers. None
        for a scale whose sides are not told, and where a side is too few to be shown."""
        tab = self.tabs.overall[question]
        places = {str(answer): place for place, answer in enumerate(tab.answers)}
        told = [[answer for answer in side if answer in places] for side in self.sides]
        if not all(told):
            if not 2 <= len(places) <= FEW_ANSWERS:
                return None
            order = np.argsort(-tab.counts[:, 0], kind="stable")[:2]
            told = [[str(tab.answers[place])] for place in order]
        at = [[places[answer] for answer in side] for side in told]
        people = [int(tab.counts[each, 0].sum()) for each in at]
        weighted = [float(tab.weighted[each, 0].sum()) for each in at]
        if min(people) < self.threshold or sum(people) < LEAST_BASE:
            return None
        names = [" or ".join(f"“{answer}”" for answer in side) for side in told]
        return Sides(question, names[0], names[1], hidden_selection(*people), hidden_selection(*weighted))


def _gathered(labels: Sequence[str], shown: Sequence[str], others: str) -> dict[str, list[int]]:
    """Places of labels by the name under which they are shown, in the order in which they are."""
    found = {label: [labels.index(label)] for label in shown if label in labels}
    rest = [place for place, label in enumerate(labels) if label not in found]
    return found | ({others: rest} if rest else {})


def _summed(
    table: np.ndarray, rows: Mapping[str, Sequence[int]], columns: Mapping[str, Sequence[int]]
) -> np.ndarray:
    return np.array(
        [
            [table[np.ix_(list(row), list(column))].sum() for column in columns.values()]
            for row in rows.values()
        ]
    ).reshape(len(rows), len(columns))
