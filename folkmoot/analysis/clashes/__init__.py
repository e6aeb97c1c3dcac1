"""Overlap of plans by place, audience, topic and date."""

from .overlap import Clash, PlanShape, Weights, find_clashes, overlap

__all__ = ["Clash", "PlanShape", "Weights", "find_clashes", "overlap"]
