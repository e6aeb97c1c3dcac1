"""A short list that speaks for nearly everyone, and every statement in one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..drawing import DataTable
from ..drawing.svg import Mark
from ..reports import Part, Quote, Section, folded, paragraph, quotes, table
from ..reports.markup import tag
from .ballots import Ballot
from .opinions_told import Told
from .wording import count, share

NEARLY, HALF = 0.9, 0.5  # of all people
MOST_ROWS = 400  # statements in the table of the report; all are in the file
LONGEST = 200  # characters of a statement in that table


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a list of statements reaches, one statement after another.

    `agreed` people agree with the statement itself, `together` with it or one before it; `against` people
    voted on some of them and agreed with none, `unasked` voted on none.
    """

    agreed: tuple[int, ...]
    together: tuple[int, ...]
    against: int
    unasked: int


def coverage(
    person: NDArray[np.int64],
    statement: NDArray[np.int64],
    vote: NDArray[np.int8],
    chosen: Sequence[int],
    n_people: int,
) -> Coverage:
    """`person` numbers people from 0 to `n_people`; each has one vote on a statement at most.

    >>> people, statements = np.array([0, 0, 1, 2]), np.array([7, 9, 7, 9])
    >>> coverage(people, statements, np.array([1, 0, -1, 1], np.int8), [7, 9], 4)
    Coverage(agreed=(1, 1), together=(1, 2), against=1, unasked=1)
    """
    covered, asked = np.zeros(n_people, np.bool_), np.zeros(n_people, np.bool_)
    agreed, together = [], []
    for each in chosen:
        on_it = statement == each
        asked[person[on_it]] = True
        for_it = person[on_it & (vote == 1)]
        covered[for_it] = True
        agreed.append(len(for_it))
        together.append(int(covered.sum()))
    against = int((asked & ~covered).sum())
    return Coverage(tuple(agreed), tuple(together), against, int((~asked).sum()))


def short_list(told: Told, chosen: Sequence[int], reach: Coverage) -> Section:
    """A few statements of which nearly everybody agrees with at least one; who is left out is said."""
    title = f"A short list that speaks for {_whom(told, reach)}"
    if not chosen:
        words = "Nobody agreed with any statement, so there is no list that speaks for people."
        return Section(title, paragraph(words), anchor="short-list")
    by_number = told.by_number()
    items = (_item(told, by_number[each], reach, place) for place, each in enumerate(chosen))
    parts: list[Part] = [
        paragraph(_lead(told, len(chosen), reach)),
        tag("ol", *items, class_="statements"),
        paragraph(_left_out(told, reach)),
    ]
    return Section(title, *parts, anchor="short-list")


def _whom(told: Told, reach: Coverage) -> str:
    covered = reach.together[-1] / told.n_people if reach.together else 0.0
    if covered >= NEARLY:
        return "nearly everyone"
    return "most people" if covered > HALF else "as many people as it can"


def _lead(told: Told, n: int, reach: Coverage) -> str:
    covered = reach.together[-1]
    people = f"{covered:,} of {told.n_people:,} people ({share(covered, told.n_people)})"
    if n == 1:
        return f"{people} agree with this statement."
    return (
        f"{people} agree with at least one of these {n} statements. The first is the one most people agree "
        "with; each further one speaks for as many people as possible who were not yet spoken for. It is a "
        "choice of voices, not a ranking: the statements need not agree with each other."
    )


def _item(told: Told, ballot: Ballot, reach: Coverage, place: int) -> Mark:
    said = f"{told.people(reach.agreed[place], 'person agrees', 'people agree')}"
    if place:
        more = reach.together[place] - reach.together[place - 1]
        if more < told.threshold:
            said += f", fewer than {told.threshold} of them with none before it"
        else:
            together = share(reach.together[place], told.n_people)
            said += f", {more:,} of them with none before it; together {together}"
    words = quotes([Quote(ballot.text, f"{ballot.label}. {said}.", ballot.language)]) if ballot.text else None
    return tag("li", words or paragraph(f"{ballot.label}. {said}."))


def _left_out(told: Told, reach: Coverage) -> str:
    parts = []
    if reach.against:
        parts.append(f"{told.people(reach.against)} voted on some of them and agreed with none")
    if reach.unasked:
        parts.append(f"{told.people(reach.unasked)} voted on none of them, so we do not know")
    return f"Left out: {'; '.join(parts)}." if parts else "Nobody is left out."


def all_statements(told: Told) -> Section:
    """Every statement with its votes, by common ground."""
    ordered = sorted(told.ballots, key=_place)
    rows = tuple(_row(told, each) for each in ordered[:MOST_ROWS])
    ground = "Agreed, at least"
    if told.n_groups > 1 or told.has_ends:
        ground = f"Agreed {'at both ends' if told.has_ends else 'in every group'}, at least"
    head = ("Statement", "Votes", "Agreed", "Passed", "Disagreed", ground)
    first = f"the first {MOST_ROWS} of {len(ordered):,}" if len(ordered) > MOST_ROWS else "all of them"
    where = paragraph(
        f"On a screen, a table of {first} opens here. statements.csv holds all, and more figures."
    )
    data = DataTable("Every statement, the most widely agreed first", head, rows)
    unfolded = folded(f"Show the table of {count(len(rows), 'statement')}", table(data))
    return Section("Every statement", where, unfolded, anchor="all")


def _place(ballot: Ballot) -> tuple[bool, float, int]:
    """The most widely agreed first; in no order of agreement those on which too few voted to tell."""
    return not ballot.agreed_is_told, -ballot.agreed if ballot.agreed_is_told else 0.0, ballot.number


def _row(told: Told, ballot: Ballot) -> tuple[str, ...]:
    words = ballot.named(LONGEST)
    if ballot.votes < told.threshold:
        return (words, told.few, "", "", "", "")
    said = (f"{n:,} ({share(n, ballot.votes)})" for n in ballot.everyone)
    ground = f"{int(100 * ballot.agreed)}%" if ballot.agreed_is_told else "too few votes"
    return (words, f"{ballot.votes:,}", *said, ground)
