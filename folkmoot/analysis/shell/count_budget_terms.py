"""What a council sets beside the rule of counting: options of the command, and sentences of its report."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from . import frame
from .wording import count

if TYPE_CHECKING:
    from .count_budget_told import Told


def add_terms(parser: argparse.ArgumentParser) -> None:
    """What a council may set beside the rule."""
    parser.add_argument(
        "--minimum-votes",
        metavar="N",
        type=frame.whole_number(1),
        help="how many votes a project needs to be in the count",
    )
    parser.add_argument(
        "--threshold", metavar="N", type=_number, help="the votes or points that a project needs"
    )
    parser.add_argument(
        "--minimum-support",
        metavar="PART",
        type=_number,
        help="leave out what a smaller part of voters chose than PART of its part of the budget, such as 1/3",
    )
    parser.add_argument(
        "--exclusive",
        metavar="COLUMN",
        type=frame.column,
        help="of projects with the same words in this column only one can win, such as one for each site",
    )
    parser.add_argument(
        "--category-limit",
        metavar="NAME=MONEY",
        type=_limit,
        action="append",
        default=[],
        help="the most that projects of a category may cost together; may be given more than once",
    )
    parser.add_argument(
        "--without", metavar="PROJECT", action="append", default=[], help="leave a project out of the count"
    )


def money_typed(typed: str) -> Fraction:
    from .count_budget_reading import money

    amount = money(typed)
    if not amount:
        raise argparse.ArgumentTypeError(f"'{typed}' is not an amount; write it such as 50000 or 50,000.00")
    return amount


def _number(typed: str) -> Fraction:
    from .count_budget_reading import number

    found = number(typed)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"'{typed}' is not a number of 0 or more; write it such as 25, 0.5 or 1/3"
        )
    return found


def _limit(typed: str) -> tuple[str, Fraction]:
    name, _equals, amount = typed.rpartition("=")
    if not name.strip():
        raise argparse.ArgumentTypeError(f"'{typed}' names no category; write it such as parks=20000")
    return name.strip(), money_typed(amount)


def terms_set(arguments: argparse.Namespace, told: Told) -> list[str]:
    """The terms of this count, as the report tells them."""
    return list(_told(arguments, told))


def _told(arguments: argparse.Namespace, told: Told) -> Iterator[str]:
    from ..drawing.phrases import joined  # drawing takes a moment that --help need not wait for

    if arguments.minimum_votes:
        yield f"A project needs at least {count(arguments.minimum_votes, 'vote')}."
    if arguments.threshold is not None:
        yield f"A project needs at least {arguments.threshold} votes or, where voters give points, points."
    if arguments.minimum_support is not None:
        yield (
            f"A project that costs the whole budget needs the votes of {arguments.minimum_support} of the "
            "voters, and one that costs less a part of that: half as much money, half as many votes."
        )
    if arguments.exclusive:
        yield f"Of projects with the same “{arguments.exclusive}” only one can be funded."
    for name, most in arguments.category_limit:
        yield f"Projects of the category “{name}” can cost {told.money(most)} together at most."
    if arguments.without:
        yield joined(
            "Left out before the count: ", joined(*map(told.name, arguments.without), between=", "), "."
        )
