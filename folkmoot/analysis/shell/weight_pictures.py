"""Pictures of `weight`: groups beside residents, answers beside weighted answers, how weights spread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ..drawing import Bar, DataTable, Drawing, bars
from ..drawing.svg import Mark
from ..reports import figure, paragraph
from ..represent import about
from .weight_safe import LEAST_BASE
from .weight_told import Safe, Shown, Weighed, titled
from .wording import count

WIDE, NARROW = 760.0, 340.0
EDGES = (0.0, 0.5, 0.8, 1.25, 2.0, math.inf)
BANDS = ("Under half", "0.5 to 0.8", "About one (0.8 to 1.25)", "1.25 to 2", "More than 2")
ENOUGH = 0.8  # of its share of residents: a group below that is called short


def per_cent(share: float) -> str:
    return f"{share:.0%}"


def who_picture(weighed: Weighed, name: str) -> Mark:
    """One margin: shares of those who answered with those of residents, and what would bring groups level."""
    _safe, compared = weighed.who[name]
    if all(group.share is None for group in compared.groups):
        return paragraph("Too few people told us this to compare them with who lives here.")
    items = [
        Bar(f"{group.label} (residents {per_cent(group.population_share)})", group.share,
            marker=group.population_share)
        for group in compared.groups
    ]  # fmt: skip

    def drawn(width: float) -> Drawing:
        drawing = bars(
            items,
            title="Share of those who answered, and of residents",
            description=_described(weighed, name),
            head=(titled(name), "Of those who answered", "Of residents"),
            hidden="hidden",
            marker_names=("Of those who answered", "Of residents"),
            show=per_cent,
            width=width,
        )
        return replace(drawing, table=_levels(weighed, name))

    return figure(drawn(WIDE), drawn(NARROW), table_printed=False)


def _described(weighed: Weighed, name: str) -> str:
    _safe, compared = weighed.who[name]
    known = [group for group in compared.groups if group.ratio is not None]
    if not known:
        return ""
    least = min(known, key=lambda group: group.ratio or 0)
    share, there = f"{least.share or 0:.0%}", f"{least.population_share:.0%}"
    more = _more(least.n, least.population_share, compared.n)
    said = f"Furthest below its share is {least.label}: {share} of those who answered, {there} of residents"
    return f"{said}; {about(more)} more answers from this group would bring it level." if more else f"{said}."


def _levels(weighed: Weighed, name: str) -> DataTable:
    """All there is to say of each group; the last column where a group is short."""
    cells, compared = weighed.who[name]
    head: tuple[str, ...] = (titled(name), "People", "Share", "Of residents", "Times its share")
    more = [_more(group.n, group.population_share, compared.n) for group in compared.groups]
    rows = tuple(
        (
            group.label,
            weighed.shown.rules.words(cells[group.label]),
            _told(group.share),
            per_cent(group.population_share),
            "–" if group.ratio is None else f"{group.ratio:.1f}",
        )
        for group in compared.groups
    )
    caption = (
        f"{titled(name)}: times its share. 1.0 is level with residents, 0.5 half as many as one would expect"
    )
    if not any(more):
        return DataTable(caption, head, rows)
    longer = tuple(
        (*row, about(each).removeprefix("about ") if each else "–" if group.n is None else "none")
        for row, each, group in zip(rows, more, compared.groups, strict=True)
    )
    return DataTable(f"{caption}. To be level: about how many more answers", (*head, "To be level"), longer)


def _more(n: int | None, share: float, whole: int) -> int:
    """How many more of a group would bring it level, if no others came; 0 for a group that is not short."""
    if n is None or whole < LEAST_BASE or not 0 < share < 1 or n / whole >= ENOUGH * share:
        return 0
    return math.ceil((share * whole - n) / (1 - share))


def answers_picture(weighed: Weighed, question: str) -> Mark:
    """All answers to a question as given, with what they are weighted."""
    safe = weighed.everybody(question)
    items = [Bar(_with_weighted(each), each.share, marker=each.weighted) for each in safe.cells()]
    base = safe.words("")
    rows = tuple(
        (each.answer, safe.rules.words(each.cell), _told(each.share), _told(each.weighted))
        for each in safe.cells()
    )

    def drawn(width: float) -> Drawing:
        drawing = bars(
            items,
            title="Answers as given, and weighted",
            description=f"{base} people answered.{_hidden(safe, weighed.threshold)}",
            head=("Answer", "As answered", "Weighted"),
            hidden="hidden",
            marker_names=("As answered", "Weighted"),
            show=per_cent,
            width=width,
        )
        caption = f"{titled(question)}: everybody who answered"
        return replace(drawing, table=DataTable(caption, ("Answer", "People", "Share", "Weighted"), rows))

    return figure(drawn(WIDE), drawn(NARROW), table_printed=False)


def _with_weighted(each: Shown) -> str:
    return each.answer if each.weighted is None else f"{each.answer} (weighted {per_cent(each.weighted)})"


def _hidden(safe: Safe, threshold: int) -> str:
    some = any(each.cell.is_suppressed for each in safe.cells())
    told = f" Answers of fewer than {threshold} people are hidden, and what gives them away."
    hidden = told if some else ""
    if not safe.step:
        return hidden
    points = count(round(safe.step * 100), "point")
    return f"{hidden} Weighted shares go in steps of {points}, as finer ones would tell of a few people."


def _told(share: float | None) -> str:
    return "" if share is None else per_cent(share)


def spread_picture(weighed: Weighed) -> Mark:
    """How many people count for how much."""
    weights = weighed.weights.weights
    counts = [int(np.count_nonzero((weights >= low) & (weights < high))) for low, high in pairwise(EDGES)]
    safe = weighed.safe(dict(zip(BANDS, counts, strict=True)))
    items = [Bar(band, cell.value) for band, cell in zip(BANDS, safe.cells[0], strict=True)]
    return figure(_spread(items, weighed, WIDE), _spread(items, weighed, NARROW), table_printed=False)


def _spread(items: Sequence[Bar], weighed: Weighed, width: float) -> Drawing:
    return bars(
        items,
        title="For how much people count",
        description=f"A person counts for 1 on average{_ends(weighed)}.",
        head=("Counts for", "People"),
        hidden="hidden",
        width=width,
    )


def _ends(weighed: Weighed) -> str:
    """The lowest and highest weight, roughly: residents of a group over its weight would be its number of
    people, and where such a number is hidden nothing is said."""
    weights = weighed.weights.weights
    if weighed.has_hidden:
        return ""
    return f", for {weights.min():.1f} at least and for about {max(round(float(weights.max())), 1)} at most"
