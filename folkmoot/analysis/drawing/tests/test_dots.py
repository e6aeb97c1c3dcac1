"""The opinion map shows every crowd, no single person, and no group that is not there."""

import re
from html import unescape

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.drawing import DotWords, Pull, opinion_map
from folkmoot.analysis.drawing.crowd import crowd
from folkmoot.analysis.drawing.phrases import in_language, joined
from folkmoot.analysis.drawing.shapes import KINDS, shape

from .reading import check, find, parse, words

WORDS = DotWords(
    people=lambda n: f"{n:,} people",
    nowhere="In no group",
    everyone="Everyone who voted",
    marks=lambda n: f"Each mark stands for {n} people or a few more.",
    few="fewer than 5",
    hidden=lambda n: f"{n} people are not drawn.",
)
LETTERS = "ABCDEFGHIJ"
WIDTHS = st.sampled_from([320, 360, 479, 480, 720])
HOSTILE = st.text(max_size=60) | st.sampled_from(["<script>alert(1)</script>", "W" * 80, "مرحبا", "\x00", ""])


def draw(positions, of_person, groups=2, pulls=(), width=720, threshold=5):
    return opinion_map(
        positions,
        of_person,
        [(f"Group {letter}", letter) for letter in LETTERS[:groups]],
        pulls,
        [f"notes of {letter}" for letter in LETTERS[:groups]],
        title="Who votes like whom",
        description="Two groups",
        head=("Group", "People", "What they share"),
        words=WORDS,
        threshold=threshold,
        width=width,
    )


def two_crowds(n=20):
    spread = np.linspace(0, 1, n)
    left, right = np.column_stack((spread - 5, spread)), np.column_stack((spread + 5, spread))
    return np.concatenate((left, right)), [0] * n + [1] * n


def test_each_group_has_its_row_its_letter_and_its_notes():
    drawing = draw(*two_crowds())
    assert drawing.table.rows == (("Group A", "20", "notes of A"), ("Group B", "20", "notes of B"))
    said = words(check(drawing))
    assert {"A", "B", "Group A: 20 people", "Each mark stands for 5 people or a few more."} <= set(said)


def test_groups_differ_in_shape_as_well_as_in_colour():
    root = parse(draw(*two_crowds()))
    fills = {each.get("fill") for each in find(root, "circle")}
    squares = {each.get("fill") for each in find(root, "path") if each.get("d").endswith("Z")}
    assert squares - fills == squares


def test_a_mark_is_the_mean_of_its_people():
    # 11 people, threshold 5: two marks, 5 and 6 of them. Along the line 0..10 the first five stand at
    # (0+1+2+3+4)/5 = 2 on average, the last six at (5+6+7+8+9+10)/6 = 7.5.
    line = np.column_stack((np.arange(11.0), np.zeros(11)))
    found = crowd(line, np.zeros(11, dtype=np.int64), threshold=5, most=100)
    assert [(each.x, each.count) for each in found.clusters] == [(2.0, 5), (7.5, 6)]


def test_somebody_far_out_is_counted_with_the_nearest_of_the_same_group():
    places, member = two_crowds()
    lonely = np.vstack((places, [[500.0, 500.0]]))
    found = crowd(lonely, np.array([*member, 1]), threshold=5, most=100)
    assert min(each.count for each in found.clusters) >= 5
    assert max(each.x for each in found.clusters) < 120


def test_a_group_of_fewer_than_the_threshold_is_not_drawn_and_its_number_not_said():
    drawing = draw(np.zeros((23, 2)), [0] * 20 + [1] * 3)
    said = " ".join(words(check(drawing)))
    assert "3 people are not drawn." in said
    assert "Group B" not in said
    assert drawing.table.rows[1] == ("Group B", "fewer than 5", "notes of B")


def test_without_clear_groups_nobody_is_painted_as_a_member_of_one():
    drawing = draw(two_crowds()[0], [-1] * 40, groups=0)
    assert drawing.table.rows == (("Everyone who voted", "40", ""),)
    root = check(drawing)
    assert not [each for each in root.iter() if each.get("class") == "badge"]
    assert len({each.get("fill") for each in find(root, "circle")}) == 1


def test_those_in_no_group_are_open_rings_in_a_row_of_their_own():
    places, member = two_crowds()
    drawing = draw(places, member[:30] + [-1] * 10)
    assert drawing.table.rows[2] == ("In no group", "10", "")
    rings = [each for each in find(check(drawing), "circle") if each.get("stroke-width") == "2"]
    assert len(rings) == 3  # one in the key, and ten people in two marks


def test_one_axis_gives_every_group_a_row_of_its_own():
    places, member = two_crowds()
    root = check(draw(places[:, :1], member))
    heights = {each.get("cy") for each in find(root, "circle") if each.get("r") == "9"}
    assert len(heights) == 1


