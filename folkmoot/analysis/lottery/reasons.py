"""Why somebody is certain to be drawn, or cannot be: the targets that together force it.

Every such statement is proved by an integer program: under the targets named no panel is without (or with) a
person of this kind, and of these targets each is needed for that.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from .conflicts import Conflicts
from .pools import Pool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the people of one type sit on every panel (`certain`) or on none. `targets` force it, each as
    (feature, value, minimum, maximum); `homes` whether "one of a household" has a part in it; `people` how
    many there are of the type."""

    certain: bool
    people: int
    profile: tuple[tuple[str, Hashable], ...]
    targets: tuple[tuple[str, Hashable, int, int], ...]
    homes: bool
    enough: int  # volunteers of the one target that forces it, where it is one

    def explain(self) -> str:
        """One sentence.

        >>> Reason(True, 2, (("age", "16 to 24"),), (("age", "16 to 24", 2, 3),), False, 2).explain()
        'The target for age 16 to 24 asks for at least 2 and just 2 volunteers are in this group.'
        """
        if not self.targets:
            which = "on every panel of this size" if self.certain else "on no panel of this size"
            return f"Whoever is like this is {which}, whatever the targets."
        if len(self.targets) == 1 and not self.homes:
            return self._of_one(*self.targets[0])
        names = [f"{name} {value} ({_bounds(low, high)})" for name, value, low, high in self.targets]
        homes = ", with one of a household," if self.homes else ""
        how = "only with everybody like this" if self.certain else "only without anybody like this"
        listed = " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
        return f"The {_targets(len(names))} for {listed}{homes} can be met {how}."

    def _of_one(self, name: str, value: Hashable, low: int, high: int) -> str:
        target = f"The target for {name} {value}"
        if self.certain and self.enough == low and (name, value) in self.profile:
            return f"{target} asks for at least {low} and just {_volunteers(self.enough)} in this group."
        if not self.certain and high == 0 and (name, value) in self.profile:
            return f"{target} leaves no seat for this group."
        how = "only with everybody like this" if self.certain else "only without anybody like this"
        return f"{target} ({_bounds(low, high)}) can be met {how}."


def reasons_of(pool: Pool, types: Sequence[int], *, certain: bool) -> dict[int, Reason]:
    """The reason for each of these types that is certain to be drawn whole, or that cannot be drawn at all.

    Types for which that is not so are left out: a chance of 1 or 0 that no target forces.

    >>> from .pools import pool_of
    >>> pool = pool_of({"age": ["young", "old", "old"]}, {"age": {"young": (1, 2), "old": (1, 1)}}, size=2)
    >>> [reason.explain() for reason in reasons_of(pool, [0, 1], certain=True).values()]
    ['The target for age young asks for at least 1 and just 1 volunteer is in this group.']
    """
    checks = Conflicts(pool)
    found = {}
    for number in types:
        size, most = int(pool.type_size[number]), int(pool.type_most[number])
        checks.limit(number, 0 if certain else 1, size - 1 if certain else most)
        own = [row for row in checks.everything() if row < checks.homes and pool.member[number, row]]
        others = [row for row in checks.everything() if row not in own]
        rules = checks.smallest([*own, *others])
        if rules is not None:
            found[number] = _reason(pool, number, rules, certain)
        checks.limit(number, 0, size)
    return found


def _reason(pool: Pool, number: int, rules: Sequence[int], certain: bool) -> Reason:
    rows = [row for row in rules if row < len(pool.rows)]
    targets = tuple((*pool.rows[row], int(pool.low[row]), int(pool.high[row])) for row in rows)
    enough = int(pool.type_size[pool.member[:, rows[0]] == 1].sum()) if rows else 0
    profile = tuple(pool.profile(number).items())
    homes = len(rows) < len(rules)
    return Reason(certain, int(np.sum(pool.type_of == number)), profile, targets, homes, enough)


def _bounds(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low} to {high}"


def _targets(n: int) -> str:
    return "target" if n == 1 else "targets"


def _volunteers(n: int) -> str:
    return "1 volunteer is" if n == 1 else f"{n} volunteers are"
