"""The report of `weight`: who answered, what they said, and what weights can and cannot mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..counting import self_selected_sentence
from ..counting.cautions import MOST_AT_BOUNDS
from ..disclosure import State
from ..drawing import DataTable
from ..drawing.svg import Mark
from ..reports import (
    Part,
    Report,
    Section,
    bullets,
    folded,
    key_figures,
    notice,
    paragraph,
    table,
    warning,
)
from ..reports.sections import slug
from ..represent import about
from .weight_cautions import safely_said
from .weight_pictures import ENOUGH, answers_picture, spread_picture, who_picture
from .weight_questions import across, intervals, leading
from .weight_safe import LEAST_BASE
from .weight_told import Weighed, titled
from .wording import count, listed

STAYED_HERE = (
    "Made with Folkmoot on this computer. No answer was sent anywhere. Nobody is named in this report."
)
CAN_SAY = (
    "Who answered and who did not, by what is asked about people, beside who lives here.",
    "What those who answered said, and what they would have said together had every group been there in its "
    "share of residents.",
    "How much that changes: where weights move a figure by little, who answered by these groups is not what "
    "decides it.",
)
CANNOT_SAY = (
    "What people who did not answer think: weights let those who did answer speak louder, also for their "
    "neighbours who stayed silent and may think otherwise.",
    "Whether people with one view were likelier to answer than others of the same age, sex and area. The "
    "answers do not hold that; where the report says how much likelier they would have to be, judge by what "
    "you know of the subject.",
    "What a decision should be. Numbers never outvote law, equality or evidence, and a consultation is not "
    "a referendum.",
)
BY_CHANCE = (
    "An officer has stated that people were drawn by chance and asked. The intervals say how far chance may "
    "have moved a figure. They do not cover who refused, who could not be reached, or how a question was put."
)
SIMULATION = (
    "By how many points the share in favour came out too low, and how many of 100 intervals for 95% would "
    "have held the truth"
)
SIMULATED = (
    ("as likely to answer", "5", "0", "93"),
    ("1.2 times as likely", "10", "4", "19"),
    ("1.6 times as likely", "17", "11", "0"),
    ("2.7 times as likely", "26", "21", "0"),
)
"""What `make bench` found in 300 surveys of 2,000 in a made-up town (bench/weights.py)."""


@dataclass(frozen=True, slots=True)
class WeightPage:
    """What the page needs; `made` are names and values for its last section."""

    weighed: Weighed
    made: Sequence[tuple[str, str]]

    def html(self) -> str:
        return Report(
            title=f"Who answered, and what they said: {count(self.weighed.people, 'person', 'people')}",
            kind="Answers weighted by who lives here",
            lead=self._lead(),
            parts=tuple(self._parts()),
            can_say=CAN_SAY,
            cannot_say=CANNOT_SAY,
            made=self.made,
            footer=STAYED_HERE,
        ).html()

    def _lead(self) -> str:
        weighed = self.weighed
        said = f"{count(weighed.people, 'person', 'people')} answered. {self._missing_groups()}"
        shift = self._shift()
        if shift is None:
            return said
        moved = "less than one point" if shift < 0.01 else f"up to {count(round(shift * 100), 'point')}"
        return f"{said}{self._first_answer()} Weights move the share of an answer by {moved}."

    def _first_answer(self) -> str:
        """The most frequent answer to the first question, unweighted first."""
        question = next(iter(self.weighed.survey.questions))
        first = next(self.weighed.everybody(question).cells())
        if first.share is None or first.weighted is None:
            return ""
        return (
            f" On “{titled(question)}”, {first.share:.0%} said “{first.answer}”, or {first.weighted:.0%} "
            "when each "
            "group counts for its share of residents."
        )

    def _missing_groups(self) -> str:
        """The groups furthest below their share, in words."""
        short = list(self._short())
        if not short:
            return "Every group that can be compared has at least four fifths of its share of residents."
        named = [words for _ratio, words in sorted(short)[:3]]
        be = "is" if len(short) == 1 else "are"
        return (
            f"Furthest below {'its' if len(short) == 1 else 'their'} share of residents {be} {listed(named)}."
        )

    def _short(self) -> Iterator[tuple[float, str]]:
        """Groups with less than four fifths of their share, and small ones that must have less, whatever
        their hidden number is."""
        weighed = self.weighed
        for name, (cells, compared) in weighed.who.items():
            for group in compared.groups:
                ratio, note = group.ratio, name
                if (
                    cells[group.label].state is State.SMALL
                    and group.population_share
                    and compared.n >= LEAST_BASE
                ):
                    ratio = (weighed.threshold - 1) / compared.n / group.population_share
                    note = f"{name}, {weighed.shown.rules.words(cells[group.label])} people"
                if ratio is not None and ratio < ENOUGH:
                    yield ratio, f"{group.label} ({note})"

    def _shift(self) -> float | None:
        """The largest difference weights make to a share that is shown; None without a question."""
        shifts = [
            abs(each.weighted - each.share)
            for question in self.weighed.survey.questions
            for each in self.weighed.everybody(question).cells()
            if each.share is not None and each.weighted is not None
        ]
        return max(shifts, default=None)

    def _parts(self) -> Iterator[Part]:
        yield key_figures(self._figures())
        yield self._whom()
        yield from self._cautions()
        yield Section("Who answered, beside who lives here", *self._who(), anchor="who")
        if self.weighed.survey.questions:
            yield Section("What they said", *self._questions(), anchor="said")
        yield Section("What weighting did", *self._did(), anchor="weighting")
        yield Section("What weights can mend, and what they cannot", *self._mend(), anchor="mend")

    def _figures(self) -> list[tuple[str, str]]:
        weights = self.weighed.weights
        figures = [
            (f"{self.weighed.people:,}", "people answered"),
            (
                about(round(weights.effective_size)),
                "people counted alike would tell as much as these do weighted",
            ),
        ]
        shift = self._shift()
        if shift is not None:
            figures.append((f"{shift * 100:.0f} points", "the most that weights move a share"))
        figures.append((f"{weights.design_effect:.1f}", "design effect (1 is none, above 3 is too much)"))
        return figures

    def _whom(self) -> Mark:
        if self.weighed.by_chance:
            return notice("People were drawn by chance", paragraph(BY_CHANCE))
        names = self.weighed.variables
        words = self_selected_sentence(self.weighed.people, names, weighted_by=names)
        return notice("People chose to take part", paragraph(words))

    def _cautions(self) -> Iterator[Mark]:
        warned = [safely_said(each, self.weighed) for each in self.weighed.weights.warnings]
        if not self.weighed.weights.converged:
            yield warning("The margins are not all met", bullets(warned))
        elif warned:
            yield notice("With care", bullets(warned))

    def _who(self) -> Iterator[Part]:
        yield paragraph(
            "Each bar is a group’s share of those who answered, the line across it its share of residents. "
            "Where "
            "the bar ends before the line, people of this group are missing."
        )
        for name in self.weighed.who:
            yield Section(titled(name), who_picture(self.weighed, name), anchor=f"who-{slug(name)}")

    def _questions(self) -> Iterator[Part]:
        yield paragraph(
            "Bars show the answers as they were given; they come first. The line across a bar is the share "
            "when "
            "each group counts for its share of residents. Where bar and line are far apart, the figure "
            "depends on "
            "who answered."
        )
        for question in self.weighed.survey.questions:
            yield Section(titled(question), *self._question(question), anchor=f"said-{slug(question)}")

    def _question(self, question: str) -> Iterator[Part]:
        yield answers_picture(self.weighed, question)
        if self.weighed.by_chance:
            yield from intervals(self.weighed, question)
        else:
            yield from leading(self.weighed, question)
        tables = [across(self.weighed, question, name) for name in self.weighed.survey.by if name != question]
        if tables:
            names = [titled(name).lower() for name in self.weighed.survey.by if name != question]
            yield folded(f"By {listed(names)}", *tables)

    def _did(self) -> Iterator[Part]:
        weights = self.weighed.weights
        bounds = weights.bounds
        held = (
            f" No weight may be lower than {bounds[0]:g} times or higher than {bounds[1]:g} times where it "
            f"began; {self._held()}."
            if bounds
            else ""
        )
        met = "Every margin is met." if weights.converged else "Not every margin could be met: see above."
        yield paragraph(
            "Everybody begins by counting for one. Groups that are missing are counted for more and others "
            "for "
            f"less, one margin after the other, until all of them ({listed(self.weighed.variables)}) have "
            "the "
            f"shares of residents at once. {met}{held}"
        )
        yield spread_picture(self.weighed)

    def _held(self) -> str:
        """How many weights the bounds hold, roughly: the exact number could tell of a small group."""
        weights = self.weighed.weights
        if not weights.at_bounds:
            return "none had to be held back"
        few = weights.at_bounds <= MOST_AT_BOUNDS * weights.n
        return f"{'fewer' if few else 'more'} than one in twenty had to be held back"

    def _mend(self) -> Iterator[Part]:
        yield paragraph(
            "Weights mend that some groups answer more readily than others. They cannot mend that, within "
            "every "
            "group, people with one view answer more readily. We made up a town of 180,000 in which 49% are "
            "in "
            "favour, and asked 2,000 of them 300 times over, weighting each time by six margins. In the "
            "table, people "
            "against answer as readily as others of their group, or more readily:"
        )
        head = ("People against are", "As given", "Weighted", "95% held")
        yield table(DataTable(SIMULATION, head, SIMULATED))
        yield paragraph(
            "This is why figures of people who chose to take part carry no margin of error here: it would be "
            "narrow, and wrong.",
            class_="quiet",
        )
