"""Which texts people should code next: half at random, half where the machine is least certain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .mapped import Mapping


@dataclass(frozen=True, slots=True)
class ToCode:
    """The row of a text to code. Only those `at_random` may be used to say how good the proposals are."""

    row: int
    at_random: bool


def next_to_code(mapping: Mapping, n: int, *, seed: int = 0) -> tuple[ToCode, ...]:
    """The next `n` texts to code, shuffled so that the place in the list gives nothing away.

    Half of them (rounded up) are drawn at random from the texts that nobody has coded, the others are those
    whose best probability is lowest; of texts with the same probabilities, such as copies, one is enough.
    Fewer than `n` when fewer are left; blank texts are never asked for.

    The random half alone gives an honest F1: have it coded blind, keep the `mapping` from before, and call
    `agreement([mapping.proposed[each.row] for each in random_half], their_codes)`. Uncertain texts are harder
    than the others and would make the machine look worse than it is; texts it had proposed for, better.

    ValueError when `n` is negative.

    Source: uncertainty sampling, Lewis and Gale (1994), SIGIR.

    >>> from folkmoot.analysis.themes.mapping import learn_mapping
    >>> mapping = learn_mapping(["a bus", "a tree", "a bench"], ["Buses"], {})
    >>> [each.at_random for each in next_to_code(mapping, 2)].count(True)
    1
    """
    if n < 0:
        raise ValueError(f"{n} texts cannot be coded; ask for 0 or more")
    random = np.random.default_rng(seed)
    done = {*mapping.coded, *mapping.blank}
    left = np.array([row for row in range(len(mapping.proposed)) if row not in done], np.int64)
    drawn = random.permutation(left)[: (n + 1) // 2]
    rest = np.setdiff1d(left, drawn)
    chosen = [ToCode(int(row), True) for row in drawn]
    chosen += [ToCode(row, False) for row in _least_certain(mapping, rest, n - len(chosen))]
    return tuple(chosen[place] for place in random.permutation(len(chosen)))


def _least_certain(mapping: Mapping, rows: np.ndarray, n: int) -> list[int]:
    """One of each kind first, then their copies."""
    order = rows[np.argsort(mapping.confidence[rows], kind="stable")]
    _kinds, first = np.unique(mapping.probabilities[order], axis=0, return_index=True)
    one_of_each = order[np.sort(first)]
    copies = order[~np.isin(order, one_of_each)]
    found: list[int] = np.concatenate([one_of_each, copies])[:n].tolist()
    return found
