"""A timetable eased step by step, the step first that helps residents most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from .index import ClashIndex
from .suggestions import Rules, Suggestion, applied, relieve, standing, suggest

LOOKED_AT = 3  # the worst overloads and clashes for which a step is sought


def ease(
    index: ClashIndex,
    rules: Rules | None = None,
    *,
    most: int = 10,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Suggestion, ...]:
    """Up to `most` changes, one after another, each the best found for the timetable that the last one left.

    Sought are steps for the worst overloads and, where none helps, for the worst clashes. It stops where no
    step helps. The first step's `before` is the timetable as it is, the last one's `after` what is reached;
    the index itself is left as it is. What has been combined stays as it
    is. Greedy: another set of changes may do better.

    >>> from datetime import date
    >>> from .shapes import PlanShape
    >>> days = date(2026, 4, 1), date(2026, 4, 9)
    >>> index = ClashIndex(PlanShape(key, *days, topics=frozenset("t")) for key in ("E1", "E2"))
    >>> [step.explain() for step in ease(index)]
    ['Combine E1 and E2 (open 1 April 2026 to 9 April 2026): clashes from 1 to 0.']
    """
    rules = rules or Rules()
    now, steps = index.copy(), []
    for done in range(most):
        if progress is not None:
            progress(done, most)
        best = min(_steps(now, rules), key=lambda step: step.after.order, default=None)
        if best is None:
            break
        steps.append(best)
        now = applied(now, best)
        rules = _settled(rules, best)

    if progress is not None:
        progress(most, most)
    return tuple(steps)


def _settled(rules: Rules, step: Suggestion) -> Rules:
    """What has been combined is neither combined again nor moved."""
    if step.what != "combine":
        return rules
    return replace(rules, bounds=replace(rules.bounds, fixed=rules.bounds.fixed | {step.plan.key}))


def _steps(index: ClashIndex, rules: Rules) -> Iterator[Suggestion]:
    """The best step for each of the worst overloads; where none helps, for each of the worst clashes."""
    found = False
    if standing(index, rules).overloaded:
        for overload in index.burden(rules.every).over(rules.limits)[:LOOKED_AT]:
            for step in relieve(index, overload, rules)[:1]:
                found = True
                yield step
    if not found:
        for clash in index.clashes()[:LOOKED_AT]:
            yield from suggest(index, clash, rules)[:1]
