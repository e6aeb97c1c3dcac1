"""Plans that change: every clash kept up to date as one is added, moved or removed."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from .burden import People, burden
from .loads import Burden
from .overlap import Clash, check_margin
from .periods import Every
from .rows import Rows
from .shapes import EQUAL, PlanShape, Weights, check_named, distinct


class ClashIndex:
    """All clashes among plans, and what they ask together, ready at any moment.

    A pair clashes when it scores `least` (0 to 1, above 0) by `overlap`, with `weights` and `margin_days` as
    there. `areas`, `audiences` and `people` are those of `burden`. Whatever is added, moved and removed in
    whatever order: the answers are those of a new index of the plans it then holds.

    Raises ValueError when two plans carry the same key, for a key it does not hold, for an area or audience
    that is not among those given, and for `least` outside 0 to 1. What is refused changes nothing.

    >>> first = PlanShape("E08", date(2026, 10, 12), date(2026, 12, 6), frozenset({"Castle"}))
    >>> index = ClashIndex([first, PlanShape("E09", date(2026, 9, 28), date(2026, 11, 22))], least=0.3)
    >>> index.clashes()[0].explain()
    'E08 and E09 run together for 42 days and share all places and all audiences: 0.50.'
    >>> index.move("E08", date(2026, 11, 23))
    >>> index.clashes_of("E08")
    ()
    """

    def __init__(
        self,
        plans: Iterable[PlanShape] = (),
        *,
        least: float = 0.3,
        weights: Weights = EQUAL,
        margin_days: int = 0,
        areas: Collection[str] | None = None,
        audiences: Collection[str] | None = None,
        people: People | None = None,
    ) -> None:
        if not 0 <= least <= 1:
            raise ValueError(f"least is a score from 0 to 1, not {least}")
        check_margin(margin_days)
        self.least, self.weights, self.margin_days = least, weights, margin_days
        self._areas, self._audiences, self._people = areas, audiences, people
        self._rows = Rows(weights, margin_days)
        self._plans: dict[str, PlanShape] = {}
        self._clashes: dict[str, dict[str, Clash]] = {}
        for plan in distinct(plans).values():
            self.add(plan)

    def __len__(self) -> int:
        return len(self._plans)

    def __contains__(self, key: str) -> bool:
        return key in self._plans

    def __iter__(self) -> Iterator[PlanShape]:
        """The plans in the order of their keys."""
        return (self._plans[key] for key in sorted(self._plans))

    def __getitem__(self, key: str) -> PlanShape:
        if key not in self._plans:
            raise ValueError(f"no plan is called {key}: add it first")
        return self._plans[key]

    def add(self, plan: PlanShape) -> None:
        """Take a plan in."""
        if plan.key in self._plans:
            raise ValueError(
                f"a plan called {plan.key} is there already: replace it, or give this one another key"
            )
        self._check(plan)
        found = self._rows.clashes(plan, self.least)
        self._rows.add(plan)
        self._plans[plan.key] = plan
        self._clashes[plan.key] = found
        for other, clash in found.items():
            self._clashes[other][plan.key] = clash

    def remove(self, key: str) -> PlanShape:
        """Let a plan go; it is given back."""
        self[key]
        for other in self._clashes.pop(key):
            del self._clashes[other][key]
        self._rows.remove(key)
        return self._plans.pop(key)

    def replace(self, plan: PlanShape) -> None:
        """Put a plan in place of the one with its key."""
        self._check(plan)
        self.remove(plan.key)
        self.add(plan)

    def move(self, key: str, opens_on: date, closes_on: date | None = None) -> None:
        """Give a plan other days; it stays as long as it was unless told when it closes."""
        self.replace(self[key].on(opens_on, closes_on))

    def clashes_of(self, key: str) -> tuple[Clash, ...]:
        """The clashes of one plan, highest first."""
        self[key]
        return in_order(self._clashes[key].values())

    def clashes_with(self, plan: PlanShape) -> tuple[Clash, ...]:
        """What a plan would clash with if it were added, or put in place of the one with its key."""
        return in_order(self._rows.clashes(plan, self.least).values())

    def clashes(self) -> tuple[Clash, ...]:
        """Every clash once, highest first."""
        pairs = self._clashes.items()
        return in_order(clash for key, found in pairs for clash in found.values() if clash.first == key)

    def score(self) -> float:
        """The sum of all scores."""
        return math.fsum(clash.score for clash in self.clashes())

    def look_alikes(self, plan: PlanShape, *, least: float = 0.75) -> tuple[tuple[PlanShape, float], ...]:
        """Plans for much the same people, place and topic, whatever their dates, the likest first: what to
        read before asking again. Of those equally like, the one that closes last comes first.

        >>> asked = PlanShape("E10", date(2026, 2, 2), date(2026, 4, 26), topics=frozenset({"libraries"}))
        >>> new = PlanShape("E20", date(2027, 2, 1), date(2027, 4, 1), topics=frozenset({"libraries"}))
        >>> [(plan.key, score) for plan, score in ClashIndex([asked]).look_alikes(new)]
        [('E10', 1.0)]
        """
        scores = zip(self._rows.keys, self._rows.likeness(plan).alike.tolist(), strict=True)
        found = [(self._plans[key], score) for key, score in scores if score >= least and key != plan.key]
        latest_first = sorted(found, key=lambda each: (-each[0].closes_on.toordinal(), each[0].key))
        return tuple(sorted(latest_first, key=lambda each: -each[1]))

    def burden(
        self, every: Every = "month", *, first: date | None = None, last: date | None = None
    ) -> Burden:
        """What the plans ask together, by area, audience and month or week: `burden` of those it holds."""
        return burden(
            list(self),
            every=every,
            areas=self._areas,
            audiences=self._audiences,
            people=self._people,
            first=first,
            last=last,
        )

    def copy(self) -> ClashIndex:
        """Another with the same plans, to try a change on."""
        other = ClashIndex(
            least=self.least,
            weights=self.weights,
            margin_days=self.margin_days,
            areas=self._areas,
            audiences=self._audiences,
            people=self._people,
        )
        other._rows = self._rows.copy()
        other._plans = dict(self._plans)
        other._clashes = {key: dict(found) for key, found in self._clashes.items()}
        return other

    def _check(self, plan: PlanShape) -> None:
        """Refuse at once what the burden could not count."""
        areas = (self._people or {}).get(None) if self._areas is None else self._areas
        if areas is not None:
            check_named(plan, plan.areas, areas, "areas")
        if self._audiences is not None:
            check_named(plan, plan.audiences, self._audiences, "audiences")

    @property
    def rows(self) -> Rows:
        """The plans as numbers, for what searches among them."""
        return self._rows


def find_clashes(
    plans: Iterable[PlanShape], *, least: float, weights: Weights = EQUAL, margin_days: int = 0
) -> tuple[Clash, ...]:
    """Every pair that scores at least `least` and above 0, highest first, then by key.

    Raises ValueError when two plans carry the same key.

    >>> day = date(2026, 4, 1)
    >>> [clash.score for clash in find_clashes([PlanShape(key, day, day) for key in "ab"], least=0.5)]
    [0.6666666666666666]
    """
    return ClashIndex(plans, least=least, weights=weights, margin_days=margin_days).clashes()


def in_order(clashes: Iterable[Clash]) -> tuple[Clash, ...]:
    """Highest score first, then by key."""
    return tuple(sorted(clashes, key=lambda clash: (-clash.score, clash.first, clash.second)))
