import pytest

from folkmoot.design import frame
from folkmoot.design.tests import kitchen


@pytest.fixture(autouse=True)
def fictional_council(monkeypatch):
    """Pages of these tests belong to Merrow Vale, without a database."""
    monkeypatch.setattr(frame, "council", lambda: kitchen.COUNCIL)
    frame.forget_council()
    yield
    frame.forget_council()
