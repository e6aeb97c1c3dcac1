"""One fixed clock: the tests stand at ten in the morning on the demo day. The processes that they start live
on that day too, so a run that lasts over midnight stays on one day. `python -m tests.clock` prints how far
away that is, for scripts that start such processes themselves."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from zoneinfo import ZoneInfo

TODAY = dt.date(2026, 12, 1)
TEN = dt.datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Europe/London"))
FOLDER = Path(__file__).parent / "one_clock"


def begin() -> str:
    """The seconds from now to ten o'clock; all processes of one run use those of the one that began it."""
    return os.environ.setdefault("TESTS_SHIFT", str(TEN.timestamp() - time.time()))


def on_the_demo_day(environment: dict[str, str]) -> dict[str, str]:
    """The environment of a process that lives on the demo day, and whose own processes do."""
    return environment | {"PYTHONPATH": str(FOLDER)}


if __name__ == "__main__":
    print(begin())
