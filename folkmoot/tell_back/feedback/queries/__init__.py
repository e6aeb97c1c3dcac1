"""What can be seen: where points ended, the trace, the clock, what changed."""

from folkmoot.tell_back.feedback.queries.changes import Change, Listened, how_we_listened, latest_changes
from folkmoot.tell_back.feedback.queries.clock import Clock, Tally, clock, council_tally
from folkmoot.tell_back.feedback.queries.endings import (
    Ending,
    Point,
    Receipt,
    by_code,
    endings_of,
    published_report,
    receipt_of,
    where_did_it_end,
)
from folkmoot.tell_back.feedback.queries.trace import Trace, behind_commitment, contributions_in, trace
from folkmoot.tell_back.feedback.queries.writing import suggested_answers

__all__ = [
    "Change",
    "Clock",
    "Ending",
    "Listened",
    "Point",
    "Receipt",
    "Tally",
    "Trace",
    "behind_commitment",
    "by_code",
    "clock",
    "contributions_in",
    "council_tally",
    "endings_of",
    "how_we_listened",
    "latest_changes",
    "published_report",
    "receipt_of",
    "suggested_answers",
    "trace",
    "where_did_it_end",
]
