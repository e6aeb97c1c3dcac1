"""A flow from left to right fills its height: every column reads from top to bottom beside the others."""

import re

from folkmoot.analysis.drawing import Band, Column, Node, flow


def test_short_columns_are_spread_beside_the_tallest():
    people = Node("people", "responses", 300)
    themes = [Node(f"t{n}", f"Theme {n}", 100) for n in range(3)]
    ends = [Node(f"e{n}", f"End {n} of what was said and done about it", 33, note="Done") for n in range(12)]
    said = [Band("people", f"t{n}", 100) for n in range(3)]
    done = [Band(f"t{n // 4}", f"e{n}", 25) for n in range(12)]
    drawing = flow(
        [Column("All", (people,)), Column("Themes", tuple(themes)), Column("Ends", tuple(ends))],
        said + done,
        title="Trace",
        description="",
        head=("From", "To", "People"),
    )
    top, bottom = min(_tops(drawing.svg, "End")), max(_tops(drawing.svg, "End"))
    third = (bottom - top) / 3
    assert [int((each - top) / third) for each in _tops(drawing.svg, "Theme")] == [0, 1, 2]


def _tops(svg, label):
    """Where each card begins, from the top."""
    found = re.findall(rf'class="flow-card"><title>\w+, {label} \d.*?<rect[^>]* y="([\d.]+)"', svg)
    return [float(top) for top in found]
