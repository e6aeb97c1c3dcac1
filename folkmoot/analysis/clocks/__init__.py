"""Working days, statutory periods from rules as data, timetables and promises. It knows no law of its own."""

from .adequate import AdequateTime, Needs, adequate_time, latest_opening, with_bank_holidays
from .calendars import (
    USUAL,
    Calendar,
    Change,
    ChangedDay,
    LeftOut,
    OutOfReachError,
    bank_holidays,
    calendar_of,
    spoken,
)
from .checking import (
    Check,
    before_school_days,
    check_period,
    school_days,
    school_days_asked,
    with_school_days,
)
from .lengths import Length, Period, first_day, last_day, period_before, period_from
from .odd_days import odd_decision, odd_poll
from .periods import Window, clear_days_between, restricted_by
from .promises import PromiseState, Standing, TimeLeft, promise_standing, promise_state, time_left
from .receipt import Receipt, add_working_hours, receipt_of
from .rule_faults import Fault, faults_in, overlaps_in
from .rule_files import contents_of, faults_of, read_rules
from .rules import Rule, Rules, jurisdictions, rule_of
from .standards import misfit, standard_of
from .timetable import Failure, Step, Timetable, timetable

__all__ = [
    "USUAL",
    "AdequateTime",
    "Calendar",
    "Change",
    "ChangedDay",
    "Check",
    "Failure",
    "Fault",
    "LeftOut",
    "Length",
    "Needs",
    "OutOfReachError",
    "Period",
    "PromiseState",
    "Receipt",
    "Rule",
    "Rules",
    "Standing",
    "Step",
    "TimeLeft",
    "Timetable",
    "Window",
    "add_working_hours",
    "adequate_time",
    "bank_holidays",
    "before_school_days",
    "calendar_of",
    "check_period",
    "clear_days_between",
    "contents_of",
    "faults_in",
    "faults_of",
    "first_day",
    "jurisdictions",
    "last_day",
    "latest_opening",
    "misfit",
    "odd_decision",
    "odd_poll",
    "overlaps_in",
    "period_before",
    "period_from",
    "promise_standing",
    "promise_state",
    "read_rules",
    "receipt_of",
    "restricted_by",
    "rule_of",
    "school_days",
    "school_days_asked",
    "spoken",
    "standard_of",
    "time_left",
    "timetable",
    "with_bank_holidays",
    "with_school_days",
]
