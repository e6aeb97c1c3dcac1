"""How far two plans ask the same people, in the same place, about the same thing, at the same time."""

from dataclasses import dataclass

from .shapes import EQUAL, PlanShape, Weights
from .wording import counted, listed


@dataclass(frozen=True, slots=True)
class Clash:
    """Each part runs from 0 to 1. `score` is time multiplied by the weighted mean of the other three."""

    first: str
    second: str
    score: float
    place: float
    audience: float
    topic: float
    time: float
    shared_days: int

    def other(self, key: str) -> str:
        """The plan that `key` clashes with."""
        return self.second if key == self.first else self.first

    def explain(self) -> str:
        """One plain English sentence.

        >>> Clash("E08", "E09", 0.5, 1.0, 0.25, 0.0, 0.75, 42).explain()
        'E08 and E09 run together for 42 days and share all places and 25% of audiences: 0.50.'
        """
        parts = (("places", self.place), ("audiences", self.audience), ("topics", self.topic))
        shared = [f"{'all' if share == 1 else f'{share:.0%} of'} {what}" for what, share in parts if share]
        days = (
            f"run together for {counted(self.shared_days, 'day')}" if self.shared_days else "follow closely"
        )
        told = f"{days} and share {listed(shared) or 'nothing'}: {self.score:.2f}."
        return f"{self.first} and {self.second} {told}"


def overlap(first: PlanShape, second: PlanShape, *, weights: Weights = EQUAL, margin_days: int = 0) -> Clash:
    """Score two plans from 0 (nothing in common) to 1 (the smaller lies inside the other in every way).

    Sets are compared by the overlap coefficient, shared over the smaller, so that a ward inside a plan for
    the whole council counts in full. Time is shared days over the shorter plan; `margin_days` widens both
    plans by that many days at each end, so that one opening the day after another closes counts a little.

    Raises ValueError when `margin_days` is below 0.

    Source: Szymkiewicz-Simpson overlap coefficient; Simpson, G. G. (1960), American Journal of Science 258-A.

    >>> from datetime import date
    >>> topic = frozenset({"libraries"})
    >>> library = PlanShape("E10", date(2026, 2, 2), date(2026, 4, 26), topics=topic)
    >>> hub = PlanShape("E11", date(2026, 4, 1), date(2026, 4, 30), frozenset({"Priory"}), None, topic)
    >>> overlap(library, hub).explain()
    'E10 and E11 run together for 26 days and share all places, all audiences and all topics: 0.87.'
    """
    check_margin(margin_days)
    place = _shared(first.areas, second.areas)
    audience = _shared(first.audiences, second.audiences)
    topic = _shared(first.topics, second.topics)
    time, days = _time(first, second, margin_days)
    weight = weights.place + weights.audience + weights.topic
    alike = (weights.place * place + weights.audience * audience + weights.topic * topic) / weight
    low, high = sorted((first.key, second.key))
    return Clash(low, high, time * alike, place, audience, topic, time, days)


def check_margin(margin_days: int) -> None:
    if margin_days < 0:
        raise ValueError(f"a margin is 0 days or more, not {margin_days}")


def _shared(first: frozenset[str] | None, second: frozenset[str] | None) -> float:
    if first is None or second is None:
        other = second if first is None else first
        return 1.0 if other is None or other else 0.0
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def _time(first: PlanShape, second: PlanShape, margin_days: int) -> tuple[float, int]:
    both = min(first.closes_on, second.closes_on) - max(first.opens_on, second.opens_on)
    shorter = min(plan.closes_on - plan.opens_on for plan in (first, second))
    share = max(0, both.days + 1 + 2 * margin_days) / (shorter.days + 1 + 2 * margin_days)
    return share, max(0, both.days + 1)
