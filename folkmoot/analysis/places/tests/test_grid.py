"""The grid against published and derived coordinates.

Ward corners: Stevenage wards 2024, Office for National Statistics licensed under the Open Government
Licence v.3.0; contains OS data © Crown copyright and database right 2024.
"""

from math import dist, radians

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.places import Axes, detect_axes, grid_to_wgs84, wgs84_to_grid
from folkmoot.analysis.places.grid import _project, _unproject

CORNERS = [
    ((-0.18017, 51.91013), (525277.8, 225075.1)),
    ((-0.18282, 51.91027), (525095.2, 225086.1)),
    ((-0.20282, 51.89894), (523750.6, 223791.9)),
]
# Caister water tower, the worked example of the Ordnance Survey guide: projection alone, Airy ellipsoid
CAISTER_LAT, CAISTER_LON = radians(52 + 39 / 60 + 27.2531 / 3600), radians(1 + 43 / 60 + 4.5177 / 3600)
CAISTER_GRID = (651409.903, 313177.270)


@pytest.mark.parametrize(("degrees", "metres"), CORNERS)
def test_ward_corners_are_found_within_5_metres_both_ways(degrees, metres):
    assert dist(wgs84_to_grid([degrees])[0], metres) < 5
    assert dist(wgs84_to_grid(grid_to_wgs84([metres]))[0], wgs84_to_grid([degrees])[0]) < 5


def test_the_shift_lands_within_5_metres_of_the_official_one():
    # the same tower in ETRS89 degrees, and where the OSTN grid shift puts it
    degrees = (1 + 42 / 60 + 57.8663 / 3600, 52 + 39 / 60 + 28.8282 / 3600)
    assert dist(wgs84_to_grid([degrees])[0], (651409.8, 313177.4)) < 5


def test_the_projection_agrees_with_the_worked_example_to_a_millimetre():
    east, north = _project(np.array([CAISTER_LAT]), np.array([CAISTER_LON]))
    assert (east[0], north[0]) == pytest.approx(CAISTER_GRID, abs=0.001)
    lat, lon = _unproject(np.array([CAISTER_GRID[0]]), np.array([CAISTER_GRID[1]]))
    assert (lat[0], lon[0]) == pytest.approx((CAISTER_LAT, CAISTER_LON), abs=2e-10)


@given(st.floats(80_000, 655_000), st.floats(10_000, 1_200_000))
def test_there_and_back_again_is_the_same_place(east, north):
    assert dist(wgs84_to_grid(grid_to_wgs84([(east, north)]))[0], (east, north)) < 0.05


def test_no_points_give_no_points():
    assert grid_to_wgs84([]) == wgs84_to_grid([]) == ()


@pytest.mark.parametrize(
    ("points", "axes"),
    [
        ([(-0.18, 51.91), (-3.2, 51.4)], Axes.LONGITUDE_FIRST),
        ([(51.91, -0.18), (51.4, -3.2)], Axes.LATITUDE_FIRST),
        ([(525277.8, 225075.1)], Axes.EASTING_FIRST),
        ([(0.0, 99.999999)], Axes.UNKNOWN),
        ([(-0.18, 51.91), (51.4, -3.2)], Axes.UNKNOWN),
        ([(0, 0)], Axes.UNKNOWN),
        ([], Axes.UNKNOWN),
    ],
)
def test_axes_are_told_by_where_great_britain_lies(points, axes):
    assert detect_axes(points) is axes
