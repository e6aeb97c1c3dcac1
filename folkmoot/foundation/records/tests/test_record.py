"""The record keeps everything, in order, and shows when somebody has touched it."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from folkmoot.foundation.records import append_only
from folkmoot.foundation.records.models import Entry
from folkmoot.foundation.records.queries import entries_about, entries_of, first_broken_entry, public_edition
from folkmoot.foundation.records.use_cases import Fact, record, record_all
from folkmoot.words.bilingual import Bilingual

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def happened(verb="plan written", **facts):
    record("Officer", verb, subject="engagements.engagement:1", at=timezone.now(), **facts)
    return Entry.objects.order_by("-sequence")[0]


def test_an_entry_keeps_who_what_when_and_why():
    happened(engagement="ENG-2026-0001", reason="Asked by Cabinet", after={"level": 3})
    entry = entries_of("ENG-2026-0001").get()
    assert (entry.actor, entry.verb, entry.reason, entry.after) == (
        "Officer",
        "plan written",
        "Asked by Cabinet",
        {"level": 3},
    )
    assert entry.at == timezone.now()


def test_facts_of_every_kind_survive_the_chain_check():
    happened(after={"on": dt.date(2026, 12, 1), "title": Bilingual("Title", "Teitl"), "odd": "‮\u0007🌊"})
    happened(before={"n": 1.5}, after={"n": None})
    assert first_broken_entry() is None


@pytest.mark.parametrize("change", [{"verb": "something else"}, {"reason": "other"}, {"after": {"x": 1}}])
def test_a_changed_entry_is_found(change):
    first = happened()
    happened()
    append_only.lift()
    Entry.objects.filter(pk=first.pk).update(**change)
    append_only.install()
    assert first_broken_entry() == first


def test_a_removed_entry_is_found():
    _first, second, third = happened(), happened(), happened()
    append_only.lift()
    second.delete()
    append_only.install()
    assert first_broken_entry() == third


@pytest.mark.parametrize("statement", ["UPDATE records_entry SET reason = ''", "DELETE FROM records_entry"])
def test_the_database_refuses_to_change_or_delete_an_entry(statement):
    happened()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Entry.objects.count() == 1


def test_the_database_refuses_to_put_another_entry_in_the_place_of_one():
    entry = happened()
    columns = ", ".join(field.column for field in Entry._meta.concrete_fields)
    changed = columns.replace("actor", "'Somebody else'")
    statement = {
        "sqlite": f"INSERT OR REPLACE INTO records_entry ({columns}) SELECT {changed} FROM records_entry",
        "postgresql": f"INSERT INTO records_entry ({columns}) SELECT {changed} FROM records_entry "
        "ON CONFLICT (sequence) DO UPDATE SET actor = 'Somebody else'",
    }[connection.vendor]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Entry.objects.get().actor == entry.actor


def test_triggers_are_installed_once_however_often_it_is_asked():
    append_only.install()
    append_only.install()
    happened()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()


def test_a_verb_rolled_back_leaves_no_entry():
    with transaction.atomic():
        happened()
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_many_entries_are_chained_in_order():
    facts = [Fact("Officer", "coded", f"passage:{n}", timezone.now()) for n in range(1200)]
    entries = record_all(facts)
    assert len(entries) == 1200
    assert first_broken_entry() is None
    assert entries_about("passage:7").count() == 1


def test_the_public_edition_moves_with_public_entries_only():
    assert public_edition() == 0
    before = happened().sequence
    assert public_edition() == before
    happened("response received", public=False)
    assert public_edition() == before


def test_the_hash_of_an_entry_is_made_as_it_was_in_the_first_release():
    at = dt.datetime(2026, 12, 1, 10, 0, tzinfo=dt.UTC)
    facts = {
        "engagement": "ENG-2026-0001",
        "reason": "Gofynnodd y Cabinet – «ïe»",
        "before": {"b": 1, "a": "x"},
    }
    record("Officer", "plan written", subject="engagements.engagement:1", at=at, **facts)
    # SHA-256 over the JSON of the hash before and the nine facts, worked out apart from this code.
    expected = "d0e1fecf1fb402c6091c064a5bfae361ac763a77acb977e6c9920a5169e2c5ae"
    assert Entry.objects.get().hash == expected


if connection.vendor == "postgresql":

    @pytest.mark.parametrize(
        "table", sorted(append_only.TABLES | {each.table for each in append_only.FROZEN})
    )
    def test_no_table_with_fixed_rows_is_emptied_at_once(table):
        empty = f"TRUNCATE {table} CASCADE"
        with pytest.raises(DatabaseError, match=r"is (frozen|append-only)"), transaction.atomic():
            connection.cursor().execute(empty)
        append_only.lift()
        connection.cursor().execute(empty)
        append_only.install()
        with pytest.raises(DatabaseError, match=r"is (frozen|append-only)"), transaction.atomic():
            connection.cursor().execute(empty)


def test_lifting_leaves_no_trigger_behind():
    append_only.lift()
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(names)
        assert cursor.fetchall() == []
