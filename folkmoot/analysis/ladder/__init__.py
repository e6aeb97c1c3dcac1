"""The level of participation against the promise made."""

from .honesty import (
    BELOW_TARGET,
    NO_DISCRETION,
    UNKNOWN_LEVEL,
    HonestyFinding,
    Level,
    Need,
    PlanFacts,
    highest_honest_level,
    honesty,
)

__all__ = [
    "BELOW_TARGET",
    "NO_DISCRETION",
    "UNKNOWN_LEVEL",
    "HonestyFinding",
    "Level",
    "Need",
    "PlanFacts",
    "highest_honest_level",
    "honesty",
]
