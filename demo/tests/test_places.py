"""The map holds together: wards meet without gaps or overlaps, and every postcode lies in its ward."""

import csv
import json
import re
from itertools import combinations
from pathlib import Path

import pytest
import shapely
from shapely.geometry import Point, shape

DEMO = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def outlines():
    features = json.loads((DEMO / "wards.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["code"]: shape(feature["geometry"]) for feature in features}


@pytest.fixture(scope="module")
def table():
    with (DEMO / "wards.csv").open(encoding="utf-8") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_every_ward_in_the_table_has_one_valid_outline(outlines, table):
    assert set(outlines) == {code for code in table if code.startswith("X05")}
    assert len(outlines) == 14
    assert all(outline.is_valid and outline.geom_type == "Polygon" for outline in outlines.values())


def test_wards_share_their_edges_exactly_and_never_overlap(outlines):
    assert shapely.coverage_is_valid(list(outlines.values()))
    assert all(a.intersection(b).area == 0 for a, b in combinations(outlines.values(), 2))


def test_wards_together_leave_no_gap(outlines):
    council = shapely.union_all(list(outlines.values()))
    assert council.geom_type == "Polygon"
    assert len(council.interiors) == 0


def test_the_map_is_small_and_lies_in_the_sea(outlines):
    assert (DEMO / "wards.geojson").stat().st_size < 60_000
    west, south, east, north = shapely.total_bounds(list(outlines.values()))
    assert west > 0.5  # east of Spurn Head
    assert east < 2.1  # within the box in which importers look for Great Britain
    assert south > 54.0
    assert north < 54.8


def test_ward_figures_add_up_to_the_council(table):
    wards = [row for code, row in table.items() if code.startswith("X05")]
    council = table["X06000001"]
    assert sum(int(row["population"]) for row in wards) == int(council["population"]) == 148_000
    assert sum(int(row["councillors"]) for row in wards) == int(council["councillors"]) == 32
    for column in (
        "under_16",
        "over_65",
        "ethnic_minority",
        "disabled",
        "social_rent",
        "no_car",
        "no_internet",
    ):
        mean = sum(float(row[column]) * int(row["population"]) for row in wards) / 148_000
        assert mean == pytest.approx(float(council[column]), abs=0.1), column


def test_every_postcode_is_fictional_unique_and_inside_its_ward(outlines):
    with (DEMO / "postcodes.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({row["postcode"] for row in rows}) == len(rows) == 700
    for row in rows:
        assert re.fullmatch(r"ZZ[1-9] \d[A-Z]{2}", row["postcode"])
        assert outlines[row["ward"]].contains(Point(float(row["longitude"]), float(row["latitude"])))


def test_postcodes_follow_population(table):
    with (DEMO / "postcodes.csv").open(encoding="utf-8") as file:
        homes = [row["ward"] for row in csv.DictReader(file)]
    for code, row in table.items():
        if code.startswith("X05"):
            assert homes.count(code) == pytest.approx(int(row["population"]) * 700 / 148_000, abs=1)
