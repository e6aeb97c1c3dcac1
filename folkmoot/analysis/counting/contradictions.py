"""Which margins cannot be met together by these people, and by how much: two, or the fewest that cannot.

For two margins a linear programme spreads the weights over the combinations of categories that somebody has,
and asks how near to both margins at once any weights above 0 can come.
"""

from __future__ import annotations

from collections.abc import Hashable
from itertools import combinations

import numpy as np

from .bounding import Asked
from .margins import Margin, level, said
from .together import fewest_that_empty, fewest_that_miss

NOTICED = 1e-9  # a share


def contradiction(margins: tuple[Margin, ...], asked: Asked) -> str:
    """A sentence on the two margins that are furthest from agreeing, or "" where every two agree."""
    worst = NOTICED
    pair: tuple[int, ...] = ()
    for a, b in combinations(range(len(margins)), 2):
        gap = _gap_of(a, b, asked)
        if gap > worst * (1 + 1e-6):
            worst, pair = gap, (a, b)
    if not pair:
        return emptied(margins, asked)
    first, second = margins[pair[0]], margins[pair[1]]
    return (
        f"The margins '{said(first.name)}' and '{said(second.name)}' contradict each other: with these "
        "people no "
        f"weights come nearer to both than {worst * 100:.2g} percentage points"
        f"{_missing_pair(first, second, pair, asked)}; check that both describe the same population, or join "
        "categories."
    )


def contradiction_of_several(margins: tuple[Margin, ...], asked: Asked) -> str:
    """A sentence on the fewest margins, three or more, that no weights above 0 can meet together; "" where
    all can be met."""
    found = fewest_that_miss(asked)
    if found is not None:
        return (
            f"The margins {found.names(margins)} contradict each other together, though no two of them do: "
            f"with these people no weights come nearer to all of them than {found.gap * 100:.2g} percentage "
            "points; leave one of them out, join categories, or check that all describe the same population."
        )
    return "" if asked.low > 0 else emptied_by_several(margins, asked)


def emptied_by_several(margins: tuple[Margin, ...], asked: Asked) -> str:
    """The same of margins that agree only if a profile that people have counts nothing."""
    found = fewest_that_empty(asked)
    if found is None:
        return ""
    return (
        f"The margins {found.names(margins)} can be met together only if some of these people count nothing; "
        "join categories, or leave one of these margins out."
    )


def _gap_of(a: int, b: int, asked: Asked) -> float:
    """The smallest largest gap, as a share of everybody, of any weights on the combinations that exist."""
    from scipy.optimize import linprog

    rows, columns = _combinations(a, b, asked)
    n = float(len(asked.base))
    wanted = np.concatenate([asked.targets[a], asked.targets[b]]) / n
    cells = len(rows)
    table = np.zeros((len(wanted), cells + 1))
    table[rows, np.arange(cells)] = 1
    table[len(asked.targets[a]) + columns, np.arange(cells)] = 1
    above, below = table.copy(), -table
    above[:, -1] = below[:, -1] = -1
    found = linprog(
        np.append(np.zeros(cells), 1.0),
        A_ub=np.vstack([above, below]),
        b_ub=np.concatenate([wanted, -wanted]),
        method="highs",
    )
    return float(found.fun) if found.status == 0 else 0.0


def _combinations(a: int, b: int, asked: Asked) -> tuple[np.ndarray, np.ndarray]:
    size = len(asked.targets[b])
    joint = asked.codes[a].astype(np.intp) * size + asked.codes[b]
    there = np.flatnonzero(np.bincount(joint, minlength=len(asked.targets[a]) * size))
    return there // size, there % size


def _missing_pair(first: Margin, second: Margin, pair: tuple[int, ...], asked: Asked) -> str:
    """A combination that nobody has, the one that the margins would give most people; or, of margins that
    share a variable, the category on which they differ most."""
    shared = _shared(first, second)
    if shared is not None:
        return shared
    rows, columns = _combinations(pair[0], pair[1], asked)
    expected = np.outer(first.shares, second.shares)
    there = np.zeros((len(asked.targets[pair[0]]), len(asked.targets[pair[1]])), dtype=bool)
    there[rows, columns] = True
    expected[there[:-1, :-1]] = 0
    expected[first.counts == 0] = 0
    expected[:, second.counts == 0] = 0
    if not expected.any():
        return ""
    row, column = np.unravel_index(int(np.argmax(expected)), expected.shape)
    return (
        f" (nobody is both {level(first.name, first.labels[row])} and "
        f"{level(second.name, second.labels[column])})"
    )


def _shared(first: Margin, second: Margin) -> str | None:
    """What two margins of the same people say of a category of a variable that both have; None where they
    have none in common."""
    worst, told = NOTICED, None
    for name in _variables(first):
        if name in _variables(second):
            told = "" if told is None else told
            shares = _alone(first, name), _alone(second, name)
            for label in shares[0]:
                here, there = shares[0][label], shares[1].get(label, 0.0)
                if abs(here - there) > worst * (1 + 1e-6):
                    worst = abs(here - there)
                    told = f" ({level(name, label)} is {here:.2%} in the first and {there:.2%} in the second)"
    return told


def _variables(margin: Margin) -> tuple[Hashable, ...]:
    return margin.name if isinstance(margin.name, tuple) else (margin.name,)


def _alone(margin: Margin, name: Hashable) -> dict[Hashable, float]:
    """The shares that a margin gives one of its variables."""
    place = _variables(margin).index(name)
    found: dict[Hashable, float] = {}
    for label, share in zip(margin.labels, margin.shares.tolist(), strict=True):
        one = label[place] if isinstance(label, tuple) else label
        found[one] = found.get(one, 0.0) + share
    return found


def emptied(margins: tuple[Margin, ...], asked: Asked) -> str:
    """Two margins that agree only if a combination that people have counts nothing."""
    for a, b in combinations(range(len(margins)), 2):
        found = _forced_out(a, b, asked)
        if found:
            first, second = margins[a], margins[b]
            labels = [_label(first, found[0]), _label(second, found[1])]
            return (
                f"The margins '{said(first.name)}' and '{said(second.name)}' can both be met only if people "
                "who "
                f"are {' and '.join(labels)} count nothing; join categories, or leave one of the margins out."
            )
    return ""


def _label(margin: Margin, place: int) -> str:
    if place == len(margin.labels):
        return f"without an answer to '{said(margin.name)}'"
    return level(margin.name, margin.labels[place])


def _forced_out(a: int, b: int, asked: Asked) -> tuple[int, int] | None:
    """A combination that no weights meeting both margins leave above 0. What is tried one by one are the
    combinations that the most even weights leave at 0."""
    from scipy.optimize import linprog

    rows, columns = _combinations(a, b, asked)
    cells = len(rows)
    wanted = np.concatenate([asked.targets[a], asked.targets[b]]) / len(asked.base)
    table = np.zeros((len(wanted), cells))
    table[rows, np.arange(cells)] = 1
    table[len(asked.targets[a]) + columns, np.arange(cells)] = 1
    even = linprog(np.append(np.zeros(cells), -1.0), A_eq=np.column_stack([table, table.sum(axis=1)]),
                   b_eq=wanted, method="highs")  # fmt: skip
    if even.status != 0 or -even.fun > NOTICED:
        return None
    for cell in range(cells):
        most = linprog(-np.eye(cells)[cell], A_eq=table, b_eq=wanted, method="highs")
        if most.status == 0 and -most.fun <= NOTICED:
            return int(rows[cell]), int(columns[cell])
    return None
