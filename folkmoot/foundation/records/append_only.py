"""Triggers that refuse any change to an append-only table, on SQLite and PostgreSQL.

A feature names its append-only tables with `protect("evidence_snapshot")` in its `apps.ready()`.
They are installed after every migrate (X-01).
"""

from django.db import connections

TABLES: set[str] = {"records_entry"}
_ACTIONS = ("UPDATE", "DELETE")


def protect(*tables: str) -> None:
    """Name tables whose rows may be added but never changed or deleted."""
    TABLES.update(tables)


def install(using: str = "default") -> None:
    """Put the triggers on every protected table that exists. Running it twice changes nothing."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    write = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for table in sorted(TABLES & existing):
            for statement in write(table):
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
    truncate = (
        f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION folkmoot_append_only()"
    )
    return [function, *triggers, truncate]


def lift(using: str = "default") -> None:
    """Take the triggers away again: for emptying a test database, never for anything else."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    suffix = " ON {table}" if connection.vendor == "postgresql" else ""
    names = [f"no_{action.lower()}" for action in _ACTIONS]
    if connection.vendor == "postgresql":
        names.append("no_truncate")
    with connection.cursor() as cursor:
        for table in sorted(TABLES & existing):
            for name in names:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}" + suffix.format(table=table))
