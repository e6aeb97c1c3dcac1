"""Raking and bounded raking written another way, slow and plain, to hold the engine against."""

from __future__ import annotations

import math


def rake_slowly(sample, margins, base=None, rounds=4000):
    """Turns with dictionaries and exact sums, one person after the other."""
    n = len(next(iter(sample.values())))
    weights = [1.0] * n if base is None else [each * n / math.fsum(base) for each in base]
    for _round in range(rounds):
        before = list(weights)
        for name, shares in margins.items():
            people = _categories(sample, name)
            whole = math.fsum(shares.values())
            for label, share in shares.items():
                at = [i for i, each in enumerate(people) if each == label]
                factor = n * share / whole / math.fsum(weights[i] for i in at)
                for i in at:
                    weights[i] *= factor
        if max(abs(a - b) for a, b in zip(before, weights, strict=True)) < 1e-14:
            break
    return weights


def _categories(sample, name):
    if isinstance(name, tuple):
        return list(zip(*(sample[each] for each in name), strict=True))
    return list(sample[name])


def rake_within_slowly(sample, margins, bounds, rounds=3000):
    """Each category's level is found by halving until its sum of weights is right, in turns."""
    n = len(next(iter(sample.values())))
    low, high = bounds
    columns = {name: _categories(sample, name) for name in margins}
    levels = {name: dict.fromkeys(shares, 0.0) for name, shares in margins.items()}

    def ratio(person, name="", shift=0.0):
        level = sum(levels[each][columns[each][person]] for each in margins) + shift
        return min(max(math.exp(level), low), high)

    for _round in range(rounds):
        moved = 0.0
        for name, shares in margins.items():
            whole = math.fsum(shares.values())
            for label, share in shares.items():
                at = [i for i in range(n) if columns[name][i] == label]
                least, most = -4.0, 4.0
                for _halving in range(60):
                    middle = (least + most) / 2
                    there = math.fsum(ratio(i, name, middle) for i in at)
                    least, most = (middle, most) if there < n * share / whole else (least, middle)
                levels[name][label] += middle
                moved = max(moved, abs(middle))
        if moved < 1e-13:
            break
    return [ratio(i) for i in range(n)]
