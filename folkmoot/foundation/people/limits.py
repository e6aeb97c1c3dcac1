"""Where visitors' attempts are counted: one small file that all page processes of a machine share.

Kept apart from the council's database, so that counting a visitor neither waits for a submission nor makes
one wait. Nothing in it is worth a sync to the disk: a count lost in a power cut is a limit begun again.
It speaks the language of Django's caches, because django-allauth counts through one.
"""

from __future__ import annotations

import json
import logging
import os
import random
import sqlite3
import time
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.utils.crypto import salted_hmac

log = logging.getLogger(__name__)
MAKE = (
    "CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, value TEXT NOT NULL, until REAL) WITHOUT ROWID"
)
READ = "SELECT value FROM counts WHERE key = ? AND (until IS NULL OR until > ?)"
ADD = (
    "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE"
    " SET value = excluded.value, until = excluded.until WHERE counts.until <= ?"
)
SET = "INSERT OR REPLACE INTO counts VALUES (?, ?, ?)"
COUNT = (
    "UPDATE counts SET value = CAST(value AS INTEGER) + ?"
    " WHERE key = ? AND (until IS NULL OR until > ?) RETURNING value"
)
TOUCH = "UPDATE counts SET until = ? WHERE key = ? AND (until IS NULL OR until > ?)"
DROP = "DELETE FROM counts WHERE key = ? AND (until IS NULL OR until > ?)"
SWEEP = "DELETE FROM counts WHERE until <= ?"
PATIENCE = 2  # seconds to wait for another process's write, which takes microseconds
ONE_IN = 500  # every so many new counts, those that ran out are swept away


class SharedLimits(BaseCache):
    """A cache of numbers, and of lists of them, in the file `location`. `add` and `incr` are atomic.

    A file that cannot be read is begun again; where even that fails, nobody is held up by a limit.
    """

    def __init__(self, location: str | Path, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._path = Path(location)
        self._open: sqlite3.Connection | None = None
        self._opened_in = self._file = 0

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        row = self._row(READ, self._hashed(key, version), time.time())
        return default if row is None else json.loads(row[0])

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        self._sweep_now_and_then()
        row = self._hashed(key, version), json.dumps(value), self._until(timeout), time.time()
        return self._changed(ADD, *row) != 0

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._changed(SET, self._hashed(key, version), json.dumps(value), self._until(timeout))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        row = self._row(COUNT, delta, self._hashed(key, version), time.time())
        if row is None:
            raise ValueError(f"Nothing is counted under {key!r}.")
        return int(row[0])

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._changed(TOUCH, self._until(timeout), self._hashed(key, version), time.time()) == 1

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._changed(DROP, self._hashed(key, version), time.time()) == 1

    def has_key(self, key: str, version: int | None = None) -> bool:
        return self._row(READ, self._hashed(key, version), time.time()) is not None

    def clear(self) -> None:
        self._changed("DELETE FROM counts")

    def _hashed(self, key: str, version: int | None) -> str:
        """Keys hold addresses of visitors; the file never does."""
        return salted_hmac("folkmoot.limits", self.make_key(key, version)).hexdigest()[:32]

    def _until(self, timeout: Any) -> float | None:
        if timeout == DEFAULT_TIMEOUT:
            timeout = self.default_timeout
        return None if timeout is None else time.time() + timeout

    def _sweep_now_and_then(self) -> None:
        if random.randrange(ONE_IN) == 0:  # noqa: S311 no secret
            self._changed(SWEEP, time.time())

    def _row(self, sql: str, *values: Any) -> Any:
        """The one row of an answer; `fetchall`, because a statement left half read would keep its lock."""
        done = self._ask(sql, values)
        return next(iter(done.fetchall()), None) if done else None

    def _changed(self, sql: str, *values: Any) -> int:
        """How many rows changed; one where nothing could be asked, so that nobody waits for it."""
        done = self._ask(sql, values)
        return done.rowcount if done else 1

    def _ask(self, sql: str, values: tuple[Any, ...]) -> sqlite3.Cursor | None:
        try:
            return self._connection().execute(sql, values)
        except sqlite3.OperationalError:  # held for long, or no space
            log.exception("Attempts cannot be counted in %s", self._path)
        except sqlite3.DatabaseError:
            log.exception("%s cannot be read and is begun again", self._path)
            self._begin_again()
        return None

    def _connection(self) -> sqlite3.Connection:
        """One for each thread, for each thread has its own cache; a forked process opens anew."""
        if self._open is None or self._opened_in != os.getpid():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._open = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
            self._opened_in, self._file = os.getpid(), self._path.stat().st_ino
            self._open.execute("PRAGMA synchronous = OFF")
            self._open.execute("PRAGMA journal_mode = WAL")
            self._open.execute(MAKE)
        return self._open

    def _begin_again(self) -> None:
        """Put the file away, unless another process did and this one still held the old file."""
        if self._open is not None:
            self._open.close()
            self._open = None
        if self._path.exists() and self._path.stat().st_ino != self._file:
            return
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._path}{ending}").unlink(missing_ok=True)
