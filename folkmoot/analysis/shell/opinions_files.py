"""The tables that `map-opinions` writes: a row for each person, a row for each statement."""

from __future__ import annotations

from collections.abc import Iterator

from ..files.writing import Cell
from .opinions_told import Told, letter_of

END_NUMBERS = {-1: "1", 0: "", 1: "2"}
Rows = tuple[list[str], Iterator[list[Cell]]]


def people_table(told: Told) -> Rows:
    """Everybody who voted: where they stand on each axis and how sure that is, their group and how likely it
    is theirs, how much more readily than others they agree, and pass."""
    found = told.opinions
    axes = range(1, found.positions.shape[1] + 1)
    head = ["person", "votes", *(f"position_{axis}" for axis in axes), *(f"spread_{axis}" for axis in axes)]
    head += ["group", "chance", "lean", "caution", *(["end"] if told.has_ends else [])]
    ends = found.end.tolist() if told.has_ends else [None] * told.n_people
    columns = (found.people, told.votes_each, found.positions, found.spread, found.group)
    more = (found.chance, found.lean, found.caution)
    rows = zip(*(each.tolist() for each in (*columns, *more)), ends, strict=True)
    return head, (
        [
            told.read.person(person),
            votes,
            *map(_short, position),
            *map(_short, spread),
            letter_of(group) if group >= 0 else "",
            _short(chance) if group >= 0 else "",
            _short(lean),
            _short(caution),
            *([] if end is None else [END_NUMBERS[end]]),
        ]
        for person, votes, position, spread, group, chance, lean, caution, end in rows
    )


def statements_table(told: Told, chosen: dict[int, int]) -> Rows:
    """Every statement with its votes, whole and by group or end, and what was found. `chosen` holds the place
    of the statements of the short list. Counts are not protected here: the file is for the analyst."""
    letters = [letter_of(group).lower() for group in range(told.n_groups)]
    counts = ("agreed", "passed", "disagreed")
    head = ["statement", "words", "votes", *counts]
    head += [f"{each}_{letter}" for letter in letters for each in counts]
    head += [f"{each}_end_{end}" for end in (1, 2) if told.has_ends for each in counts]
    head += ["agreed_at_least", "rejected_at_least", "agreed_overall_at_least", "rejected_overall_at_least"]
    head += ["division", "divides", "short_list"]
    return head, (
        [
            each.number,
            each.text,
            each.votes,
            *each.everyone,
            *(n for part in (*each.unprotected, *each.unprotected_ends) for n in part),
            *(round(n, 4) for n in (each.agreed, each.rejected, each.agreed_overall, each.rejected_overall)),
            _short(each.division),
            "yes" if each.divides else "no",
            chosen.get(each.number, ""),
        ]
        for each in told.ballots
    )


def _short(number: float) -> float:
    return round(number, 5)
