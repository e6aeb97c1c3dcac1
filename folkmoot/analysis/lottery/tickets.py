"""Equal tickets: a lottery as m panels of one chance each, for a draw with balls in public.

Each panel gets the tickets that its weight makes, rounded down, and those that are left go where they change
people's chances least. Then one member of one ticket's panel is replaced by somebody else, as long as the
panel still meets every target and chances come nearer to those of the lottery. Whoever had a chance keeps
one.

Source: the question, and bounds that hold in the worst case: Flanigan, B., Kehne, G. and Procaccia, A. D.
(2021), "Fair Sortition Made Transparent", NeurIPS 34; replacing single members is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .pools import Pool
from .seats import Seats

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEAST = 1e-9  # a smaller gain is none
MOST_EXCHANGES = 1000
TRIED = 40  # panels to give a ticket to, and as many to take one from, at each exchange


@dataclass(frozen=True, slots=True, eq=False)
class Tickets:
    """Equally likely tickets: `panels[j]` is the panel of ticket j + 1, sorted; the same panel may be on
    several. `chances` are people's chances under the tickets, `loss` is the largest change of any."""

    panels: tuple[tuple[int, ...], ...]
    chances: Floats
    loss: float

    @property
    def m(self) -> int:
        return len(self.panels)

    def explain(self) -> str:
        return (
            f"{self.m:,} tickets with one chance each, of {len(set(self.panels)):,} different panels; "
            f"nobody’s chance changes by more than {self.loss * 100:.2f} in 100."
        )


def equal_tickets(
    panels: Iterable[Iterable[int]], weights: ArrayLike, m: int, *, pool: Pool | None = None
) -> Tickets:
    """The m equally likely panels whose chances are near to those of a lottery.

    `panels` hold places of people, `weights` one positive number for each. With the `pool` its targets allow
    single members to be replaced, which brings chances much nearer; without it every ticket is one of
    `panels`. Raises ValueError when m is not positive, when the two lists differ in length, or when so few
    tickets would leave somebody without a chance who had one.

    >>> found = equal_tickets([(0, 1), (2, 3), (0, 3)], [0.5, 0.25, 0.25], 8)
    >>> found.panels.count((0, 1)), found.loss
    (4, 0.0)
    """
    if isinstance(m, bool) or not isinstance(m, int | np.integer) or m < 1:
        raise ValueError(f"{m} tickets cannot be drawn from; give a whole number of 1 or more.")
    members = [sorted(int(person) for person in panel) for panel in panels]
    share = np.asarray(weights, dtype=np.float64)
    if len(members) != len(share) or not len(share):
        raise ValueError(
            f"There are {len(members)} panels and {len(share)} weights; give one weight for each."
        )
    sits = _sits(members, pool.people if pool else 1 + max(person for panel in members for person in panel))
    wanted = m * share / share.sum()
    counts = _exchanged(sits, wanted, _rounded(wanted, m))
    seats = Seats(np.repeat(sits.T > 0, counts, axis=0), sits @ wanted, pool)
    seats.improve()
    return _tickets(seats, m)


def _tickets(seats: Seats, m: int) -> Tickets:
    had = seats.on.sum(axis=0)
    left_out = int(((had == 0) & (seats.wanted > LEAST)).sum())
    if left_out:
        least = seats.wanted[seats.wanted > LEAST].min() / m
        enough = max(m + 1, int(np.ceil(2 / least)))  # so that the rarest is wanted on two
        who = "one person" if left_out == 1 else f"{left_out} people"
        raise ValueError(
            f"With {m:,} ticket{'' if m == 1 else 's'} {who} would lose every chance; "
            f"take more tickets, such as {enough:,}."
        )
    spread = sorted(tuple(np.flatnonzero(row).tolist()) for row in seats.on)
    return Tickets(tuple(spread), had / m, float(np.abs(had - seats.wanted).max()) / m)


def _sits(members: Sequence[Sequence[int]], n_people: int) -> Floats:
    """People x panels: 1 where the person is on the panel."""
    sits = np.zeros((n_people, len(members)))
    for place, panel in enumerate(members):
        sits[panel, place] = 1
    return sits


def _rounded(wanted: Floats, m: int) -> Ints:
    """Rounded down, and one more for the largest remainders."""
    counts = np.floor(wanted + LEAST).astype(np.int64)
    rest = np.argsort(counts - wanted, kind="stable")[: m - int(counts.sum())]
    counts[rest] += 1
    return counts


def _exchanged(sits: Floats, wanted: Floats, counts: Ints) -> Ints:
    """Tickets moved from one panel to another while the squares of the changes of chances fall: the best of
    the pairs that look best one by one."""
    own = sits.sum(axis=0)  # members of each panel
    change = sits @ (counts - wanted)
    for _exchange in range(MOST_EXCHANGES):
        slope = 2 * (change @ sits)
        up = np.argsort(slope + own, kind="stable")[:TRIED]
        down = np.argsort(np.where(counts > 0, own - slope, np.inf), kind="stable")[:TRIED]
        down = down[counts[down] > 0]
        gains = (slope + own)[up][:, None] + (own - slope)[down][None, :]
        gains -= 2 * sits[:, up].T @ sits[:, down]  # members that two panels have in common
        gained, given = np.unravel_index(int(gains.argmin()), gains.shape)
        if gains[gained, given] > -LEAST:
            break
        counts[up[gained]] += 1
        counts[down[given]] -= 1
        change += sits[:, up[gained]] - sits[:, down[given]]
    return counts
