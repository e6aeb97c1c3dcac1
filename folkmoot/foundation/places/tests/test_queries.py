"""Finding places."""

from __future__ import annotations

import datetime as dt
import logging

import pytest

from folkmoot.foundation.places import queries
from folkmoot.foundation.places.tests.factories import (
    a_figure,
    a_postcode,
    a_small_area,
    a_ward,
    an_authority,
)
from folkmoot.words.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def merrow():
    council = an_authority()
    ward = a_ward(parent=council)
    a_postcode("CF10 1AA", ward.code)
    return council, ward


@pytest.mark.database
@pytest.mark.parametrize(
    "typed", ["CF10 1AA", "cf101aa", " cf10  1aa ", "CF10\u00a01AA", "CF1O IAA", "cf10-1aa"]
)
def test_a_postcode_finds_its_ward_however_it_is_typed(merrow, typed):
    found = queries.find_postcode(typed)
    assert found.postcode == "CF10 1AA"
    assert found.ward == merrow[1]
    assert found.ward.name.cy == "Glan yr Harbwr"
    assert queries.ward_of_postcode(typed) == merrow[1]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "places.no-postcode"),
        ("   ", "places.no-postcode"),
        ("CF10", "places.outward-only"),
        ("hello", "places.not-a-postcode"),
        ("CF10 1AA; DROP TABLE", "places.not-a-postcode"),
        ("🏠" * 500, "places.not-a-postcode"),
        ("CF10\x001AA", "places.not-a-postcode"),
        ("CF99 9ZZ", "places.postcode-unknown"),
    ],
)
def test_what_cannot_be_found_says_what_to_do(merrow, typed, code):
    refusal = queries.find_postcode(typed)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field) == (code, "postcode")
    assert "ward" in refusal.words.en
    assert "ward" in refusal.words.cy


def test_a_postcode_of_another_council_is_refused_as_such(merrow):
    a_postcode("SA1 1AA", "X05000009", authority_code="X06000009")
    assert queries.find_postcode("SA1 1AA", authority="X06000001").code == "places.outside-council"
    assert queries.ward_of_postcode("SA1 1AA", authority="X06000001").code == "places.outside-council"
    assert queries.find_postcode("CF10 1AA", authority="X06000001").ward == merrow[1]


def test_a_postcode_in_a_ward_we_do_not_hold_or_no_longer_in_force_has_no_ward(merrow):
    a_postcode("CF10 1AB", "")
    a_postcode("CF10 1AD", "X05000099")
    old = a_ward("X05000050", valid_to=dt.date(2026, 4, 30))
    a_postcode("CF10 1AE", old.code)
    for code in ("CF10 1AB", "CF10 1AD", "CF10 1AE"):
        assert queries.find_postcode(code).ward is None
        assert queries.ward_of_postcode(code).code == "places.ward-unknown"


@pytest.mark.database
def test_many_postcodes_are_found_at_once(merrow):
    a_postcode("CF10 1AB", "X05000099")
    typed = ["cf101aa", "CF10 1AA", "CF10 1AB", "nonsense", ""]
    assert queries.wards_of_postcodes(typed) == {"cf101aa": merrow[1], "CF10 1AA": merrow[1]}


def test_a_batch_larger_than_a_chunk_takes_few_questions(merrow, django_assert_max_num_queries):
    typed = [f"AB{n // 1000 % 10} {n % 10}A{chr(65 + n % 20)}{n}" for n in range(100)] + ["CF10 1AA"]
    with django_assert_max_num_queries(3):
        assert list(queries.wards_of_postcodes(typed)) == ["CF10 1AA"]


def test_one_look_up_is_one_question(merrow, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.find_postcode("CF10 1AA").ward.name.en == "Harbourside"


def test_no_postcode_is_logged_or_repeated_in_a_refusal(merrow, caplog):
    with caplog.at_level(logging.DEBUG):
        refusal = queries.find_postcode("CF99 9ZZ")
        queries.find_postcode("CF10 1AA")
    words = [*(record.getMessage() for record in caplog.records if "django.db" not in record.name)]
    assert not any("CF99" in said or "CF10" in said for said in [*words, str(refusal), refusal.words.cy])


@pytest.mark.database
def test_the_wards_of_a_council_are_those_in_force(merrow):
    council, ward = merrow
    new = a_ward("X05000002", parent=council, valid_from=dt.date(2027, 5, 1))
    a_ward("X05000003", parent=an_authority("X06000002"))
    assert list(queries.wards(council)) == [ward]
    assert list(queries.wards(council.code, on=dt.date(2027, 6, 1))) == [ward, new]
    assert queries.wards().count() == 2


def test_an_outline_is_given_where_there_is_one(merrow):
    shape = {"type": "Polygon", "coordinates": [[[0, 51], [1, 51], [1, 52], [0, 51]]]}
    drawn = a_ward("X05000004", outline=shape)
    assert queries.boundary(drawn) == shape
    assert list(queries.wards_with_outlines()) == [drawn]


@pytest.mark.database
def test_small_areas_add_up_to_wards_and_a_suppressed_one_leaves_no_sum(merrow):
    council, ward = merrow
    other, empty = a_ward("X05000002", parent=council), a_ward("X05000003", parent=council)
    a_figure(a_small_area("X01000001", parent=ward), "people", 10)
    a_figure(a_small_area("X01000002", parent=ward), "people", 5)
    a_figure(a_small_area("X01000003", parent=other), "people", 7)
    a_figure(a_small_area("X01000004", parent=other), "people", None, mark="[c]")
    a_figure(a_small_area("X01000005", parent=council), "people", 99)
    assert queries.summed_to_wards("people", council.code, period="2021") == {
        ward.code: 15,
        other.code: None,
        empty.code: None,
    }
