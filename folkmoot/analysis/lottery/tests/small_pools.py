"""Tiny pools, and the best lottery over them found without any of our solver: every panel is listed, and
programs over people (not types) are solved by scipy."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import numpy as np
from scipy.optimize import linprog

Case = dict[str, Any]


def tiny_pool(seed: int, *, homes: bool = False, room: int = 1) -> Case | None:
    """Six to ten people, two to four features, quotas around a panel that exists; None when there is none."""
    rng = random.Random(seed)
    n, size, features = rng.randint(6, 10), rng.randint(2, 4), rng.randint(2, 4)
    volunteers = {f"f{at}": [f"v{rng.randint(0, 2)}" for _ in range(n)] for at in range(features)}
    households = [f"h{rng.randint(0, n - 2)}" for _ in range(n)] if homes else None
    panels = list(combinations(range(n), size))
    rng.shuffle(panels)
    planted = next(
        (
            each
            for each in panels
            if households is None or len({households[person] for person in each}) == size
        ),
        None,
    )
    if planted is None:
        return None
    quotas = {}
    for name, values in volunteers.items():
        quotas[name] = {}
        for value in sorted(set(values)):
            have = sum(values[person] == value for person in planted)
            quotas[name][value] = (max(0, have - rng.randint(0, room)), have + rng.randint(0, room))
    return {"volunteers": volunteers, "quotas": quotas, "size": size, "households": households}


def all_panels(case: Case) -> np.ndarray:
    """Every panel that meets the targets: rows of 0 and 1 over people."""
    n = len(next(iter(case["volunteers"].values())))
    kept = [each for each in combinations(range(n), case["size"]) if _is_panel(case, each)]
    found = np.zeros((len(kept), n))
    for row, each in enumerate(kept):
        found[row, list(each)] = 1
    return found


def _is_panel(case: Case, people: tuple[int, ...]) -> bool:
    homes = case["households"]
    if homes is not None and len({homes[person] for person in people}) < len(people):
        return False
    for name, values in case["volunteers"].items():
        for value, (low, high) in case["quotas"][name].items():
            if not low <= sum(values[person] == value for person in people) <= high:
                return False
    return True


def _most(
    panels: np.ndarray, objective: np.ndarray, least: np.ndarray, raised: np.ndarray, cap: float
) -> Any:
    """Maximise `objective @ chances + floor` where raised people have at least the floor, others `least`."""
    count, n = panels.shape
    rows = [np.append(-panels[:, person], float(raised[person])) for person in range(n)]
    limits = [0.0 if raised[person] else -least[person] for person in range(n)]
    rows += [np.append(panels[:, person], 0.0) for person in range(n)]
    limits += [cap] * n
    cost = np.append(-(panels @ objective), -float(raised.any()))
    found = linprog(
        cost,
        A_ub=np.array(rows),
        b_ub=np.array(limits),
        A_eq=np.append(np.ones(count), 0.0)[None, :],
        b_eq=[1.0],
        bounds=[(0, None)] * (count + 1),
        method="highs-ds",
    )
    return found if found.status == 0 else None


def leximin_slack(panels: np.ndarray, chances: np.ndarray) -> float:
    """By how much LEXIMIN could still better these chances, 0 if they are the LEXIMIN ones.

    Level by level: with everybody below the level kept and everybody else at it or above, how much more can
    those on the level have together?"""
    most = 0.0
    for level in np.unique(chances.round(7)):
        on = np.abs(chances - level) < 1e-6
        least = np.minimum(chances, level) - 1e-9
        found = _most(panels, on.astype(float), least, np.zeros(len(chances), bool), 1.0)
        most = max(most, float(-found.fun - chances[on].sum()))
    return most


def highest_floor(panels: np.ndarray, cap: float = 1.0) -> float | None:
    n = panels.shape[1]
    found = _most(panels, np.zeros(n), np.zeros(n), np.ones(n, bool), cap)
    return None if found is None else float(found.x[-1])


def lowest_ceiling(panels: np.ndarray, floor: float) -> float:
    """The least highest chance when everybody has at least the floor, to 1e-9."""
    count, n = panels.shape
    rows = [np.append(-panels[:, person], 0.0) for person in range(n)]
    rows += [np.append(panels[:, person], -1.0) for person in range(n)]
    found = linprog(
        np.append(np.zeros(count), 1.0),
        A_ub=np.array(rows),
        b_ub=np.append(np.full(n, -floor + 1e-10), np.zeros(n)),
        A_eq=np.append(np.ones(count), 0.0)[None, :],
        b_eq=[1.0],
        bounds=[(0, None)] * (count + 1),
        method="highs-ds",
    )
    return float(found.fun)


def least_imbalance(panels: np.ndarray, even: float) -> float:
    """The smallest highest / even + even / lowest: golden section over the lowest chance (it is convex)."""

    def worth(floor: float) -> float:
        return lowest_ceiling(panels, floor) / even + even / floor

    part = (5**0.5 - 1) / 2
    low, high = 1e-3 * even, float(highest_floor(panels) or 0.0)
    left, right = high - part * (high - low), low + part * (high - low)
    at_left, at_right = worth(left), worth(right)
    for _each in range(26):
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - part * (high - low)
            at_left = worth(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + part * (high - low)
            at_right = worth(right)
    return min(at_left, at_right, worth(high))
