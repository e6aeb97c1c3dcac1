"""The lottery: each method on made pools, with its bound; households; and maximin of sortition-algorithms
beside.

Time is processor seconds of one thread with the libraries loaded, from plain values to the panel drawn.
Shortfall is how far any chance lies below the proved best of the method. The tiny pools are solved a second
time by listing every panel, without any of our solver.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench._anchors import LONG, ONE_THREAD, anchor
from bench._measuring import Clock, Measure, measure
from bench._pools import households, made_pool

ROOT = Path(__file__).resolve().parent.parent
# volunteers, seats, features, room of a target: how often it is repeated
POOLS = {
    (92, 40, 6, 1): 3,
    (150, 30, 7, 1): 3,
    (200, 30, 4, 1): 3,
    (200, 30, 6, 1): 3,
    (300, 40, 6, 1): 3,
    (100, 20, 8, 0): 3,
    (300, 40, 8, 0): 3,
    (2_000, 100, 4, 2): 3,
    (500, 50, 7, 1): 3,
    (1_000, 60, 6, 1): 1,
    (1_727, 110, 7, 2): 1,
}
HOMES = ((200, 30, 6, 1), (300, 30, 8, 0), (2_000, 100, 4, 2))
ALL_METHODS = ((200, 30, 6, 1), (500, 50, 7, 1))
MANY = (5_000, 200, 8, 2)
ANCHORED = ((200, 30, 4, 1), (200, 30, 6, 1), (500, 50, 7, 1))
LIMIT = 100
TINY = 60


def measures() -> Iterator[Measure]:
    """Every figure as a dictionary: name, value, unit, size, seconds of processor time, peak_mb."""
    for shape, times in POOLS.items():
        yield from _in_its_own_process("leximin", *shape, times)
    for shape in ALL_METHODS:
        for method in ("maximin", "nash", "goldilocks"):
            yield from _in_its_own_process(method, *shape, 1)
    for shape in HOMES:
        yield from _in_its_own_process("homes", *shape, 1)
    yield from _in_its_own_process("tiny", 0, 0, 0, 0, TINY)
    for shape in ANCHORED if LONG else ANCHORED[:2]:
        yield from _beside(shape)
    if LONG:
        yield from _in_its_own_process("leximin", *MANY, 1)


def _in_its_own_process(*arguments: object) -> Iterator[Measure]:
    command = [sys.executable, "-m", "bench.lottery", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, text=True, check=True
    )
    yield from (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))


def _beside(shape: tuple[int, ...]) -> Iterator[Measure]:
    """The other program's maximin, stopped at the limit."""
    people, size, features, room = shape
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pool.json"
        path.write_text(json.dumps(made_pool(people, size, features, room=room)), encoding="utf-8")
        try:
            found = anchor("sortition_maximin", path, LIMIT)
        except subprocess.CalledProcessError:
            yield measure("lottery: sortition-algorithms, stopped", LIMIT, "s", _called(shape), LIMIT)
            return
    yield measure("lottery: sortition-algorithms, maximin", found["seconds"], "s", _called(shape))
    yield measure("lottery: sortition-algorithms, lowest chance", found["lowest"], "", _called(shape))


def _called(shape: tuple[int, ...]) -> str:
    return "/".join(map(str, shape[:3])) + ("" if shape[3] else ", no room")


def leximin_like(
    method: str, shape: tuple[int, ...], times: int, *, homes: bool = False
) -> Iterator[Measure]:
    from folkmoot.analysis.lottery import select_panel

    people, size, features, room = shape
    pool: dict[str, Any] = made_pool(people, size, features, room=room)
    pool["households"] = households(people) if homes else None
    select_panel({"a": ["x", "y"]}, {"a": {"x": (0, 1), "y": (0, 1)}}, size=1, method=method, seed=1)
    spent = []
    for _each in range(times):
        clock = Clock()
        found = select_panel(**pool, method=method, seed=1, time_budget=None)
        spent.append(clock.spent)
    name = f"lottery: {method}{', households' if homes else ''}"
    called = _called(shape)
    yield measure(name, min(spent), "s", called, sum(spent))
    yield measure(f"{name}, types", found.pool.types, "", called)
    yield measure(f"{name}, panels", len(found.panels), "", called)
    yield measure(f"{name}, lowest chance", found.lowest, "", called)
    yield measure(f"{name}, bound", found.bound_of_possible, "", called)
    yield {**measure(f"{name}, shortfall", 0.0, "", called), "value": found.shortfall}


def tiny(count: int) -> Iterator[Measure]:
    """Pools whose panels can all be listed: how many lotteries nothing does better than."""
    from folkmoot.analysis.lottery import select_panel
    from folkmoot.analysis.lottery.best import METHODS
    from folkmoot.analysis.lottery.tests.small_pools import all_panels, tiny_pool
    from folkmoot.analysis.lottery.tests.test_selecting import assert_best

    tried = right = gaps = 0
    clock = Clock()
    for seed in range(count):
        for homes in (False, True):
            case = tiny_pool(seed, homes=homes)
            if case is None:
                continue
            panels = all_panels(case)
            for method in METHODS:
                found = select_panel(**case, method=method, seed=1)
                tried, gaps = tried + 1, gaps + found.gap
                try:
                    assert_best(method, case, panels, found.chances)
                    right += 1
                except AssertionError:
                    print(f"{method} of pool {seed} can be bettered", file=sys.stderr)
    yield measure(
        "lottery: tiny pools that brute force cannot better", right, f"of {tried}", count, clock.spent
    )
    yield measure("lottery: tiny pools with an integrality gap", gaps, f"of {tried}", count)


def _step(step: str, people: int, size: int, features: int, room: int, times: int) -> Iterator[Measure]:
    shape = (people, size, features, room)
    if step == "tiny":
        return tiny(times)
    if step == "homes":
        return leximin_like("leximin", shape, times, homes=True)
    return leximin_like(step, shape, times)


if __name__ == "__main__":
    for each in _step(sys.argv[1], *map(int, sys.argv[2:])):
        print(json.dumps(each), flush=True)
