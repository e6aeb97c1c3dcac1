"""The same votes under two rules: which projects differ, and why."""

from __future__ import annotations

from collections.abc import Iterator

from ..budgets import Outcome
from ..drawing import DataTable
from ..reports import Part, Section, paragraph, table
from .count_budget_rules import RULES
from .count_budget_tables import reasons_of
from .count_budget_told import Told
from .wording import count, share

MOST = 100


def side_by_side(told: Told, beside: Outcome) -> Section:
    """A section that lays the outcome and the one beside it next to one another."""
    return Section("The same votes under another rule", *_parts(told, beside), anchor="beside")


def _parts(told: Told, beside: Outcome) -> Iterator[Part]:
    counted = told.counted
    one, other = RULES[counted.rule].name, RULES[beside.rule].name
    compared = DataTable(f"{_upper(one)} and {other} beside one another", *_figures(told, beside))
    yield table(compared, all_numbers=True)
    only_here = [id for id in counted.winners if id in beside.reasons]
    only_there = [id for id in beside.winners if id in counted.reasons]
    both = len(counted.winners) - len(only_here)
    if not only_here and not only_there:
        yield paragraph(f"Both rules fund the same {count(both, 'project')}.")
        return
    yield paragraph(f"{count(both, 'project')} {_is(both)} funded under either rule.")
    if only_here:
        yield Section(f"Funded by {one}, not by {other}", *reasons_of(told, beside, only_here, MOST))
    if only_there:
        yield Section(f"Funded by {other}, not by {one}", *reasons_of(told, counted, only_there, MOST))


def _is(n: int) -> str:
    return "is" if n == 1 else "are"


def _figures(told: Told, beside: Outcome) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    both, n = (told.counted, beside), told.n_voters
    head = ("Compared", *(_upper(RULES[each.rule].name) for each in both))
    rows = (
        ("Projects funded", *(f"{len(each.winners):,}" for each in both)),
        ("Money spent", *(told.money(each.cost) for each in both)),
        ("Voters who chose none of them", *(_voters(each.voters_without, n) for each in both)),
        ("Funded projects a voter chose, on average", *(f"{each.winners_per_voter:.2f}" for each in both)),
        (
            "Cost of the funded projects a voter chose, on average",
            *(told.money(round(each.satisfaction.mean_spent)) for each in both),
        ),
    )
    return head, rows


def _voters(n: int, of: int) -> str:
    return f"{n:,} ({share(n, of)})"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
