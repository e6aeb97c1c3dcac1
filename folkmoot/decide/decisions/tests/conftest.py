"""What the tests of deciding begin with."""

import pytest

from folkmoot.decide.decisions.tests.factories import a_decision_officer
from folkmoot.listen.evidence.tests.factories import a_closed_engagement


@pytest.fixture
def engagement(db):
    return a_closed_engagement()


@pytest.fixture
def clerk(db):
    return a_decision_officer()
