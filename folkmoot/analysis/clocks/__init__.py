"""Working days, statutory periods, restricted windows and promises. Rules and holidays are arguments."""

from .periods import Window, period_end, pre_election_window, restricted_by
from .promises import PromiseState, Standing, TimeLeft, promise_standing, promise_state, time_left
from .working_days import add_working_days, clear_days_between, is_working_day, working_days_between

__all__ = [
    "PromiseState",
    "Standing",
    "TimeLeft",
    "Window",
    "add_working_days",
    "clear_days_between",
    "is_working_day",
    "period_end",
    "pre_election_window",
    "promise_standing",
    "promise_state",
    "restricted_by",
    "time_left",
    "working_days_between",
]
