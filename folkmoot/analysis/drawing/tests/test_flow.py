"""The trace: every card and band a link, as thick as its number, and nothing on top of anything."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.drawing import Band, Column, Node, flow

from .reading import SVG, check, find, size, words

HEAD = ("From", "To", "Contributions")
HOSTILE = st.text(max_size=60) | st.sampled_from(["<script>", '"><b>', "\x00", "W" * 90, "Llanfair" * 9])


def draw(columns, bands, width=1000, hidden="fewer than 5"):
    return flow(columns, bands, title="Trace", description="", head=HEAD, hidden=hidden, width=width)


def library():
    said = Column("Said", (Node("on", "Online", 900, "/c/on/"), Node("pa", "Paper", 100, "/c/pa/")))
    themes = Column(
        "Themes", (Node("hours", "Opening hours", 400, "/t/1/"), Node("priory", "Priory", 600, "/t/2/"))
    )
    did = Column(
        "Did",
        (
            Node("late", "Open until 8pm", 1, "/k/1/", "Done 1 September", "done"),
            Node("stop", "Mobile stop", 1, "/k/2/", "Did not, because", "not done", "A name of its own"),
        ),
    )
    bands = [
        Band("on", "hours", 350, "/b/1/"),
        Band("on", "priory", 550, "/b/2/"),
        Band("pa", "hours", 50, "/b/3/"),
        Band("pa", "priory", 50, "/b/4/"),
        Band("hours", "late", 400, "/b/5/"),
        Band("priory", "stop", 600, "/b/6/", "From Priory to the mobile stop"),
    ]
    return [said, themes, did], bands


def cards(root):
    return [each for each in find(root, "rect") if each.get("class") == "flow-card-frame"]


def box(each):
    return tuple(float(each.get(name)) for name in ("x", "y", "width", "height"))


@st.composite
def flows(draw_from):
    columns, keys = [], []
    for place in range(draw_from(st.integers(1, 5))):
        nodes = [
            Node(
                f"{place}.{n}",
                draw_from(HOSTILE),
                draw_from(st.none() | st.integers(0, 10**5)),
                f"/{place}/{n}/",
                draw_from(st.sampled_from(["", "Accepted in part, with reasons"])),
                draw_from(st.sampled_from(["plain", "done", "not done", "waiting"])),
            )
            for n in range(draw_from(st.sampled_from([0, 1, 2, 5, 23])))
        ]
        columns.append(Column(draw_from(HOSTILE), tuple(nodes), "Nothing yet"))
        keys.append([node.key for node in nodes])
    bands = []
    for before, after in pairwise(keys):
        if before and after:
            ends = st.tuples(
                st.sampled_from(before), st.sampled_from(after), st.none() | st.integers(0, 10**4)
            )
            bands += [Band(*end, "/b/") for end in draw_from(st.lists(ends, max_size=12))]
    return columns, bands


@pytest.mark.parametrize("width", [1000, 360])
def test_every_card_and_band_is_a_link_with_a_name(width):
    root = check(draw(*library(), width))
    named = {each.get("href"): each.get("aria-label") for each in find(root, "a")}
    assert len(named) == 12
    assert named["/t/2/"] == "Themes, Priory, 600"
    assert named["/k/1/"] == "Did, Open until 8pm, 1, Done 1 September"
    assert named["/k/2/"] == "A name of its own"
    assert named["/b/1/"] == "Online → Opening hours: 350"
    assert named["/b/6/"] == "From Priory to the mobile stop"
    assert root.get("role") == "group"


def test_bands_are_as_thick_as_their_numbers():
    root = check(draw(*library()))
    paths = {
        each.get("href"): each.find(SVG + "path") for each in find(root, "a") if "/b/" in each.get("href")
    }
    thick = {}
    for href, path in paths.items():
        start, rest = path.get("d").split(" C", 1)
        bottom = rest.split()[-2]
        thick[href] = float(bottom) - float(start.split()[1])
    assert thick["/b/5/"] == pytest.approx(
        160, abs=0.2
    )  # 400 of 1,000 through the busiest column of 400 units
    assert thick["/b/6/"] == pytest.approx(240, abs=0.2)


def test_the_table_says_the_same_and_the_notes_are_written():
    drawing = draw(*library())
    assert drawing.table.rows[0] == ("Online", "Opening hours", "350")
    assert len(drawing.table.rows) == 6
    assert {"Done 1 September", "Did not, because", "Themes"} <= set(words(check(drawing)))


def test_the_name_of_a_band_says_the_opening_of_a_long_label():
    long = "1,940 people wrote about Priory. Most want it kept. " * 5
    columns = [Column("Themes", (Node("t", "Priory", 9),)), Column("Found", (Node("f", long, 9),))]
    (band,) = [
        a for a in find(check(draw(columns, [Band("t", "f", 9, "/b/")])), "a") if a.get("href") == "/b/"
    ]
    assert band.get("aria-label") == "Priory → 1,940 people wrote about Priory. Most want it kept. 1,940…: 9"


@pytest.mark.parametrize("width", [1000, 360])
def test_a_hidden_number_is_said_and_its_band_is_thin_and_dashed(width):
    columns = [Column("Said", (Node("ph", "Phone", None),)), Column("Themes", (Node("h", "Hours", 90),))]
    drawing = draw(columns, [Band("ph", "h", None, "/b/")], width)
    root = check(drawing)
    assert drawing.table.rows == (("Phone", "Hours", "fewer than 5"),)
    assert "fewer than 5" in words(root)
    (band,) = find(root, "a")
    assert band.get("aria-label") == "Phone → Hours: fewer than 5"
    assert band.find(SVG + "path").get("stroke-dasharray") == "4 3"


def test_an_empty_stage_says_when_there_will_be_something():
    columns, _ = library()
    root = check(draw([columns[0], Column("Decisions", (), "Decision due 14 July")], []))
    assert "Decision due 14 July" in words(root)


def test_fed_alike_nodes_keep_their_order_and_others_avoid_crossing():
    first = Column("a", (Node("x", "X", 1), Node("y", "Y", 1)))
    second = Column("b", (Node("p", "P", 1), Node("q", "Q", 1)))
    crossed = draw([first, second], [Band("x", "q", 1), Band("y", "p", 1)])
    assert words(check(crossed))[-3::2] == ["Q", "P"]
    alike = draw([first, second], [Band(a, b, 1) for a in "xy" for b in "pq"])
    assert words(check(alike))[-3::2] == ["P", "Q"]


@pytest.mark.parametrize(
    ("columns", "bands"),
    [
        ([], []),
        ([Column("a", (Node("x", "X", 1), Node("x", "Y", 1)))], []),
        ([Column("a", (Node("x", "X", -1),))], []),
        ([Column("a", (Node("x", "X", None),))], []),
        ([Column("a", (Node("x", "X", 1),))], [Band("x", "z", 1)]),
        ([Column("a", (Node("x", "X", 1), Node("y", "Y", 1)))], [Band("x", "y", 1)]),
        ([Column("a", (Node("x", "X", 1),)), Column("b", (Node("y", "Y", 1),))], [Band("y", "x", 1)]),
        ([Column("a", (Node("x", "X", 1),)), Column("b", (Node("y", "Y", 1),))], [Band("x", "y", -1)]),
        ([Column("a", (Node("x", "X", 1, "javascript:alert(1)"),))], []),
    ],
)
def test_a_flow_that_makes_no_sense_is_refused(columns, bands):
    with pytest.raises(ValueError):
        draw(columns, bands, hidden="")


@settings(deadline=None, max_examples=60)
@given(flows(), st.sampled_from([320, 360, 1000, 1200]))
def test_no_card_lies_on_another_or_outside_whatever_the_words(parts, width):
    columns, bands = parts
    root = check(draw(columns, bands, width))
    wide, tall = size(root)
    boxes = sorted(map(box, cards(root)))
    assert len(boxes) == sum(len(column.nodes) for column in columns)
    for (x, y, _, height), (next_x, next_y, _, _) in pairwise(boxes):
        assert next_x > x + 1 or next_y >= y + height + 3
    assert all(x >= 0 and x + w <= wide and y >= 0 and y + h <= tall for x, y, w, h in boxes)
