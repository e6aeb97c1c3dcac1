"""A pool of volunteers merged into types: people whom no target and no household rule can tell apart.

Everybody of one type has the same chance under every method here, so panels are worked out by type, and only
spread over people at the end. A household of two or more is described by the profiles of its members, and
households of one description are as alike as people of one profile. "At most one of a household" becomes one
row a description: no more people of such households than there are such households.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
MOST_SEATS = 10**9  # of a target
Volunteers = Mapping[str, Sequence[Hashable]]
Quotas = Mapping[str, Mapping[Hashable, tuple[int, int]]]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Volunteers by type, with the targets of a panel of `size`.

    `rows` names each target (feature, value), `low` and `high` its bounds. `type_of` gives the type of each
    person, `type_size` how many people a type has, `type_most` how many of them one panel can hold, `member`
    (types x rows) which targets they count towards. `home_of` is the number of each person's household, -1
    for people who share none; `kind_of` the kind of household of each type, -1 for none, `kind_limit` how
    many households of each kind there are. Types are sorted by profile, so that they do not depend on the
    order of people.
    """

    features: tuple[str, ...]
    values: tuple[tuple[Hashable, ...], ...]
    size: int
    rows: tuple[tuple[str, Hashable], ...]
    low: Ints
    high: Ints
    type_of: Ints
    type_size: Ints
    type_most: Ints
    member: NDArray[np.int8]
    home_of: Ints
    kind_of: Ints
    kind_limit: Ints

    @property
    def people(self) -> int:
        return len(self.type_of)

    @property
    def types(self) -> int:
        return len(self.type_size)

    def profile(self, number: int) -> dict[str, Hashable]:
        """The value of each feature that the people of a type share."""
        return {self.rows[row][0]: self.rows[row][1] for row in np.flatnonzero(self.member[number])}

    def constraints(self) -> tuple[NDArray[np.float64], Ints, Ints]:
        """What counts of each type must meet: `lower <= matrix @ counts <= upper`.

        The rows are the targets, then one for each kind of household, last the size of the panel."""
        kinds = self.kind_of[None, :] == np.arange(len(self.kind_limit))[:, None]
        matrix = np.vstack([self.member.T, kinds, np.ones((1, self.types))]).astype(np.float64)
        none = np.zeros(len(self.kind_limit), np.int64)
        lower = np.concatenate([self.low, none, [self.size]])
        upper = np.concatenate([self.high, self.kind_limit, [self.size]])
        return matrix, lower, upper

    def keep_rules(self, panels: Ints) -> bool:
        """Whether all these are panels (rows: people): size, targets, households, nobody twice."""
        each = np.arange(len(panels))[:, None]
        sits = np.zeros((len(panels), self.people), bool)
        sits[each, panels] = True
        homes = np.zeros((len(panels), int(self.home_of.max()) + 2), np.int64)
        np.add.at(homes, (each, self.home_of[panels]), 1)
        towards = self.member[self.type_of].astype(np.float32)  # sums of ones: exact up to 2^24
        seats = sits.astype(np.float32) @ towards
        return bool(
            np.all(sits.sum(axis=1) == self.size)
            and panels.shape[1] == self.size
            and np.all(seats >= self.low)
            and np.all(seats <= self.high)
            and np.all(homes[:, :-1] <= 1)
        )


