"""The report of `map-opinions`, in the order in which a committee asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..drawing import Bar, Drawing, bars
from ..reports import Part, Quote, Report, Section, figure, key_figures, paragraph, quotes
from .cautions import VOTES_STAYED_HERE, statements_are_personal
from .opinions_ground import agreed_by_all, dividing, rejected_by_all, what_divides, where_agree
from .opinions_groups import who_votes_alike
from .opinions_lean import how_readily
from .opinions_lists import Coverage, all_statements, short_list
from .opinions_told import NARROW, WIDE, Told
from .wording import count, listed, share

FEW_VOTES = 5
STEPS = (1, 5, 10, 20, 50, 100, 200, 500)  # votes a person, from
CAN_SAY = (
    "Which statements people of every kind of view agree with, and which divide them, among those who voted.",
    "Whether people vote in camps, how large the camps are, and what they answer differently.",
    "How sure the figures are: few votes widen what chance could have done, and “at least” allows for it.",
)
CANNOT_SAY = (
    "What all residents think: people chose to take part, and nobody checked that they stand for the area.",
    "What nobody proposed: people could vote only on the statements that were put to them, most of them "
    "written by other participants, in words that may be loaded or say two things at once.",
    "Who is in a group: votes alone made the groups, and of age, home or background nothing is known here "
    "but what people voted on.",
    "Which statements are opinions: one such as “I live in a town” is counted like any other.",
    "How strongly people feel, or why: a vote is agree, disagree or pass.",
    "What a few people think: numbers of few votes are not shown, and no one should be told from the others.",
)


@dataclass(frozen=True, slots=True)
class OpinionsPage:
    """What the page needs. `chosen` are the statements of the short list; `made` are names and values."""

    told: Told
    chosen: Sequence[int]
    reach: Coverage
    title: str
    question: str
    attribution: str
    made: Sequence[tuple[str, str]]

    def html(self) -> str:
        return Report(
            title=self.title,
            kind="Votes on statements: where people agree, and where they differ",
            lead=self._lead(),
            parts=tuple(self._parts()),
            can_say=CAN_SAY,
            cannot_say=CANNOT_SAY,
            made=self.made,
            footer=" ".join(part for part in (VOTES_STAYED_HERE, self.attribution) if part),
        ).html()

    def _lead(self) -> str:
        told = self.told
        people = count(told.n_people, "person", "people")
        first = f"{people} voted on {count(len(told.ballots), 'statement')}. {self._groups()}"
        agreed, rejected = len(agreed_by_all(told)), len(rejected_by_all(told))
        whom = "Most of every group" if told.n_groups > 1 else "Most people"
        if told.has_ends:
            whom = "At both ends of the main line of difference, most people"
        said = [f"agree with {count(agreed, 'statement')}" if agreed else "agree with no single statement"]
        said += [f"reject {rejected:,}"] if rejected else []
        divided = len(dividing(told))
        split = "the groups answer differently" if told.n_groups > 1 else "opinion is split"
        return f"{first} {whom} {listed(said)}{f'; on {divided:,} {split}' if divided else ''}."

    def _groups(self) -> str:
        if self.told.is_small:
            return "That is too few people to look for groups."
        n = self.told.n_groups
        if n < 2:
            return "They do not fall into clear groups."
        placed = sum(self.told.sizes)
        everybody = placed == self.told.n_people
        if self.told.is_polis:
            of = "everybody" if everybody else f"{share(placed, self.told.n_people)} of people"
            return f"The recipe of Polis, which always finds groups, finds {n} and puts {of} in them."
        if everybody:
            return f"They fall into {n} groups."
        part = share(placed, self.told.n_people)
        return f"{part[:1].upper()}{part[1:]} of them fall into {n} groups."

    def _parts(self) -> Iterator[Part]:
        told = self.told
        yield key_figures(self._figures())
        if told.read.has_words:
            yield statements_are_personal()
        yield Section("What was asked, and who took part", *self._who(), anchor="who")
        yield where_agree(told)
        yield what_divides(told)
        yield who_votes_alike(told)
        if not told.is_small:
            yield how_readily(told)
        yield short_list(told, self.chosen, self.reach)
        yield all_statements(told)

    def _figures(self) -> list[tuple[str, str]]:
        told = self.told
        return [
            (f"{told.n_people:,}", "people voted"),
            (f"{len(told.ballots):,}", "statements they could vote on"),
            (f"{int(told.votes_each.sum()):,}", "votes"),
            (f"{len(agreed_by_all(told)):,}", "statements most of every group agree with")
            if told.n_groups > 1
            else (f"{len(agreed_by_all(told)):,}", f"statements most people agree with{_where(told)}"),
        ]

    def _who(self) -> Iterator[Part]:
        if self.question:
            yield paragraph("What people were asked, in the words of those who asked:")
            yield quotes([Quote(self.question)])
        yield paragraph(self._votes_each())
        if not self.told.is_small and self.told.votes_each.max() >= FEW_VOTES:
            yield figure(self._drawn(WIDE), self._drawn(NARROW), table_printed=False)
        yield from self._left_out()

    def _votes_each(self) -> str:
        each = self.told.votes_each
        half = int(np.median(each))
        few = int((each < FEW_VOTES).sum())
        of = f"of {count(len(self.told.ballots), 'statement')}"
        said = f"Half of the people voted on {half:,} or more {of}; the keenest on {int(each.max()):,}."
        if each.min() == each.max():
            said = f"Everybody voted on {half:,} {of}."
        if few:
            said += (
                f" {count(few, 'person', 'people')} ({share(few, len(each))}) voted on fewer than "
                f"{FEW_VOTES}, which says little about what they think."
            )
        return said

    def _drawn(self, width: float) -> Drawing:
        each = self.told.votes_each
        starts = [step for step in STEPS if step <= each.max()]
        found = np.histogram(each, [*starts, int(each.max()) + 1])[0].tolist()
        names = [_range(low, high) for low, high in zip(starts, [*starts[1:], 0], strict=True)]
        return bars(
            [Bar(name, n) for name, n in zip(names, found, strict=True)],
            title="How many statements each person voted on",
            description="People by the number of statements they voted on.",
            head=("Statements voted on", "People"),
            hidden="",
            width=width,
        )

    def _left_out(self) -> Iterator[Part]:
        if not self.told.read.has_words:
            yield paragraph(
                "No file with the statements was given, so their words are missing here, and if any were "
                "moderated out, they are counted all the same."
            )
        conversation = self.told.read.conversation
        out = conversation.moderated_out
        if out:
            were = "statement was" if len(out) == 1 else "statements were"
            yield paragraph(
                f"{len(out):,} {were} moderated out and left out of everything here, with "
                f"{count(len(conversation.left_out), 'vote')}; nobody is counted as having passed there."
            )
        unseen = len(set(conversation.details) - out - {each.number for each in self.told.ballots})
        if unseen:
            yield paragraph(f"{count(unseen, 'statement')} had no vote and cannot be judged.")


def _where(told: Told) -> str:
    return " at both ends of the main line" if told.has_ends else ""


def _range(low: int, high: int) -> str:
    """The name of a step; the last has no end.

    >>> _range(5, 10), _range(1, 2), _range(500, 0)
    ('5 to 9', '1', '500 or more')
    """
    if not high:
        return f"{low} or more"
    return str(low) if high == low + 1 else f"{low} to {high - 1}"
