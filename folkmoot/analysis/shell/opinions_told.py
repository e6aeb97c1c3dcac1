"""What every part of the report of opinions draws on, and the cards that show a statement with its votes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..drawing import DataTable, Votes, votes, votes_key
from ..drawing.svg import Mark
from ..reports import Quote, folded, paragraph, quotes, table
from ..reports.markup import inline, tag
from .ballots import Ballot, Counts
from .wording import count, listed

if TYPE_CHECKING:
    from ..opinion import OpinionMap
    from .votes_read import Read

ANSWERS = ("Agreed", "Passed", "Disagreed")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WIDE, NARROW = 760.0, 340.0
SHOWN = 5  # statements of a list before the fold
FEW_PEOPLE = 10
ENDS = ("End 1", "End 2")  # of the main line of difference: left and right on the map
HIDDEN = "not shown"  # few votes, or those from which few votes would follow
MOST = 20  # statements of a list at all


@dataclass(frozen=True, slots=True)
class Told:
    """`ballots` in the order of `opinions.statements`; `votes_each` is how many votes each person cast."""

    read: Read
    opinions: OpinionMap
    ballots: tuple[Ballot, ...]
    votes_each: NDArray[np.int64]
    threshold: int

    @property
    def n_people(self) -> int:
        return len(self.votes_each)

    @property
    def n_groups(self) -> int:
        """How many groups are told of: none are looked for among few people."""
        return 0 if self.is_small else self.opinions.n_groups

    @property
    def sizes(self) -> tuple[int, ...]:
        """People of each group."""
        return self.opinions.group_sizes

    @property
    def is_small(self) -> bool:
        """Too few people for anything but reading their votes."""
        return self.n_people < FEW_PEOPLE

    @property
    def is_polis(self) -> bool:
        """Whether the map is that of the recipe of Polis: it always has groups, and lean is left in it."""
        return self.opinions.method == "polis"

    @property
    def has_directions(self) -> bool:
        """Whether people differ along any axis by more than chance."""
        return any(axis.supported for axis in self.opinions.axes)

    @property
    def has_ends(self) -> bool:
        """Whether votes are told by the two ends of the main line of difference, for want of groups."""
        return any(each.ends for each in self.ballots)

    @property
    def few(self) -> str:
        return f"fewer than {self.threshold} votes"

    def people(self, n: int, one: str = "person", many: str = "people") -> str:
        """So many people, unless they are too few to be told apart from."""
        return count(n, one, many) if n >= self.threshold else f"fewer than {self.threshold} {many}"

    def by_number(self) -> dict[int, Ballot]:
        return {each.number: each for each in self.ballots}


def group_name(group: int) -> str:
    """Group A is the largest.

    >>> group_name(0), group_name(27)
    ('Group A', 'Group AB')
    """
    return f"Group {letter_of(group)}"


def letter_of(group: int) -> str:
    first, second = divmod(group, len(LETTERS))
    return (LETTERS[first - 1] if first else "") + LETTERS[second]


def parts_of(ballot: Ballot) -> list[tuple[str, Counts | None]]:
    """The groups or, where there are none, the two ends, with their counts."""
    if ballot.ends:
        return list(zip(ENDS, ballot.ends, strict=True))
    return [(group_name(place), counts) for place, counts in enumerate(ballot.groups)]


def agreed_of(counts: Counts) -> str:
    """What stands beside a bar."""
    return f"{counts[0]:,} of {sum(counts):,} agreed"


def disagreed_of(counts: Counts) -> str:
    """What stands beside a bar where rejection is the point."""
    return f"{counts[2]:,} of {sum(counts):,} disagreed"


def key_of_votes(where: str) -> Mark:
    """What the parts of a bar are, once for the statements below it."""
    title = f"What the bars show ({where})"
    drawn = (votes_key(ANSWERS, title=title, width=width) for width in (WIDE, NARROW))
    return tag("div", _both(*drawn), class_="key")


def cards(
    told: Told,
    ballots: Sequence[Ballot],
    where: str,
    sentence: Callable[[Ballot], str],
    beside: Callable[[Counts], str] = agreed_of,
) -> list[Mark]:
    """Each statement in its own words, what there is to say of it, and its votes; after them the numbers as a
    table. `where` names the list, so that a statement may stand in several; `beside` is said of each bar."""

    def card(each: Ballot) -> Mark:
        said = tag("p", tag("strong", inline(sentence(each))), Mark(" "), inline(f"{each.label}."))
        return tag(
            "div", _words(each), said, _both(*_pictures(told, each, where, beside)), class_="statement"
        )

    marks = [card(each) for each in ballots[:SHOWN]]
    more = ballots[SHOWN:MOST]
    if more:  # closed parts are not printed: on paper too it must be plain that there are more
        shown = (
            f"These are the first {SHOWN} of {count(len(ballots), 'statement')}; more open here on a screen."
        )
        marks.append(paragraph(shown, class_="quiet"))
        marks.append(folded(f"Show {count(len(more), 'more statement')}", *map(card, more)))
    if len(ballots) > MOST:
        over = len(ballots) - MOST
        marks.append(paragraph(f"{over:,} more are in the table of all statements and in statements.csv."))
    if ballots:
        numbers = _table(told, ballots[:MOST], where)
        marks.append(folded("The numbers of these pictures as a table", table(numbers)))
    return marks


def _words(ballot: Ballot) -> Mark:
    """What was voted on, as a resident's own words."""
    return (
        quotes([Quote(ballot.text, "", ballot.language)])
        if ballot.text
        else paragraph("Its words are in none of the files.")
    )


def _pictures(told: Told, ballot: Ballot, where: str, beside: Callable[[Counts], str]) -> list[str]:
    rows = [Votes("Everyone", ballot.everyone)]
    rows += [Votes(name, counts) for name, counts in parts_of(ballot)]
    said = (f"{row.label}: {HIDDEN if row.counts is None else _said(row.counts)}" for row in rows)
    description = "; ".join(said) + "."
    return [
        votes(
            rows,
            ANSWERS,
            title=f"Votes on {ballot.label[:1].lower()}{ballot.label[1:]} ({where})",
            description=description,
            head=("Who", "Votes"),
            hidden=HIDDEN,
            said=beside,
            width=width,
        ).svg
        for width in (WIDE, NARROW)
    ]


def _said(counts: Counts) -> str:
    return listed([f"{n:,} {answer.lower()}" for n, answer in zip(counts, ANSWERS, strict=True)])


def _both(wide: str, narrow: str) -> Mark:
    """The two forms of a picture, of which the page shows the one that fits."""
    return Mark(
        tag("div", Mark(wide), class_="picture picture-wide")
        + tag("div", Mark(narrow), class_="picture picture-narrow")
    )


def _table(told: Told, ballots: Sequence[Ballot], where: str) -> DataTable:
    rows: list[tuple[str | int, ...]] = []
    for each in ballots:
        name = each.named(120)
        rows.append((name, "Everyone", *each.everyone, each.votes))
        for part, counts in parts_of(each):
            said = (HIDDEN, "", "", "") if counts is None else (*counts, sum(counts))
            rows.append((name, part, *said))
    return DataTable(f"Votes on statements: {where}", ("Statement", "Who", *ANSWERS, "Votes"), tuple(rows))
