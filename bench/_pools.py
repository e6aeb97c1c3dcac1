"""Made pools of volunteers: people who volunteer as they do in the UK, targets from the population.

No real pool of an assembly is public. A panel drawn like the population is planted in the pool and every
target is widened until that panel meets it, so that there is always one. The same numbers give the same
pool.
"""

from __future__ import annotations

import random
from itertools import accumulate
from typing import Any

# feature: shares in the population, shares among volunteers
FEATURES: dict[str, tuple[list[float], list[float]]] = {
    "gender": ([0.51, 0.48, 0.01], [0.58, 0.40, 0.02]),
    "age": ([0.13, 0.17, 0.16, 0.17, 0.16, 0.21], [0.06, 0.12, 0.14, 0.19, 0.22, 0.27]),
    "education": ([0.18, 0.27, 0.20, 0.35], [0.05, 0.14, 0.17, 0.64]),
    "ethnicity": ([0.75, 0.11, 0.06, 0.05, 0.03], [0.84, 0.07, 0.04, 0.03, 0.02]),
    "area": (
        [0.14, 0.13, 0.13, 0.12, 0.12, 0.12, 0.12, 0.12],
        [0.20, 0.17, 0.14, 0.12, 0.11, 0.10, 0.09, 0.07],
    ),
    "deprivation": ([0.2] * 5, [0.10, 0.15, 0.20, 0.25, 0.30]),
    "disability": ([0.18, 0.82], [0.13, 0.87]),
    "concern": ([0.40, 0.35, 0.15, 0.10], [0.64, 0.26, 0.06, 0.04]),
}
COUPLED = 0.35  # how often a feature follows one rank that all of a person's features share

Pool = dict[str, Any]


def made_pool(people: int, size: int, features: int, *, seed: int = 1, room: int = 1) -> Pool:
    """Volunteers, quotas and size, as `select_panel` takes them. `room` is how far a target may be
    missed."""
    rng = random.Random(seed)
    names = list(FEATURES)[:features]
    pool = [_person(rng, names, 1) for _each in range(people - size)]
    planted = [_person(rng, names, 0) for _each in range(size)]
    quotas = {name: _targets(name, planted, size, room) for name in names}
    everybody = pool + planted
    rng.shuffle(everybody)
    volunteers = {name: [person[name] for person in everybody] for name in names}
    return {"volunteers": volunteers, "quotas": quotas, "size": size}


def households(people: int, *, seed: int = 1, share: float = 0.3) -> list[str | None]:
    """A key for each person; this share of them live in twos or threes, the others by themselves."""
    rng = random.Random(seed)
    order = rng.sample(range(people), people)
    keys: list[str | None] = [None] * people
    begun, number = 0, 0
    while begun < people * share:
        count = rng.choice((2, 2, 2, 3))
        for person in order[begun : begun + count]:
            keys[person] = f"home {number}"
        begun, number = begun + count, number + 1
    return keys


def _person(rng: random.Random, names: list[str], which: int) -> dict[str, str]:
    latent = rng.random()
    return {name: _value(rng, name, FEATURES[name][which], latent) for name in names}


def _value(rng: random.Random, name: str, shares: list[float], latent: float) -> str:
    place = latent if rng.random() < COUPLED else rng.random()
    ends = list(accumulate(shares))
    number = next((at for at, end in enumerate(ends) if place <= end), len(ends) - 1)
    return f"{name}{number}"


def _targets(name: str, planted: list[dict[str, str]], size: int, room: int) -> dict[str, tuple[int, int]]:
    targets = {}
    for number, seats in enumerate(_seats(FEATURES[name][0], size)):
        value = f"{name}{number}"
        have = sum(person[name] == value for person in planted)
        targets[value] = (max(0, min(seats - room, have)), max(seats + room, have))
    return targets


def _seats(shares: list[float], size: int) -> list[int]:
    """Largest remainders."""
    exact = [share * size for share in shares]
    seats = [int(each) for each in exact]
    order = sorted(range(len(shares)), key=lambda at: exact[at] - seats[at], reverse=True)
    for at in order[: size - sum(seats)]:
        seats[at] += 1
    return seats
