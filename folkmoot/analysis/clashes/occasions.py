"""Plans beside what else happens: school holidays, festivals, elections and days of decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .shapes import PlanShape, meet
from .wording import counted, from_to, in_words


@dataclass(frozen=True, slots=True)
class Occasion:
    """Days to keep clear of, both included; `last` of None means from then on.

    `kind` is a word of the council's own ("school holiday", "festival", "election", "decision"). `areas`,
    `audiences` and `topics` of None mean that it matters everywhere, to everyone, whatever the topic; `plan`
    that it matters to that plan only, as its own decision does. `clear_before` and `clear_after` are days to
    keep clear at either end, as for the time that a report needs before a decision.

    >>> Occasion("Easter holiday", "school holiday", date(2027, 3, 29), date(2027, 4, 9)).explain()
    'Easter holiday (29 March 2027 to 9 April 2027)'
    """

    name: str
    kind: str
    first: date
    last: date | None
    areas: frozenset[str] | None = None
    audiences: frozenset[str] | None = None
    topics: frozenset[str] | None = None
    plan: str | None = None
    clear_before: int = 0
    clear_after: int = 0
    source: str = ""

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(
                f"{self.name} ends ({self.last}) before it begins ({self.first}): mend one of the dates"
            )
        if self.clear_before < 0 or self.clear_after < 0:
            raise ValueError(f"{self.name}: days to keep clear are 0 or more")

    @property
    def clear_from(self) -> date:
        return self.first - timedelta(days=self.clear_before)

    @property
    def clear_until(self) -> date:
        """The last day to keep clear; the last day there is where it has no end."""
        return date.max if self.last is None else self.last + timedelta(days=self.clear_after)

    def matters_to(self, plan: PlanShape) -> bool:
        """Whether it is about the people, places and topics of the plan, whatever the dates."""
        return (
            self.plan in (None, plan.key)
            and meet(self.areas, plan.areas)
            and meet(self.audiences, plan.audiences)
            and (self.topics is None or meet(self.topics, plan.topics))
        )

    def explain(self) -> str:
        """Its name and days."""
        days = f"from {in_words(self.first)} on" if self.last is None else from_to(self.first, self.last)
        return f"{self.name} ({days})"


@dataclass(frozen=True, slots=True)
class TimingClash:
    """A plan that is open on days to keep clear. `days` are those with this occasion; `share`, from 0 to 1,
    is the part of the plan's time that falls on days of this kind of occasion, each day counted once."""

    plan: str
    occasion: Occasion
    days: int
    share: float
    opens_within: bool
    closes_within: bool

    def explain(self) -> str:
        """One plain English sentence that names the occasion."""
        kept = self.occasion.clear_before or self.occasion.clear_after or self.occasion.last is None
        what = "to be kept clear for" if kept else "of"
        ends = {(1, 0): "; it opens then", (0, 1): "; it closes then", (1, 1): "; it lies wholly within"}
        told = ends.get((self.opens_within, self.closes_within), "")
        return f"{self.plan} is open on {counted(self.days, 'day')} {what} {self.occasion.explain()}{told}."


def timing_clashes(
    plan: PlanShape, occasions: Iterable[Occasion], *, bearable: Mapping[str, float] | None = None
) -> tuple[TimingClash, ...]:
    """The occasions that a plan's open days meet, the earliest first.

    `bearable` holds for a kind the share of a plan's days that may fall on such days before it is told: with
    {"school holiday": 1 / 3} a plan that is open for a third in holidays is no clash. Occasions of one kind
    are counted together for that. A kind that is not named may not be met at all.

    Raises ValueError for a share outside 0 to 1.

    Source of the third: handbook of practice 2.5, adequate-time calculator.

    >>> plan = PlanShape("E13", date(2027, 4, 12), date(2027, 5, 31))
    >>> poll = Occasion("the pre-election period", "election", date(2027, 3, 31), date(2027, 5, 6))
    >>> timing_clashes(plan, [poll])[0].explain()
    'E13 is open on 25 days of the pre-election period (31 March 2027 to 6 May 2027); it opens then.'
    """
    allowed = dict(bearable or {})
    if any(not 0 <= share <= 1 for share in allowed.values()):
        raise ValueError("a bearable share lies between 0 and 1")
    met = [each for each in occasions if each.matters_to(plan) and _common(plan, each)]
    days: dict[str, set[int]] = {}
    for each in met:
        days.setdefault(each.kind, set()).update(_common(plan, each))
    told = (each for each in met if len(days[each.kind]) > allowed.get(each.kind, 0) * plan.days)
    found = (_clash(plan, each, len(days[each.kind]) / plan.days) for each in told)
    return tuple(sorted(found, key=lambda clash: (clash.occasion.clear_from, clash.occasion.name)))


def _clash(plan: PlanShape, occasion: Occasion, share: float) -> TimingClash:
    opens = occasion.clear_from <= plan.opens_on <= occasion.clear_until
    closes = occasion.clear_from <= plan.closes_on <= occasion.clear_until
    return TimingClash(plan.key, occasion, len(_common(plan, occasion)), share, opens, closes)


def _common(plan: PlanShape, occasion: Occasion) -> range:
    first = max(plan.opens_on, occasion.clear_from)
    last = min(plan.closes_on, occasion.clear_until)
    return range(first.toordinal(), last.toordinal() + 1)