def pool_of(
    volunteers: Volunteers,
    quotas: Quotas,
    *,
    size: int,
    households: Sequence[Hashable] | None = None,
) -> Pool:
    """Check volunteers and targets and merge people whom nothing tells apart.

    `volunteers` maps a feature to one value per person, `quotas` a feature to its values, each with the least
    and most seats. `households` is one key per person; None or an empty text is somebody who shares none.
    Features without quotas are left aside. ValueError, naming person or target and the remedy, for values
    that are missing or have no quota, lists of different lengths, and quotas that contradict themselves or
    the size.

    >>> pool = pool_of({"sex": ["f", "m", "f"]}, {"sex": {"f": (1, 1), "m": (1, 1)}}, size=2)
    >>> pool.type_of.tolist(), pool.type_size.tolist(), pool.rows
    ([0, 1, 0], [2, 1], (('sex', 'f'), ('sex', 'm')))
    """
    people = _count_people(volunteers, quotas, households)
    _check_size(size, people)
    _check_quotas(quotas, size)
    codes = np.column_stack([_codes(volunteers[name], name, quotas[name]) for name in quotas])
    home_of = _homes(households, people)
    profiles, profile_of = np.unique(codes, axis=0, return_inverse=True)
    kind_of_person, kind_limit = _kinds(profile_of.ravel(), home_of)
    pairs = np.column_stack([profile_of.ravel(), kind_of_person])
    types, type_of, type_size = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    kind_of = types[:, 1]
    limits = np.append(kind_limit, people)[kind_of]
    return Pool(
        features=tuple(quotas),
        values=tuple(tuple(each) for each in quotas.values()),
        size=int(size),
        rows=tuple((name, value) for name, values in quotas.items() for value in values),
        low=np.array([low for values in quotas.values() for low, _ in values.values()], np.int64),
        high=np.array([high for values in quotas.values() for _, high in values.values()], np.int64),
        type_of=type_of.ravel().astype(np.int64),
        type_size=type_size.astype(np.int64),
        type_most=np.minimum(type_size, limits).astype(np.int64),
        member=_member(profiles[types[:, 0]], [len(each) for each in quotas.values()]),
        home_of=np.where(kind_of_person >= 0, home_of, -1),
        kind_of=kind_of.astype(np.int64),
        kind_limit=kind_limit,
    )


def _count_people(volunteers: Volunteers, quotas: Quotas, households: Sequence[Hashable] | None) -> int:
    if not quotas:
        raise ValueError("There are no quotas: give at least one feature with the seats of each value.")
    for name in quotas:
        if name not in volunteers:
            close = next((each for each in volunteers if _same(each, name)), None)
            meant = f" (but '{close}': name both alike)" if close is not None else ""
            raise ValueError(
                f"The quotas name the feature '{name}', which the volunteers do not have{meant}: "
                "add it to the volunteers or take it out of the quotas."
            )
    first = next(iter(quotas))
    people = len(volunteers[first])
    for name, values in volunteers.items():
        if len(values) != people:
            raise ValueError(
                f"The feature '{name}' has {len(values)} values and '{first}' has {people}: "
                "give one value per person for each."
            )
    if households is not None and len(households) != people:
        raise ValueError(
            f"There are {len(households)} households for {people} people: give one key per person."
        )
    if not people:
        raise ValueError("There are no volunteers: a panel needs a pool to be drawn from.")
    return people


def _check_size(size: int, people: int) -> None:
    if isinstance(size, bool) or not isinstance(size, int | np.integer) or size < 1:
        raise ValueError(f"A panel of {size!r} people cannot be drawn: give a whole number from 1.")
    if size > people:
        raise ValueError(
            f"A panel of {size} cannot be drawn from {people} volunteers: "
            "make the panel smaller or recruit more people."
        )


def _check_quotas(quotas: Quotas, size: int) -> None:
    for name, values in quotas.items():
        if not values:
            raise ValueError(f"The feature '{name}' has no values: give the seats of each, or leave it out.")
        for value, bounds in values.items():
            _check_row(name, value, bounds)
        least, most = sum(low for low, _ in values.values()), sum(high for _, high in values.values())
        if least > size:
            raise ValueError(
                f"The minimums of '{name}' add up to {least}, more than the {size} seats of the panel: "
                f"lower them by {least - size} in all."
            )
        if most < size:
            raise ValueError(
                f"The maximums of '{name}' add up to {most}, fewer than the {size} seats of the panel: "
                f"raise them by {size - most} in all."
            )


