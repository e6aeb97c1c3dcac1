"""Chances in words."""

from __future__ import annotations

NEAR = 0.005  # of a whole number: said as that number


def odds(chance: float) -> str:
    """A chance as people say it; under one in a hundred million it is none.

    >>> odds(1 / 27), odds(0.0371), odds(0.3), odds(0.75), odds(1), odds(0)
    ('1 in 27', '1 in 27', '1 in 3.3', '75 in 100', 'certain', 'none')
    >>> odds(0.999999), odds(1 / 1234.56), odds(0.996)
    ('certain', '1 in 1,235', 'over 99 in 100')
    """
    if chance < 1e-8:
        return "none"
    if chance > 1 - 1e-5:
        return "certain"
    if chance > 0.5 + 1e-9:
        return "over 99 in 100" if chance >= 0.995 else f"{chance * 100:.0f} in 100"
    one_in = 1 / chance
    whole = round(one_in)
    if one_in >= 100 or abs(one_in - whole) <= max(NEAR * one_in, 1e-6):
        return f"1 in {whole:,}"
    return f"1 in {one_in:.1f}"


def bound_sentence(least: float, bound: float, *, of: str = "the least-served volunteer") -> str:
    """What the least-served get, beside what any method could give them.

    >>> bound_sentence(1 / 27, 1 / 27)
    'No method can give the least-served volunteer more than 1 in 27; this one gives 1 in 27.'
    >>> bound_sentence(0, 0)[:52]
    'Somebody can be on no panel that meets the targets, '
    >>> bound_sentence(0.01, 1 / 27)
    'No method can give the least-served volunteer more than 1 in 27; this one gives 1 in 100.'
    >>> bound_sentence(1, 1)
    'Even the least-served volunteer is certain of a seat.'
    """
    if bound < 1e-9:
        return f"Somebody can be on no panel that meets the targets, so {of} has no chance under any method."
    if odds(least) == "certain":
        return f"Even {of} is certain of a seat."
    said = odds(bound) if bound - least > 1e-6 else odds(least)
    return f"No method can give {of} more than {said}; this one gives {odds(least)}."
