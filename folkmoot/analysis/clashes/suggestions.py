"""What to do about a clash or an overload: combine, delay or advance, each with what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from .index import ClashIndex
from .loads import Limits, Overload
from .moves import ANY, Bounds, find_moves
from .occasions import Occasion, timing_clashes
from .overlap import Clash, overlap
from .periods import Every, Span
from .shapes import PlanShape
from .wording import counted, from_to, listed

NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts as too much and what may be done about it.

    `limits` hold for an area in a period of `every`; `occasions` and `bearable` are as in `timing_clashes`,
    `bounds` as in `find_moves`. Two plans may be combined where areas and audiences are alike (shared over
    all that either names), and topics and time (shared over the smaller), each at least `alike`.
    """

    limits: Limits = NO_LIMITS
    every: Every = "week"
    occasions: tuple[Occasion, ...] = ()
    bearable: Mapping[str, float] | None = None
    bounds: Bounds = ANY
    alike: float = 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """How a whole timetable stands: pairs that clash and the sum of their scores, areas and periods above a
    limit, and meetings of plans with occasions."""

    clashes: int
    score: float
    overloaded: int
    occasions: int

    @property
    def order(self) -> tuple[int, int, int, float]:
        """Smaller is better: overload first, as residents bear it, then dates to keep clear, then pairs."""
        return self.overloaded, self.occasions, self.clashes, self.score

    def beside(self, after: Standing) -> str:
        """What changes from this one to the one after it, in words."""
        parts = (
            ("clashes", self.clashes, after.clashes),
            ("areas and periods above a limit", self.overloaded, after.overloaded),
            ("meetings with dates to keep clear", self.occasions, after.occasions),
        )
        changed = [f"{what} from {one:,} to {other:,}" for what, one, other in parts if one != other]
        return ", ".join(changed) or f"clashes score {after.score:.2f} in all, not {self.score:.2f}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to do. `plan` is as it would be, in place of those that `replaces` names; `days` is how much
    later it opens (below 0: earlier). `before` and `after` are of the whole timetable."""

    what: Literal["combine", "delay", "advance"]
    plan: PlanShape
    replaces: tuple[str, ...]
    days: int
    before: Standing
    after: Standing

    @property
    def helps(self) -> bool:
        return self.after.order < self.before.order

    def explain(self) -> str:
        """One plain English sentence with the effect."""
        by = f" by {counted(abs(self.days), 'day')}" if self.days else ""
        done = f"{self.what.capitalize()} {listed(self.replaces)}{by}"
        dates = f"open {from_to(self.plan.opens_on, self.plan.closes_on)}"
        return f"{done} ({dates}): {self.before.beside(self.after)}."


def standing(index: ClashIndex, rules: Rules) -> Standing:
    """How the timetable stands by these rules."""
    limits = rules.limits
    overloaded = index.burden(rules.every).count_over(limits) if list(limits) else 0
    met = (timing_clashes(plan, rules.occasions, bearable=rules.bearable) for plan in index)
    return Standing(len(index.clashes()), index.score(), overloaded, sum(map(len, met)))


def suggest(index: ClashIndex, clash: Clash, rules: Rules | None = None) -> tuple[Suggestion, ...]:
    """What would end a clash, the best for the whole timetable first.

    Each plan of the pair is delayed or advanced by the fewest days that clear its way (`find_moves`), and the
    two are combined where they are alike. What helps nothing on the whole is left out.

    >>> from datetime import date
    >>> pspo = PlanShape("E08", date(2026, 10, 12), date(2026, 12, 6), frozenset({"Castle"}))
    >>> index = ClashIndex([pspo, PlanShape("E09", date(2026, 9, 28), date(2026, 11, 22))])
    >>> first = suggest(index, index.clashes()[0])[0]
    >>> first.what, first.replaces, first.days, first.after.clashes
    ('delay', ('E08',), 42, 0)
    """
    rules = rules or Rules()
    first, second = index[clash.first], index[clash.second]
    options = [*_moves(index, first.key, rules), *_moves(index, second.key, rules)]
    if can_combine(first, second, alike=rules.alike) and not rules.bounds.fixed & {first.key, second.key}:
        options.append(("combine", combined(first, second), (first.key, second.key), 0))
    return _weighed(index, options, rules)


def relieve(
    index: ClashIndex, overload: Overload, rules: Rules | None = None, *, most: int = 5
) -> tuple[Suggestion, ...]:
    """What would ease an overload: moves of its plans, and pairs of them combined, the best first.

    Looked at are the `most` shortest moves that clear a plan's way or take it out of the period, and as many
    pairs that are alike.
    """
    rules = rules or Rules()
    options = [option for key in overload.keys for option in _moves(index, key, rules)]
    options += [option for key in overload.keys for option in _out_of(index[key], overload.span, rules)]
    nearest = sorted(set(options), key=lambda option: (abs(option[3]), option[2]))[:most]
    plans = [index[key] for key in overload.keys if key not in rules.bounds.fixed]
    pairs = [(a, b) for place, a in enumerate(plans) for b in plans[place + 1 :]]
    alike = [pair for pair in pairs if can_combine(*pair, alike=rules.alike)][:most]
    joined: list[Option] = [("combine", combined(a, b), (a.key, b.key), 0) for a, b in alike]
    return _weighed(index, [*nearest, *joined], rules)


def can_combine(first: PlanShape, second: PlanShape, *, alike: float = 0.5) -> bool:
    """Whether two plans ask much the same people in much the same place and time about a common topic.

    >>> from datetime import date
    >>> days = date(2026, 4, 1), date(2026, 4, 9)
    >>> can_combine(*(PlanShape(key, *days, topics=frozenset("t")) for key in "ab"))
    True
    """
    smaller = min(len(first.topics), len(second.topics))
    topic = len(first.topics & second.topics) / smaller if smaller else 0.0
    people = _same(first.areas, second.areas), _same(first.audiences, second.audiences)
    return min(topic, *people, overlap(first, second).time) >= alike


def combined(first: PlanShape, second: PlanShape) -> PlanShape:
    """One plan in place of two: from the earlier opening to the later closing, for all that either is for.

    Its minutes are those of both, as if nothing were saved; one invitation does for both, so that as many go
    out as for the larger. Its key is both, joined by a plus.
    """
    sets = zip((first.areas, first.audiences), (second.areas, second.audiences), strict=True)
    areas, audiences = (None if a is None or b is None else a | b for a, b in sets)
    asked = [n for n in (first.invitations, second.invitations) if n is not None]
    return PlanShape(
        f"{first.key}+{second.key}",
        min(first.opens_on, second.opens_on),
        max(first.closes_on, second.closes_on),
        areas,
        audiences,
        first.topics | second.topics,
        first.minutes + second.minutes,
        max(asked) if len(asked) == 2 else None,
    )


Option = tuple[Literal["combine", "delay", "advance"], PlanShape, tuple[str, ...], int]


def _moves(index: ClashIndex, key: str, rules: Rules) -> Iterator[Option]:
    moves = find_moves(
        index,
        key,
        occasions=rules.occasions,
        bearable=rules.bearable,
        at_once=rules.limits.at_once,
        bounds=rules.bounds,
    )
    for move in moves:
        yield ("delay" if move.days > 0 else "advance", move.plan, (key,), move.days)


def _out_of(plan: PlanShape, span: Span, rules: Rules) -> Iterator[Option]:
    """The shortest delay to open after a period, and the shortest advance to close before it."""
    shifts = rules.bounds.shifts(plan)
    later = shifts[shifts > (span.last - plan.opens_on).days]
    earlier = shifts[shifts < (span.first - plan.closes_on).days]
    if later.size:
        yield "delay", plan.later(int(later[0])), (plan.key,), int(later[0])
    if earlier.size:
        yield "advance", plan.later(int(earlier[-1])), (plan.key,), int(earlier[-1])


def _weighed(index: ClashIndex, options: Iterable[Option], rules: Rules) -> tuple[Suggestion, ...]:
    before = standing(index, rules)
    found = (
        Suggestion(what, plan, replaces, days, before, standing(_changed(index, plan, replaces), rules))
        for what, plan, replaces, days in options
    )
    helping = (each for each in found if each.helps)
    return tuple(
        sorted(helping, key=lambda each: (each.after.order, abs(each.days), each.replaces, each.days))
    )


def applied(index: ClashIndex, suggestion: Suggestion) -> ClashIndex:
    """The timetable with a suggestion taken up; the index itself is left as it is."""
    return _changed(index, suggestion.plan, suggestion.replaces)


def _changed(index: ClashIndex, plan: PlanShape, replaces: tuple[str, ...]) -> ClashIndex:
    other = index.copy()
    for key in replaces:
        other.remove(key)
    other.add(plan)
    return other


def _same(first: frozenset[str] | None, second: frozenset[str] | None) -> float:
    """Shared over all that either names; everything is the same only as everything."""
    if first is None or second is None:
        return float(first is None and second is None)
    either = first | second
    return len(first & second) / len(either) if either else 0.0
