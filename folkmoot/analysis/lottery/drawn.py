"""The draw: a public seed becomes a number, the number a lot, the lot a panel. All in whole numbers.

Every panel of a lottery gets a run of lots, of which there are a million million, in proportion to its
weight. The list of panels with their lots is a plain table whose SHA-256 is the lottery's fingerprint, which
can be published before anybody knows the seed. The draw is SHA-256 of the fingerprint, a line feed and the
seed, read as a whole number, times the lots, over 2 to the 256, rounded down, plus 1. No library's random
numbers are needed, so anybody can do it again, in any language, with any version.

Source: commitment before randomness as in Blum, M. (1983), "Coin flipping by telephone", SIGACT News 15(1);
SHA-256 is FIPS 180-4.
"""

from __future__ import annotations

import csv
import hashlib
import io
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm
from typing import SupportsFloat, SupportsIndex

from ..files import safe_cell

LOTS = 10**12
DIGEST = 2**256
HEAD = ("panel", "lots", "first_lot", "last_lot", "members")
HEAD_OF_TICKETS = ("ticket", "members")
BETWEEN = "; "  # members in their cell
Seed = str | int


@dataclass(frozen=True, slots=True)
class Listed:
    """A lottery as it is published: panels in a fixed order, each with its whole number of lots.

    `panels` hold the names of the members, sorted; `order[i]` is where the panel stood in what was given. Of
    tickets each has one lot, and its number is the ticket's."""

    panels: tuple[tuple[str, ...], ...]
    lots: tuple[int, ...]
    order: tuple[int, ...]
    is_tickets: bool = False

    @property
    def total(self) -> int:
        """The number of lots."""
        return sum(self.lots)

    @property
    def text(self) -> str:
        """The table that the fingerprint is of: CSV, line feeds, a row for each panel or ticket."""
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD_OF_TICKETS if self.is_tickets else HEAD)
        last = 0
        for number, (members, lots) in enumerate(zip(self.panels, self.lots, strict=True), 1):
            where = () if self.is_tickets else (lots, last + 1, last + lots)
            writer.writerow([number, *where, safe_cell(BETWEEN.join(members))])
            last += lots
        return file.getvalue()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the table in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn. `lot` counts from 1; `place` is the panel in the order in which panels were given."""

    seed: str
    fingerprint: str
    lot: int
    lots: int
    number: int  # of the panel in the published list, from 1
    place: int

    def explain(self) -> str:
        return (
            f"The seed '{self.seed}' gives lot {self.lot:,} of {self.lots:,}, which is panel {self.number} "
            f"of the list with the fingerprint {self.fingerprint}."
        )


def draw(
    panels: Iterable[Iterable[SupportsIndex]],
    weights: Iterable[SupportsFloat],
    seed: Seed,
    *,
    names: Sequence[str] | None = None,
) -> Draw:
    """Draw one panel. `panels` hold places of people, `weights` one positive number for each panel.

    `names` are what people are called in the published list, by place; without them the places themselves.
    The draw is the same in whatever order the panels are given. Raises ValueError as `listed` does, and for a
    seed without a sign in it.

    >>> found = draw([(0, 1), (2, 3)], [0.5, 0.5], "Thunderball 2 May: 4 9 17 23 38")
    >>> found.number, found.lots, found.lot
    (2, 1000000000000, 944735468609)
    """
    return draw_listed(listed(panels, weights, names=names), seed)


def draw_listed(lottery: Listed, seed: Seed) -> Draw:
    """Draw from a list of panels as published."""
    words, fingerprint, total = seed_words(seed), lottery.fingerprint, lottery.total
    lot = lot_of(words, fingerprint, total)
    place = bisect_left(list(accumulate(lottery.lots)), lot)
    return Draw(words, fingerprint, lot, total, place + 1, lottery.order[place])


def lot_of(seed: Seed, fingerprint: str, lots: int) -> int:
    """The lot that a seed draws, from 1 to `lots`.

    >>> lot_of("4 9 17 23 38", "00" * 32, 1000)
    334
    """
    digest = hashlib.sha256(f"{fingerprint}\n{seed_words(seed)}".encode()).digest()
    return int.from_bytes(digest) * lots // DIGEST + 1


def seed_words(seed: Seed) -> str:
    """The seed as it is hashed: its words with single spaces, so that a space more makes no difference.

    >>> seed_words("  Lotto:  3 14 "), seed_words(7)
    ('Lotto: 3 14', '7')
    """
    words = " ".join(str(seed).split())
    if not words:
        raise ValueError("The seed is empty; give the words or numbers that decide the draw.")
    return words


def listed(
    panels: Iterable[Iterable[SupportsIndex]],
    weights: Iterable[SupportsFloat],
    *,
    names: Sequence[str] | None = None,
) -> Listed:
    """The lottery as it is published: panels sorted by their members, equal ones joined, weights as lots.

    Raises ValueError when there is no panel, when weights and panels differ in number, when a weight is not
    positive, or when somebody is on a panel twice.

    >>> listed([(1, 0), (2, 1)], [1, 3]).text.splitlines()[1:]
    ['1,250000000000,1,250000000000,0; 1', '2,750000000000,250000000001,1000000000000,1; 2']
    """
    members = [tuple(sorted(int(person) for person in panel)) for panel in panels]
    heavy = [float(weight) for weight in weights]
    _check(members, heavy)
    shares: dict[tuple[int, ...], Fraction] = {}
    first: dict[tuple[int, ...], int] = {}
    for place, (panel, weight) in enumerate(zip(members, heavy, strict=True)):
        shares[panel] = shares.get(panel, Fraction(0)) + Fraction(weight)
        first.setdefault(panel, place)
    rank = _ranks(members, names)
    ranked = {panel: sorted(rank[person] for person in panel) for panel in shares}
    by_rank = {rank[person]: _name(person, names) for person in rank}
    called = {panel: tuple(by_rank[each] for each in ranked[panel]) for panel in shares}
    in_order = sorted(shares, key=lambda panel: ranked[panel])
    lots = _lots([shares[panel] for panel in in_order])
    kept = [(panel, number) for panel, number in zip(in_order, lots, strict=True) if number]
    return Listed(
        tuple(called[panel] for panel, _lots in kept),
        tuple(number for _panel, number in kept),
        tuple(first[panel] for panel, _lots in kept),
    )


def listed_tickets(panels: Sequence[Sequence[int]], *, names: Sequence[str] | None = None) -> Listed:
    """Tickets as they are published: sorted by the members of their panels, one lot each.

    >>> listed_tickets([(2, 1), (0, 1)]).text.splitlines()
    ['ticket,members', '1,0; 1', '2,1; 2']
    """
    _check([tuple(panel) for panel in panels], [1] * len(panels))
    called = [_called(tuple(panel), names) for panel in panels]
    order = sorted(range(len(called)), key=lambda place: [_natural(name) for name in called[place]])
    return Listed(tuple(called[place] for place in order), (1,) * len(order), tuple(order), is_tickets=True)


def _check(members: Sequence[tuple[int, ...]], weights: Sequence[float]) -> None:
    if not members:
        raise ValueError("There is no panel to draw from; find a lottery first.")
    if len(members) != len(weights):
        raise ValueError(
            f"There are {len(members)} panels and {len(weights)} weights; give each panel one weight."
        )
    for number, (panel, weight) in enumerate(zip(members, weights, strict=True), 1):
        if not 0 < weight < float("inf"):
            raise ValueError(
                f"Panel {number} has the weight {weight}; leave it out or give it a positive one."
            )
        if len(set(panel)) < len(panel):
            raise ValueError(f"Panel {number} names a person twice; name each member once.")


def _ranks(members: Iterable[Iterable[int]], names: Sequence[str] | None) -> dict[int, int]:
    """Where each person stands among all, by name: sorted once, not once for each panel."""
    people = sorted({person for panel in members for person in panel})
    people.sort(key=lambda person: _natural(_name(person, names)))
    return {person: place for place, person in enumerate(people)}


def _name(person: int, names: Sequence[str] | None) -> str:
    return str(person) if names is None else names[person]


def _called(panel: tuple[int, ...], names: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(sorted((_name(person, names) for person in panel), key=_natural))


def _natural(name: str) -> tuple[int, int, str, str]:
    """Numbers in their order, then words in theirs."""
    is_number = name.isascii() and name.isdigit()
    digits = name.lstrip("0") if is_number else ""
    return (0 if is_number else 1, len(digits), digits, name)


def _lots(shares: Sequence[Fraction]) -> list[int]:
    """Whole lots that add up to LOTS, each less than one from its exact share (largest remainders)."""
    same = lcm(*(share.denominator for share in shares))
    parts = [share.numerator * (same // share.denominator) for share in shares]
    whole = sum(parts)
    lots = [part * LOTS // whole for part in parts]
    by_rest = sorted(range(len(lots)), key=lambda place: (-(parts[place] * LOTS % whole), place))
    for place in by_rest[: LOTS - sum(lots)]:
        lots[place] += 1
    return lots
