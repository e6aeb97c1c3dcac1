"""What can be said where people chose whether to take part: no interval, but how far the finding would hold.

Weights even out who took part by age, sex and area. They cannot even out that people with one view were
likelier to take part than others of the same age, sex and area. How much likelier would undo the finding can
be worked out: that figure stands where an interval would mislead. The idea is that of a bound on what is not
observed (Cornfield and others 1959, Journal of the National Cancer Institute 22, 173-203), the sum is ours.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

PLAUSIBLE = (1.25, 1.65, 2.7)
"""Odds ratios that small, middling and strong hidden self-selection may have (our choice, not a finding)."""


@dataclass(frozen=True, slots=True)
class HiddenSelection:
    """How much likelier to take part those with the leading view would have to be for the finding to fail.

    `leads` is "agree", "disagree" or, in a tie, "". `odds_ratio` is their odds of taking part over those of
    the others; 1 says that the least difference undoes the finding, None that there is no finding. `share` is
    the observed share of those who agree among those who take a side, `threshold` the share at which the
    finding turns.
    """

    agree: float
    disagree: float
    threshold: float
    odds_ratio: float | None
    leads: str
    population: float | None

    @property
    def share(self) -> float:
        return self.agree / (self.agree + self.disagree)

    @property
    def is_fragile(self) -> bool:
        """Whether hidden self-selection that is called small here would be enough."""
        return self.odds_ratio is not None and self.odds_ratio < PLAUSIBLE[0]

    def share_if(self, odds_ratio: float) -> float:
        """The share of residents with a side who would agree, had those who agree had `odds_ratio` times the
        odds of taking part of those who disagree (many residents, of whom few took part).

        Raises ValueError for a ratio that is not above 0.

        >>> round(hidden_selection(600, 400).share_if(1.5), 3)
        0.5
        """
        if not (odds_ratio > 0 and math.isfinite(odds_ratio)):
            raise ValueError(f"the odds ratio is {odds_ratio!r}; give a number above 0")
        return self.agree / (self.agree + odds_ratio * self.disagree)

    def explain(self) -> str:
        """The sentence to show in place of an interval."""
        if self.odds_ratio is None:
            return "Those who took part are evenly divided, so there is no majority that could reverse."
        who = "agree" if self.leads == "agree" else "disagree"
        whom = "disagree" if self.leads == "agree" else "agree"
        lead = self.share if self.leads == "agree" else 1 - self.share
        if math.isinf(self.odds_ratio):
            return (
                f"Everybody who took a side would {who}: how far that holds for all residents no figure can "
                "say."
            )
        turn = self.threshold if self.leads == "agree" else 1 - self.threshold
        return (
            f"Of those who took a side, {lead:.0%} {who}. Had residents who {who} been "
            f"{_times(self.odds_ratio)} "
            f"as likely to take part as residents who {whom}, only {turn:.0%} of all residents would {who}; "
            "had "
            "the difference been larger still, the finding would reverse. Nothing in the answers can rule "
            "this out."
        )


def _times(ratio: float) -> str:
    return f"{ratio:.2f} times" if ratio < 2 else f"{ratio:.1f} times"


def hidden_selection(
    agree: float, disagree: float, *, threshold: float = 0.5, population: float | None = None
) -> HiddenSelection:
    """How strong hidden self-selection would have to be to reverse a finding.

    `agree` and `disagree` are the people on each side, or their sums of weights; who is on neither side is
    left out. The finding is that more (or less) than `threshold` agree. With residents of whom a share t
    agrees, a of the N t and d of the N (1 - t) took part; the finding turns where the odds ratio of taking
    part is (a / t) / (d / (1 - t)), if few of the residents took part. With `population`, the number N of
    residents who have a side, the ratio is exact: (a / (N t - a)) / (d / (N (1 - t) - d)).

    Raises ValueError for numbers that are negative, both 0 or no numbers, a threshold not between 0 and 1, or
    a population too small for those who took part.

    >>> hidden_selection(600, 400).odds_ratio  # 600/400: even if 1.5 times as likely, only half would agree
    1.5
    >>> round(hidden_selection(600, 400, population=2000).odds_ratio, 2)  # (600/400) / (400/600)
    2.25
    """
    if not (agree >= 0 and disagree >= 0 and 0 < agree + disagree < math.inf):
        raise ValueError(
            f"{agree!r} agree and {disagree!r} disagree; give how many of each, and at least one person"
        )
    if not 0 < threshold < 1:
        raise ValueError(f"the threshold is {threshold!r}; give a share between 0 and 1, such as 0.5")
    odds = _odds(agree, threshold, population), _odds(disagree, 1 - threshold, population)
    if odds[0] == odds[1]:
        return HiddenSelection(agree, disagree, threshold, None, "", population)
    first, second = max(odds), min(odds)
    ratio = first / second if second else math.inf
    return HiddenSelection(
        agree, disagree, threshold, ratio, "agree" if odds[0] > odds[1] else "disagree", population
    )


def _odds(took_part: float, share: float, population: float | None) -> float:
    """The odds of taking part, but for a factor that is the same for both sides where many did not."""
    if population is None:
        return took_part / share
    left = population * share - took_part
    if left <= 0:
        raise ValueError(
            f"of {population:,.0f} residents {share:.0%} are {population * share:,.0f}, and {took_part:,.0f} "
            "took part; give the number of residents who have a side"
        )
    return took_part / left


def self_selected_sentence(n: int, compared_by: Sequence[str], *, weighted_by: Sequence[str] = ()) -> str:
    """What to say wherever figures of people who chose to take part are shown.

    >>> self_selected_sentence(812, ["age", "sex"])[:88]
    '812 people chose to take part. We compared them by age and sex with who lives here. This'
    """
    parts = [f"{n:,} {'person' if n == 1 else 'people'} chose to take part."]
    if compared_by:
        parts.append(f"We compared them by {_listed(compared_by)} with who lives here.")
    if weighted_by:
        parts.append(f"Where it says so, figures are adjusted for {_listed(weighted_by)}.")
    parts.append(
        "This cannot correct for people with stronger views being likelier to take part, so the figures "
        "describe "
        "those who took part and not all residents."
    )
    return " ".join(parts)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
