"""The tables that `map-opinions` writes: a row for each person, a row for each statement."""

from __future__ import annotations

from collections.abc import Iterator

from ..files.writing import Cell
from .opinions_told import Told, letter_of

Rows = tuple[list[str], Iterator[list[Cell]]]


def people_table(told: Told) -> Rows:
    """Everybody who voted: where they stand on each axis and how sure that is, their group and how likely it
    is theirs, how much more readily than others they agree, and pass."""
    found = told.opinions
    axes = range(1, found.positions.shape[1] + 1)
    head = ["person", "votes", *(f"position_{axis}" for axis in axes), *(f"spread_{axis}" for axis in axes)]
    head += ["group", "chance", "lean", "caution"]
    columns = (found.people, told.votes_each, found.positions, found.spread, found.group)
    more = (found.chance, found.lean, found.caution)
    rows = zip(*(each.tolist() for each in (*columns, *more)), strict=True)
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
        ]
        for person, votes, position, spread, group, chance, lean, caution in rows
    )


def statements_table(told: Told, chosen: dict[int, int]) -> Rows:
    """Every statement with its votes, whole and by group, and what was found. `chosen` holds the place of
    the statements of the short list. Counts are not protected here: the file is for the analyst."""
    letters = [letter_of(group).lower() for group in range(told.n_groups)]
    counts = ("agreed", "passed", "disagreed")
    head = ["statement", "words", "votes", *counts]
    head += [f"{each}_{letter}" for letter in letters for each in counts]
    head += ["agreed_at_least", "rejected_at_least", "division", "divides", "short_list"]
    return head, (
        [
            each.number,
            each.text,
            each.votes,
            *each.everyone,
            *(n for group in each.unprotected for n in group),
            round(each.agreed, 4),
            round(each.rejected, 4),
            _short(each.division),
            "yes" if each.divides else "no",
            chosen.get(each.number, ""),
        ]
        for each in told.ballots
    )


def _short(number: float) -> float:
    return round(number, 5)
