"""Taking turns to write to SQLite.

SQLite lets one process write at a time, and the others ask again after sleeps of up to a tenth of a second,
while the database may long be free. Where many write at once they wait for a file lock first: the system
wakes the next one at the moment the one before is done. A process that dies loses its turn at once. On
PostgreSQL rows have locks of their own and there is nothing to do.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

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
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _handle(path: str) -> int:
    """This thread's own handle: one opened before a fork, or by another thread, would share its lock."""
    mine = (path, os.getpid())
    if getattr(_open, "of", None) != mine:
        _open.of, _open.handle = mine, os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return int(_open.handle)
