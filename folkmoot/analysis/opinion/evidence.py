"""Whether there are groups, said with the figures that decide it."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

ODDS_NEEDED = 20.0
"""So many times likelier the votes must be with a gap than without."""

VERY_STRONG = 150.0
"""So many times likelier is called very strong evidence, 20 times strong. Source: Kass and
Raftery (1995), Bayes factors, Journal of the American Statistical Association 90."""

NEEDED = log(ODDS_NEEDED)


@dataclass(frozen=True, slots=True)
class Evidence:
    """`log_odds` is the natural logarithm of how many times likelier the votes are with the least certain gap
    between two groups than with one crowd in its place (with no groups, of the best split that was tried);
    `crowds` how many places people gather at, of which those without a gap between them were joined;
    `axes` how many axes of opinion stand out of chance; `unplaced` how many people are in no group."""

    n_groups: int
    log_odds: float
    crowds: int
    axes: int
    people: int
    unplaced: int
    sentence: str = ""

    @property
    def odds(self) -> float:
        return exp(min(self.log_odds, 700.0))

    def explain(self) -> str:
        """One English sentence."""
        if self.sentence:
            return self.sentence
        if not self.axes:
            return (
                "No clear groups: beside how readily people agree or pass, their votes show no shared "
                "pattern that chance could not make."
            )
        if not self.n_groups:
            return (
                "No clear groups: opinions differ, but people spread out without a gap, so that any line "
                f"between groups would be arbitrary (a gap has to make the votes {ODDS_NEEDED:.0f} times "
                f"likelier; the best split made them {_times(self.log_odds)})."
            )
        placed = self.people - self.unplaced
        return (
            f"{self.n_groups} groups: between any two lies a gap that makes the votes "
            f"{_times(self.log_odds)} likelier than one crowd without it would. "
            f"{placed} of {self.people} people could be placed."
        )


def _times(log_odds: float) -> str:
    if log_odds > log(1e6):
        return "over a million times"
    if log_odds > log(10):
        return f"{exp(log_odds):,.0f} times"
    return f"{exp(max(log_odds, -5.0)):.1f} times"
