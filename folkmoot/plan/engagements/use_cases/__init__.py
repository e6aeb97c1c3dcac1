"""The verbs of the plan stage: from an idea to "complete"."""

from .approving import approve_plan, send_back_plan
from .contents import (
    add_activity,
    involve_group,
    remove_activity,
    remove_document,
    set_ways,
    spend,
    write_document,
)
from .planning import propose_engagement, write_plan
from .running import (
    close_cycle,
    close_engagement,
    close_those_whose_time_is_up,
    extend_engagement,
    note_answered,
    note_decided,
    open_engagement,
    withdraw_engagement,
)

__all__ = [
    "add_activity",
    "approve_plan",
    "close_cycle",
    "close_engagement",
    "close_those_whose_time_is_up",
    "extend_engagement",
    "involve_group",
    "note_answered",
    "note_decided",
    "open_engagement",
    "propose_engagement",
    "remove_activity",
    "remove_document",
    "send_back_plan",
    "set_ways",
    "spend",
    "withdraw_engagement",
    "write_document",
    "write_plan",
]
