"""How levels move by service or area and year: as a distribution, never as one average score.

A level is a name with an order, not an amount: halfway between "inform" and "engage" is nothing that anybody
was promised. So years are compared by the share at each level or above it, level by level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

EVERYWHERE = None  # the group that holds all others
LEVELS = tuple(range(7))
Direction = Literal["up", "down", "same", "mixed"]


class LevelRecord(NamedTuple):
    """One engagement: its service (or area), year, level and target; None where not recorded."""

    group: str
    year: int
    level: int | None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """The engagements of one group in one year. `counts` follow `levels`; `unknown` have no level recorded;
    `below_target` are those whose level lies under their target. `group` of None is all groups together."""

    group: str | None
    year: int
    levels: tuple[int, ...]
    counts: tuple[int, ...]
    unknown: int
    below_target: int

    @property
    def n(self) -> int:
        """Engagements with a level."""
        return sum(self.counts)

    def at(self, level: int) -> int:
        """How many are at this level."""
        return self.counts[self.levels.index(level)]

    def at_or_above(self, level: int) -> int:
        """How many are at this level or a higher one."""
        return sum(count for each, count in zip(self.levels, self.counts, strict=True) if each >= level)

    def explain(self) -> str:
        """One plain English sentence.

        >>> Distribution("Housing", 2026, (1, 2, 3), (1, 4, 3), 1, 2).explain()
        'Housing, 2026: 1 at level 1, 4 at level 2, 3 at level 3 (of 8); 1 without a level; 2 below target.'
        """
        held = [f"{n} at level {level}" for level, n in zip(self.levels, self.counts, strict=True) if n]
        more = [f"{self.unknown} without a level"] if self.unknown else []
        more += [f"{self.below_target} below target"] if self.below_target else []
        told = f"{', '.join(held)} (of {self.n})" if held else "none with a level"
        return f"{self.group or 'All'}, {self.year}: {'; '.join([told, *more])}."


@dataclass(frozen=True, slots=True)
class Shift:
    """Two years of one group. It moved up when at no level the share at it or above fell and at one it rose;
    down the other way round; mixed when both happened, and then no word says it all."""

    before: Distribution
    after: Distribution
    direction: Direction

    def explain(self, level: int = 3) -> str:
        """One plain English sentence in numbers of engagements; `level` is the one watched."""
        which = (self.before, self.after)
        parts = [f"{each.at_or_above(level)} of {each.n} in {each.year}" for each in which]
        moved = {"up": "moved up", "down": "moved down", "same": "did not move", "mixed": "moved both ways"}
        shifted = moved[self.direction]
        return f"{self.before.group or 'All'} {shifted}: at level {level} or above {parts[0]}, {parts[1]}."


@dataclass(frozen=True, slots=True)
class Movement:
    """Distributions by group and year, groups in order of name and the whole (None) last."""

    rows: tuple[Distribution, ...]

    def of(self, group: str | None, year: int) -> Distribution:
        """One row; ValueError where nothing is recorded."""
        for row in self.rows:
            if (row.group, row.year) == (group, year):
                return row
        raise ValueError(
            f"nothing is recorded of {group or 'any group'} in {year}: choose a year with engagements"
        )

    def years(self, group: str | None = EVERYWHERE) -> tuple[int, ...]:
        """The years with engagements of a group."""
        return tuple(row.year for row in self.rows if row.group == group)

    def shift(self, first: int, last: int, group: str | None = EVERYWHERE) -> Shift:
        """How the distribution changed from one year to another; ValueError where one has no levels."""
        before, after = self.of(group, first), self.of(group, last)
        for row in (before, after):
            if not row.n:
                raise ValueError(
                    f"no level is recorded of {group or 'any group'} in {row.year}: record them first"
                )
        return Shift(before, after, _direction(before, after))


def movement(records: Iterable[LevelRecord], *, levels: Sequence[int] = LEVELS) -> Movement:
    """Count engagements by group, year and level.

    There is no average, and none can be had from it. Everything is a count of engagements; one without a
    level is counted apart. Call it with services as groups, and again with areas.

    Raises ValueError for a level or target that is not among `levels`, naming the record.

    Source: handbook of practice 1.3, rule 6, and 12.1, ladder movement. Years are compared by first-order
    stochastic dominance: Lehmann (1955), Annals of Mathematical Statistics 26(3).

    >>> made = [LevelRecord("Housing", 2024, 2), LevelRecord("Housing", 2024, 1),
    ...         LevelRecord("Housing", 2026, 2), LevelRecord("Housing", 2026, 4)]
    >>> movement(made).shift(2024, 2026, "Housing").explain()
    'Housing moved up: at level 3 or above 0 of 2 in 2024, 1 of 2 in 2026.'
    """
    known = tuple(sorted(set(levels)))
    cells: dict[tuple[str | None, int], list[LevelRecord]] = {}
    for place, record in enumerate(records, start=1):
        _check(place, record, known)
        cells.setdefault((record.group, record.year), []).append(record)
        cells.setdefault((EVERYWHERE, record.year), []).append(record)
    order = sorted(cells, key=lambda cell: (cell[0] is None, cell[0] or "", cell[1]))
    return Movement(tuple(_distribution(*cell, cells[cell], known) for cell in order))


def _distribution(
    group: str | None, year: int, records: Sequence[LevelRecord], levels: tuple[int, ...]
) -> Distribution:
    counts = Counter(record.level for record in records)
    below = sum(
        record.level < record.target
        for record in records
        if record.level is not None and record.target is not None
    )
    return Distribution(group, year, levels, tuple(counts[level] for level in levels), counts[None], below)


def _direction(before: Distribution, after: Distribution) -> Direction:
    """By whole numbers, so that equal shares are equal: a of n against b of m is a m against b n."""
    steps = [
        after.at_or_above(level) * before.n - before.at_or_above(level) * after.n for level in before.levels
    ]
    rose, fell = any(step > 0 for step in steps), any(step < 0 for step in steps)
    return "mixed" if rose and fell else "up" if rose else "down" if fell else "same"


def _check(place: int, record: LevelRecord, levels: tuple[int, ...]) -> None:
    if not record.group.strip():
        raise ValueError(f"record {place} ({record.year}) names no service or area: give it one")
    for what, level in (("level", record.level), ("target", record.target)):
        if level is not None and level not in levels:
            where = f"record {place} ({record.group}, {record.year})"
            raise ValueError(
                f"{where}: {what} {level} is not on the scale; mend it, or leave it out if not known"
            )