def _check_row(name: str, value: Hashable, bounds: Any) -> None:
    row = f"The quota of '{value}' in '{name}'"
    if not isinstance(bounds, Sequence) or isinstance(bounds, str) or len(bounds) != 2:
        raise ValueError(f"{row} is {bounds!r}: give the least and the most seats, such as (3, 5).")
    for each in bounds:
        if isinstance(each, bool) or not isinstance(each, int | np.integer) or each < 0:
            raise ValueError(f"{row} is {tuple(bounds)!r}: give whole numbers from 0.")
        if each > MOST_SEATS:
            raise ValueError(f"{row} goes beyond {MOST_SEATS:,} seats: give a smaller number.")
    if bounds[0] > bounds[1]:
        raise ValueError(
            f"{row} has the minimum {bounds[0]} above the maximum {bounds[1]}: swap or correct them."
        )


def _codes(values: Sequence[Hashable], name: str, known: Mapping[Hashable, Any]) -> Ints:
    number = {value: at for at, value in enumerate(known)}
    found = np.empty(len(values), np.int64)
    for row, value in enumerate(values):
        if _is_missing(value):
            raise ValueError(
                f"Person {row + 1} has no value for '{name}': fill it in, or leave the person out."
            )
        try:
            at = number.get(value)
        except TypeError:
            raise ValueError(
                f"Person {row + 1} has for '{name}' what is no single value ({type(value).__name__}): give "
                "each person one value for each feature, such as a word or a number."
            ) from None
        if at is None:
            raise ValueError(
                f"Person {row + 1} has '{value}' for '{name}', which has no quota: "
                "correct the spelling, or give this value a minimum and a maximum."
            )
        found[row] = at
    return found


def _same(one: str, other: str) -> bool:
    """Whether two names differ in case and blanks only."""
    return " ".join(str(one).split()).casefold() == " ".join(str(other).split()).casefold()


def _is_missing(value: Hashable) -> bool:
    return value is None or value == "" or value != value


def _homes(households: Sequence[Hashable] | None, people: int) -> Ints:
    """A number for each household, -1 for people who named none."""
    if households is None:
        return np.full(people, -1, np.int64)
    number: dict[Hashable, int] = {}
    for person, each in enumerate(households, 1):
        try:
            hash(each)
        except TypeError:
            raise ValueError(
                f"Person {person} has a household that is no single key ({type(each).__name__}): give one "
                "word or number for each household."
            ) from None
    return np.array(
        [-1 if _is_missing(each) else number.setdefault(each, len(number)) for each in households], np.int64
    )


def _kinds(profile_of: Ints, home_of: Ints) -> tuple[Ints, Ints]:
    """The kind of each person's household, -1 for people alone in it, and how many there are of each kind."""
    together: dict[int, list[int]] = {}
    for person, home in enumerate(home_of.tolist()):
        if home >= 0:
            together.setdefault(home, []).append(person)
    shared = {home: people for home, people in together.items() if len(people) > 1}
    described = {home: tuple(sorted(profile_of[people].tolist())) for home, people in shared.items()}
    number = {each: at for at, each in enumerate(sorted(set(described.values())))}
    kind_of = np.full(len(profile_of), -1, np.int64)
    limit = np.zeros(len(number), np.int64)
    for home, people in shared.items():
        kind_of[people] = number[described[home]]
        limit[number[described[home]]] += 1
    return kind_of, limit


def _member(profiles: Ints, widths: list[int]) -> NDArray[np.int8]:
    """Which targets each profile counts towards: the features' blocks of rows side by side."""
    starts = np.concatenate([[0], np.cumsum(widths)[:-1]]).astype(np.int64)
    member = np.zeros((len(profiles), sum(widths)), np.int8)
    np.put_along_axis(member, profiles + starts, 1, axis=1)
    return member
