"""Cautions of weights as a report may print them: no number in them tells more than the tables do."""

from __future__ import annotations

import re

from ..counting.margins import level, said
from .weight_told import Weighed

FIRST = re.compile(r"^\d[\d,]* (people count|person counts) for")
HELD = re.compile(r"^\d+% of the weights are held by a bound, which is more than (\d+%)")
COMES = re.compile(r"comes to [\d.]+% in place of ([\d.]+%)")
SIZE = re.compile(
    r"^After weighting, \d[\d,]* people tell as much as \d+ weighted alike, which is fewer than"
)


def safely_said(sentence: str, weighed: Weighed) -> str:
    """The sentence with counts as the tables show them.

    A share that is missed because a weight is held by its bound would, divided by the bound, give the number
    of people exactly; so would a share of weights. They are told without the figure.
    """
    for counted, as_shown in _counts(weighed):
        sentence = sentence.replace(counted, as_shown)
    sentence = FIRST.sub("Some people count for", sentence)
    sentence = HELD.sub(r"More than \1 of the weights are held by a bound", sentence)
    sentence = SIZE.sub("After weighting, people tell as much as fewer than", sentence)
    return COMES.sub(r"does not come to its \1", sentence)


def _counts(weighed: Weighed) -> list[tuple[str, str]]:
    """Each count of a margin as a caution has it, and as it may be said."""
    found = []
    rules = weighed.shown.rules
    for margin in weighed.weights.margins:
        cells = weighed.who[said(margin.name)][0]
        for label, n in zip(margin.labels, margin.counts, strict=True):
            name = level(margin.name, label)
            found.append((f"{name} ({n:,})", f"{name} ({rules.words(cells[said(label)])})"))
        name = f"'{said(margin.name)}'"
        found.append((f"{name} ({margin.missing:,})", f"{name} ({weighed.missing(margin)})"))
    return found
