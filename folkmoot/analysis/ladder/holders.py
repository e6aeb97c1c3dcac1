"""Engagements by who decides: where opinions are only gathered, and where power is shared or handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .honesty import Level, Power
from .scale import SCALE


class Decided(NamedTuple):
    """One engagement: its key, who decides (blank where nobody is recorded) and its level."""

    key: str
    holder: str
    level: int


@dataclass(frozen=True, slots=True)
class Holder:
    """One decision-holder; a name of "" gathers the engagements that record none.

    The keys of its engagements by what becomes of people's part: they are told, heard, share in the decision,
    or have it handed over.
    """

    name: str
    told: tuple[str, ...]
    heard: tuple[str, ...]
    shared: tuple[str, ...]
    handed_over: tuple[str, ...]

    @property
    def n(self) -> int:
        return len(self.told) + len(self.heard) + len(self.shared) + len(self.handed_over)

    def explain(self) -> str:
        """One plain English sentence.

        >>> Holder("Cabinet", ("E09",), ("E01", "E10"), (), ()).explain()
        'Cabinet decides on 3: people are told in 1, heard in 2, share in 0 and decide themselves in 0.'
        """
        counts = f"told in {len(self.told)}, heard in {len(self.heard)}, share in {len(self.shared)}"
        who = (
            f"{self.name} decides on {self.n}" if self.name else f"Nobody is recorded as deciding on {self.n}"
        )
        return f"{who}: people are {counts} and decide themselves in {len(self.handed_over)}."


def by_decision_holder(engagements: Iterable[Decided], scale: Sequence[Level] = SCALE) -> tuple[Holder, ...]:
    """Who decides on what (L-32): those without a decision-holder first, then by number and name.

    Names that differ only in capitals and spaces are one; the commonest spelling is shown. What becomes of
    people's part is the `power` of the level in the scale.

    Raises ValueError for a key that comes twice and for a level without a power in the scale.

    >>> found = by_decision_holder([Decided("E01", "Cabinet", 2), Decided("E03", "cabinet ", 4)])
    >>> found[0].explain()
    'Cabinet decides on 2: people are told in 0, heard in 1, share in 1 and decide themselves in 0.'
    """
    powers = {level.number: level.power for level in scale if level.power is not None}
    groups: dict[str, list[Decided]] = {}
    seen: set[str] = set()
    for each in engagements:
        if each.key in seen:
            raise ValueError(f"{each.key} comes twice: leave one out")
        if each.level not in powers:
            raise ValueError(f"{each.key}: level {each.level} is not on the scale; mend it")
        seen.add(each.key)
        groups.setdefault(_plain(each.holder).casefold(), []).append(each)
    holders = (_holder(group, powers) for group in groups.values())
    return tuple(sorted(holders, key=lambda holder: (bool(holder.name), -holder.n, holder.name)))


def _holder(group: Sequence[Decided], powers: dict[int, Power]) -> Holder:
    spellings = Counter(_plain(each.holder) for each in group)
    name = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
    keys = {power: tuple(sorted(e.key for e in group if powers[e.level] == power)) for power in Power}
    return Holder(name, keys[Power.TOLD], keys[Power.HEARD], keys[Power.SHARED], keys[Power.HANDED_OVER])


def _plain(name: str) -> str:
    return " ".join(name.split())
