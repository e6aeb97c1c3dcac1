"""Every date of the table of worked cases, with who says so."""

import pytest

from folkmoot.analysis.clocks.tests.worked_cases import cases, counted


def test_there_are_many_cases_and_each_says_who_says_so():
    assert len(cases()) >= 60
    assert all(case["source"] for case in cases())
    assert all(case["counting"] for case in cases() if case["source"] == "by hand")


@pytest.mark.parametrize(
    "case",
    cases(),
    ids=lambda case: "-".join(
        filter(None, (case["kind"], case["nation"], case["start"], case["n"], case["unit"], case["rule"]))
    ),
)
def test_the_date_is_the_published_one(case):
    assert counted(case) == case["expected"], f"{case['source']} {case['counting']}"
