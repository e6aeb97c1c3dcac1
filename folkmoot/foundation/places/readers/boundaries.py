"""Boundaries of wards, small areas, parishes and authorities: GeoJSON or TopoJSON.

The year stands in the property names (WD24CD, wd24nm), in either case. Coordinates are degrees or metres of
the British National Grid; a `crs` member may say so or be missing, so the numbers are looked at too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from folkmoot.analysis.places import Axes, detect_axes, grid_to_wgs84, simplify_areas
from folkmoot.foundation.places.readers.cells import KIND_WORDS, clean, fold_heading, kind_of, yeared
from folkmoot.foundation.places.readers.containers import Shapes
from folkmoot.foundation.places.readers.facts import AreaFact, BadRow, Notice
from folkmoot.foundation.places.readers.layouts import ONS, OS, Hints, Layout, Read
from folkmoot.foundation.places.readers.topojson import features as topology

_MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError)
_SMALLEST_RING = 4
_AREAL = ("Polygon", "MultiPolygon")
_SMALLEST_FIRST = ("oa", "lsoa", "msoa", "parish", "ward", "authority")
_DECIMALS = 5  # about a metre
_MANY_POINTS = 40_000  # a file with more is drawn simpler: 0.0001 degrees is about ten metres
_TOLERANCE = 0.0001
Feature = dict[str, Any]


def features_of(document: dict[str, Any]) -> list[Feature] | None:
    """The features of a document, or None where it is no map."""
    if document.get("type") == "FeatureCollection":
        return list(document.get("features") or [])
    if document.get("type") == "Topology":
        return topology(document)
    return None


def knows(shapes: Shapes) -> bool:
    try:
        found = features_of(shapes.document)
        return bool(found) and subject_of((found or [])[0]) is not None
    except _MALFORMED:
        return False


def subject_of(feature: Feature) -> tuple[str, int] | None:
    """The kind of area a feature is and its year: the smallest kind among its code properties."""
    found = {
        known[0]: known[1]
        for key in feature.get("properties") or {}
        if (known := yeared(key)) and known[2] == "cd"
    }
    kind = next((each for each in _SMALLEST_FIRST if each in found), None)
    return (kind, found[kind]) if kind else None


def read(shapes: Shapes, hints: Hints) -> Read:
    """The areas of a map; a map whose inside does not hold together is refused as a whole."""
    try:
        yield from list(_read(shapes))
    except _MALFORMED:
        remedy = "Export the boundaries again."
        yield BadRow(0, "geometry", "The coordinates or properties are damaged.", remedy)


def _read(shapes: Shapes) -> Read:
    found = features_of(shapes.document) or []
    subject = subject_of(found[0])
    if subject is None:
        return
    axes, trouble = _axes(shapes.document, found)
    if any(trouble):
        yield BadRow(0, "crs", *trouble)
        return
    if axes is Axes.LATITUDE_FIRST:
        yield Notice("Latitude stood before longitude; the axes were turned.")
    yield from _read_features(shapes, found, subject, axes)


def _read_features(shapes: Shapes, found: list[Feature], subject: tuple[str, int], axes: Axes) -> Read:
    facts: list[AreaFact] = []
    for row, feature in enumerate(found, start=1):
        for fact in _facts(row, feature, subject, shapes.document):
            if isinstance(fact, BadRow):
                yield fact
            else:
                facts.append(fact)
    drawn = {str(place): turned(fact.outline, axes) for place, fact in enumerate(facts) if fact.outline}
    drawn = drawn_simpler(drawn)
    for place, fact in enumerate(facts):
        outline = drawn.get(str(place))
        yield replace(fact, outline=outline, outline_note=_note(shapes, axes)) if outline else fact


def _note(shapes: Shapes, axes: Axes) -> str:
    how = ", turned from the British National Grid" if axes is Axes.EASTING_FIRST else ""
    title = clean(shapes.document.get("name")) or shapes.file.rsplit("/", 1)[-1]
    return f"{title}{how}"[:200]


def _facts(
    row: int, feature: Feature, subject: tuple[str, int], document: dict[str, Any]
) -> Iterator[AreaFact | BadRow]:
    (kind, year), tag = subject, feature.get("properties") or {}
    said = {known: clean(value) for key, value in tag.items() if (known := yeared(key))}
    code = said.get((kind, year, "cd"), "")
    if kind_of(code) != kind:
        remedy = "Correct the code, or fetch the boundaries again."
        yield BadRow(row, f"{kind} code of {year}", f"This is not the code of {KIND_WORDS[kind]}.", remedy)
        return
    geometry = feature.get("geometry") or {}
    if geometry.get("type") not in _AREAL or not _closes(geometry):
        remedy = "Export the boundaries with their polygons, or take the feature out."
        yield BadRow(row, "geometry", "The feature has no whole polygon.", remedy)
        return
    authority, authority_year = _authority(said, tag)
    if authority and kind != "authority":
        lad_name = said.get(("authority", authority_year, "nm"), "")
        yield AreaFact(row, "authority", authority, authority_year or year, lad_name)
    yield AreaFact(
        row,
        kind,
        code,
        year,
        said.get((kind, year, "nm"), ""),
        said.get((kind, year, "nmw"), ""),
        "" if kind == "authority" else authority,
        outline=geometry,
        listed=True,
    )


def _authority(said: dict[tuple[str, int, str], str], tag: dict[str, Any]) -> tuple[str, int]:
    for (kind, year, part), value in said.items():
        if kind == "authority" and part == "cd" and kind_of(value) == "authority":
            return value, year
    key = str(tag.get("object", ""))
    return (key, 0) if kind_of(key) == "authority" else ("", 0)


def _closes(geometry: dict[str, Any]) -> bool:
    found = list(rings(geometry))
    return bool(found) and all(len(ring) >= _SMALLEST_RING and ring[0] == ring[-1] for ring in found)


def authority_of(feature: Feature) -> str:
    """The authority a feature names, or ""."""
    tag = feature.get("properties") or {}
    said = {known: clean(value) for key, value in tag.items() if (known := yeared(key))}
    return _authority(said, tag)[0]


def _axes(document: dict[str, Any], found: list[Feature]) -> tuple[Axes, tuple[str, str]]:
    """How the numbers are to be read, or why they cannot be: what the file says must fit them."""
    axes = detect_axes(_points(found))
    said = _crs(document)
    if axes is Axes.UNKNOWN:
        remedy = "Export the boundaries as WGS84 (EPSG:4326) or British National Grid (EPSG:27700)."
        return axes, ("The coordinates do not lie in Great Britain.", remedy)
    metres = axes is Axes.EASTING_FIRST
    if ("27700" in said and not metres) or (("4326" in said or "crs84" in said) and metres):
        remedy = "Correct the crs member, or export the boundaries again."
        return axes, ("The coordinates are not in the system the file names.", remedy)
    return axes, ("", "")


def _crs(document: dict[str, Any]) -> str:
    member = document.get("crs")
    if not member:
        member = next((thing.get("crs") for thing in document.get("objects", {}).values()), None)
    return fold_heading(((member or {}).get("properties") or {}).get("name"))


def _points(found: list[Feature]) -> Iterator[tuple[float, float]]:
    for feature in found:
        for ring in rings(feature.get("geometry") or {}):
            for point in ring:
                yield float(point[0]), float(point[1])


def rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    coordinates = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        yield from coordinates
    elif geometry.get("type") == "MultiPolygon":
        for part in coordinates:
            yield from part


def turned(geometry: dict[str, Any], axes: Axes) -> dict[str, Any]:
    """The geometry in degrees, longitude first, rounded."""
    if geometry["type"] == "MultiPolygon":
        parts = [[_ring(ring, axes) for ring in part] for part in geometry["coordinates"]]
        return {"type": "MultiPolygon", "coordinates": parts}
    return {"type": "Polygon", "coordinates": [_ring(ring, axes) for ring in geometry["coordinates"]]}


def _ring(ring: list[list[float]], axes: Axes) -> list[list[float]]:
    pairs = [(float(point[0]), float(point[1])) for point in ring]
    if axes is Axes.EASTING_FIRST:
        pairs = list(grid_to_wgs84(pairs))
    elif axes is Axes.LATITUDE_FIRST:
        pairs = [(y, x) for x, y in pairs]
    return [[round(x, _DECIMALS), round(y, _DECIMALS)] for x, y in pairs]


def points_in(geometry: dict[str, Any] | None) -> int:
    return sum(len(ring) for ring in rings(geometry or {}))


def drawn_simpler(outlines: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Very detailed files are made lighter for the web; neighbours still meet."""
    if sum(map(points_in, outlines.values())) <= _MANY_POINTS:
        return outlines
    return {key: _rounded(shape) for key, shape in simplify_areas(outlines, _TOLERANCE).items()}


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    return turned({**geometry, "coordinates": geometry["coordinates"]}, Axes.LONGITUDE_FIRST)


LAYOUT = Layout(
    "boundaries",
    "Boundaries",
    "areas",
    knows,  # type: ignore[arg-type]
    read,  # type: ignore[arg-type]
    (ONS, OS),
)
