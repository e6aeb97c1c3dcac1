"""A key number is read at a glance, so its thousands are kept apart wherever it is shown."""

import pytest

from folkmoot.design.tests import kitchen


@pytest.mark.parametrize(
    ("given", "shown"), [("12841", "12,841"), ("1,284", "1,284"), ("–", "–"), ("£900", "£900")]
)
def test_thousands_are_kept_apart(given, shown):
    page = kitchen.compiled(f'<c-app.key-number number="{given}" label="people answered" />').render({})
    assert f'<span class="app-number__figure">{shown}</span>' in page
