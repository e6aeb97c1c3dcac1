"""Writing postcodes as a stream: batches of one SQL statement, never the whole file in memory.

An older edition never overwrites a newer one; an unchanged row is not written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection

from folkmoot.analysis.places import grid_to_wgs84
from folkmoot.foundation.places.loading.areas import Changes
from folkmoot.foundation.places.readers.facts import PostcodeFact

_BATCH = 20_000
_DECIMALS = 5
_COLUMNS = (
    "code",
    "ward_code",
    "lsoa_code",
    "authority_code",
    "parish_code",
    "longitude",
    "latitude",
    "edition",
)
_NAMES = ", ".join(_COLUMNS)
_SET = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
# Editions end in yyyy-mm. Row values are compared as a whole, so that a second run writes nothing.
_HELD = ", ".join(f"places_postcode.{name}" for name in _COLUMNS[1:])
_NEW = ", ".join(f"excluded.{name}" for name in _COLUMNS[1:])
_TAIL = {"sqlite": "substr({}, -7)", "postgresql": "right({}, 7)"}
_DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
Row = tuple[Any, ...]


def save_postcodes(facts: Iterable[PostcodeFact], edition: str) -> Changes:
    """Add and change postcodes; how many rows were written."""
    rows = _rows(facts, edition)
    with connection.cursor() as cursor:
        before = _count(cursor)
        written = _copy(cursor, rows) if connection.vendor == "postgresql" else _insert(cursor, rows)
        added = _count(cursor) - before
    return {"postcodes added": added, "postcodes changed": written - added}


def _rows(facts: Iterable[PostcodeFact], edition: str) -> Iterator[list[Row]]:
    stream = iter(facts)
    while batch := list(islice(stream, _BATCH)):
        metres = [(fact.easting, fact.northing) for fact in batch if fact.easting is not None]
        degrees = iter(grid_to_wgs84(metres))  # type: ignore[arg-type]
        yield [_row(fact, degrees, edition) for fact in batch]


def _row(fact: PostcodeFact, degrees: Iterator[tuple[float, float]], edition: str) -> Row:
    _, code, ward, lsoa, authority, parish, easting, _, longitude, latitude = fact
    if easting is not None:
        longitude, latitude = next(degrees)
    if longitude is not None and latitude is not None:
        longitude, latitude = round(longitude, _DECIMALS), round(latitude, _DECIMALS)
    return code, ward, lsoa, authority, parish, longitude, latitude, edition


def _upsert(source: str) -> str:
    tail = _TAIL[connection.vendor]
    newer = f"{tail.format('excluded.edition')} >= {tail.format('places_postcode.edition')}"
    differs = f"({_HELD}) {_DIFFERS[connection.vendor]} ({_NEW})"
    return (
        f"INSERT INTO places_postcode ({_NAMES}) {source} "
        f"ON CONFLICT (code) DO UPDATE SET {_SET} WHERE {newer} AND {differs}"
    )


def _insert(cursor: Any, batches: Iterator[list[Row]]) -> int:
    statement = _upsert(f"VALUES ({', '.join(['%s'] * len(_COLUMNS))})")
    written = 0
    for batch in batches:
        cursor.executemany(statement, batch)
        written += max(cursor.rowcount, 0)
    return written


def _copy(cursor: Any, batches: Iterator[list[Row]]) -> int:
    """PostgreSQL: copied into a table of the transaction, then put in place by one statement."""
    cursor.execute("DROP TABLE IF EXISTS incoming_postcode")
    cursor.execute("CREATE TEMPORARY TABLE incoming_postcode (LIKE places_postcode) ON COMMIT DROP")
    with cursor.copy(f"COPY incoming_postcode ({_NAMES}) FROM STDIN") as copy:
        for batch in batches:
            for row in batch:
                copy.write_row(row)
    source = f"SELECT DISTINCT ON (code) {_NAMES} FROM incoming_postcode ORDER BY code"  # noqa: S608
    cursor.execute(_upsert(source))
    return int(cursor.rowcount)


def _count(cursor: Any) -> int:
    cursor.execute("SELECT count(*) FROM places_postcode")
    return int(cursor.fetchone()[0])
