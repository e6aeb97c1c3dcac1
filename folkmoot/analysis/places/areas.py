"""Points in areas, small outlines for maps, and the box around them. Geometry in and out is GeoJSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from .axes import Box

Geometry = Mapping[str, Any]
AREAL = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class AreaIndex:
    """Areas made ready for many look-ups; build it once with `AreaIndex.of`."""

    codes: tuple[str, ...]
    tree: shapely.STRtree

    @classmethod
    def of(cls, areas: Mapping[str, Geometry]) -> "AreaIndex":
        """From code to GeoJSON geometry. Raises ValueError for anything but polygons."""
        codes = tuple(sorted(areas))
        return cls(codes, shapely.STRtree([_polygon(areas[code], code) for code in codes]))

    def find(self, points: Sequence[tuple[float, float]]) -> tuple[str | None, ...]:
        """The code of the area each point lies in, or None. On a border the lower code has it."""
        found: list[str | None] = [None] * len(points)
        if not points:
            return ()
        hits = self.tree.query(shapely.points(np.array(points, dtype=float)), predicate="intersects")
        for point, area in sorted(zip(*hits.tolist(), strict=True), reverse=True):
            found[point] = self.codes[area]
        return tuple(found)


def ward_of_points(
    points: Sequence[tuple[float, float]], wards: Mapping[str, Geometry]
) -> tuple[str | None, ...]:
    """The code of the ward each point lies in, or None; points and wards in the same coordinates.

    >>> square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    >>> ward_of_points([(0.5, 0.5), (2, 2)], {"X05000001": square})
    ('X05000001', None)
    """
    return AreaIndex.of(wards).find(points)


def simplify_areas(areas: Mapping[str, Geometry], tolerance: float) -> dict[str, dict[str, Any]]:
    """Outlines with fewer corners in which neighbours still meet without gap or overlap.

    `tolerance` is in the unit of the coordinates: a triangle of that side may vanish. 0 changes nothing.
    Source: Visvalingam, M. and Whyatt, J. D. (1993), Cartographic Journal 30(1), as done by GEOS for
    whole coverages.

    >>> square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}
    >>> len(simplify_areas({"a": square}, 0.5)["a"]["coordinates"][0])
    5
    """
    shapes = [_polygon(geometry, code) for code, geometry in areas.items()]
    smaller = shapely.coverage_simplify(shapes, tolerance)
    return {code: mapping(each) for code, each in zip(areas, smaller.tolist(), strict=True)}


def bounding_box(geometries: Iterable[Geometry]) -> Box:
    """West, south, east, north of all geometries. Raises ValueError when there is nothing to surround.

    >>> bounding_box([{"type": "Point", "coordinates": [1, 2]}, {"type": "Point", "coordinates": [0, 5]}])
    (0.0, 2.0, 1.0, 5.0)
    """
    shapes = [shape(dict(each)) for each in geometries]
    if not shapes:
        raise ValueError("no geometry to put a box around")
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    return (west, south, east, north)


def _polygon(geometry: Geometry, code: str) -> BaseGeometry:
    if geometry.get("type") not in AREAL:
        raise ValueError(f"area {code} is a {geometry.get('type')}, not a polygon")
    polygon = shape(dict(geometry))
    return polygon if polygon.is_valid else shapely.make_valid(polygon)
