"""Readers by plain calls, without a database."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal

import pytest

from folkmoot.foundation.places.readers import nomis
from folkmoot.foundation.places.readers.boundaries import drawn_simpler, points_in
from folkmoot.foundation.places.readers.cells import NotANumber, number
from folkmoot.foundation.places.readers.known_layouts import LAYOUTS
from folkmoot.foundation.places.readers.postcode_directory import places
from folkmoot.foundation.places.readers.topojson import features


def test_the_leaves_of_every_census_table_add_up_to_its_total():
    """Published totals of England and Wales prove which cells are subtotals, colon or not."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    with nomis.CELLS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            sums[row["table"]][row["role"]] += int(row["england_wales"])
    assert len(sums) == 24
    assert {table for table, roles in sums.items() if roles["leaf"] != roles["total"]} == set()


@pytest.mark.parametrize(
    "heading",
    [
        "Economic activity status: Economically active (excluding full-time students):In employment",
        "Economic activity status: Economically active (excluding full-time students): In employment",
        "economic activity status : economically active (excluding full-time students) : in employment",
    ],
)
def test_census_headings_match_with_wandering_blanks(heading):
    assert nomis.cells()[nomis.fold_cell(heading)].code == "ts0660003"


def test_later_postcode_files_with_years_in_their_headings_are_known():
    headings = [
        "pcds",
        "dointr",
        "doterm",
        "lad25cd",
        "wd25cd",
        "lsoa21cd",
        "parncp25cd",
        "gridind",
        "lat",
        "long",
    ]
    where = places(headings)
    assert (where["authority"], where["ward"], where["lsoa"], where["parish"], where["grid"]) == (
        3,
        4,
        5,
        6,
        7,
    )


def test_the_newer_small_areas_are_preferred():
    headings = ["pcds", "doterm", "oslaua", "osward", "lsoa11", "lsoa21", "lat", "long"]
    assert places(headings)["lsoa"] == 5


def test_no_two_layouts_have_the_same_key():
    assert len({layout.key for layout in LAYOUTS}) == len(LAYOUTS)


def test_quantised_arcs_walked_backwards_close_their_ring():
    document = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [10, 50]},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
        "objects": {
            "X06000001": {"geometries": [{"type": "Polygon", "arcs": [[0, -2]], "properties": {"a": 1}}]}
        },
    }
    (feature,) = features(document)
    ring = feature["geometry"]["coordinates"][0]
    assert ring == [[10, 50], [11, 50], [11, 51], [10, 51], [10, 50]]
    assert feature["properties"] == {"object": "X06000001", "a": 1}


def test_a_very_detailed_file_is_drawn_simpler_and_a_plain_one_is_left_alone():
    fine = [[i / 50_000, 51 + (i % 2) / 10_000_000] for i in range(50_000)]
    detailed = {"a": {"type": "Polygon", "coordinates": [[*fine, [1, 52], [0, 52], fine[0]]]}}
    assert points_in(drawn_simpler(detailed)["a"]) < 100
    square = {"a": {"type": "Polygon", "coordinates": [[[0, 51], [1, 51], [1, 52], [0, 51]]]}}
    assert drawn_simpler(square) == square


@pytest.mark.parametrize("text", ["9" * 50, "1e400", "NaN", "inf", "12,34", "£", "twelve", "1.2.3"])
def test_what_is_no_number_a_column_can_hold_is_refused(text):
    with pytest.raises(NotANumber):
        number(text)


def test_a_number_is_kept_to_the_places_that_are_stored():
    assert number("0.123456") == (Decimal("0.1235"), "")
    assert number("-0.081") == (Decimal("-0.081"), "")
