"""A lottery over panels, and what it can say of itself."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .drawn import Draw
from .odds import bound_sentence, odds
from .pools import Pool
from .tickets import Tickets

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SURE = 1e-9


@dataclass(frozen=True, slots=True)
class GroupChance:
    """Chances of the people with one value of a feature, and the seats they can expect on the panel."""

    people: int
    mean: float
    lowest: float
    highest: float
    seats: float

    def explain(self) -> str:
        return (
            f"{self.people} people, {self.seats:.2f} seats expected, chances from {odds(self.lowest)} "
            f"to {odds(self.highest)}."
        )


@dataclass(frozen=True, slots=True, eq=False)
class Lottery:
    """People are named by their place among the volunteers, from 0.

    `chances` follows that order, and `able`: whether a person can be on any panel that meets the targets.
    `panels` (rows: the people of a panel, sorted) with `weights` that sum to 1 are the lottery itself:
    `chances` is what they add up to. `bound` is certified: no lottery over panels that meet the targets can
    give the least-served person more. It is 0 when somebody can be on no panel; `bound_of_possible` leaves
    such people aside. `shortfall` is the most by which any chance lies below the proved best of the method
    (for LEXIMIN: at any level), `exact` whether that is at most 1e-6; where it is False the time was over
    first, and chances lie so far below what targets met on average would allow, of which real panels may keep
    less to some and more to others. `gap` says that targets met on average would promise more than real
    panels can keep. `panel` is the panel drawn, by `draw`; with tickets, from them.
    """

    method: str
    chances: Floats
    able: NDArray[np.bool_]
    bound: float
    bound_of_possible: float
    shortfall: float
    exact: bool
    gap: bool
    panels: Ints
    weights: Floats
    panel: tuple[int, ...]
    draw: Draw
    tickets: Tickets | None
    pool: Pool = field(repr=False)

    @property
    def lowest(self) -> float:
        """The chance of the least-served person."""
        return float(self.chances.min())

    @property
    def certain(self) -> tuple[int, ...]:
        """The people who are on every panel."""
        return tuple(np.flatnonzero(self.chances > 1 - SURE).tolist())

    @property
    def impossible(self) -> tuple[int, ...]:
        """The people who can be on no panel that meets the targets."""
        return tuple(np.flatnonzero(~self.able).tolist())

    def chances_by_group(self) -> dict[str, dict[Hashable, GroupChance]]:
        """For each feature and each value that somebody has: how their chances lie."""
        found: dict[str, dict[Hashable, GroupChance]] = {name: {} for name in self.pool.features}
        for row, (name, value) in enumerate(self.pool.rows):
            among = self.chances[self.pool.member[self.pool.type_of, row] == 1]
            if len(among):
                found[name][value] = GroupChance(
                    len(among),
                    float(among.mean()),
                    float(among.min()),
                    float(among.max()),
                    float(among.sum()),
                )
        return found

    def explain(self, person: int | None = None) -> str:
        """English sentences on the lottery, or on the chance of one person and why it is 0 or 1."""
        if person is not None:
            return self._explain_person(person)
        among = "volunteer who can be on a panel" if self.impossible else "volunteer"
        least = float(self.chances[self.able].min())
        said = bound_sentence(least, self.bound_of_possible, of=f"the least-served {among}")
        proof = "This is proved to be the best of its method." if self.exact else self._unproved()
        out = f" {len(self.impossible)} can be on no panel." if self.impossible else ""
        sure = f" {len(self.certain)} {'is' if len(self.certain) == 1 else 'are'} on every panel."
        tickets = f" {self.tickets.explain()}" if self.tickets else ""
        return f"{said} {proof}{out}{sure if self.certain else ''}{tickets}"

    def _unproved(self) -> str:
        return (
            f"The time was over before this was proved: chances lie at most {self.shortfall:.4f} below "
            "what the targets allow on average."
        )

    def _explain_person(self, person: int) -> str:
        if not 0 <= person < len(self.chances):
            raise ValueError(
                f"There is no person {person}: they are counted from 0 to {len(self.chances) - 1}."
            )
        chance = float(self.chances[person])
        if SURE <= chance <= 1 - SURE:
            return f"The chance of person {person} is {odds(chance)}."
        from .reasons import reasons_of

        number = int(self.pool.type_of[person])
        reason = reasons_of(self.pool, [number], certain=chance > 0.5).get(number)
        known = f": {reason.explain()}" if reason else " under this method."
        return f"Person {person} is on {'every' if chance > 0.5 else 'no'} panel{known}"
