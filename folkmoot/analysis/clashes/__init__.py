"""Overlap of plans by place, audience, topic and date, what they ask together, and how to ease it."""

from .burden import burden, reaching
from .contacts import Contactable, ContactBook, ContactRule, Invitations, openings
from .easing import ease
from .index import ClashIndex, find_clashes
from .loads import Burden, Limits, Load, Overload, Peak
from .moves import Bounds, Move, find_moves
from .occasions import Occasion, TimingClash, timing_clashes
from .overlap import Clash, overlap
from .periods import Span
from .shapes import PlanShape, Weights
from .suggestions import (
    Rules,
    Standing,
    Suggestion,
    applied,
    can_combine,
    combined,
    relieve,
    standing,
    suggest,
)

__all__ = [
    "Bounds",
    "Burden",
    "Clash",
    "ClashIndex",
    "ContactBook",
    "ContactRule",
    "Contactable",
    "Invitations",
    "Limits",
    "Load",
    "Move",
    "Occasion",
    "Overload",
    "Peak",
    "PlanShape",
    "Rules",
    "Span",
    "Standing",
    "Suggestion",
    "TimingClash",
    "Weights",
    "applied",
    "burden",
    "can_combine",
    "combined",
    "ease",
    "find_clashes",
    "find_moves",
    "openings",
    "overlap",
    "reaching",
    "relieve",
    "standing",
    "suggest",
    "timing_clashes",
]
