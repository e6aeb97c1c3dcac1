"""Text folded for searching: small letters without accents, so that "ty" finds "tŷ" on both databases.

PostgreSQL folds with its own `translate`; SQLite is given the same function in Python.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Concat

SQLITE_NAME = "folkmoot_fold"
_APOSTROPHES = {"’": "'", "‘": "'", "ʼ": "'"}


def _bare(letter: str) -> str:
    """The letter without its accents, small; the letter itself where it has none."""
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part)).lower()


def _table() -> dict[int, str | None]:
    """Every accented or capital letter that folds to one letter, apostrophes, and bare accents (dropped)."""
    ranges = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x1E00, 0x1F00))
    letters = {code: _bare(chr(code)) for span in ranges for code in span}
    table: dict[int, str | None] = {
        code: bare for code, bare in letters.items() if len(bare) == 1 and bare != chr(code)
    }
    table.update({ord(mark): plain for mark, plain in _APOSTROPHES.items()})
    table.update(dict.fromkeys(range(0x300, 0x370)))
    return table


_TABLE = _table()
_FROM = "".join(chr(code) for code, to in _TABLE.items() if to) + "".join(
    chr(code) for code, to in _TABLE.items() if not to
)
_TO = "".join(to for to in _TABLE.values() if to)


def fold(text: str) -> str:
    """Small letters without accents. The same in Python, SQLite and PostgreSQL."""
    return text.translate(_TABLE)


def teach_sqlite(sender: Any, connection: Any, **_: Any) -> None:
    """Gives each new SQLite connection the function; called when a connection is made."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(SQLITE_NAME, 1, _fold_or_none, deterministic=True)


def _fold_or_none(text: str | None) -> str | None:
    return None if text is None else fold(text)


class Fold(Func):
    """`fold` in the database."""

    arity = 1
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function=SQLITE_NAME, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"translate({sql}, %s, %s)", (*params, _FROM, _TO)


def folded(*fields: str) -> Fold:
    """Both languages of these bilingual columns, joined and folded; `+name` is a column of plain text."""
    parts: list[Any] = []
    for field in fields:
        if field.startswith("+"):
            parts += [F(field[1:]), Value(" ")]
            continue
        for language in ("en", "cy"):
            words = KeyTextTransform(language, field)
            parts += [Coalesce(words, Value(""), output_field=CharField()), Value(" ")]
    return Fold(Concat(*parts, output_field=TextField()))
