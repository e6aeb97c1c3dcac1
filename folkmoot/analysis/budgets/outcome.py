"""What a count came to: the winners in the order they were bought, every step, and why the others lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .amounts import money, written

WON_BY = {
    "cost": "it costs least",
    "votes": "it costs no more and more people voted for it",
    "lot": "its lot, drawn from the seed, came first",
    "order": "it stands first in the list, as no seed for a lot was given",
}


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects that stood exactly level, which of them went first, and by what: "cost", "votes", "lot" or
    "order" (no seed was given). `decisive` if one of the others lost in the end."""

    projects: tuple[str, ...]
    winner: str
    by: str
    decisive: bool = False

    def explain(self) -> str:
        others = _listed([each for each in self.projects if each != self.winner])
        end = "" if self.decisive else "; in the end all of them won"
        return f"{self.winner} stood level with {others} and went first because {WON_BY[self.by]}{end}."


@dataclass(frozen=True, slots=True)
class Step:
    """One purchase. `left` is what was left of the budget after it.

    `stage` is the rule that bought it: "greedy", "equal-shares", "phragmen" or "maximin-support".
    `price` is, under Equal Shares, what a supporter who could afford it paid (for each point or unit of
    utility where voters give points), and `gave_all` how many supporters could not and gave all they had;
    under the two rules of balanced loads it is the heaviest load of any voter after the purchase. `exact` if
    the step was so close that it was worked out again in fractions.
    """

    project: str
    cost: Fraction
    votes: int
    score: Fraction
    left: Fraction
    stage: str
    price: float | None = None
    gave_all: int = 0
    tie: Tie | None = None
    exact: bool = False

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        if self.stage == "greedy":
            how = f"with {written(self.score)} votes or points"
        elif self.stage == "equal-shares":
            how = f"at a price of {self.price:,.2f} to each of its {self.votes:,} supporters"
            how += f", of whom {self.gave_all:,} gave all they had left" if self.gave_all else ""
        else:
            how = f"so that no voter carries more than {self.price:,.2f}"
        return f"{self.project} was bought for {money(self.cost)} {how}; {money(self.left)} was left."


