"""One question of the report of `weight`: how far its lead would hold, its intervals, and its groups."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..counting import HiddenSelection, interval
from ..drawing import DataTable
from ..drawing.svg import Mark
from ..reports import Part, notice, paragraph, table
from .weight_told import Shown, Sides, Weighed, titled
from .wording import shortened

LONGEST = 60  # letters of a group or an answer in a table


def leading(weighed: Weighed, question: str) -> Iterator[Part]:
    """How strong hidden self-selection would have to be to undo the lead of one side."""
    sides = weighed.lead(question)
    if sides is None:
        return
    if sides.weighted.odds_ratio is None or _leader(sides.plain) != _leader(sides.weighted):
        yield notice(
            "How far this would hold",
            paragraph(
                f"Between {sides.first} and {sides.second} the lead depends on the weights alone: take "
                "neither "
                "for what most residents think."
            ),
        )
        return
    yield notice("How far this would hold", paragraph(_held(sides)))


def _leader(found: HiddenSelection) -> str:
    return found.leads or "nobody"


def _held(sides: Sides) -> str:
    first, second = sides.first, sides.second
    plain, weighted = sides.plain.share, sides.weighted.share
    if sides.weighted.leads == "disagree":
        first, second, plain, weighted = second, first, 1 - plain, 1 - weighted
    ratio = sides.weighted.odds_ratio or 1
    if math.isinf(ratio):
        return f"Everybody chose {first}."
    weak = " That is little: do not call it what most residents think." if sides.weighted.is_fragile else ""
    return (
        f"Of people on one of the two sides, {plain:.0%} chose {first} ({weighted:.0%} weighted). Had "
        "residents who "
        f"would say so been {_times(ratio)} as likely to answer as others of the same group, the two sides "
        "would be "
        f"level among all residents; had the difference been larger, {second} would lead.{weak}"
    )


def _times(ratio: float) -> str:
    if ratio < 1.005:
        return "hardly more than once"
    return f"{ratio:.2f} times" if ratio < 1.2 else f"{ratio:.1f} times"


def intervals(weighed: Weighed, question: str) -> Iterator[Part]:
    """Of a sample drawn by chance: each answer's weighted share, and from where to where it may lie.

    The interval is laid around the share as it is shown, of rounded counts; where shares go in steps, it
    reaches to the next step outside."""
    rows = []
    step = weighed.step(question)
    answers = weighed.survey.questions[question]
    for each in weighed.everybody(question).cells():
        if each.weighted is None:
            continue
        found = interval(answers, weighed.weights, design="probability", of=each.answer)
        moved = each.weighted - found.estimate
        low, high = max(found.low + moved, 0.0), min(found.high + moved, 1.0)
        if step:
            low, high = math.floor(found.low / step) * step, min(math.ceil(found.high / step) * step, 1.0)
        rows.append((each.answer, f"{each.weighted:.0%}", f"{low:.0%} to {high:.0%}"))
    if rows:
        head = ("Answer", "Weighted", "95% interval")
        yield table(DataTable(f"{titled(question)}: how far chance may have moved it", head, tuple(rows)))
        if weighed.weights.at_bounds:
            yield paragraph(
                "Some weights are held by the bounds. The intervals treat them as if they were free to move, "
                "as is usual, and are a little off where many are held.",
                class_="quiet",
            )


def across(weighed: Weighed, question: str, name: str) -> Mark:
    """A question by a variable: in each cell the share as answered, then weighted."""
    safe = weighed.by(question, name)
    shown = iter(safe.cells())
    rows: list[tuple[str, ...]] = [("People", *map(safe.words, safe.groups))]
    rows += [
        (shortened(answer, LONGEST), *(_both(next(shown)) for _group in safe.groups))
        for answer in safe.answers
    ]
    rows.append(("Weighted, they tell as much as", *map(safe.worth, safe.groups)))
    caption = f"{titled(question)} by {titled(name).lower()}: as answered / weighted"
    head = ("Answer", *(shortened(group, LONGEST) for group in safe.groups))
    return table(DataTable(caption, head, tuple(rows)))


def _both(each: Shown) -> str:
    if each.cell.is_suppressed:
        return "hidden"
    if each.share is None or each.weighted is None:
        return "few"
    return f"{each.share:.0%}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{each.weighted:.0%}"
