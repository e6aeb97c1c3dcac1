"""Equality answers lie in the order of a random key, so that a place says nothing of a moment (X-03).

SQLite: the table has no row numbers and is kept sorted by its key, from the first row on.
PostgreSQL: rows lie where there was room and name the transaction that wrote them; once a night all of them
are written anew, in the order of the key and by one transaction.
"""

from __future__ import annotations

from typing import Any

from django.db import connections, transaction

from folkmoot.foundation.people.models import EqualityAnswer

TABLE = EqualityAnswer._meta.db_table
_LAID = f"{TABLE}_laid"


def keep_in_key_order(using: str = "default", **_of_the_signal: Any) -> None:
    """Give the table no row numbers on SQLite. After every migrate: a changed table is built with them."""
    connection = connections[using]
    if connection.vendor != "sqlite" or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [TABLE])
        made = cursor.fetchall()
    table = next(sql for kind, sql in made if kind == "table")
    if not table.endswith("WITHOUT ROWID"):
        _lay_anew(using, table, [sql for kind, sql in made if kind == "index"])


def _lay_anew(using: str, table: str, indexes: list[str]) -> None:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(table.replace(f'"{TABLE}"', f'"{_LAID}"', 1) + " WITHOUT ROWID")
        cursor.execute(f"INSERT INTO {_LAID} SELECT * FROM {TABLE} ORDER BY id")  # noqa: S608 - constants
        cursor.execute(f"DROP TABLE {TABLE}")
        cursor.execute(f"ALTER TABLE {_LAID} RENAME TO {TABLE}")
        for index in indexes:
            cursor.execute(index)


def write_anew(using: str = "default") -> int:
    """On PostgreSQL: all rows again, sorted by their key, in one transaction. How many, or 0 where none came
    since the last time."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return 0
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {TABLE} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(f"SELECT count(*), count(DISTINCT xmin::text) FROM {TABLE}")  # noqa: S608 - constants
        rows, writers = cursor.fetchone()
        if writers < 2:
            return 0
        cursor.execute(f"CREATE TEMPORARY TABLE {_LAID} ON COMMIT DROP AS SELECT * FROM {TABLE}")  # noqa: S608
        cursor.execute(f"TRUNCATE {TABLE}")  # the old rows go with the old file
        cursor.execute(f"INSERT INTO {TABLE} SELECT * FROM {_LAID} ORDER BY id")  # noqa: S608 - constants
    return int(rows)
