"""Triggers that refuse any change to an append-only table, on SQLite and PostgreSQL.

A feature names its append-only tables with `protect("evidence_snapshot")` in its `apps.ready()`.
They are installed after every migrate (X-01). Rows that may change until something is published are frozen
by `freeze("feedback_report", when="OLD.published_at IS NOT NULL")`, a condition both engines understand.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections

TABLES: set[str] = {"records_entry"}
_ACTIONS = ("UPDATE", "DELETE")


def protect(*tables: str) -> None:
    """Name tables whose rows may be added but never changed or deleted."""
    TABLES.update(tables)


@dataclass(frozen=True, order=True)
class Freeze:
    """Refuses one action on the rows of a table for which `when`, said of OLD and NEW, holds."""

    table: str
    action: str
    when: str
    columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        words = f"{self.when} {self.columns}".encode()
        return f"{self.table}_frozen_{self.action.lower()}_{hashlib.sha256(words).hexdigest()[:8]}"

    @property
    def event(self) -> str:
        return f"{self.action} OF {', '.join(self.columns)}" if self.columns else self.action


FROZEN: set[Freeze] = set()


def freeze(
    table: str, *, when: str, actions: tuple[str, ...] = _ACTIONS, columns: tuple[str, ...] = ()
) -> None:
    """Refuse `actions` on rows for which the SQL condition `when` holds; `columns` narrows an update."""
    FROZEN.update(Freeze(table, action, when, columns if action == "UPDATE" else ()) for action in actions)


def install(using: str = "default") -> None:
    """Put the triggers on every protected table that exists. Running it twice changes nothing."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    write = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    write_freeze = {"sqlite": _sqlite_freeze, "postgresql": _postgresql_freeze}[connection.vendor]
    with connection.cursor() as cursor:
        for table in sorted(TABLES & existing):
            for statement in write(table):
                cursor.execute(statement)
        for each in sorted(each for each in FROZEN if each.table in existing):
            for statement in write_freeze(each):
                cursor.execute(statement)


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{action.lower()} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for action in _ACTIONS
    ]


def _postgresql(table: str) -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION folkmoot_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    triggers = [
        f"CREATE OR REPLACE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION folkmoot_append_only()"
        for action in _ACTIONS
    ]
    return [function, *triggers, _no_truncate(table, "folkmoot_append_only")]


def _no_truncate(table: str, function: str) -> str:
    """Emptying a whole table passes by the triggers of its rows; SQLite has no such statement."""
    return (
        f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )


def _sqlite_freeze(each: Freeze) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {each.name} BEFORE {each.event} ON {each.table} WHEN {each.when} "
        f"BEGIN SELECT RAISE(ABORT, '{each.table} is frozen'); END"
    ]


def _postgresql_freeze(each: Freeze) -> list[str]:
    left = "OLD" if each.action == "DELETE" else "NEW"
    function = (
        f"CREATE OR REPLACE FUNCTION {each.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {each.when} THEN RAISE EXCEPTION '% is frozen', TG_TABLE_NAME; END IF; RETURN {left}; END $$"
    )
    trigger = (
        f"CREATE OR REPLACE TRIGGER {each.name} BEFORE {each.event} ON {each.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {each.name}()"
    )
    return [function, trigger, *_truncate_of_frozen(each)]


def _truncate_of_frozen(each: Freeze) -> list[str]:
    """A table in which some rows are frozen is never emptied at once: no statement says which rows go."""
    refuse = (
        "CREATE OR REPLACE FUNCTION folkmoot_frozen() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is frozen', TG_TABLE_NAME; END $$"
    )
    return [] if each.table in TABLES else [refuse, _no_truncate(each.table, "folkmoot_frozen")]


def lift(using: str = "default") -> None:
    """Take the triggers away again: for emptying a test database, never for anything else."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, trigger in sorted(_triggers(existing)):
            of = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}{of}")


def _triggers(existing: set[str]) -> Iterator[tuple[str, str]]:
    """Every trigger that `install` may have put there: its table and its name."""
    for table in TABLES & existing:
        yield from ((table, f"{table}_no_{action.lower()}") for action in _ACTIONS)
    for each in FROZEN:
        if each.table in existing:
            yield each.table, each.name
    for table in (TABLES | {each.table for each in FROZEN}) & existing:
        yield table, f"{table}_no_truncate"
