"""What the tests of listening begin with."""

import pytest

from folkmoot.listen.evidence.tests.factories import a_closed_engagement, an_officer


@pytest.fixture
def engagement(db):
    return a_closed_engagement()


@pytest.fixture
def officer(engagement):
    return an_officer(engagement)