def test_a_hundred_thousand_people_need_a_few_hundred_marks_and_few_are_needed_on_a_phone():
    places = np.random.default_rng(3).normal(size=(100_000, 2))
    drawing = draw(places, np.zeros(100_000, dtype=np.int64), groups=1)
    assert len(list(find(parse(drawing), "circle"))) < 450
    assert len(draw(places, np.zeros(100_000), groups=1, width=360).svg) < len(drawing.svg) / 2


@pytest.mark.parametrize("groups", [KINDS, KINDS + 1, 10])
def test_more_groups_than_shapes_are_still_told_apart(groups):
    member = np.repeat(np.arange(groups), 6)
    root = check(draw(np.column_stack((member, member % 3)).astype(float), member, groups=groups))
    assert len([each for each in root.iter() if each.get("class") == "badge"]) == groups


def test_letters_of_groups_in_one_place_do_not_cover_each_other():
    root = check(draw(np.zeros((40, 2)), two_crowds()[1]))
    one, other = [each for each in root.iter() if each.get("class") == "badge"]
    places = [float(next(find(each, "circle")).get("cx")) for each in (one, other)]
    assert abs(places[0] - places[1]) >= 28


@pytest.mark.parametrize("kind", range(KINDS))
def test_every_shape_has_the_area_of_its_circle(kind):
    drawn = shape(kind, 0, 0, 10)
    if kind == 0:
        assert drawn == '<circle cx="0" cy="0" r="10"/>'
        return
    corners = [tuple(map(float, each.split())) for each in drawn.split('"')[1].strip("MZ").split("L")]
    turned = zip(corners, corners[1:] + corners[:1], strict=True)
    area = abs(sum(x * down - across * y for (x, y), (across, down) in turned)) / 2
    assert area == pytest.approx(314.16, rel=0.02)  # pi times 10 times 10


@pytest.mark.parametrize(
    ("positions", "of_person", "fault"),
    [
        (np.zeros((3, 0)), [0, 0, 0], "at least one axis"),
        (np.zeros((3, 2)), [0, 0], "at least one axis"),
        (np.full((3, 2), np.nan), [0, 0, 0], "not a number"),
        (np.zeros((3, 2)), [0, 0, 2], "only 2 groups have a name"),
    ],
)
def test_what_has_no_place_on_a_map_is_refused(positions, of_person, fault):
    with pytest.raises(ValueError, match=fault):
        draw(positions, of_person)


@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-3, 3), st.integers(-1, 2)), max_size=60),
    st.integers(1, 9),
    st.integers(1, 30),
)
def test_no_mark_is_fewer_than_the_threshold_and_nobody_is_lost(people, threshold, most):
    places = np.array([each[:2] for each in people], dtype=float).reshape(-1, 2)
    kind = np.array([each[2] + 1 for each in people], dtype=np.int64)
    found = crowd(places, kind, threshold=threshold, most=most)
    assert all(each.count >= threshold for each in found.clusters)
    assert sum(each.count for each in found.clusters) + found.hidden == len(people)


@given(st.integers(0, 40), st.integers(1, 3), st.integers(0, 4), HOSTILE, HOSTILE, WIDTHS)
def test_a_map_holds_any_people_and_any_words(n, axes, groups, low, high, width):
    rng = np.random.default_rng(n)
    member = rng.integers(-1, groups, n) if groups else np.full(n, -1)
    check(draw(rng.normal(size=(n, axes)), member, groups, [Pull(low, high), Pull(high, low)], width))


def field_height(drawing):
    return max(float(each.get("height")) for each in find(parse(drawing), "rect") if each.get("rx") == "6")


def test_the_field_is_as_high_as_people_differ_upwards_and_has_no_empty_bands():
    flat = [(x, 0.0) for x in np.linspace(0, 10, 40)]
    round_ = [(x, y) for x in range(7) for y in range(7)]
    # 28 for a letter and 26 of air above and below; 360 less 52 of air, and that air again.
    assert field_height(draw(flat, [0] * 40, width=360, groups=1)) == 28 + 2 * 26
    assert field_height(draw(round_, [0] * 49, width=360, groups=1, threshold=1)) == 360 - 52 + 52


@pytest.mark.parametrize("width", [360, 720])
def test_words_at_the_edges_in_another_language_are_marked_line_by_line(width):
    said = "Mae angen mwy o fysiau gyda'r nos yn y pentrefi i bawb sy'n gweithio yn y dref"
    pull = Pull("rather agree: more buses", joined("rather agree: “", in_language(said, "cy"), "”"))
    svg = draw(*two_crowds(), pulls=[pull, pull], width=width).svg
    marked = [unescape(each) for each in re.findall('<tspan lang="cy">(.*?)</tspan>', svg)]
    assert " ".join(marked) == f"{said} {said}"  # above the people, then to their right
