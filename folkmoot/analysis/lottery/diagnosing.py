"""Why no panel can be found: every target with what stands against it, and the smallest change that helps.

The change is the one that moves as few seats of minimums and maximums as any can (an integer program over
people who are alike), and among those one that touches as few targets as any can. Others as small are named.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .conflicts import Conflicts
from .pools import MOST_SEATS, Pool, Quotas, Volunteers, pool_of
from .repairs import Repair, repairs_of

ALTERNATIVES = 5


@dataclass(frozen=True, slots=True)
class TargetFinding:
    """One target: how many volunteers there are for it, how many of them can sit on one panel (one of a
    household), what is wrong with it, in a sentence or "", whether it is among those that together cannot be
    met, and what is wrong with all targets of its feature together, or ""."""

    feature: str
    value: Hashable
    minimum: int
    maximum: int
    volunteers: int
    most: int
    problem: str
    in_conflict: bool
    shared: str = ""

    def explain(self) -> str:
        name = f"{self.feature}: {self.value} ({self.minimum} to {self.maximum} seats)"
        return f"{name}: {self.problem or self.shared or 'nothing stands against it by itself.'}"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Whether a panel of `size` can be found and if not why.

    `targets` in the order of the quotas; `problems` are those of no single target; `repairs` the smallest
    changes, none when targets are not what is wrong; `more` whether there are others as small beyond these.
    """

    size: int
    people: int
    possible: bool
    targets: tuple[TargetFinding, ...]
    problems: tuple[str, ...]
    repairs: tuple[Repair, ...]
    more: bool

    @property
    def conflict(self) -> tuple[TargetFinding, ...]:
        """Targets that cannot all be met and of which each is needed for that."""
        return tuple(target for target in self.targets if target.in_conflict)

    def explain(self) -> str:
        """One sentence."""
        if self.possible:
            return (
                f"A panel of {self.size} that meets every target can be found among {self.people} volunteers."
            )
        said = f"No panel of {self.size} among {self.people} volunteers meets every target: {self._why()}"
        if not self.repairs:
            return f"{said}."
        or_else = " or another change as small" if len(self.repairs) > 1 or self.more else ""
        return f"{said}; the smallest change is to {self.repairs[0].explain()}{or_else}."

    def _why(self) -> str:
        alone = [*self.problems, *(target.problem for target in self.targets if target.problem)]
        if alone:
            more = f" (and {len(alone) - 1} more)" if len(alone) > 1 else ""
            first = alone[0].rstrip(".").replace(": ", ", ")
            return (f"the{first[3:]}" if first.startswith("The ") else first) + more
        names = [f"{target.feature} {target.value}" for target in self.conflict]
        shown = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
        return f"the targets for {shown} cannot all be met at once"


def diagnose(
    volunteers: Volunteers,
    quotas: Quotas,
    *,
    size: int,
    households: Sequence[Hashable] | None = None,
    keep: Collection[str] = (),
) -> Diagnosis:
    """Whether a panel can be found, and if not what stands against each target and what would help.

    Volunteers and quotas as for `select_panel`, but here quotas may contradict each other, themselves and the
    size. Targets of the features in `keep` are not changed. Raises ValueError for volunteers that are not
    whole and for numbers that are none, as `pool_of` does.

    >>> found = diagnose({"age": ["young", "old", "old", "old"], "sex": ["f", "f", "m", "m"]},
    ...                  {"age": {"young": (1, 2), "old": (0, 4)}, "sex": {"f": (0, 0), "m": (2, 2)}}, size=2)
    >>> found.possible, [str(each.value) for each in found.conflict]
    (False, ['young', 'f'])
    >>> found.repairs[0].explain()
    'lower the minimum of age young from 1 to 0'
    """
    pool = opened(volunteers, quotas, size=size, households=households)
    most = most_seats(pool)
    crossed = np.flatnonzero(pool.low > pool.high)
    possible = not len(crossed) and most >= size and Conflicts(pool).can_be(range(len(pool.rows) + 1))
    if possible:
        return _finding(pool, True, most, {}, (), False)
    problems = _problems(pool, most, quotas)
    if most < size:
        return _finding(pool, False, most, problems, (), False)
    repairs, more = repairs_of(pool, keep=keep, most=ALTERNATIVES)
    return _finding(pool, False, most, problems, repairs, more)


def opened(
    volunteers: Volunteers,
    quotas: Quotas,
    *,
    size: int,
    households: Sequence[Hashable] | None = None,
) -> Pool:
    """A pool whose targets need not fit together. Raises ValueError as `pool_of` for what is no target."""
    if isinstance(size, bool) or not isinstance(size, int | np.integer) or size < 1:
        raise ValueError(f"A panel of {size!r} people cannot be drawn: give a whole number from 1.")
    bounds = [
        (name, value, *_bounds(name, value, each))
        for name, row in quotas.items()
        for value, each in row.items()
    ]
    wide = {name: dict.fromkeys(row, (0, 1)) for name, row in quotas.items()}
    pool = pool_of(volunteers, wide, size=1, households=households)
    low = np.array([least for _name, _value, least, _most in bounds], np.int64)
    high = np.array([most for _name, _value, _least, most in bounds], np.int64)
    return replace(pool, size=int(size), low=low, high=high)


