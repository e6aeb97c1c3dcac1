"""Points in areas and small outlines, on areas one can draw on squared paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from folkmoot.analysis.places import AreaIndex, bounding_box, simplify_areas, ward_of_points


def box(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


LEFT, RIGHT = box(0, 0, 1, 1), box(1, 0, 2, 1)


def test_each_point_gets_its_ward_and_a_border_goes_to_the_lower_code():
    points = [(0.5, 0.5), (1.5, 0.5), (1, 0.5), (5, 5)]
    assert ward_of_points(points, {"E2": RIGHT, "E1": LEFT}) == ("E1", "E2", "E1", None)


def test_a_ward_in_two_parts_and_a_ward_with_a_hole():
    both = {"type": "MultiPolygon", "coordinates": [LEFT["coordinates"], box(5, 5, 6, 6)["coordinates"]]}
    holed = {
        "type": "Polygon",
        "coordinates": [*box(10, 10, 20, 20)["coordinates"], box(14, 14, 16, 16)["coordinates"][0]],
    }
    found = AreaIndex.of({"two": both, "ring": holed}).find([(5.5, 5.5), (11, 11), (15, 15)])
    assert found == ("two", "ring", None)


def test_no_points_or_no_wards_are_fine():
    assert ward_of_points([], {"E1": LEFT}) == ()
    assert ward_of_points([(0, 0)], {}) == (None,)


def test_a_line_is_not_a_ward():
    with pytest.raises(ValueError, match="E1 is a LineString"):
        AreaIndex.of({"E1": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}})


def test_a_ward_that_crosses_itself_is_mended():
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    assert ward_of_points([(1.9, 1), (1, 1.9)], {"b": bow_tie}) == ("b", None)


def test_neighbours_still_meet_after_simplifying():
    wavy = [[1, y / 20 + 0.0] if y % 2 == 0 else [1.01, y / 20] for y in range(21)]
    left = {"type": "Polygon", "coordinates": [[[0, 0], *wavy, [0, 1], [0, 0]]]}
    right = {"type": "Polygon", "coordinates": [[[2, 0], [2, 1], *wavy[::-1], [2, 0]]]}
    small = simplify_areas({"l": left, "r": right}, 0.3)
    first, second = shape(small["l"]), shape(small["r"])
    assert len(small["l"]["coordinates"][0]) < 8
    assert first.intersection(second).area == 0
    assert first.union(second).area == pytest.approx(2)


def test_a_box_needs_something_in_it():
    assert bounding_box([LEFT, RIGHT]) == (0, 0, 2, 1)
    with pytest.raises(ValueError, match="no geometry"):
        bounding_box([])


@given(st.lists(st.tuples(st.floats(-1, 3), st.floats(-1, 2))))
def test_the_index_agrees_with_looking_one_by_one(points):
    wards = {"a": LEFT, "b": RIGHT}
    slow = tuple(
        "a" if 0 <= x <= 1 and 0 <= y <= 1 else "b" if 1 < x <= 2 and 0 <= y <= 1 else None for x, y in points
    )
    assert ward_of_points(points, wards) == slow
