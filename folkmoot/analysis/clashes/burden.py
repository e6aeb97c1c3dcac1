"""How much is asked of whom: engagements, hours and invitations by area, audience and week or month."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from .loads import Burden, Floats, Integers
from .members import Members, most_at_once
from .periods import Every, Span, spans
from .shapes import PlanShape, check_named, distinct, meet

People = Mapping[str | None, Mapping[str, int]]
EVERYWHERE = "everywhere"
SECONDS = 60
FINEST = float(2**30)  # shares are kept in steps of this, so that sums are exact in whatever order


def burden(
    plans: Iterable[PlanShape],
    *,
    every: Every = "month",
    areas: Collection[str] | None = None,
    audiences: Collection[str] | None = None,
    people: People | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Burden:
    """What these plans together ask in each area, of each audience, in each month or week.

    `areas` and `audiences` are the rows: those that the plans and `people` name, unless told. A row of an
    audience counts what asks a person of it: plans for that audience and plans for everyone. The row of
    audience None counts all that is open in the area, whoever it is for. A plan whose areas are not known
    counts nowhere; one whose audiences are not known counts in that row only (`unknown` names both).

    `people` holds how many live in each area, and of an audience where that is known:
    {None: {"Priory": 10_900}, "tenants": {"Priory": 800}}. With it, `asks` says how many live invitations a
    person can expect (the overload index): 1 from a plan that is open to everybody it is for, otherwise its
    invitations over all it could have invited. In the row of None that is the mean over residents; there an
    audience of unknown size counts as everybody, so that the index is never too low. Invitations count in
    each period in which the plan is open; minutes are spread evenly over its days and add up.

    `first` and `last` are the first and last days told of, those of the plans unless given; weeks and months
    are whole.

    Raises ValueError when two plans carry the same key, when a plan names an area or audience that is not
    among those given, when `people` lacks an area or holds nobody, and when the days lie over 50 years apart.

    Measure: handbook of practice 12.1, overload index: live invitations per person and per ward per month.

    >>> spring = [PlanShape("E1", date(2026, 4, 1), date(2026, 4, 30), frozenset({"Priory"}), minutes=30),
    ...           PlanShape("E2", date(2026, 4, 20), date(2026, 5, 9), minutes=20, invitations=2_180)]
    >>> found = burden(spring, people={None: {"Priory": 10_900}})
    >>> found.load("Priory", date(2026, 4, 1)).explain()
    'April 2026, in Priory: 2 engagements open, at most 2 at once; taking part in all takes 41 minutes; 1.20 \
live invitations for each person (E1 and E2).'
    """
    held = tuple(distinct(plans).values())
    wards, groups = _rows(held, areas, audiences, people)
    told = _spans(held, every, first, last)
    members = Members(held, wards, groups, told)
    unknown = tuple(plan.key for plan in held if plan.areas == frozenset() or plan.audiences == frozenset())
    return Burden(
        every,
        wards,
        groups,
        told,
        plans=members.steady().astype(np.int64),
        at_once=most_at_once(members, len(told)),
        seconds=members.summed(_seconds(members, held)),
        asks=None if people is None else _asks(members, held, wards, people),
        held=held,
        unknown=unknown,
        members=members,
    )


def reaching(plans: Iterable[PlanShape], area: str, audiences: Collection[str]) -> tuple[PlanShape, ...]:
    """The plans that ask a person who lives in `area` and belongs to `audiences`, in the order of keys.

    >>> day = date(2026, 4, 1)
    >>> asked = [PlanShape("E1", day, day, audiences=frozenset({"tenants"})), PlanShape("E2", day, day)]
    >>> [plan.key for plan in reaching(asked, "Priory", {"young"})]
    ['E2']
    """
    place, groups = frozenset({area}), frozenset(audiences)
    return tuple(
        plan
        for plan in distinct(plans).values()
        if meet(plan.areas, place) and (plan.audiences is None or meet(plan.audiences, groups))
    )


def _seconds(members: Members, held: Sequence[PlanShape]) -> Integers:
    """Whole seconds of each plan in each period: those of all its days add up to its minutes."""
    whole = np.array([plan.minutes * SECONDS for plan in held], dtype=np.int64)
    days = members.closes - members.opens + 1
    before = np.maximum(members.first, members.opens) - members.opens
    through = np.minimum(members.last, members.closes) - members.opens + 1
    spread: Integers = np.where(members.open, through * whole // days - before * whole // days, 0)
    return spread


def _asks(members: Members, held: Sequence[PlanShape], areas: Sequence[str], people: People) -> Floats:
    """Invitations that a person can expect; the first column is the mean over residents."""
    residents, reach = _reach(held, areas, people)
    everybody = (reach * members.area).sum(axis=0)
    invited = np.array([np.inf if plan.invitations is None else plan.invitations for plan in held])
    share = np.where(everybody > 0, np.minimum(1, invited / np.maximum(everybody, 1)), invited == np.inf)
    each, mean = _exactly(share), _exactly(share * reach / residents[:, None])
    weights = [np.zeros(0)]
    for place, cells in enumerate(members.cells):
        area, audience = np.divmod(cells, len(members.audience))
        weights.append(np.where(audience == 0, mean[area, place], each[place]))
    return members.steady(np.concatenate(weights))


def _reach(held: Sequence[PlanShape], areas: Sequence[str], people: People) -> tuple[Floats, Floats]:
    """Residents of each area, and of them those that each plan is for."""
    _check_people(areas, people)
    residents = np.array([people[None][area] for area in areas], dtype=np.float64)
    reach = np.repeat(residents[:, None], len(held), axis=1)
    for place, plan in enumerate(held):
        known = [people[name] for name in plan.audiences or () if name in people]
        if plan.audiences and len(known) == len(plan.audiences):
            sizes = [[by_area.get(area, np.inf) for area in areas] for by_area in known]
            reach[:, place] = np.minimum(np.sum(sizes, axis=0), residents)
    return residents, reach


def _exactly(share: Floats) -> Floats:
    kept: Floats = np.rint(share * FINEST) / FINEST
    return kept


def _rows(
    held: Sequence[PlanShape],
    areas: Collection[str] | None,
    audiences: Collection[str] | None,
    people: People | None,
) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    known = people or {}
    named = {name for plan in held for name in plan.areas or ()} if areas is None else set(areas)
    groups = {name for plan in held for name in plan.audiences or ()} if audiences is None else set(audiences)
    if areas is None:
        named |= {name for by_area in known.values() for name in by_area}
    if audiences is None:
        groups |= {name for name in known if name is not None}
    for plan in held:
        check_named(plan, plan.areas, named, "areas")
        check_named(plan, plan.audiences, groups, "audiences")
    return tuple(sorted(named)) or (EVERYWHERE,), (None, *sorted(groups))


def _check_people(areas: Sequence[str], people: People) -> None:
    residents = people.get(None, {})
    for area in areas:
        if residents.get(area, 0) <= 0:
            raise ValueError(
                f"people says of nobody that they live in {area}: give people[None][{area!r}] a number"
            )
    if any(number < 0 for by_area in people.values() for number in by_area.values()):
        raise ValueError("people holds a number below 0: give how many live there")


def _spans(
    held: Sequence[PlanShape], every: Every, first: date | None, last: date | None
) -> tuple[Span, ...]:
    first = first or min((plan.opens_on for plan in held), default=last)
    last = last or max((plan.closes_on for plan in held), default=first)
    if first is None or last is None:
        return ()
    return spans(first, last, every)
