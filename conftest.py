"""What every test shares: a fixed clock and a testing environment."""

import pytest
import time_machine

from tests.clock import FOLDER, TEN, begin

collect_ignore = [FOLDER]  # Python knows its file under a name that Debian's own has already taken


def pytest_configure():
    """Before the clock stands still: how far away the demo day is, for processes that tests start."""
    begin()


@pytest.fixture(autouse=True)
def clock(request):
    """Ten in the morning on the demo day, 1 December 2026, for tests without real processes."""
    if request.node.get_closest_marker("process") or request.node.get_closest_marker("journey"):
        yield None
        return
    with time_machine.travel(TEN, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True, scope="session")
def _empty_append_only_tables_between_tests():
    """Tests with real transactions empty the tables afterwards, which the append-only triggers refuse;
    they are lifted for that moment, and the flush puts them back through post_migrate."""
    from django.test import TestCase, TransactionTestCase

    from folkmoot.foundation.records import append_only

    teardown = TransactionTestCase._fixture_teardown

    def lifted(self):
        if not isinstance(self, TestCase):
            append_only.lift()
        return teardown(self)

    TransactionTestCase._fixture_teardown = lifted
    yield
    TransactionTestCase._fixture_teardown = teardown


@pytest.fixture(autouse=True, scope="session")
def _limits_of_their_own(tmp_path_factory):
    """Attempts are counted in a file of this test process, not in the folder of a site."""
    from django.conf import settings
    from django.test import override_settings

    here = settings.CACHES["default"] | {"LOCATION": tmp_path_factory.mktemp("limits") / "limits.sqlite3"}
    with override_settings(CACHES=settings.CACHES | {"default": here}):
        yield


@pytest.fixture
def unused_port():
    """A loopback port that nothing listens on."""
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(autouse=True)
def _nothing_left_over():
    """Each test starts in English, with empty caches and no council remembered, whatever came before."""
    from django.core.cache import caches
    from django.utils import translation

    from folkmoot.design import frame

    for cache in ("default", "pages"):
        caches[cache].clear()
    frame.forget_council()
    with translation.override("en"):
        yield
