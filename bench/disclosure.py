"""Making tables safe: how long it takes, how much is hidden, and whether any of it can be worked out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench._measuring import Clock, Measure, measure, timed
from folkmoot.analysis.disclosure import Linked, State, suppress, suppress_together, try_to_recover

SEED = 33
SHAPES = ((14, 8, 40), (14, 8, 15), (200, 50, 30), (200, 50, 3))  # rows, columns, mean count


def measures() -> Iterator[Measure]:
    for rows, columns, mean in SHAPES:
        yield from _one(rows, columns, mean)
    yield from _tables_of_wards()
    yield from _together()


def table(rng: np.random.Generator, rows: int, columns: int, mean: float) -> np.ndarray:
    """Counts that differ as those of wards and answers do."""
    return rng.poisson(rng.gamma(1.5, mean / 1.5, (rows, columns)))


def _one(rows: int, columns: int, mean: float) -> Iterator[Measure]:
    counts = table(np.random.default_rng(SEED), rows, columns, mean)
    size = f"{rows} x {columns}, mean {mean}"
    suppress(counts)
    yield timed("suppress: one table", lambda: suppress(counts), size, times=5)
    safe = suppress(counts)
    yield timed("suppress: the reader tries every hidden number", lambda: try_to_recover(safe), size, times=3)


def _tables_of_wards(n: int = 100) -> Iterator[Measure]:
    """What is hidden of tables of 14 by 8, and what is left to guess."""
    rng = np.random.default_rng(SEED)
    clock = Clock()
    small = linked = pinned = 0
    values: list[int] = []
    for _each in range(n):
        safe = suppress(table(rng, 14, 8, 40))
        found = try_to_recover(safe)
        small, linked = small + safe.hidden_by(State.SMALL), linked + safe.hidden_by(State.LINKED)
        pinned += len(found.pinned)
        values += [most - least + 1 for least, most in map(found.ranges.get, found.small)]
    size = f"{n} tables 14 x 8, mean 40"
    yield measure("suppress: numbers below the threshold", small / n, "per table", size, clock.spent)
    yield measure("suppress: hidden to protect them", linked / n, "per table", size)
    yield measure("suppress: hidden numbers that can be worked out", pinned, "of all", size)
    yield measure(
        "suppress: small numbers that can be any of 9 values", np.mean(np.array(values) >= 9), "share", size
    )


def _together() -> Iterator[Measure]:
    rng = np.random.default_rng(SEED)
    people = rng.poisson(rng.gamma(1.5, 2, (8, 14, 6)))
    by_ward, by_age = (
        {
            f"theme {t}": {f"{name} {n}": int(count) for n, count in enumerate(row)}
            for t, row in enumerate(counts)
        }
        for name, counts in (("ward", people.sum(2)), ("age", people.sum(1)))
    )
    tables = [Linked(by_ward, "theme", "ward"), Linked(by_age, "theme", "age")]
    size = "8 themes by 14 wards, by 6 ages"
    yield timed("suppress: two tables together", lambda: suppress_together(tables), size, unit="s", times=2)
    together = suppress_together(tables)
    found = try_to_recover(together.published)
    yield measure("suppress: of these, worked out", len(found.pinned), "of all", size)
