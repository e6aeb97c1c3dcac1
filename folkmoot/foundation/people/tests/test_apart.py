"""Where an equality answer lies says nothing of when it came (X-03)."""

import io
import uuid

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import DatabaseError

from folkmoot.foundation.people.apart import TABLE, keep_in_key_order, write_anew
from folkmoot.foundation.people.models import EqualityAnswer


def _arrive(n=60):
    """One after another, each in its own moment; the answer says which it was."""
    for number in range(n):
        EqualityAnswer.objects.create(
            engagement="ENG-2026-0001", link=uuid.uuid4(), question="age", wording="w", answer=str(number)
        )


def _as_they_lie():
    with connection.cursor() as cursor:
        order = "ORDER BY ctid" if connection.vendor == "postgresql" else "NOT INDEXED"
        cursor.execute(f"SELECT id, answer FROM {TABLE} {order}")
        return [(str(key).replace("-", ""), int(answer)) for key, answer in cursor.fetchall()]


def _correlation(order):
    """Of place and arrival: 1 where they are the same, 0 where they have nothing to do with each other."""
    middle = (len(order) - 1) / 2
    spread = sum((place - middle) ** 2 for place in range(len(order)))
    return sum((place - middle) * (came - middle) for place, came in enumerate(order)) / spread


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_rows_lie_in_the_order_of_a_random_key_whenever_they_came():
    _arrive()
    if connection.vendor == "postgresql":
        assert abs(_correlation([came for _key, came in _as_they_lie()])) > 0.9
        assert write_anew() == 60
        assert write_anew() == 0
    lying = _as_they_lie()
    assert [key for key, _came in lying] == sorted(key for key, _came in lying)
    assert all(uuid.UUID(key).version == 4 for key, _came in lying)
    assert sorted(came for _key, came in lying) == list(range(60))
    # six standard errors: by chance once in some hundred million runs
    assert abs(_correlation([came for _key, came in lying])) < 0.78


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_no_row_says_where_or_by_what_it_was_written():
    _arrive(5)
    write_anew()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {TABLE}")
            assert cursor.fetchone()[0] == 1
        else:
            with pytest.raises(DatabaseError, match="rowid"):
                cursor.execute(f"SELECT rowid FROM {TABLE}")


@pytest.mark.django_db(transaction=True)
def test_a_table_built_anew_loses_its_row_numbers_again_and_keeps_its_rows():
    _arrive(8)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [TABLE])
        plain = cursor.fetchone()[0].removesuffix(" WITHOUT ROWID")
        cursor.execute(f"CREATE TABLE kept AS SELECT * FROM {TABLE}")
        cursor.execute(f"DROP TABLE {TABLE}")
        cursor.execute(plain)
        cursor.execute(f"INSERT INTO {TABLE} SELECT * FROM kept")
        cursor.execute("DROP TABLE kept")
        cursor.execute(f"SELECT count(rowid) FROM {TABLE}")
        assert cursor.fetchone()[0] == 8
    call_command("migrate", verbosity=0, stdout=io.StringIO())
    keep_in_key_order()
    lying = _as_they_lie()
    assert [key for key, _came in lying] == sorted(key for key, _came in lying)
    assert len(lying) == 8
    _arrive(1)
