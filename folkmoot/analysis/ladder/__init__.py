"""The level of participation against the promise made, how levels move, and who decides."""

from .holders import Decided, Holder, by_decision_holder
from .honesty import (
    BELOW_TARGET,
    FEEDBACK_BEFORE_CLOSE,
    FEEDBACK_DATE_PAST,
    NO_DISCRETION,
    REASONS,
    SURVEY,
    UNKNOWN_LEVEL,
    UNKNOWN_REASON,
    UNKNOWN_TARGET,
    HonestyFinding,
    Level,
    Need,
    PlanFacts,
    Power,
    highest_honest_level,
    honesty,
)
from .movement import Distribution, LevelRecord, Movement, Shift, movement
from .remedies import RULES, Rule
from .scale import SCALE
from .verdict import NOT_PUBLIC, OWED, Verdict, hidden, may_close, may_publish

__all__ = [
    "BELOW_TARGET",
    "FEEDBACK_BEFORE_CLOSE",
    "FEEDBACK_DATE_PAST",
    "NOT_PUBLIC",
    "NO_DISCRETION",
    "OWED",
    "REASONS",
    "RULES",
    "SCALE",
    "SURVEY",
    "UNKNOWN_LEVEL",
    "UNKNOWN_REASON",
    "UNKNOWN_TARGET",
    "Decided",
    "Distribution",
    "Holder",
    "HonestyFinding",
    "Level",
    "LevelRecord",
    "Movement",
    "Need",
    "PlanFacts",
    "Power",
    "Rule",
    "Shift",
    "Verdict",
    "by_decision_holder",
    "hidden",
    "highest_honest_level",
    "honesty",
    "may_close",
    "may_publish",
    "movement",
]
