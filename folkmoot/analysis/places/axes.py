"""Which way round coordinates are, judged by where Great Britain lies."""

from collections.abc import Iterable
from enum import StrEnum

Box = tuple[float, float, float, float]
GREAT_BRITAIN: Box = (-9.0, 49.8, 2.1, 61.0)  # west, south, east, north in degrees
NATIONAL_GRID: Box = (0.0, 0.0, 700_000.0, 1_300_000.0)  # metres
DEGREES = 360.0


class Axes(StrEnum):
    LONGITUDE_FIRST = "longitude, latitude"
    LATITUDE_FIRST = "latitude, longitude"
    EASTING_FIRST = "easting, northing"
    UNKNOWN = "unknown"


def detect_axes(points: Iterable[tuple[float, float]]) -> Axes:
    """How pairs of numbers are to be read, if all of them agree.

    Swapped grid metres cannot be told from true ones by their size and are read as easting first.
    No points, or points that lie outside Great Britain every way round, are UNKNOWN.

    >>> detect_axes([(51.9, -0.2), (51.4, -3.3)])
    <Axes.LATITUDE_FIRST: 'latitude, longitude'>
    """
    pairs = list(points)
    if not pairs:
        return Axes.UNKNOWN
    if all(_inside(x, y, GREAT_BRITAIN) for x, y in pairs):
        return Axes.LONGITUDE_FIRST
    if all(_inside(y, x, GREAT_BRITAIN) for x, y in pairs):
        return Axes.LATITUDE_FIRST
    if all(_inside(x, y, NATIONAL_GRID) and x + y > DEGREES for x, y in pairs):
        return Axes.EASTING_FIRST
    return Axes.UNKNOWN


def _inside(x: float, y: float, box: Box) -> bool:
    west, south, east, north = box
    return west <= x <= east and south <= y <= north
