"""Votes on a statement: as long as their share, told apart without colour, hidden where few voted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.drawing import Votes, votes, votes_key

from .reading import check, find, parse, words

ANSWERS = ("Agree", "Pass", "Disagree")


def draw(rows, width=720):
    return votes(
        rows,
        ANSWERS,
        title="Open the library later",
        description="",
        head=("Who", "Votes"),
        hidden="fewer than 5 votes",
        said=lambda counts: f"{counts[0]} of {sum(counts)} agreed",
        width=width,
    )


def test_parts_are_as_long_as_their_share_and_said_beside():
    # 720 wide: 90 for the label, 180 for the words, one for the frame; 449 are left. 82 of 100 agreed.
    root = check(draw([Votes("Everyone", (82, 8, 10))]))
    parts = [float(each.get("width")) for each in find(root, "rect") if each.get("stroke-width") == "1.5"]
    assert parts == pytest.approx([449 * 0.82, 449 * 0.08, 449 * 0.10], abs=0.01)
    assert words(root) == ["Everyone", "82 of 100 agreed", "82%", "8%", "10%"]


def test_disagreement_is_striped_as_well_as_coloured():
    root = parse(draw([Votes("Everyone", (1, 0, 1))]))
    fills = [each.get("fill") for each in find(root, "rect") if each.get("stroke-width") == "1.5"]
    assert fills[0].startswith("#")
    assert fills[1].startswith("url(#")


def test_counts_that_are_not_shown_are_in_neither_picture_nor_table():
    drawing = draw([Votes("Everyone", (40, 5, 5)), Votes("Group B", None)])
    assert drawing.table.rows[1] == ("Group B", *["fewer than 5 votes"] * 4)
    assert "fewer than 5 votes" in words(check(drawing))


def test_nobody_voted_is_an_empty_frame():
    drawing = draw([Votes("Everyone", (0, 0, 0))])
    assert words(check(drawing)) == ["Everyone", "0 of 0 agreed"]
    assert drawing.table.rows == (("Everyone", "0", "0", "0", "0"),)


def test_on_a_phone_the_words_stand_over_the_bar():
    root = check(draw([Votes("Everyone", (82, 8, 10))], width=360))
    assert words(root)[0] == "Everyone: 82 of 100 agreed"


def test_a_count_below_nothing_is_refused():
    with pytest.raises(ValueError, match="Everyone: a count"):
        draw([Votes("Everyone", (1, -1, 0))])


def test_the_key_names_the_three_answers():
    read = votes_key(ANSWERS, title="What the bars show")
    assert all(answer in read for answer in ANSWERS)
    assert 'role="img"' in read


COUNTS = st.none() | st.tuples(*[st.integers(0, 10**6)] * 3)


@given(st.lists(st.tuples(st.text(max_size=50), COUNTS), max_size=5), st.sampled_from([320, 360, 480, 720]))
def test_any_votes_and_any_words_hold(rows, width):
    check(draw([Votes(label, counts) for label, counts in rows], width))
