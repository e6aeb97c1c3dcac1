"""A plan as its dates, places, people and what it asks of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from numbers import Integral


@dataclass(frozen=True, slots=True)
class PlanShape:
    """One plan. `areas` or `audiences` of None mean everywhere or everyone; an empty set means not known.

    `minutes` is what taking part once asks of a person. `invitations` is how many people are asked by
    letter, message or call; None means that it is open to everybody it is for. Both dates are included.

    Raises ValueError when it closes before it opens, for what is no date, for one name where a set of names
    belongs, and for numbers below 0 or not whole.

    >>> PlanShape("E12", date(2026, 9, 7), date(2027, 3, 7), frozenset({"Millfields"})).days
    182
    """

    key: str
    opens_on: date
    closes_on: date
    areas: frozenset[str] | None = None
    audiences: frozenset[str] | None = None
    topics: frozenset[str] = frozenset()
    minutes: int = 0
    invitations: int | None = None

    def __post_init__(self) -> None:
        _check_dates(self.key, self.opens_on, self.closes_on)
        for name in ("areas", "audiences", "topics"):
            object.__setattr__(self, name, _names(self.key, name, getattr(self, name)))
        numbers = (self.minutes, 0 if self.invitations is None else self.invitations)
        if not all(isinstance(number, Integral) for number in numbers):
            raise ValueError(f"{self.key}: minutes and invitations are whole numbers, not {numbers}")
        if min(numbers) < 0:
            raise ValueError(
                f"{self.key}: minutes and invitations cannot be below 0; leave out what is not known"
            )

    @property
    def days(self) -> int:
        """How many days it is open."""
        return (self.closes_on - self.opens_on).days + 1

    def on(self, opens_on: date, closes_on: date | None = None) -> "PlanShape":
        """The same plan on other days; as long as before unless told when it closes."""
        closes = opens_on + (self.closes_on - self.opens_on) if closes_on is None else closes_on
        rest = (self.areas, self.audiences, self.topics, self.minutes, self.invitations)
        return PlanShape(self.key, opens_on, closes, *rest)

    def later(self, days: int) -> "PlanShape":
        """The same plan so many days later, or earlier when `days` is below 0."""
        return self.on(self.opens_on + timedelta(days=days))


@dataclass(frozen=True, slots=True)
class Weights:
    """How much place, audience and topic count towards the score; they are divided by their own sum."""

    place: float = 1.0
    audience: float = 1.0
    topic: float = 1.0

    def __post_init__(self) -> None:
        each = (self.place, self.audience, self.topic)
        if not all(isfinite(weight) and weight >= 0 for weight in each) or not any(each):
            raise ValueError(f"weights are numbers from 0 up, one of them above 0, not {each}")


EQUAL = Weights()


def distinct(plans: Iterable[PlanShape]) -> dict[str, PlanShape]:
    """Plans by key, in the order of keys; ValueError when two carry the same key."""
    found: dict[str, PlanShape] = {}
    for plan in plans:
        if found.setdefault(plan.key, plan) is not plan:
            raise ValueError(f"two plans are called {plan.key}: give each a key of its own")
    return dict(sorted(found.items()))


def meet(first: frozenset[str] | None, second: frozenset[str] | None) -> bool:
    """Whether two sets of names share one; None stands for all there are.

    >>> meet(None, frozenset({"Priory"})), meet(frozenset({"Priory"}), frozenset())
    (True, False)
    """
    if first is None or second is None:
        return (first is None or bool(first)) and (second is None or bool(second))
    return not first.isdisjoint(second)


def check_named(plan: PlanShape, names: frozenset[str] | None, known: Collection[str], what: str) -> None:
    """ValueError when a plan names an area or audience that is not among those known."""
    strangers = sorted(name for name in names or () if name not in known)
    if strangers:
        raise ValueError(
            f"{plan.key} names {strangers[0]}, which is not among the {what}: add it, or mend the name"
        )


def _check_dates(key: str, opens_on: date, closes_on: date) -> None:
    if type(opens_on) is not date or type(closes_on) is not date:
        raise ValueError(f"{key}: give both dates as days without a time, as date(2027, 4, 12)")
    if closes_on < opens_on:
        raise ValueError(
            f"{key} closes before it opens ({closes_on} is before {opens_on}): mend one of the dates"
        )


def _names(key: str, field: str, names: Collection[str] | None) -> frozenset[str] | None:
    if isinstance(names, str):
        raise ValueError(f"{key}: {field} is a set of names, as frozenset({{{names!r}}})")
    if names is None and field == "topics":
        raise ValueError(f"{key}: topics is a set of names; leave it empty where none is known")
    return None if names is None else frozenset(names)
