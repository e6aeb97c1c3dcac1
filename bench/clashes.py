"""Overload: how fast clashes and burden of a whole council are found, beside counting every pair and day.

The timetable is made up: 500 engagements in a year over 80 wards, three in ten of them for the whole council,
half for everyone, with 8 audiences and 25 topics. "counted one by one" compares every pair by `overlap` and
adds up every day, ward and audience in plain Python; the run stops if the two differ anywhere.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from bench._measuring import Clock, Measure, measure, timed
from folkmoot.analysis.clashes import (
    Burden,
    Clash,
    ClashIndex,
    ContactBook,
    ContactRule,
    Limits,
    PlanShape,
    Rules,
    overlap,
    suggest,
)

WARDS = [f"ward {n:02}" for n in range(80)]
AUDIENCES = [f"audience {n}" for n in range(8)]
TOPICS = [f"topic {n:02}" for n in range(25)]
FIRST, LEAST, SEED = date(2026, 4, 1), 0.4, 20_261
CHANGES, MEMBERS = 50, 100_000
LIMITS = Limits(plans=40, at_once=30)


def measures(size: int = 500) -> Iterator[Measure]:
    """Seconds for all, milliseconds for one change, the plain way beside; processor time of one thread."""
    plans, people = timetable(size), residents()
    yield timed("clashes and burden", lambda: _whole(plans, people), size, unit="s", times=5, warm=1)
    yield _one_by_one(plans, people)
    yield from _changes(plans, people)
    everywhere = [PlanShape(each.key, each.opens_on, each.closes_on, topics=each.topics) for each in plans]
    name = "clashes and burden, all everywhere for everyone"
    yield timed(name, lambda: _whole(everywhere, people), size, unit="s", times=3)

    yield from _suggestions(plans)
    yield _panel()


def timetable(size: int) -> list[PlanShape]:
    rng = random.Random(SEED)
    return [_plan(rng, f"E{n:04}") for n in range(size)]


def residents() -> dict[str | None, dict[str, int]]:
    rng = random.Random(SEED)
    return {None: {ward: rng.randrange(3_000, 15_000) for ward in WARDS}}


def _plan(rng: random.Random, key: str) -> PlanShape:
    opens = FIRST + timedelta(days=rng.randrange(365))
    return PlanShape(
        key,
        opens,
        opens + timedelta(days=rng.randrange(14, 120)),
        None if rng.random() < 0.3 else frozenset(rng.sample(WARDS, rng.choice([1, 1, 2, 3, 10]))),
        None if rng.random() < 0.5 else frozenset(rng.sample(AUDIENCES, rng.choice([1, 2]))),
        frozenset(rng.sample(TOPICS, rng.choice([1, 2]))),
        rng.randrange(5, 60),
        None if rng.random() < 0.5 else rng.randrange(100, 9_000),
    )


def _whole(
    plans: Sequence[PlanShape], people: dict[str | None, dict[str, int]]
) -> tuple[tuple[Clash, ...], Burden]:
    index = ClashIndex(plans, least=LEAST, areas=WARDS, audiences=AUDIENCES, people=people)
    found = index.burden("week")
    found.over(LIMITS)
    found.peaks()
    return index.clashes(), found


def _one_by_one(plans: Sequence[PlanShape], people: dict[str | None, dict[str, int]]) -> Measure:
    clashes, found = _whole(plans, people)
    clock = Clock()
    pairs = [overlap(first, second) for first, second in combinations(plans, 2)]
    wanted = sorted((c for c in pairs if c.score >= LEAST), key=lambda c: (-c.score, c.first, c.second))
    at_once = _day_by_day(plans)
    spent = clock.spent
    if list(clashes) != wanted:
        raise SystemExit("The index of clashes differs from comparing every pair.")
    for column, audience in enumerate(found.audiences):
        for row, ward in enumerate(found.areas):
            for period, span in enumerate(found.periods):
                days = (at_once[ward, audience, span.first.toordinal() + n] for n in range(span.days))
                if found.at_once[row, column, period] != max(days):
                    raise SystemExit(f"The burden of {ward} differs from counting every day.")
    return measure("clashes and burden, counted one by one", spent, "s", len(plans), spent)


def _day_by_day(plans: Sequence[PlanShape]) -> Counter[tuple[str, str | None, int]]:
    at_once: Counter[tuple[str, str | None, int]] = Counter()
    for plan in plans:
        groups = [None, *(AUDIENCES if plan.audiences is None else plan.audiences)]
        for day in range(plan.opens_on.toordinal(), plan.closes_on.toordinal() + 1):
            for ward in WARDS if plan.areas is None else plan.areas:
                for group in groups:
                    at_once[ward, group, day] += 1
    return at_once


def _changes(plans: Sequence[PlanShape], people: dict[str | None, dict[str, int]]) -> Iterator[Measure]:
    """The slowest of fifty: a plan moved, added or removed, with its clashes and the new burden."""
    rng = random.Random(SEED)
    index = ClashIndex(plans, least=LEAST, areas=WARDS, audiences=AUDIENCES, people=people)
    spent: dict[str, list[float]] = {"moved": [], "added": [], "removed": []}
    for n in range(CHANGES):
        key, new = rng.choice(plans).key, _plan(rng, f"N{n:04}")
        clock = Clock()
        index.move(key, FIRST + timedelta(days=rng.randrange(365)))
        index.clashes_of(key)
        index.burden("week")
        spent["moved"].append(clock.spent)
        clock = Clock()
        index.add(new)
        index.clashes_of(new.key)
        index.burden("week")
        spent["added"].append(clock.spent)
        clock = Clock()
        index.remove(new.key)
        index.burden("week")
        spent["removed"].append(clock.spent)
    for what, times in spent.items():
        name = f"one plan {what}, its clashes and the burden, slowest of {CHANGES}"
        yield measure(name, max(times) * 1000, "ms", len(plans), sum(times))
    fresh = ClashIndex(list(index), least=LEAST, areas=WARDS, audiences=AUDIENCES, people=people)
    if fresh.clashes() != index.clashes():
        raise SystemExit("The index after changes differs from a new one.")


def _suggestions(plans: Sequence[PlanShape]) -> Iterator[Measure]:
    index = ClashIndex(plans, least=LEAST, areas=WARDS, audiences=AUDIENCES)
    worst, rules = index.clashes()[0], Rules(LIMITS)
    yield timed("suggestions for one clash", lambda: suggest(index, worst, rules), len(plans), times=5)


def _panel() -> Measure:
    """A year of four invitations to a panel of which a third is asked more often."""
    people = [f"M{n:06}" for n in range(MEMBERS)]
    often = people[::3]
    book = ContactBook([ContactRule(3, 31), ContactRule(6, 365)])
    clock = Clock()
    for month in (4, 7, 10, 1):
        year = FIRST.year + (month == 1)
        book.invite(people, date(year, month, 5))
        book.invite(often, date(year, month, 12))
    return measure("invitations checked against two limits", clock.spent, "s", MEMBERS * 16 // 3, clock.spent)