TOO_DEAR, WITHDRAWN, NO_VOTES = "too-dear", "withdrawn", "no-votes"
FEW_VOTES, LOW_SCORE, LOW_SUPPORT = "below-minimum-votes", "below-threshold", "below-support"
EXCLUDED, CATEGORY_FULL = "excluded", "category-full"
DID_NOT_FIT, STOPPED, SHORT, OVERSPENDS, OVERTAKEN = (
    "did-not-fit",
    "stopped",
    "short",
    "overspends",
    "overtaken",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a project did not win. What is not None belongs to its `kind`:

    - "too-dear": `cost` is more than `left`, the whole budget
    - "withdrawn": taken out before the count
    - "no-votes": nobody supported it
    - "below-minimum-votes", "below-threshold", "below-support": `had` is less than the `needed`
    - "excluded": `other` won, and only one of the two can
    - "category-full": `other` is the category; `cost` was more than the `left` of its limit
    - "did-not-fit": `cost` was more than `left` when its turn came (greedy), or at the end
    - "stopped": the count had stopped when `other` did not fit
    - "short": the supporters had `share` of what it cost when the count ended, and `began` with so much
      (Equal Shares, Phragmen); `left` is what was left when the rest went by votes, if it did
    - "overspends": it was next, and `cost` was more than `left` (Phragmen)
    """

    project: str
    kind: str
    cost: Fraction
    left: Fraction | None = None
    had: Fraction | None = None
    needed: Fraction | None = None
    share: float | None = None
    began: float | None = None
    other: str | None = None

    def explain(self) -> str:
        """One English sentence for logs and reports, without the currency."""
        return _SENTENCES[self.kind](self)


def told(value: float) -> float:
    """A figure to tell, without the last digits, in which the order of the sum may show.

    >>> told(0.1 + 0.2)
    0.3
    """
    return float(f"{value:.12g}")


def percent_below(share: float) -> str:
    """A share as percent, rounded down, so that what fell short never reads as whole.

    >>> percent_below(0.9999), percent_below(0.5)
    ('99 %', '50 %')
    """
    return f"{int(share * 100 + 1e-9)} %" if share < 1 else "all"


def _short(reason: Reason) -> str:
    share, began = reason.share or 0.0, reason.began
    said = f"Its supporters had {percent_below(min(share, 0.9999))} of what it needed"
    if began is not None and began > share * (1 + 1e-9):
        said += f" at the end; at the start they had {percent_below(began)}, and paid for others"
    if reason.left is not None:
        said += (
            f"; when the rest went by votes it cost {money(reason.cost)}, and {_money(reason.left)} was left"
        )
    return said + "."


def _plain(value: Fraction | None) -> str:
    return (
        "nothing" if value is None else written(value) if value.denominator == 1 else f"{float(value):,.2f}"
    )


def _money(value: Fraction | None) -> str:
    return "nothing" if not value else money(value)


_SENTENCES = {
    TOO_DEAR: lambda r: f"It costs {money(r.cost)}, more than the whole budget of {_money(r.left)}.",
    WITHDRAWN: lambda r: "It was taken out before the count.",
    NO_VOTES: lambda r: "Nobody voted for it.",
    FEW_VOTES: lambda r: f"It had {_plain(r.had)} of the {_plain(r.needed)} votes that a project needs.",
    LOW_SCORE: lambda r: f"It scored {_plain(r.had)} of the {_plain(r.needed)} that a project needs.",
    LOW_SUPPORT: lambda r: (
        f"It had {_plain(r.had)} votes; for its cost it needed {_plain(r.needed)} to be in the count."
    ),
    EXCLUDED: lambda r: f"{r.other} won, and only one of the two can.",
    CATEGORY_FULL: lambda r: (
        f"It costs {money(r.cost)} and {_money(r.left)} was left of what may be spent on {r.other}."
    ),
    DID_NOT_FIT: lambda r: f"It costs {money(r.cost)} and {_money(r.left)} was left.",
    STOPPED: lambda r: f"The count stopped before it, when {r.other} cost more than was left.",
    SHORT: lambda r: _short(r),
    OVERSPENDS: lambda r: (
        f"It would have been next, but it costs {money(r.cost)} and {_money(r.left)} was left."
    ),
}


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What voters got. `by_winners[k]` is how many voters voted for exactly k winners."""

    voters: int
    by_winners: tuple[int, ...]
    mean_spent: float
    """Money spent on winners that a voter voted for, on average."""

    @property
    def without(self) -> int:
        """Voters who voted for no winner, those with an empty ballot among them."""
        return self.by_winners[0]

    @property
    def mean_winners(self) -> float:
        return sum(n * k for k, n in enumerate(self.by_winners)) / self.voters


@dataclass(frozen=True, slots=True)
class Next:
    """What one more for every voter would have bought: too much."""

    endowment: Fraction
    winners: tuple[str, ...]
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a count.

    `winners` are ids in the order they were bought; `reasons` has an entry for every other project.
    `endowment` is, under Equal Shares, what each voter began with in the run that counted, of which
    `added` was more than an equal share of the budget; `runs` is how many times the count was run to find
    it, `skipped` how many further ones were proved to give the same and left out. `next` is what one more
    for every voter would have bought, if that costs more than the budget. `exact_steps` is how many close
    decisions were worked out again in fractions.
    """

    rule: str
    completion: tuple[str, ...]
    winners: tuple[str, ...]
    cost: Fraction
    budget: Fraction
    steps: tuple[Step, ...]
    reasons: Mapping[str, Reason]
    ties: tuple[Tie, ...]
    satisfaction: Satisfaction
    currency: str = ""
    utility: str = ""
    seed: str | None = None
    endowment: Fraction | None = None
    added: Fraction | None = None
    runs: int = 0
    skipped: int = 0
    next: Next | None = None
    exact_steps: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def left(self) -> Fraction:
        return self.budget - self.cost

    @property
    def voters_without(self) -> int:
        """How many voters voted for no winner."""
        return self.satisfaction.without

    @property
    def share_without(self) -> float:
        return self.voters_without / self.satisfaction.voters

    @property
    def winners_per_voter(self) -> float:
        """How many winners a voter voted for, on average."""
        return self.satisfaction.mean_winners

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        how = " then ".join((self.rule, *self.completion))
        return (
            f"{how}: {len(self.winners)} of {len(self.winners) + len(self.reasons)} projects for "
            f"{money(self.cost)} of {money(self.budget)}{' ' * bool(self.currency)}{self.currency}; "
            f"{self.share_without:.0%} of voters voted for no winner."
        )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
