"""Postcodes as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.places import NotAPostcode, normalise_postcode


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (" cf10 1aa", "CF10 1AA"),
        ("CF101AA", "CF10 1AA"),
        ("cf10\u00a0\u00a01aa ", "CF10 1AA"),
        ("CF10-1AA.", "CF10 1AA"),
        ("ＣＦ１０ １ＡＡ", "CF10 1AA"),
        ("sg1\u200b 1\tEP", "SG1 1EP"),
        ("w1a0ax", "W1A 0AX"),
        ("zz1 2ab", "ZZ1 2AB"),
        ("gir 0aa", "GIR 0AA"),
        ("BS0 1AA", "BS0 1AA"),
    ],
)
def test_any_case_and_any_spacing_is_read(typed, value):
    assert (normalise_postcode(typed).value, normalise_postcode(typed).corrected) == (value, False)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("CF1O 1AA", "CF10 1AA"),
        ("CF10 IAA", "CF10 1AA"),
        ("0X1 1AA", "OX1 1AA"),
        ("S01 4AA", "SO1 4AA"),
        ("SWIA OAA", "SW1A 0AA"),
    ],
)
def test_a_letter_for_a_digit_is_read_and_said(typed, value):
    assert (normalise_postcode(typed).value, normalise_postcode(typed).corrected) == (value, True)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", NotAPostcode.EMPTY),
        (" \u00a0-", NotAPostcode.EMPTY),
        ("CF10", NotAPostcode.OUTWARD_ONLY),
        ("cf1o", NotAPostcode.OUTWARD_ONLY),
        ("CF10 1AAA", NotAPostcode.TOO_LONG),
        ("CF10 1A£", NotAPostcode.BAD_CHARACTERS),
        ("CF10 1A\x00", NotAPostcode.BAD_CHARACTERS),
        ("<script>", NotAPostcode.BAD_CHARACTERS),
        ("CF10 1CC", NotAPostcode.BAD_SHAPE),
        ("M1 1A", NotAPostcode.BAD_SHAPE),
        ("12345", NotAPostcode.BAD_SHAPE),
        ("Stevena", NotAPostcode.BAD_SHAPE),
    ],
)
def test_what_cannot_be_a_postcode_has_a_reason(typed, reason):
    assert (normalise_postcode(typed).value, normalise_postcode(typed).reason) == (None, reason)


def test_the_outward_part_alone_is_kept():
    assert normalise_postcode("cf1o").outward == "CF10"


@given(st.text(max_size=12))
def test_any_text_gives_a_value_or_a_reason_and_a_value_reads_as_itself(typed):
    reading = normalise_postcode(typed)
    assert (reading.value is None) == (reading.reason is not None)
    if reading.value:
        assert normalise_postcode(reading.value).value == reading.value
