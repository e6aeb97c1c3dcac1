"""Replacements after drop-outs: the same lottery, over those who can take a seat beside those who stay."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .diagnosing import Diagnosis, diagnose
from .drawn import Seed
from .odds import odds
from .pools import Quotas, Volunteers

if TYPE_CHECKING:
    from .result import Lottery

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Vacancies:
    """What drop-outs leave: all people are places in the pool.

    `stays` are the members who stay, `candidates` everybody who neither sits on the panel, nor left, nor
    shares a household with somebody who stays; `quotas` are the targets less the seats of those who stay.
    """

    stays: tuple[int, ...]
    seats: int
    candidates: tuple[int, ...]
    volunteers: dict[str, tuple[Hashable, ...]]
    quotas: dict[str, dict[Hashable, tuple[int, int]]]
    households: tuple[Hashable, ...] | None

    def diagnose(self) -> Diagnosis:
        """Whether the seats can be filled, and if not why; see `diagnose`."""
        return diagnose(self.volunteers, self.quotas, size=self.seats, households=self.households)


@dataclass(frozen=True, slots=True, eq=False)
class Replacement:
    """A lottery over those who can take the empty seats.

    `panels` are the sets of newcomers, as places in the pool, with their `weights`; `chances` follows the
    whole pool, 0 for whoever stays, left or is not eligible; `eligible` are those who can take a seat so that
    every target still holds; `panel` are those who stay and the newcomers drawn. `lottery` is the lottery
    over the candidates, in their numbering, with its bound."""

    vacancies: Vacancies
    lottery: Lottery
    chances: Floats
    panels: tuple[tuple[int, ...], ...]
    weights: Floats
    eligible: tuple[int, ...]
    panel: tuple[int, ...]

    def explain(self) -> str:
        seats, those = self.vacancies.seats, len(self.vacancies.candidates)
        least = min((self.chances[person] for person in self.eligible), default=0.0)
        empty = "1 seat is" if seats == 1 else f"{seats} seats are"
        stay = len(self.vacancies.stays)
        chance = "certain of it" if odds(least) == "certain" else f"with a chance of at least {odds(least)}"
        return (
            f"{stay} {'member stays' if stay == 1 else 'members stay'} and {empty} empty; "
            f"{len(self.eligible)} of {those} remaining volunteers can take one so that every target "
            f"still holds, each {chance}."
        )


def vacancies_of(
    volunteers: Volunteers,
    quotas: Quotas,
    *,
    size: int,
    panel: Sequence[int],
    left: Sequence[int],
    households: Sequence[Hashable] | None = None,
) -> Vacancies:
    """What is to be filled when people leave. `panel` and `left` are places in the pool; whoever left without
    having been on the panel is just no candidate. Raises ValueError when the panel is no panel of this
    size, when nobody of it left, or when those who stay exceed a target by themselves.

    >>> found = vacancies_of({"sex": ["f", "m", "f", "m"]}, {"sex": {"f": (1, 1), "m": (1, 1)}},
    ...                      size=2, panel=[0, 1], left=[1])
    >>> found.stays, found.candidates, found.quotas
    ((0,), (2, 3), {'sex': {'f': (0, 0), 'm': (1, 1)}})
    """
    n = len(next(iter(volunteers.values()), ()))
    _check(n, size, panel, left)
    gone = set(left)
    stays = tuple(sorted(set(panel) - gone))
    homes = {households[person] for person in stays} - {None, ""} if households else set()
    candidates = tuple(
        person
        for person in range(n)
        if person not in gone and person not in stays and not (households and households[person] in homes)
    )
    return Vacancies(
        stays,
        size - len(stays),
        candidates,
        {name: tuple(volunteers[name][person] for person in candidates) for name in quotas},
        {name: _rest(name, row, [volunteers[name][p] for p in stays]) for name, row in quotas.items()},
        tuple(households[person] for person in candidates) if households else None,
    )


def _check(n: int, size: int, panel: Sequence[int], left: Sequence[int]) -> None:
    strangers = [person for person in (*panel, *left) if not 0 <= person < n]
    if strangers:
        raise ValueError(f"There is no volunteer {strangers[0]} among {n}; count them from 0.")
    if len(set(panel)) != size or len(panel) != size:
        raise ValueError(
            f"The panel has {len(set(panel))} members and should have {size}; give the panel as it was drawn."
        )
    if not set(panel) & set(left):
        raise ValueError("Nobody on the panel has left, so there is no seat to fill; name those who left.")


def _rest(
    name: str, row: Mapping[Hashable, tuple[int, int]], staying: Sequence[Hashable]
) -> dict[Hashable, tuple[int, int]]:
    rest = {}
    for value, (low, high) in row.items():
        there = sum(each == value for each in staying)
        if there > high:
            raise ValueError(
                f"{there} of those who stay are {name} {value}, and its maximum is {high}; raise the maximum."
            )
        rest[value] = (max(0, low - there), high - there)
    return rest


def replace(
    volunteers: Volunteers,
    quotas: Quotas,
    *,
    size: int,
    panel: Sequence[int],
    left: Sequence[int],
    seed: Seed,
    method: str = "leximin",
    households: Sequence[Hashable] | None = None,
    tickets: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    time_budget: float | None = 120.0,
) -> Replacement:
    """Draw replacements for those who left, by the same lottery over everybody who can take a seat.

    Volunteers, quotas, size, households and the others as for `select_panel`; `panel` and `left` are places
    in the pool. Raises ValueError as `vacancies_of` and `select_panel` do, and when the seats cannot be
    filled, with what stands against it and the smallest change that helps.
    """
    from .selecting import select_panel

    vacancies = vacancies_of(volunteers, quotas, size=size, panel=panel, left=left, households=households)
    check_fillable(vacancies)
    lottery = select_panel(
        vacancies.volunteers,
        vacancies.quotas,
        size=vacancies.seats,
        method=method,
        households=vacancies.households,
        seed=seed,
        tickets=tickets,
        progress=progress,
        time_budget=time_budget,
    )
    return _replacement(vacancies, lottery, len(next(iter(volunteers.values()))))


def check_fillable(vacancies: Vacancies) -> None:
    """Raises ValueError when the empty seats cannot be filled."""
    if len(vacancies.candidates) < vacancies.seats:
        raise ValueError(
            f"Seats empty: {vacancies.seats}, volunteers who remain: {len(vacancies.candidates)}; "
            "recruit more."
        )
    found = vacancies.diagnose()
    if not found.possible:
        raise ValueError(f"The empty seats cannot be filled. {found.explain()}")


def _replacement(vacancies: Vacancies, lottery: Lottery, n: int) -> Replacement:
    of = np.array(vacancies.candidates, dtype=np.int64)
    chances = np.zeros(n)
    chances[of] = lottery.chances
    drawn = (int(of[person]) for person in lottery.panel)
    return Replacement(
        vacancies,
        lottery,
        chances,
        tuple(tuple(of[list(panel)].tolist()) for panel in lottery.panels),
        np.asarray(lottery.weights, dtype=np.float64),
        tuple(np.flatnonzero(chances > 0).tolist()),
        tuple(sorted((*vacancies.stays, *drawn))),
    )
