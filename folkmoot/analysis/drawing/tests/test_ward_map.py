"""Maps of wards on squared paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.drawing import MapWords, Ward, ward_map

from .reading import check, find, parse, words

WORDS = MapWords("fewer than 5", "no data")


def square(west, south, side=1.0):
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side]]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def draw(wards, width=720):
    return ward_map(
        wards, title="By ward", description="", head=("Ward", "Answers"), words=WORDS, width=width
    )


def outlines(root):
    return [each for each in find(root, "path") if each.get("stroke-linejoin")]


def test_more_people_are_darker_and_every_ward_has_its_number():
    root = check(draw([Ward("North", square(0, 0), 4), Ward("South", square(1, 0), 240)]))
    light, dark = (each.get("fill") for each in outlines(root))
    assert (light, dark) == ("#e6f0f1", "#0a4b58")
    assert {"North", "4", "South", "240"} <= set(words(root))


def test_a_hidden_number_is_hatched_and_nowhere_in_the_picture():
    pictures = [
        draw([Ward("North", square(0, 0), n, "hidden"), Ward("South", square(1, 0), 9)]) for n in (2, 3)
    ]
    assert pictures[0] == pictures[1]
    root = check(pictures[0])
    assert outlines(root)[0].get("fill").endswith("-hidden)")
    assert "fewer than 5" in words(root)
    assert pictures[0].table.rows == (("North", "fewer than 5"), ("South", "9"))


def test_a_ward_without_data_is_dotted_not_zero():
    drawing = draw([Ward("North", square(0, 0), 0, "unknown")])
    assert outlines(check(drawing))[0].get("fill").endswith("-unknown)")
    assert drawing.table.rows == (("North", "no data"),)


def test_a_small_ward_has_a_letter_and_the_letter_is_explained():
    root = check(draw([Ward("Great Plain", square(0, 0, 9), 5), Ward("Harbourside", square(9, 0, 0.5), 7)]))
    assert {"a", "Harbourside: 7"} <= set(words(root))
    assert "Great Plain" in words(root)


def test_north_is_up_and_wards_are_links_with_names():
    wards = [Ward("North", square(0, 1), 1, href="/n/"), Ward("South", square(0, 0), 2, href="/s/")]
    root = check(draw(wards))
    tops = [
        min(float(part.split()[1]) for part in [each.get("d").lstrip("M").split("Z")[0]])
        for each in outlines(root)
    ]
    assert tops[0] < tops[1]
    assert [each.get("aria-label") for each in find(root, "a")] == ["North: 1", "South: 2"]


def test_parts_and_holes_are_drawn():
    holed = {
        "type": "Polygon",
        "coordinates": [square(0, 0, 9)["coordinates"][0], square(3, 3)["coordinates"][0]],
    }
    parts = {
        "type": "MultiPolygon",
        "coordinates": [square(20, 0)["coordinates"], square(23, 0)["coordinates"]],
    }
    drawn = [each.get("d").count("Z") for each in outlines(parse(draw([Ward("a", holed), Ward("b", parts)])))]
    assert drawn == [2, 2]


def test_nothing_to_draw_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        draw([])
    with pytest.raises(ValueError, match="not a polygon"):
        draw([Ward("North", {"type": "Point", "coordinates": [0, 0]})])


@given(
    st.lists(
        st.tuples(
            st.text(max_size=30), st.integers(0, 10**6), st.sampled_from(["shown", "hidden", "unknown"])
        ),
        min_size=1,
        max_size=16,
    ),
    st.sampled_from([320, 720]),
)
def test_maps_hold_any_names(wards, width):
    check(
        draw(
            [Ward(name, square(n % 4, n // 4), value, state) for n, (name, value, state) in enumerate(wards)],
            width,
        )
    )
