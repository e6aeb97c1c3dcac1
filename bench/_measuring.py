"""What each measurement uses: a database of its own, the time and memory spent, and the form of a line."""

from __future__ import annotations

import os
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Measure = dict[str, Any]
UNITS = {"s": 1, "ms": 1000}
OURS, CHILDREN = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


def settings(folder: Path | str, name: str = "bench") -> dict[str, str]:
    """The environment of a measurement: a database and files in the folder, and none of what is here."""
    return {
        "FOLKMOOT_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
        "FOLKMOOT_DATABASE": f"sqlite:///{folder}/{name}.sqlite3",
        "FOLKMOOT_VAR": str(folder),
    }


def set_up(folder: Path | str, name: str = "bench") -> None:
    """Django in this process, on a new database in the folder with all its tables."""
    import django
    from django.core.management import call_command

    os.environ |= settings(folder, name)
    django.setup()
    call_command("migrate", verbosity=0)


def measure(
    name: str, value: float, unit: str, size: int | str, seconds: float = 0, *, of: tuple[int, ...] = (OURS,)
) -> Measure:
    """One line: what was measured, on how much, in how many seconds of processor time and at most how much
    memory of these processes."""
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "size": size,
        "seconds": round(seconds, 3),
        "peak_mb": round(max(resource.getrusage(who).ru_maxrss for who in of) / 1024, 1),
    }


def children_seconds() -> float:
    """Processor time of the processes that this one started and that have ended."""
    used = resource.getrusage(CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(
    name: str, what: Callable[[], Any], size: int | str, *, unit: str = "ms", times: int = 1, warm: int = 0
) -> Measure:
    """The median processor time of one call: what other work on the machine does weighs least on it."""
    for _each in range(warm):
        what()
    spent = [_spent_on(what) for _each in range(times)]
    return measure(name, statistics.median(spent) * UNITS[unit], unit, size, sum(spent))


def _spent_on(what: Callable[[], Any]) -> float:
    clock = Clock()
    what()
    return clock.spent


class Clock:
    """Seconds since it was made: gone by, and of the processor's time spent by this process."""

    def __init__(self) -> None:
        self._begun, self._spent_before = time.perf_counter(), time.process_time()

    @property
    def gone_by(self) -> float:
        return time.perf_counter() - self._begun

    @property
    def spent(self) -> float:
        return time.process_time() - self._spent_before
