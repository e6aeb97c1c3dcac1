"""Where people agree and what divides them: the first things a committee asks."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from ..reports import Part, Section, paragraph
from .ballots import Ballot
from .opinions_ends import ends_oppose, ends_said, what_runs_between
from .opinions_told import ENDS, HIDDEN, Told, cards, disagreed_of, group_name, key_of_votes
from .wording import count

HALF = 0.5
SPLIT = 0.3  # of all votes on each side
NEAREST = 3  # shown where nothing reaches a half
FACTS = "Statements by which people say who they are, such as “I live in a town”, are listed like opinions."

FROM_END_TO_END = (
    "There are no clear groups, but people differ along a main line. Common ground is a statement that more "
    "than half agree with at both ends of it, the end that agrees least included, so that a majority cannot "
    f"hide that one side says no. {ENDS[0]} and {ENDS[1]} are the third of people farthest out on each "
    "side, of those whose votes tell enough; everybody else is between. They are no groups, and nobody "
    "joined them; more of the line is told under “No clear groups”. “At least” leaves room for "
    "chance: it is the lowest share that the votes cast still support, and few votes make it low. A pass "
    f"counts as not agreeing. {FACTS}"
)


def agreed_by_all(told: Told) -> list[Ballot]:
    """Statements that more than half of every group agree with, the surest first."""
    found = [each for each in told.ballots if each.agreed > HALF and each.agreed_is_told]
    return sorted(found, key=lambda each: (-each.agreed, each.number))


def rejected_by_all(told: Told) -> list[Ballot]:
    found = [each for each in told.ballots if each.rejected > HALF and each.rejected_is_told]
    return sorted(found, key=lambda each: (-each.rejected, each.number))


def dividing(told: Told) -> list[Ballot]:
    """Statements on which groups differ by more than chance, the farthest apart first; without groups those
    with many votes on both sides."""
    if told.n_groups > 1:
        found = [each for each in told.ballots if each.divides and _shown(each) > 1]
        return sorted(found, key=lambda each: (-each.division, each.number))
    found = [each for each in told.ballots if _smaller_side(each) >= SPLIT or ends_oppose(each)]
    return sorted(found, key=lambda each: (not ends_oppose(each), -_smaller_side(each), each.number))


def _shown(ballot: Ballot) -> int:
    """Groups whose votes can be shown: with one alone there is nothing to compare."""
    return sum(counts is not None for counts in ballot.groups)


def _smaller_side(ballot: Ballot) -> float:
    """The smaller of agreement and disagreement, as a share that few votes keep low."""
    agreed, _passed, disagreed = ballot.everyone
    return (min(agreed, disagreed) + 1) / (ballot.votes + 10)


def where_agree(told: Told) -> Section:
    """Agreement first, then what everybody turns down."""
    agreed, rejected = agreed_by_all(told), rejected_by_all(told)
    parts: list[Part] = [paragraph(_how_counted(told))]
    if told.has_ends:
        parts.append(paragraph(what_runs_between(told)))
    if any(counts is None for each in told.ballots for counts in (*each.groups, *each.ends)):
        parts.append(paragraph(_not_shown(told)))
    parts.append(key_of_votes("agreement"))
    parts.append(Section(f"Agreed {_by_whom(told)}", *_agreed(told, agreed), anchor="agreed"))
    if rejected:

        def sentence(each: Ballot) -> str:
            return _at_least(told, each.rejected, "disagree", each)

        said = cards(told, rejected, "rejected", sentence, disagreed_of)
        parts.append(Section(f"Rejected {_by_whom(told)}", *said, anchor="rejected"))
    return Section("Where people agree", *parts, anchor="agree")


def _by_whom(told: Told) -> str:
    if told.has_ends:
        return "by most people at both ends"
    return "by most of every group" if told.n_groups > 1 else "by most people"


def _how_counted(told: Told) -> str:
    if told.n_groups > 1:
        return (
            "Common ground is a statement that more than half agree with in every group, the one that agrees "
            "least included, so that a large group cannot outvote a small one. “At least” leaves room for "
            "chance: it is the lowest share that the votes cast still support, and few votes make it low. "
            f"A pass counts as not agreeing. {FACTS}"
        )
    if told.has_ends:
        return FROM_END_TO_END
    return (
        "Listed are statements that more than half of people agree with. “At least” leaves room for chance: "
        "it is the lowest share that the votes cast still support, and few votes make it low. A pass counts "
        f"as not agreeing. {FACTS}"
    )


def _not_shown(told: Told) -> str:
    part = "at an end" if told.has_ends else "of a group"
    return (
        f"“{HIDDEN.capitalize()}” stands where fewer than {told.threshold} people {part} voted, and "
        "where so few could be worked out from the other numbers."
    )


def _agreed(told: Told, agreed: list[Ballot]) -> Iterator[Part]:
    def sentence(each: Ballot) -> str:
        return _at_least(told, each.agreed, "agree", each)

    if agreed:
        yield from cards(told, agreed, "agreed", sentence)
        return
    known = [each for each in told.ballots if each.agreed_is_told]
    nearest = sorted(known, key=lambda each: (-each.agreed, each.number))[:NEAREST]
    whom = "more than half of every group" if told.n_groups > 1 else "more than half of people"
    if told.has_ends:
        whom = "more than half of people at both ends"
    if not nearest:
        yield paragraph(f"No statement is agreed by {whom}: on none did people enough vote to tell.")
        return
    come = "Nearest to it comes:" if len(nearest) == 1 else "Nearest to it come:"
    yield paragraph(f"No statement is agreed by {whom}, as far as these votes can tell. {come}")
    yield from cards(told, nearest, "nearest to agreement", sentence)


def _at_least(told: Told, share: float, verb: str, ballot: Ballot) -> str:
    where = "in every group " if told.n_groups > 1 else "at both ends of the main line " * told.has_ends
    return f"At least {floor(100 * share)}% {where}{verb}, from {count(ballot.votes, 'vote')}."


def what_divides(told: Told) -> Section:
    found = dividing(told)
    if not found:
        return Section("What divides people", paragraph(_nothing_divides(told)), anchor="divides")
    lead = paragraph(_how_divided(told, len(found)))
    said = cards(told, found, "divided", lambda each: _apart(told, each))
    return Section("What divides people", lead, key_of_votes("division"), *said, anchor="divides")


def _nothing_divides(told: Told) -> str:
    if told.n_groups > 1:
        return "No single statement divides the groups by more than chance could, as far as these votes tell."
    return "On no statement do the votes show a split, with three in ten or more on each side."


def _how_divided(told: Told, found: int) -> str:
    if told.is_polis and told.n_groups > 1:
        return (
            f"The groups answer differently on {count(found, 'statement')}, those on which they are farthest "
            "apart first. Do not take that for proof: the recipe of Polis makes groups out of these same "
            "votes, so that they differ even where people are of one mind and chance alone sets them apart."
        )
    if told.n_groups > 1:
        return (
            f"The groups differ by more than chance on {count(found, 'statement')}, "
            "those on which they are farthest apart first."
        )
    if told.has_ends:
        return (
            f"On {count(found, 'statement')} opinion is split. First come those on which more agree than "
            "disagree at one end of the main line and more disagree than agree at the other, then those with "
            "about three in ten votes or more on each side."
        )
    return f"On {count(found, 'statement')} opinion is split, about three in ten votes or more on each side."


def _apart(told: Told, ballot: Ballot) -> str:
    """The group that agrees most beside the one that agrees least, in counts."""
    shown = [(place, counts) for place, counts in enumerate(ballot.groups) if counts is not None]
    if ends_oppose(ballot):
        return f"{ends_said(ballot)}."
    if told.n_groups < 2:
        agreed, _passed, disagreed = ballot.everyone
        return f"{agreed:,} agreed and {disagreed:,} disagreed, of {count(ballot.votes, 'vote')}."
    shown.sort(key=lambda each: -each[1][0] / sum(each[1]))
    (most, one), (least, other) = shown[0], shown[-1]
    return (
        f"{one[0]:,} of {sum(one):,} agreed in {group_name(most)}, "
        f"{other[0]:,} of {sum(other):,} in {group_name(least)}."
    )
