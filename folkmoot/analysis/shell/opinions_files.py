"""The tables that `map-opinions` writes: a row for each person, a row for each statement."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..files.writing import Cell
from .opinions_told import Told, letter_of

Rows = tuple[list[str], Iterator[list[Cell]]]


def people_table(told: Told) -> Rows:
    """Everybody who voted: where they stand, how sure that is, their group, how readily they agree."""
    found = told.opinions
    axes = np.asarray(found.positions).shape[1]
    head = [
        "person",
        "votes",
        *(f"position_{axis}" for axis in range(1, axes + 1)),
        "spread",
        "group",
        "lean",
    ]
    columns = zip(
        found.people.tolist(),
        told.votes_each.tolist(),
        found.positions.tolist(),
        found.spread.tolist(),
        found.group.tolist(),
        found.lean.tolist(),
        strict=True,
    )
    return head, (
        [
            told.read.person(person),
            votes,
            *(_short(at) for at in position),
            _short(spread),
            letter_of(group) if group >= 0 else "",
            _short(lean),
        ]
        for person, votes, position, spread, group, lean in columns
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
