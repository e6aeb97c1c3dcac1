"""What `draw-panel` finds: a lottery, how it is published, who was drawn, and what each group gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..lottery.drawn import Draw, Listed
from ..lottery.evenness import Evenness
from ..lottery.reading import Quotas, TargetsFile, VolunteersFile
from ..lottery.reasons import Reason

if TYPE_CHECKING:
    from ..lottery.replacing import Vacancies

Floats = NDArray[np.float64]
NONE, CERTAIN = 1e-9, 1 - 1e-6


@dataclass(frozen=True, slots=True)
class Compared:
    """A method beside others: its chances over all who took part."""

    method: str
    evenness: Evenness


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one target: how many took part, their chances, the seats that makes on average, and how
    many are on the panel that was drawn (None before the draw)."""

    feature: str
    value: str
    low: int
    high: int
    volunteers: int
    lowest: float
    mean: float
    highest: float
    expected: float
    on_panel: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """`among` are the places of those who took part in the lottery: everybody, or after drop-outs those who
    remained. `chances` follow all volunteers, under the lottery or, where there are tickets, under those;
    `changed` is the largest change of any chance that tickets make. `published` is the list that is drawn
    from. `reasons` say of people why they are certain or cannot be drawn, None
    where no target forces it. `panel` are all members, with
    those who stay after drop-outs."""

    people: VolunteersFile
    targets: TargetsFile
    size: int
    method: str
    among: tuple[int, ...]
    chances: Floats
    bound: float
    shortfall: float
    exact: bool
    lottery: Listed
    published: Listed
    changed: float | None
    reasons: dict[int, Reason | None]
    compared: tuple[Compared, ...]
    draw: Draw | None
    panel: tuple[int, ...]
    vacancies: Vacancies | None = None

    @property
    def is_drawn(self) -> bool:
        return bool(self.panel)

    @property
    def seats(self) -> int:
        """Seats that the lottery fills."""
        return self.vacancies.seats if self.vacancies else self.size

    @property
    def stays(self) -> frozenset[int]:
        return frozenset(self.vacancies.stays if self.vacancies else ())

    @property
    def reachable(self) -> Floats:
        """The chances of those who can be drawn, from the lowest."""
        those = np.sort(self.chances[list(self.among)])
        return those[those > NONE]

    @property
    def least(self) -> float:
        found = self.reachable
        return float(found[0]) if len(found) else 0.0

    @property
    def certain(self) -> tuple[int, ...]:
        return tuple(person for person in self.among if self.chances[person] > CERTAIN)

    @property
    def impossible(self) -> tuple[int, ...]:
        return tuple(person for person in self.among if self.chances[person] <= NONE)

    def groups(self) -> list[Group]:
        """Every target in the order of the file of targets."""
        return [
            self._group(feature, str(value), *bounds)
            for feature, row in self.targets.quotas.items()
            for value, bounds in row.items()
        ]

    def _group(self, feature: str, value: str, low: int, high: int) -> Group:
        of = self.people.values[feature]
        there = [person for person in self.among if of[person] == value]
        shares = self.chances[there] if there else np.zeros(1)
        on_panel = sum(of[person] == value for person in self.panel) if self.is_drawn else None
        mean = float(shares.mean())
        return Group(
            feature,
            value,
            low,
            high,
            len(there),
            float(shares.min()),
            mean,
            float(shares.max()),
            mean * len(there),
            on_panel,
        )

    def meets_every_target(self) -> bool:
        """Counted anew from the people drawn, the targets as they were read, and the households."""
        homes = [self.people.households[person] for person in self.panel] if self.people.households else []
        shared = [home for home in homes if home]
        seats = [(group.low, group.on_panel or 0, group.high) for group in self.groups()]
        is_whole = len(set(self.panel)) == self.size and len(set(shared)) == len(shared)
        return is_whole and all(low <= there <= high for low, there, high in seats)


def in_order(quotas: Quotas) -> Quotas:
    """The same targets sorted, so that the order of rows in a file changes nothing."""
    return {
        name: {value: row[value] for value in sorted(row, key=str)} for name, row in sorted(quotas.items())
    }


def of_panel(published: Listed, place: int, panels: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The people of the panel that stands at this place of the published list."""
    return tuple(sorted(int(person) for person in panels[published.order[place]]))
