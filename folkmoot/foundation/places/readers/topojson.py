"""TopoJSON made into GeoJSON features: arcs are shared between areas, quantised and stored as steps."""

from __future__ import annotations

from typing import Any

Point = list[float]
Arc = list[Point]


def features(document: dict[str, Any]) -> list[dict[str, Any]]:
    """GeoJSON features of all objects. An object's own key is kept as `object`: often the authority."""
    arcs = [_unquantised(arc, document.get("transform")) for arc in document["arcs"]]
    return [
        {
            "type": "Feature",
            "properties": {"object": key, **(geometry.get("properties") or {})},
            "geometry": _geometry(geometry, arcs),
        }
        for key, thing in document["objects"].items()
        for geometry in thing.get("geometries", [thing])
    ]


def _unquantised(arc: Arc, transform: dict[str, Any] | None) -> Arc:
    if not transform:
        return arc
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0.0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append([x * sx + tx, y * sy + ty])
    return points


def _geometry(geometry: dict[str, Any], arcs: list[Arc]) -> dict[str, Any]:
    kind = geometry["type"]
    if kind == "Polygon":
        return {"type": kind, "coordinates": [_ring(ring, arcs) for ring in geometry["arcs"]]}
    if kind == "MultiPolygon":
        parts = [[_ring(ring, arcs) for ring in part] for part in geometry["arcs"]]
        return {"type": kind, "coordinates": parts}
    return {"type": kind}


def _ring(indices: list[int], arcs: list[Arc]) -> list[Point]:
    """Arcs end to end; a negative number is an arc walked backwards; joints are not repeated."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points
