"""The shared world, built once a module and put back after every test."""

from pathlib import Path

import pytest
import time_machine
from django.core.cache import caches
from django.db import transaction

from folkmoot.design import frame
from tests.clock import TEN
from tests.made_once import made_once
from tests.system.servers import migrate
from tests.world import a_world


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory) -> Path:
    """A folder with a database that was migrated once, for the tests with processes of their own to copy."""
    return made_once(tmp_path_factory, "migrated", migrate)


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker):
    """The council of `tests/world.py`, for every test of a module; gone when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(TEN, tick=False):
            forget()
            made = a_world()
        yield made
        transaction.set_rollback(True)
    forget()


@pytest.fixture
def world(whole_world, db, caplog):
    """The same council; whatever one test does to it is undone with the test's own transaction."""
    caplog.set_level("CRITICAL", logger="django.request")
    forget()
    return whole_world


def forget():
    """Empty what is remembered: pages, counts of attempts, and the council of the frame."""
    for cache in ("default", "pages"):
        caches[cache].clear()
    frame.forget_council()
