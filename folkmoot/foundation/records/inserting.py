"""Adding rows with one INSERT whose text is made once: for verbs that run thousands of times an hour.

Django compiles its INSERT anew each time, which takes longer than SQLite needs to carry it out. The values
still pass through each field, so that both engines keep the same things as `save` would.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

Turn = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Insert:
    """An INSERT ready to run: made before a transaction begins, so that its lock is held briefly."""

    sql: str
    values: list[Any]
    row: models.Model | None = None  # the one row that it adds, if there is one

    def run(self, cursor: Any) -> None:
        cursor.execute(self.sql, self.values)
        if self.row is None:
            return
        if self.row.pk is None:
            self.row.pk = cursor.fetchone()[0]
        self.row._state.adding, self.row._state.db = False, DEFAULT_DB_ALIAS


def insert(row: models.Model) -> None:
    """Add one row; without a key it is given one."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        prepare(row).run(cursor)


def prepare(row: models.Model) -> Insert:
    """The INSERT of one row."""
    given = row.pk is not None
    names, read = _columns_of(type(row), given)
    made = prepare_values(type(row), names, [read(row)])
    if given:
        return Insert(made.sql, made.values, row)
    key = connections[DEFAULT_DB_ALIAS].ops.quote_name(str(row._meta.pk.column))
    return Insert(f"{made.sql} RETURNING {key}", made.values, row)


def prepare_values(
    model: type[models.Model], names: tuple[str, ...], rows: Sequence[Sequence[Any]]
) -> Insert:
    """The INSERT of many rows, each with its values in the order of `names`."""
    connection = connections[DEFAULT_DB_ALIAS]  # the thing itself: its stand-in costs more than the fields do
    head, place, turns = _statement(model, names, connection.vendor)
    values = [
        value if turn is None or value is None else turn(value, connection)
        for row in rows
        for turn, value in zip(turns, row, strict=True)
    ]
    return Insert(head + ", ".join([place] * len(rows)), values)


@lru_cache(maxsize=64)
def _columns_of(
    model: type[models.Model], with_key: bool
) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a model's columns, and what reads them from a row."""
    fields = model._meta.concrete_fields
    names = tuple(field.attname for field in fields if with_key or not field.primary_key)
    return names, attrgetter(*names)


_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


@lru_cache(maxsize=64)
def _statement(
    model: type[models.Model], names: tuple[str, ...], vendor: str
) -> tuple[str, str, list[Turn | None]]:
    """The beginning of the INSERT, the place of one row, and what turns each value into the engine's own:
    nothing, for words and whole numbers."""
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 - names of our own
    return head, f"({places})", [_turn(_pointed_at(field)) for field in fields]


def _pointed_at(field: Any) -> Any:
    """The field whose values a column holds: for a foreign key that of the row it leads to, however far."""
    while field.remote_field:
        field = field.target_field
    return field


def _turn(field: Any) -> Turn | None:
    """What a response has by the dozen comes to the same as its field's own method, without the detours."""
    if isinstance(field, _AS_THEY_ARE):
        return None
    if isinstance(field, models.UUIDField):
        return lambda key, connection: key if connection.features.has_native_uuid_field else key.hex
    if type(field) is models.DateTimeField:
        return lambda moment, connection: connection.ops.adapt_datetimefield_value(moment)
    if type(field) is models.JSONField:
        return lambda value, connection: connection.ops.adapt_json_value(value, field.encoder)
    return field.get_db_prep_save  # type: ignore[no-any-return]
