"""The groups, or that there are none; the map; and what sets each group apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

import numpy as np

from ..drawing import DotWords, Drawing, Pull, opinion_map
from ..drawing.phrases import joined
from ..opinion.evidence import ODDS_NEEDED, VERY_STRONG
from ..reports import Part, Section, figure, notice, paragraph
from .ballots import Ballot
from .opinions_ends import end_of_line, what_runs_between
from .opinions_told import ENDS, NARROW, WIDE, Told, cards, group_name, key_of_votes, letter_of
from .wording import count, listed, share

APART, FEW = 4, 2  # statements shown for each group
MANY = 1e6
CERTAIN = 2.0  # standard errors between a group and everybody else before it is said
THIRDS = (0.4, 0.6)  # of the width and the height of the map: before, between and after
PLACES = (
    ("at the bottom left", "at the bottom", "at the bottom right"),
    ("on the left", "in the middle", "on the right"),
    ("at the top left", "at the top", "at the top right"),
)
SURE = 0.75  # chance of being in the group, or it is said how many have less
END = 90  # characters of a statement beside an axis


def who_votes_alike(told: Told) -> Section:
    title = "Groups that vote alike" if told.n_groups > 1 else "No clear groups"
    if told.is_small:
        said = f"{count(told.n_people, 'person is', 'people are')} too few to look for groups in, or to map."
        return Section("Groups", paragraph(said), anchor="groups")
    parts: list[Part] = [paragraph(_evidence(told))]
    if told.n_groups > 1:
        parts.append(_caution(told))
    elif told.has_directions:
        parts.append(paragraph(NO_GROUPS))
    if told.has_ends:
        parts.append(paragraph(joined(what_runs_between(told), LINE, between=" ")))
    if told.has_directions:
        drawn = (_drawn(told, width) for width in (WIDE, NARROW))
        parts.append(figure(*drawn, table_printed=told.n_groups > 1))
        parts.append(paragraph(_reading(told), class_="quiet"))
    else:
        parts.append(paragraph("No map is drawn: nobody’s place on it would mean anything."))
    parts += [_group(told, group) for group in range(told.n_groups)]
    parts += [end_of_line(told, end) for end in range(len(ENDS) * told.has_ends)]
    return Section(title, *parts, anchor="groups")


NO_GROUPS = (
    "That is a result, not a failure: dividing people into groups for which their votes give no reason would "
    "put words into their mouths, so the map shows everybody as one. It is no proof that there are no camps: "
    "with few people, or few votes from each, camps can be there and not show."
)


LINE = (
    f"{ENDS[0]} is the left of the map, {ENDS[1]} the right; many people are in between. Below the map "
    "stands what each end agrees with and the other does not."
)


def _evidence(told: Told) -> str:
    """What speaks for the groups, or against naming any."""
    found = told.opinions.evidence
    if found.sentence:  # another method says for itself what its groups rest on
        return found.sentence
    if not found.axes:
        return (
            "Beside how readily people agree or pass, these votes show no pattern beyond what chance makes. "
            "With more people, or more votes from each, there may be one."
        )
    if not found.n_groups:
        return (
            "People differ, but their votes show no gap between them, so that any line between groups would "
            "be arbitrary. Groups are named only on strong evidence, that is when a gap makes the votes "
            f"{ODDS_NEEDED:.0f} times likelier; {_best(found.odds)}."
        )
    strength = "very strong" if found.odds >= VERY_STRONG else "strong"
    said = (
        f"The votes show {found.n_groups} groups, with {strength} evidence of a gap between any two of them: "
        f"they are {_times(found.odds)} likelier with the gap than without. (Evidence is called strong from "
        f"{ODDS_NEEDED:.0f} times, very strong from {VERY_STRONG:.0f}; below that no groups are named.) "
        "Finer groups can be there and not show."
    )
    if found.unplaced:
        said += (
            f" In no group are {told.people(found.unplaced)} of {found.people:,}: their votes leave open "
            "where they belong."
        )
    unsure = int(((told.opinions.group >= 0) & (told.opinions.chance < SURE)).sum())
    if unsure:
        are = "person is in theirs" if unsure == 1 else "people are in theirs"
        said += f" {unsure:,} {are} with a chance of less than three in four."
    return said


def _best(odds: float) -> str:
    if odds < 1.05:
        return "no division that was tried makes them likelier at all"
    return f"the best division that was tried makes them {_times(odds)} likelier"


def _times(odds: float) -> str:
    if odds > MANY:
        return "over a million times"
    return f"{odds:,.0f} times" if odds >= 10 else f"{odds:.1f} times"


def _how_to_leave_out(told: Told) -> str:
    """How to map opinions without some of the statements."""
    if file := told.read.statements_file:
        return f"give them -1 in the column “moderated” of {file}"
    return f"take their votes out of {told.read.paths[0].name}"


def _caution(told: Told) -> Part:
    return notice(
        "Groups are found by a computer, from votes alone",
        paragraph(
            "Nobody joined a group, and nothing but these votes was looked at. Where people voted on who "
            "they are (“I am over 55”, “I own my home”), groups can be of people alike in that rather than "
            f"in what they think: to look without such statements, {_how_to_leave_out(told)} and run this "
            "again. Read what sets a group apart before giving it a name, and give it none if no name is "
            "fair to all in it."
        ),
    )


def _drawn(told: Told, width: float) -> Drawing:
    groups = range(told.n_groups) if told.n_groups > 1 else range(0)
    caption = _description(told, len(groups))
    drawn = opinion_map(
        told.opinions.positions,
        told.opinions.group if groups else np.full(told.n_people, -1),
        [(group_name(group), letter_of(group)) for group in groups],
        pulls_of(told),
        [", ".join(each.label.lower() for each in apart(told, group)) for group in groups],
        title="Who votes like whom" if groups else "No clear groups: everybody on one map",
        description=" ".join([caption, *_where(told), *_ends(told)]),
        head=("Group", "People", "Statements that set it apart"),
        words=_words(told),
        threshold=told.threshold,
        width=width,
    )
    return replace(drawn, description=caption)  # whoever sees the picture need not read the rest


def _words(told: Told) -> DotWords:
    return DotWords(
        people=lambda n: count(n, "person", "people"),
        nowhere="In no group",
        everyone="Everyone who voted",
        marks=_a_mark,
        few=f"fewer than {told.threshold}",
        hidden=lambda n: f"People in too small a group ({told.people(n)}) are not drawn.",
    )


def _a_mark(usual: int) -> str:
    if usual == 1:
        return "Each mark stands for one person."
    return f"Each mark stands for {usual:,} people or a few more, and lies where they lie on average."


def _description(told: Told, names: int) -> str:
    if not names:
        return "People who vote alike lie near each other. No groups are drawn, as there are no clear ones."
    sizes = listed([f"{group_name(group)} with {told.people(n)}" for group, n in enumerate(told.sizes)])
    return f"People who vote alike lie near each other. {count(names, 'group')}: {sizes}."


def _where(told: Told) -> list[str]:
    """Where on the map each group lies, for those who cannot see it."""
    plane = told.opinions.positions[:, :2]
    low, high = np.quantile(plane, [0.02, 0.98], axis=0)
    found = []
    for group in range(told.n_groups):
        if told.sizes[group] < told.threshold:
            continue
        middle = np.median(plane[told.opinions.group == group], axis=0)
        share = (middle - low) / np.where(high > low, high - low, 1.0)
        across = int(np.digitize(share[0], THIRDS))
        upward = int(np.digitize(share[1], THIRDS)) if len(share) > 1 else 1
        found.append(f"{group_name(group)} lies {PLACES[upward][across]}.")
    return found


def _ends(told: Told) -> list[str]:
    """What people at the edges of the map rather agree with, in words."""
    sides = (("left", "right"), ("bottom", "top"))
    return [
        f"Towards the {side} people {said}."
        for pull, names in zip(pulls_of(told), sides, strict=False)
        for side, said in zip(names, (pull.low, pull.high), strict=True)
        if said
    ]


def _reading(told: Told) -> str:
    """How to read the map, and what it leaves out."""
    said = "Near the middle are people in between, and people whose few votes say little about them."
    if told.is_polis:
        said = "The recipe of Polis moves people with few votes outwards, so that the edges are least sure."
    supported = sum(axis.supported for axis in told.opinions.axes)
    if supported > 2:
        rest = count(supported - 2, "more direction")
        said += f" People differ in {rest} that a flat map cannot show."
    elif supported == 1:
        said += " Only the difference between left and right is more than chance; up and down mean nothing."
    return (
        f"{said} The words at the edges are the statement that most tells apart the people there from those "
        "at the opposite edge."
    )


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
    if not ballot.text:
        return f"rather agree: {ballot.label}"
    return joined("rather agree: “", ballot.spoken(END), "”")


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
    if size < told.threshold:
        few = f"{told.people(size).capitalize()}: too few to say how they voted."
        return Section(name, paragraph(few), anchor=f"group-{letter_of(group).lower()}")
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
