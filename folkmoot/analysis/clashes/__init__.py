"""Overlap of plans by place, audience, topic and date, what they ask together, and how to ease it."""

from .burden import burden, reaching
from .index import ClashIndex, find_clashes
from .loads import Burden, Limits, Load, Overload, Peak
from .overlap import Clash, overlap
from .periods import Span
from .shapes import PlanShape, Weights

__all__ = [
    "Burden",
    "Clash",
    "ClashIndex",
    "Limits",
    "Load",
    "Overload",
    "Peak",
    "PlanShape",
    "Span",
    "Weights",
    "burden",
    "find_clashes",
    "overlap",
    "reaching",
]
