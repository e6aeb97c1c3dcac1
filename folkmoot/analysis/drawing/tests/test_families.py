"""Bars in families: lengths, signs and totals, whatever the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.drawing import Family, FamilyWords, Member, families

from .reading import check, find, parse, size, words

WORDS = FamilyWords(
    ("Theme", "Wider theme", "Answers", "Copies", "Steadiness"),
    "Copies of letters",
    ("Steady", "Fairly", "Not"),
)
HOSTILE = st.text(max_size=40) | st.sampled_from(["<script>", "W" * 90, "مرحبا بالعالم", "\x00", "👩‍👧" * 9])


def draw(*items, **more):
    return families(items, title="Themes", description="By size.", words=WORDS, **more)


def member():
    numbers = st.integers(0, 10**6).flatmap(
        lambda value: st.tuples(st.just(value), st.none() | st.integers(0, value), st.integers(0, 2))
    )
    return st.builds(lambda label, each: Member(label, *each), HOSTILE, numbers)


@given(
    st.lists(st.builds(Family, HOSTILE, st.lists(member(), max_size=4).map(tuple)), max_size=4),
    st.sampled_from([320, 340, 480, 760]),
)
def test_any_families_are_drawn_within_their_width(items, width):
    drawing = draw(*items, width=width)
    check(drawing)
    assert len(drawing.table.rows) == sum(len(family.members) for family in items)
    for bar in find(parse(drawing), "rect"):
        if bar.get("x"):
            assert float(bar.get("x")) + float(bar.get("width")) <= width + 0.01


def test_lengths_are_in_proportion_and_what_is_apart_ends_the_bar():
    drawing = draw(Family("About", (Member("Buses", 40, 10), Member("Parking", 20))), width=760)
    buses, copies, parking = [each for each in find(parse(drawing), "rect") if each.get("height") == "20"]
    # Of 40 answers 10 are copies: 30 and 10, and parking is half of 40.
    assert float(buses.get("width")) == pytest.approx(3 * float(copies.get("width")), abs=0.02)
    assert float(parking.get("width")) == pytest.approx(2 * float(copies.get("width")), abs=0.02)
    end = float(buses.get("x")) + float(buses.get("width"))
    assert float(copies.get("x")) == pytest.approx(end, abs=0.02)


def test_several_drawings_can_share_one_scale():
    alone = draw(Family("About", (Member("Parking", 20),)))
    beside = draw(Family("About", (Member("Parking", 20),)), highest=40)
    lengths = [
        float(next(each for each in find(parse(drawing), "rect") if each.get("height") == "20").get("width"))
        for drawing in (alone, beside)
    ]
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=0.02)


def test_only_signs_and_patterns_that_occur_are_explained():
    written = words(parse(draw(Family("About", (Member("Buses", 4, 0, sign=2),)))))
    assert "Not" in written
    assert not {"Steady", "Fairly", "Copies of letters"} & set(written)


def test_a_family_says_its_total_and_a_part_of_one_that_of_the_whole():
    written = words(parse(draw(Family("Whole", (Member("a", 4),)), Family("Part", (Member("b", 4),), 1250))))
    assert written.count("1,250") == 1
    assert written.count("4") == 3  # the bars, and the family that is whole


def test_nothing_to_draw_is_a_drawing_still():
    drawing = draw()
    check(drawing)
    assert size(parse(drawing))[1] == 12
    assert drawing.table.rows == ()


@pytest.mark.parametrize(
    "wrong", [Member("a", -1), Member("a", 3, 4), Member("a", 3, -1), Member("a", 3, sign=3)]
)
def test_what_cannot_be_drawn_is_refused(wrong):
    with pytest.raises(ValueError, match="a: "):
        draw(Family("About", (wrong,)))


def test_where_no_sign_is_known_none_is_drawn_nor_said():
    bar = Member("Buses", 3, sign=None)
    drawing = families([Family("All", (bar,))], title="", description="", words=WORDS)
    assert "<circle" not in drawing.svg
    assert drawing.table.rows == (("Buses", "All", 3, "", ""),)