def _bounds(name: str, value: Hashable, bounds: Any) -> tuple[int, int]:
    if isinstance(bounds, Sequence) and not isinstance(bounds, str) and len(bounds) == 2:
        least, most = bounds
        if all(
            isinstance(each, int | np.integer) and not isinstance(each, bool) and each >= 0 for each in bounds
        ):
            if max(bounds) > MOST_SEATS:
                raise ValueError(
                    f"The quota of '{value}' in '{name}' goes beyond {MOST_SEATS:,} seats: "
                    "give a smaller number."
                )
            return int(least), int(most)
    raise ValueError(
        f"The quota of '{value}' in '{name}' is {bounds!r}: give whole numbers from 0, such as (3, 5)."
    )


def most_seats(pool: Pool) -> int:
    """How many people could sit together if there were no targets: one of each household."""
    return int((pool.home_of < 0).sum()) + len(np.unique(pool.home_of[pool.home_of >= 0]))


def _most_of_row(pool: Pool, row: int) -> int:
    there = pool.member[pool.type_of, row] == 1
    homes = pool.home_of[there]
    return int((homes < 0).sum()) + len(np.unique(homes[homes >= 0]))


def _finding(
    pool: Pool, possible: bool, most: int, problems: dict[str, str], repairs: tuple[Repair, ...], more: bool
) -> Diagnosis:
    able = [_most_of_row(pool, row) for row in range(len(pool.rows))]
    said = ["" if possible else _wrong(pool, row, able[row]) for row in range(len(pool.rows))]
    conflict: set[int] = set()
    if not possible and not problems and not any(said) and most >= pool.size:
        checks = Conflicts(pool)
        conflict = set(checks.smallest(checks.everything()) or ())
    numbers = pool.member.T.astype(np.int64) @ pool.type_size
    targets = tuple(
        TargetFinding(
            name,
            value,
            int(pool.low[row]),
            int(pool.high[row]),
            int(numbers[row]),
            able[row],
            said[row],
            row in conflict,
            problems.get(name, ""),
        )
        for row, (name, value) in enumerate(pool.rows)
    )
    return Diagnosis(pool.size, pool.people, possible, targets, tuple(problems.values()), repairs, more)


def _wrong(pool: Pool, row: int, able: int) -> str:
    name, value = pool.rows[row]
    least, most = int(pool.low[row]), int(pool.high[row])
    if least > most:
        return f"The minimum of {name} {value} is {least} and its maximum {most}."
    if least > pool.size:
        return f"The minimum of {name} {value} is {least} and the panel has {_seats(pool.size)}."
    if able < least:
        there = int((pool.member[pool.type_of, row] == 1).sum())
        homes = f" who can sit together (of {there}, one of a household)" if there > able else ""
        return f"{name} {value} needs {least} and there {_are(able, 'volunteer')}{homes}."
    return ""


def _problems(pool: Pool, most: int, quotas: Quotas) -> dict[str, str]:
    """What is wrong with the targets of each feature as a whole, and under "" with the size."""
    said = {}
    if most < pool.size:
        homes = " of different households" if most < pool.people else ""
        said[""] = (
            f"The panel has {_seats(pool.size)} and there {_are(most, 'volunteer')}{homes}: recruit more or "
            "make the panel smaller."
        )
    names = np.array([name for name, _value in pool.rows], dtype=object)
    for name in quotas:
        wrong = _wrong_together(pool, most, name, np.flatnonzero(names == name).tolist())
        if wrong:
            said[name] = wrong
    return said


def _wrong_together(pool: Pool, most: int, name: str, rows: Sequence[int]) -> str:
    least, highest = int(pool.low[list(rows)].sum()), int(pool.high[list(rows)].sum())
    able = sum(min(int(pool.high[row]), _most_of_row(pool, row)) for row in rows)
    if least > pool.size:
        return f"The minimums of {name} add up to {least}, and the panel has {_seats(pool.size)}."
    if highest < pool.size:
        return f"The maximums of {name} add up to {highest}, and the panel has {_seats(pool.size)}."
    if able < pool.size <= most:
        return (
            f"Within the maximums of {name} the volunteers fill {able} of {_seats(pool.size)}: too many of "
            "them share a value."
        )
    return ""


def _seats(n: int) -> str:
    return "1 seat" if n == 1 else f"{n} seats"


def _are(n: int, what: str) -> str:
    return f"is 1 {what}" if n == 1 else f"are {n or 'no'} {what}s"
