"""The opinion map: time and memory by size, planted groups and none, any order, votes kept back.

Time is processor seconds of one thread, the best of several calls with the libraries loaded; each size runs
in a process of its own, so that its peak of memory, which includes the votes as three arrays, is honest.
Planted conversations come from the generator that the tests use. "Share of the ceiling" is the adjusted Rand
index of the groups with the planted ones, over that of a guess that knows the planted rates. red-dwarf on the
same votes: `bench/opinion_live.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench._anchors import ONE_THREAD
from bench._measuring import Measure, measure

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT / "tests/data/conversations"
NAMES = ("15-per-hour-seattle", "canadian-electoral-reform", "scoop-hivemind.taxes")
SIZES = {
    (2_000, 200): 15,
    (2_000, 500): 15,
    (2_000, 1_000): 15,
    (33_422, 783): 5,
    (100_000, 1_000): 3,
    (1_000_000, 1_000): 2,
}
COLUMNS = ("person", "statement", "vote")
PLANTED = ((10_000, 1_000), (33_422, 783), (100_000, 1_000))
SEEDS = 40
ORDERS = 10
HIDDEN, SPLITS = 0.1, 3


def measures() -> Iterator[Measure]:
    """Every figure as a dictionary: name, value, unit, size, seconds of processor time, peak_mb."""
    for people, statements in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            list(_in_its_own_process("write", people, statements, folder))
            yield from _in_its_own_process("speed", people, statements, folder)
    for name in NAMES:
        yield from _in_its_own_process("real", name)
    for people, statements in PLANTED:
        yield from _in_its_own_process("groups", people, statements)
    for people in (1_000, 10_000):
        yield from _in_its_own_process("no_groups", people, 500)
    yield from _in_its_own_process("orders", 10_000, 1_000)


def _in_its_own_process(step: str, *arguments: object) -> Iterator[Measure]:
    command = [sys.executable, "-m", "bench.opinion", step, *map(str, arguments)]
    done = subprocess.run(
        command, env=os.environ | ONE_THREAD, cwd=ROOT, check=True, capture_output=True, text=True
    )
    yield from (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))


def write(people: int, statements: int, folder: str) -> Iterator[Measure]:
    """A planted conversation as three files: planting takes more memory than the map."""
    from folkmoot.analysis.opinion.tests.planted import plant

    votes = plant(people, statements)
    for name in COLUMNS:
        np.save(Path(folder) / name, getattr(votes, name))
    return iter(())


def speed(people: int, statements: int, folder: str) -> Iterator[Measure]:
    """The best time of one map, and the peak of the process that made it."""
    from folkmoot.analysis.opinion import map_opinions

    _load()
    columns = [np.load(Path(folder) / f"{name}.npy") for name in COLUMNS]
    size = f"{people:,} x {statements:,}, {len(columns[0]):,} votes"
    spent = [_seconds(map_opinions, *columns) for _each in range(SIZES[people, statements])]
    yield measure("opinion map", min(spent), "s", size, sum(spent))


def real(name: str) -> Iterator[Measure]:
    """A real conversation: time, what its map says, and the share of hidden votes' variance foretold."""
    from folkmoot.analysis.opinion import map_opinions, read_polis

    votes = read_polis(REAL / name)
    columns = (votes.person, votes.statement, votes.vote)
    _load()
    spent = min(_seconds(map_opinions, *columns) for _each in range(9))
    found = map_opinions(*columns)
    size = f"{name}: {len(found.people):,} people, {found.table.n_votes:,} votes"
    yield measure("opinion map", spent, "s", size, spent)
    yield measure("opinion map: groups", found.n_groups, "groups", size)
    yield measure("opinion map: axes beyond chance", found.evidence.axes, "axes", size)
    shares = np.median([_foretold(*columns, seed) for seed in range(SPLITS)], axis=0)
    for what, share in zip(("lean alone", "lean and axes"), shares, strict=True):
        yield measure(f"hidden votes: variance foretold by {what}", share, "share", size)


