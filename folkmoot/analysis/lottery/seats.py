"""Seats on tickets: members replaced one at a time until everybody sits on as many as is due to them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .pools import Pool

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEAST = 1e-9
MOST_SWEEPS = 60
FAR = 0.75  # of a ticket: for whoever is so far from what is due, chains are tried
MOST_CHAINED, MOST_BETWEEN = 60, 150  # people tried at the ends and in the middle of chains
RARE = 1e6  # what it is worth that somebody who had a chance keeps one


class Seats:
    """`on` (tickets x people) says who sits on the panel of which ticket, `wanted` on how many each should.

    The panels meet the targets of `pool` from first to last; without a pool nobody is moved.
    """

    def __init__(self, on: NDArray[np.bool_], wanted: Floats, pool: Pool | None) -> None:
        self.on, self.wanted, self.pool = on.copy(), wanted, pool
        self.held = self.on.sum(axis=0).astype(np.float64)
        if pool is not None:
            self.counts_towards = pool.member[pool.type_of].astype(np.float32)  # people x targets
            self.filled = (self.on.astype(np.float32) @ self.counts_towards).astype(np.int64)
            homes = sorted({int(home) for home in pool.home_of if home >= 0})
            self.homes = {home: np.flatnonzero(pool.home_of == home) for home in homes}

    def improve(self) -> None:
        """Replace members until no replacement of one, nor a chain of two, brings chances nearer."""
        if self.pool is None:
            return
        for _sweep in range(MOST_SWEEPS):
            if not self._sweep() and not self._chains():
                return

    def _sweep(self) -> bool:
        """Single replacements, from whoever has most too many. Whether there were any."""
        excess = self._excess()
        worth = 0.5 if excess.min() > -RARE else -RARE  # whoever lost every chance is helped by anybody
        moved = False
        for person in _falling(excess, worth):
            moved |= self._relieve(person)
        return moved

    def _chains(self) -> bool:
        """Chains of two: a seat of one goes to a second, and a seat of the second to a third."""
        moved = False
        for person in _falling(self._excess(), FAR)[:MOST_CHAINED]:
            moved |= self._chain_from(person)
        for person in _falling(-self._excess(), FAR)[:MOST_CHAINED]:
            moved |= self._chain_to(person)
        return moved

    def _chain_from(self, person: int) -> bool:
        excess = self._excess()
        lacking = np.flatnonzero(excess[person] - excess > 1 + LEAST)
        if not len(lacking) or not self._can_give(person):
            return False
        lacking = lacking[np.argsort(excess[lacking], kind="stable")]
        everybody = np.delete(np.arange(len(excess)), person)
        for between in everybody[np.argsort(-excess[everybody], kind="stable")][:MOST_BETWEEN].tolist():
            last = self._replacement(between, lacking[lacking != between])
            if last is not None and self._chain(person, between, last):
                return True
        return False

    def _chain_to(self, person: int) -> bool:
        excess = self._excess()
        too_many = _falling(excess, excess[person] + 1 + LEAST)
        if not too_many:
            return False
        alone = np.array([person])
        order = np.argsort(-excess, kind="stable")[:MOST_BETWEEN].tolist()
        between = np.array(
            [each for each in order if each != person and self._replacement(each, alone)], np.int64
        )
        for giver in too_many[:MOST_CHAINED]:
            found = self._replacement(giver, between[between != giver]) if self._can_give(giver) else None
            if found is not None:
                last = self._replacement(found[1], alone)
                if last is not None and self._chain(giver, found[1], last):
                    return True
        return False

    def _chain(self, person: int, between: int, last: tuple[int, int]) -> bool:
        """Give the seat of `last` away first; undo it if `person` then has none for who gave it."""
        self._replace(between, *last)
        found = self._replacement(person, np.array([between]))
        if found is None:
            self._replace(last[1], last[0], between)
            return False
        self._replace(person, *found)
        return True

    def _can_give(self, person: int) -> bool:
        """Whoever had a chance keeps a ticket."""
        return bool(self.held[person] > 1 or self.wanted[person] <= LEAST < self.held[person])

    def _excess(self) -> Floats:
        """Tickets too many, person by person; whoever has lost every chance is far below their due."""
        return self.held - self.wanted - 2 * RARE * ((self.held == 0) & (self.wanted > LEAST))

    def _relieve(self, person: int) -> bool:
        """Give seats of this person to those who lack them most, as far as targets allow. Whether any was."""
        moved = False
        while self._can_give(person):
            excess = self._excess()
            lacking = np.flatnonzero(excess[person] - excess > 1 + LEAST)
            found = self._replacement(person, lacking[np.argsort(excess[lacking], kind="stable")])
            if found is None:
                break
            self._replace(person, *found)
            moved = True
        return moved

    def _replacement(self, person: int, others: Ints) -> tuple[int, int] | None:
        """The first of `others` who can take a seat of this person, and the ticket; None if nobody can."""
        tickets = np.flatnonzero(self.on[:, person])
        if not len(others) or not len(tickets):
            return None
        can = self._fits(person, tickets, others) & ~self.on[np.ix_(tickets, others)]
        for place in np.flatnonzero(can.any(axis=0)):
            other = int(others[place])
            for ticket in tickets[can[:, place]]:
                if self._is_only_one_of_home(int(ticket), person, other):
                    return int(ticket), other
        return None

    def _fits(self, person: int, tickets: Ints, others: Ints) -> NDArray[np.bool_]:
        """Tickets x others: whether every target is still met."""
        assert self.pool is not None
        filled, mine, theirs = self.filled[tickets], self.counts_towards[person], self.counts_towards[others]
        is_full = (filled + 1 > self.pool.high).astype(np.float32)
        is_least = (filled - 1 < self.pool.low).astype(np.float32)
        gained, given = theirs * (1 - mine), mine * (1 - theirs)
        return is_full @ gained.T + is_least @ given.T == 0

    def _is_only_one_of_home(self, ticket: int, person: int, other: int) -> bool:
        assert self.pool is not None
        at_home = self.homes.get(int(self.pool.home_of[other]))
        if at_home is None:
            return True
        return not any(self.on[ticket, each] for each in at_home if each not in (person, other))

    def _replace(self, person: int, ticket: int, other: int) -> None:
        self.on[ticket, person], self.on[ticket, other] = False, True
        self.held[person] -= 1
        self.held[other] += 1
        change = self.counts_towards[other] - self.counts_towards[person]
        self.filled[ticket] += change.astype(np.int64)


def _falling(numbers: Floats, above: float) -> list[int]:
    """Places of the numbers above a bound, the highest first."""
    order = np.argsort(-numbers, kind="stable")
    return order[numbers[order] > above].tolist()
