"""What was found, made safe to publish: every count of people that is shown anywhere passes through here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ..counting import AnswersByGroup, CrossTabs, HiddenSelection, Weights, hidden_selection
from ..counting.margins import Margin, said
from ..disclosure import Cell, Rules, SuppressedTable, suppress
from ..represent import Representation, about, compare
from .weight_reading import Survey
from .weight_safe import LEAST_BASE, SILENT, SafeTables, safe_tables

STEPS = (0.01, 0.02, 0.05, 0.1)
FEW_ANSWERS = 3  # a question with two sides, and with one answer for neither


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
    """A question by a variable, or by none (then the one group is ""), as it may be published. `bases` are
    how many people of a group answered, None where that is hidden. `lifts` are how many times a share weights
    make it: weighted shares, too, are of the counts as they are shown, or would give exact ones away. With a
    `step` weighted shares are rounded to it. `alike` is how many people of a group, weighted alike, would
    tell as much, as a part of them.
    """

    question: str
    by: str
    answers: tuple[str, ...]
    bases: Mapping[str, int | None]
    counts: Mapping[tuple[str, str], Cell]
    lifts: Mapping[tuple[str, str], float]
    rules: Rules
    step: float = 0.0
    alike: Mapping[str, float] = field(default_factory=dict)

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(self.bases)

    def cells(self) -> Iterator[Shown]:
        for answer in self.answers:
            for group, base in self.bases.items():
                cell = self.counts[answer, group]
                if cell.value is None or base is None or base < LEAST_BASE:
                    yield Shown(answer, group, cell, None, None)
                else:
                    share = min(cell.value / base, 1.0)
                    yield Shown(answer, group, cell, share, self._stepped(share * self.lifts[answer, group]))

    def _stepped(self, share: float) -> float:
        return min(round(share / self.step) * self.step if self.step else share, 1.0)

    def worth(self, group: str) -> str:
        """How many people weighted alike would tell as much as the group does, roughly."""
        base = self.bases[group]
        if base is None:
            return "hidden"
        return "few" if base < LEAST_BASE else about(round(base * self.alike[group]))

    def words(self, group: str) -> str:
        """The base of a group, as a page says it."""
        base = self.bases[group]
        return "hidden" if base is None else f"{base:,}"


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
    def people(self) -> int:
        """How many people there are, as may be said: rounded like all other counts, for beside rounded ones
        an exact total can give a hidden number away."""
        return self._rounded(self.n)

    @property
    def has_hidden(self) -> bool:
        """Whether the size of a group that people are weighted by is hidden."""
        return any(cell.value is None for cells, _compared in self.who.values() for cell in cells.values())

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(said(margin.name) for margin in self.weights.margins)

    @cached_property
    def shown(self) -> SafeTables:
        return safe_tables(self.survey, self.tabs, threshold=self.threshold, round_to=self.round_to)

    @cached_property
    def who(self) -> dict[str, tuple[dict[str, Cell], Representation]]:
        """By variable of the margins, how many of each group answered, and that beside who lives there."""
        found = {}
        for margin in self.weights.margins:
            cells = {said(label): self._cell_of(margin.name, label) for label in margin.labels}
            counts = {label: cell.value for label, cell in cells.items()}
            shares = {
                said(label): float(share) for label, share in zip(margin.labels, margin.shares, strict=True)
            }
            people = sum(n for n in counts.values() if n is not None)
            hidden = None in counts.values()
            total = max(people, self._rounded(int(margin.counts.sum()))) if hidden else None
            missing = self._rounded(margin.missing)
            found[said(margin.name)] = cells, compare(counts, shares, missing=missing, total=total)
        return found

    def _cell_of(self, name: object, label: object) -> Cell:
        if isinstance(name, tuple) and isinstance(label, tuple) and len(name) == 2:
            return self.shown.crossed_cell((name[0], name[1]), (label[0], label[1]))
        return self.shown.cell(said(name), said(label))

    def missing(self, margin: Margin) -> str:
        """How many gave no answer to a margin, in words as they may be said."""
        if said(margin.name) in self.shown.lists:
            safe = self.shown.lists[said(margin.name)]
            return safe.rules.words(safe.cell(SILENT))
        return "some"

    def _rounded(self, n: int) -> int:
        return self.shown.rules.rounded(n)

    def everybody(self, question: str) -> Safe:
        """A question for all who answered it, the most frequent answer first."""
        tab, safe = self.tabs.overall[question], self.shown.lists[question]
        answers = tuple(label for label in safe.columns if label != SILENT)
        return Safe(
            question,
            "",
            answers,
            {"": self.shown.base(question)},
            {(answer, ""): safe.cell(answer) for answer in answers},
            _lifts(tab),
            safe.rules,
            self.step(question),
        )

    def step(self, question: str) -> float:
        """To what the weighted shares of everybody are rounded so that they do not tell how many of a small
        group gave an answer; 0 where they need not be.

        With one margin everybody of a group has one weight, and a weighted share is a sum of the numbers of
        its groups: from the lowest weight to the highest, it moves by their difference over all people for
        each person. With several margins it also depends on who is in two groups at once, which nobody can
        read.
        """
        if len(self.weights.margins) > 1:
            return 0.0
        codes = self.weights.margins[0].codes.tolist()
        pairs = Counter(zip(self.survey.questions[question], codes, strict=True))
        if not any(self.shown.rules.is_small(n) for n in pairs.values()):
            return 0.0
        each = self.weights.weights
        needed = self.threshold * float(each.max() - each.min()) / self.n
        return next((step for step in STEPS if step >= needed - 1e-9), STEPS[-1])

    def by(self, question: str, name: str) -> Safe:
        """A question by a variable, without those who did not say."""
        tab, safe = self.tabs[question, name], self.shown.crossed[question, name]
        answers = tuple(label for label in safe.rows if label != SILENT)
        there = {str(group) for group in tab.groups}
        bases = {group: n for group, n in self.shown.bases(question, name).items() if group in there}
        counts = {(answer, group): safe.cell(group, answer) for answer in answers for group in bases}
        parts = np.divide(tab.effective_bases, tab.bases, out=np.ones(len(tab.groups)), where=tab.bases > 0)
        alike = dict(zip(map(str, tab.groups), parts.tolist(), strict=True))
        return Safe(question, name, answers, bases, counts, _lifts(tab), safe.rules, alike=alike)

    def safe(self, counts: Mapping[str, int]) -> SuppressedTable:
        """A list of counts that stands by itself, as it may be published."""
        return suppress(dict(counts), threshold=self.threshold, round_to=self.round_to)

    def lead(self, question: str) -> Sides | None:
        """The two sides of a question: as told, or else the two more frequent of two or three answers. None
        for a scale whose sides are not told, and where a side is too few to be shown."""
        cells = {each.answer: each for each in self.everybody(question).cells()}
        told = [[answer for answer in side if answer in cells] for side in self.sides]
        if not all(told):
            if not 2 <= len(cells) <= FEW_ANSWERS:
                return None
            told = [[answer] for answer in list(cells)[:2]]
        if any(cells[answer].share is None for side in told for answer in side):
            return None
        people = [sum(cells[answer].cell.value or 0 for answer in side) for side in told]
        if sum(people) < LEAST_BASE:
            return None
        weighted = [sum(cells[answer].weighted or 0.0 for answer in side) for side in told]
        names = [" or ".join(f"“{answer}”" for answer in side) for side in told]
        return Sides(question, names[0], names[1], hidden_selection(*people), hidden_selection(*weighted))


def _lifts(tab: AnswersByGroup) -> dict[tuple[str, str], float]:
    lifts = np.ones(tab.counts.shape)
    np.divide(tab.weighted_shares, tab.shares, out=lifts, where=tab.counts > 0)
    return {
        (str(answer), str(group)): float(lifts[row, column])
        for row, answer in enumerate(tab.answers)
        for column, group in enumerate(tab.groups)
    }
