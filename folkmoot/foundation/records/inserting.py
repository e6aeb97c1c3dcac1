"""Adding rows with one INSERT whose text is made once: for verbs that run thousands of times an hour.

Django compiles its INSERT anew each time, which takes longer than SQLite needs to carry it out. The values
still pass through each field, so that both engines keep the same things as `save` would.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models


@dataclass(frozen=True)
class Insert:
    """An INSERT ready to run: made before a transaction begins, so that its lock is held briefly."""

    sql: str
    values: list[Any]
    row: models.Model | None = None  # the row that is given its new key

    def run(self) -> None:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(self.sql, self.values)
            if self.row is not None:
                self.row.pk = cursor.fetchone()[0]


def insert(row: models.Model) -> None:
    """Add one row; without a key it is given one."""
    prepare(row).run()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def prepare(row: models.Model) -> Insert:
    """The INSERT of one row."""
    given = row.pk is not None
    fields = tuple(field.attname for field in row._meta.concrete_fields if given or not field.primary_key)
    made = prepare_values(type(row), fields, [[getattr(row, name) for name in fields]])
    if given:
        return made
    key = connections[DEFAULT_DB_ALIAS].ops.quote_name(str(row._meta.pk.column))
    return Insert(f"{made.sql} RETURNING {key}", made.values, row)


def prepare_values(model: type[models.Model], names: tuple[str, ...], rows: list[list[Any]]) -> Insert:
    """The INSERT of many rows, each a list of values in the order of `names`."""
    connection = connections[DEFAULT_DB_ALIAS]  # the thing itself: its stand-in costs more than the fields do
    head, place, turns = _statement(model, names, connection.vendor)
    values = [
        value if turn is None or value is None else turn(value, connection)
        for row in rows
        for turn, value in zip(turns, row, strict=True)
    ]
    return Insert(head + ", ".join([place] * len(rows)), values)


_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


@lru_cache(maxsize=64)
def _statement(
    model: type[models.Model], names: tuple[str, ...], vendor: str
) -> tuple[str, str, list[Callable[..., Any] | None]]:
    """The beginning of the INSERT, the place of one row, and what turns each value into the engine's own:
    nothing, for words and whole numbers."""
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 - names of our own
    targets = [getattr(field, "target_field", field) for field in fields]
    turns = [None if isinstance(each, _AS_THEY_ARE) else each.get_db_prep_save for each in targets]
    return head, f"({places})", turns