def _foretold(person: Any, statement: Any, vote: Any, seed: int) -> tuple[float, float]:
    """Of a tenth of the votes, kept back: by how much lean, then lean and axes, beat the statement's mean."""
    from folkmoot.analysis.opinion import map_opinions
    from folkmoot.analysis.opinion.traits import lean_and_caution
    from folkmoot.analysis.opinion.votes import read_votes

    last = read_votes(person, statement, vote)
    person, statement = last.people[last.rows()], last.statements[last.indices]
    hidden = np.random.default_rng(seed).random(last.n_votes) < HIDDEN
    found = map_opinions(person[~hidden], statement[~hidden], last.values[~hidden])
    known = hidden & np.isin(person, found.people) & np.isin(statement, found.statement_ids)
    rows = np.searchsorted(found.people, person[known])
    columns = np.searchsorted(found.statement_ids, statement[known])
    truth = last.values[known]
    model, traits = lean_and_caution(found.table, _counts(found.table))
    means = _means(found.table)[columns]
    lean = model.average[columns] * (1 - traits[rows, 1]) + traits[rows, 0]
    whole = float(np.sum((truth - means) ** 2))
    return tuple(
        1 - float(np.sum((truth - np.clip(said, -1, 1)) ** 2)) / whole
        for said in (lean, found.expected_votes(rows, columns))
    )


def _counts(table: Any) -> Any:
    from folkmoot.analysis.opinion.counts import count

    return count(table)


def _means(table: Any) -> Any:
    counts = _counts(table)
    return (counts.agree - counts.disagree) / np.maximum(counts.votes, 1)


def groups(people: int, statements: int) -> Iterator[Measure]:
    """Four planted groups: how many are found, and how well, over the ceiling."""
    from sklearn.metrics import adjusted_rand_score

    from folkmoot.analysis.opinion import map_opinions
    from folkmoot.analysis.opinion.tests.planted import plant

    for seed in (1, 2, 3):
        votes = plant(people, statements, seed=seed)
        found = map_opinions(votes.person, votes.statement, votes.vote)
        ceiling = adjusted_rand_score(votes.group, votes.best_guess())
        reached = adjusted_rand_score(votes.group[found.people], found.group)
        size = f"{people:,} x {statements:,}, 4 planted, seed {seed}"
        yield measure("planted groups found", found.n_groups, "groups", size)
        yield measure("planted groups: share of the ceiling", reached / ceiling, "share", size)


def no_groups(people: int, statements: int) -> Iterator[Measure]:
    """One planted group, many seeds: how often the map says that there are no clear groups."""
    from folkmoot.analysis.opinion import map_opinions
    from folkmoot.analysis.opinion.tests.planted import plant

    right = 0
    for seed in range(SEEDS):
        votes = plant(people, statements, groups=1, seed=seed)
        right += map_opinions(votes.person, votes.statement, votes.vote).n_groups == 0
    size = f"{people:,} x {statements:,}, {SEEDS} seeds"
    yield measure("one planted group: no clear groups", right / SEEDS, "share", size)


def orders(people: int, statements: int) -> Iterator[Measure]:
    """The same votes in ten orders, and under ten numberings of the people: how often the map is the same."""
    from folkmoot.analysis.opinion import map_opinions
    from folkmoot.analysis.opinion.tests.planted import plant

    votes = plant(people, statements)
    first = map_opinions(votes.person, votes.statement, votes.vote)
    in_order = numbered = 0
    for seed in range(ORDERS):
        rng = np.random.default_rng(seed)
        order, number = rng.permutation(len(votes.vote)), rng.permutation(people)
        again = map_opinions(votes.person[order], votes.statement[order], votes.vote[order])
        in_order += _same(first, again, np.arange(len(first.people)))
        other = map_opinions(number[votes.person][order], votes.statement[order], votes.vote[order])
        numbered += _same(first, other, np.searchsorted(other.people, number[first.people]))
    size = f"{people:,} x {statements:,}, {ORDERS} orders"
    yield measure("random orders: identical to the bit", in_order / ORDERS, "share", size)
    yield measure("people numbered otherwise: identical to the bit", numbered / ORDERS, "share", size)


def _same(one: Any, two: Any, rows: Any) -> bool:
    fields = ("positions", "spread", "group", "lean", "caution")
    same = all(np.array_equal(getattr(one, field), getattr(two, field)[rows]) for field in fields)
    return same and one.statements == two.statements


def _load() -> None:
    """The libraries, so that their loading is not measured."""
    from folkmoot.analysis.opinion import map_opinions
    from folkmoot.analysis.opinion.tests.planted import plant

    votes = plant(4_000, 300, density=0.1)
    map_opinions(votes.person, votes.statement, votes.vote)


def _seconds(what: Any, *arguments: Any) -> float:
    begun = time.process_time()
    what(*arguments)
    return time.process_time() - begun


STEPS = {each.__name__: each for each in (write, speed, real, groups, no_groups, orders)}

if __name__ == "__main__":
    given = [int(each) if each.isdigit() else each for each in sys.argv[2:]]
    for one in STEPS[sys.argv[1]](*given):
        print(json.dumps(one), flush=True)
