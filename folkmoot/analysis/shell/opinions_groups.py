"""The groups, or that there are none; the map; and what sets each group apart."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np

from ..drawing import DotWords, Drawing, Pull, opinion_map
from ..reports import Part, Section, figure, notice, paragraph
from .ballots import Ballot
from .opinions_told import NARROW, WIDE, Told, cards, group_name, key_of_votes, letter_of
from .wording import count, listed, share, shortened

APART, FEW = 5, 2  # statements shown for each group
CERTAIN = 2.0  # standard errors between a group and everybody else before it is said
END = 70  # characters of a statement beside an axis


def who_votes_alike(told: Told) -> Section:
    title = "Groups that vote alike" if told.n_groups > 1 else "No clear groups"
    parts: list[Part] = [paragraph(told.opinions.evidence.explain())]
    if told.n_groups > 1:
        parts.append(_caution())
    else:
        parts.append(paragraph(NO_GROUPS))
    drawn = _drawn(told)
    if drawn:
        parts.append(figure(*drawn))
        parts.append(paragraph(_reading(told), class_="quiet"))
    parts += [_group(told, group) for group in range(told.n_groups)]
    return Section(title, *parts, anchor="groups")


NO_GROUPS = (
    "That is a result, not a failure: people differ, but not in camps. Dividing them into groups would put "
    "words into their mouths, so the map shows everybody as one."
)


def _caution() -> Part:
    return notice(
        "Groups are found by a computer, from votes alone",
        paragraph(
            "Nobody joined a group, and nobody’s age, home or background was looked at. Read what sets a "
            "group apart before giving it a name, and give it none if no name is fair to all in it."
        ),
    )


def _drawn(told: Told) -> tuple[Drawing, Drawing] | None:
    """The map, wide and narrow; none where the votes place nobody."""
    positions = np.asarray(told.opinions.positions, dtype=np.float64)
    if not positions.size:
        return None
    names = [(group_name(group), letter_of(group)) for group in range(told.n_groups)]
    names = names if told.n_groups > 1 else []
    wide, narrow = (
        opinion_map(
            positions,
            told.opinions.group if names else np.full(told.n_people, -1),
            names,
            pulls_of(told),
            [", ".join(each.label.lower() for each in apart(told, group)) for group in range(len(names))],
            title="Who votes like whom" if names else "No clear groups: everybody on one map",
            description=_description(told, len(names)),
            head=("Group", "People", "Statements that set it apart"),
            words=_words(told),
            threshold=told.threshold,
            width=width,
        )
        for width in (WIDE, NARROW)
    )
    return wide, narrow


def _words(told: Told) -> DotWords:
    return DotWords(
        people=lambda n: count(n, "person", "people"),
        nowhere="In no group",
        everyone="Everyone who voted",
        marks=_a_mark,
        few=f"fewer than {told.threshold}",
        hidden=lambda n: f"{count(n, 'person', 'people')} in too small a group are not drawn.",
    )


def _a_mark(usual: int) -> str:
    if usual == 1:
        return "Each mark stands for one person."
    return f"Each mark stands for {usual:,} people or a few more, and lies where they lie on average."


def _description(told: Told, names: int) -> str:
    if not names:
        return "People who vote alike lie near each other. No groups are drawn, as there are no clear ones."
    sizes = listed([f"{group_name(group)} with {n:,}" for group, n in enumerate(told.sizes)])
    return f"People who vote alike lie near each other. {count(names, 'group')}: {sizes} people."


def _reading(told: Told) -> str:
    """How to read the map, and what it leaves out."""
    said = "Near the middle are people in between, and people whose few votes say little about them."
    supported = sum(axis.supported for axis in told.opinions.axes)
    if supported > 2:
        rest = count(supported - 2, "more direction")
        said += f" People differ in {rest} that a flat map cannot show."
    elif supported == 1:
        said += " Only the difference between left and right is more than chance; up and down mean nothing."
    elif not supported:
        said += " Neither direction is more than chance makes: nobody’s place here means anything yet."
    if supported:
        said += (
            " The words at the edges are the statement that most tells apart the people there from those at "
            "the opposite edge."
        )
    return said


def pulls_of(told: Told) -> list[Pull]:
    """What people towards each end of the first two axes agree with most, against those at the other end.
    An axis no stronger than chance is drawn, but has no meaning and gets no words."""
    by_number, ids = told.by_number(), told.opinions.statement_ids
    found = []
    for axis in told.opinions.axes[:2]:
        rises = dict(zip(ids.tolist(), axis.loadings.tolist(), strict=True))
        strongest = axis.strongest if axis.supported else ()
        low = _end(by_number, [each for each in strongest if rises[each] < 0])
        found.append(Pull(low, _end(by_number, [each for each in strongest if rises[each] > 0])))
    return found


def _end(ballots: dict[int, Ballot], numbers: Sequence[int]) -> str:
    """The first statement of these, as what people there rather agree with."""
    if not numbers:
        return ""
    ballot = ballots[numbers[0]]
    return (
        f"rather agree: “{shortened(ballot.text, END)}”" if ballot.text else f"rather agree: {ballot.label}"
    )


def apart(told: Told, group: int) -> list[Ballot]:
    """Statements this group agrees with more than everybody else does, the surest first; where there are
    hardly any, also those it agrees with less."""
    found = [(_standard_errors(each, group), each.number, each) for each in told.ballots if each.divides]
    found.sort(key=lambda one: (-abs(one[0]), one[1]))
    more = [each for far, _number, each in found if far >= CERTAIN]
    less = [each for far, _number, each in found if far <= -CERTAIN]
    return more[:APART] if len(more) >= FEW else [*more, *less][:APART]


def _standard_errors(ballot: Ballot, group: int) -> float:
    """How far the group's share of agreement is from that of everybody else. Source: two-proportion z-test,
    one added on each side (Agresti and Caffo 2000)."""
    counts = ballot.groups[group]
    if counts is None:
        return 0.0
    n, others = sum(counts) + 2, ballot.votes - sum(counts) + 2
    one, other = (counts[0] + 1) / n, (ballot.everyone[0] - counts[0] + 1) / others
    return (one - other) / sqrt(one * (1 - one) / n + other * (1 - other) / others)


def _group(told: Told, group: int) -> Section:
    size = told.sizes[group]
    name = group_name(group)
    lead = f"{count(size, 'person', 'people')}, {share(size, told.n_people)} of those who voted."
    found = apart(told, group)
    if not found:
        lead += " No single statement sets this group apart by more than chance."
    where = f"what sets {name} apart"
    said = cards(told, found, where, lambda each: _beside_others(each, group))
    key = [key_of_votes(where)] if found else []
    return Section(name, paragraph(lead), *key, *said, anchor=f"group-{letter_of(group).lower()}")


def _beside_others(ballot: Ballot, group: int) -> str:
    counts = ballot.groups[group] or (0, 0, 0)
    n, others = sum(counts), ballot.votes - sum(counts)
    return (
        f"{counts[0]:,} of {n:,} agreed in {group_name(group)}, "
        f"{ballot.everyone[0] - counts[0]:,} of {others:,} elsewhere."
    )
