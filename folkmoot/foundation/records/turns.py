"""Taking turns to write to SQLite.

SQLite lets one process write at a time, and the others ask again after sleeps of up to a tenth of a second,
while the database may long be free, and in the end one is refused. Where many write at once they wait for a
file lock first, which ends in a queue, so that everybody's turn comes. A process that dies loses its turn at
once. On PostgreSQL rows have locks of their own and there is nothing to do.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

# Seconds between one try and the next: soon at first, for two who meet by chance; then as long as a burst
# lasts some dozens of writes. After the last one stands in the queue, and its turn is sure.
PAUSES = (0.001, 0.002, 0.005, 0.01, *[0.02] * 15)

_open = threading.local()


@contextmanager
def write_turn() -> Iterator[None]:
    """Wait for one's turn to write. Put it around the transaction, never inside one."""
    connection = connections[DEFAULT_DB_ALIAS]
    path = str(connection.settings_dict["NAME"])
    if (
        connection.vendor != "sqlite"
        or connection.in_atomic_block
        or ":memory:" in path
        or "mode=memory" in path
    ):
        yield
        return
    handle = _handle(f"{path}-turn")
    _wait(handle)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _wait(handle: int) -> None:
    """Whoever has just written may go on at once, with all it needs still in the processor's memory: eight
    who hand over after each write get about half as much done, and wait longer (docs/decisions/0005)."""
    for pause in PAUSES:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(pause)
    fcntl.flock(handle, fcntl.LOCK_EX)


def _handle(path: str) -> int:
    """This thread's own handle: one opened before a fork, or by another thread, would share its lock."""
    mine = (path, os.getpid())
    if getattr(_open, "of", None) != mine:
        _open.of, _open.handle = mine, os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return int(_open.handle)
