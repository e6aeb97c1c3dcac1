"""Draw the ward outlines of Merrow Vale, a council that does not exist.

    python demo/make_wards.py

The map is written down as a sketch: named points in kilometres and the lines between them, each of a kind
(coast, river, lane, field, street, outer). Every line is roughened once by seeded midpoint displacement,
rounded, and shared by the wards on both sides, so neighbours share their edges exactly.
The place lies in the open sea.
"""

import csv
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
from shapely.geometry import LineString, Point, mapping
from shapely.ops import polygonize, unary_union

HERE = Path(__file__).parent
SEED = 2021
ORIGIN = (0.85, 54.28)  # longitude and latitude of kilometre 0, 0: open sea off Yorkshire, where nobody lives
KM_TO_LAT = 1 / 111.2
KM_TO_LON = 1 / (111.32 * np.cos(np.radians(54.38)))

# kind: (how far a line may stray from straight, as a share of its length; shortest piece in km)
ROUGHNESS = {
    "coast": (0.17, 0.22),
    "shore": (0.10, 0.12),
    "river": (0.15, 0.20),
    "field": (0.19, 0.45),
    "lane": (0.13, 0.30),
    "street": (0.07, 0.13),
    "outer": (0.18, 0.5),
}

POINTS = {
    "A": (23.4, 20.4), "B": (26.5, 15.0), "C": (25.0, 10.45), "D": (24.0, 10.02), "E": (26.0, 7.5),
    "F": (25.7, 4.9), "G": (22.6, 0.3), "J": (7.2, 2.1), "L": (4.8, 17.4), "M": (5.7, 10.9),
    "N": (6.5, 6.2), "O": (14.2, 9.7), "P": (16.7, 10.15), "Q": (19.5, 9.75), "R": (18.3, 9.95),
    "S": (17.9, 13.2), "T": (21.4, 14.9), "U": (24.3, 14.7), "V": (24.1, 11.8), "W": (22.2, 11.95),
    "X": (21.5, 12.7), "Y": (19.5, 12.2), "Z": (21.7, 10.2), "a": (22.2, 10.12), "b": (23.15, 9.82),
    "c": (21.8, 8.2), "d": (23.8, 7.7), "e": (19.2, 7.6),
}  # fmt: skip

# (kind, from, points passed on the way, to)
LINES = [
    # the coast, north to south, with the harbour mouth between C and D
    ("coast", "A", [(24.6, 18.9), (24.3, 17.3), (25.7, 16.4)], "B"),
    ("coast", "B", [(27.4, 14.4), (28.1, 13.1), (27.7, 11.9),
     (26.9, 11.1), (26.1, 10.9), (25.6, 10.55)], "C"),
    ("shore", "C", [(24.5, 10.3)], "D"),
    ("shore", "D", [(24.6, 9.82), (25.1, 9.95), (25.55, 9.85)], "h1"),
    ("coast", "h1", [(26.45, 9.5), (26.2, 8.5)], "E"),
    ("coast", "E", [(25.5, 6.6), (25.9, 5.8)], "F"),
    ("coast", "F", [(24.9, 3.9), (25.1, 2.9), (23.9, 2.3), (23.6, 1.1)], "G"),
    # the edge of the council on land
    ("outer", "G", [(19.6, 1.1), (17.2, -0.5), (14.1, 0.9), (10.6, 0.2)], "J"),
    ("outer", "J", [(4.3, 2.9), (2.9, 4.9), (0.2, 5.6), (-1.4, 8.3),
     (-0.7, 11.2), (-2.0, 13.6), (1.2, 15.3)], "L"),
    ("outer", "L", [(7.4, 19.3), (10.9, 18.6), (13.8, 20.7), (17.3, 19.7), (20.2, 21.2)], "A"),
    # the River Merrow, west to east
    ("river", "M", [(7.9, 10.2), (9.8, 10.9), (12.1, 9.9)], "O"),
    ("river", "O", [(15.4, 10.6)], "P"),
    ("river", "P", [(17.4, 9.7)], "R"),
    ("river", "R", [], "Q"),
    ("river", "Q", [(20.4, 10.35), (21.1, 9.9)], "Z"),
    ("river", "Z", [], "a"),
    ("river", "a", [], "b"),
    ("river", "b", [(23.6, 9.75)], "D"),
    # the country wards
    ("field", "L", [(6.2, 15.2), (4.9, 13.1)], "M"),
    ("field", "M", [(6.9, 9.3), (5.9, 8.0)], "N"),
    ("field", "N", [(7.7, 4.6), (6.8, 3.4)], "J"),
    ("lane", "N", [(8.5, 5.5), (10.2, 4.2), (12.4, 4.8), (13.6, 6.6), (13.3, 8.2)], "O"),
    # round the town
    ("lane", "P", [(16.3, 11.5), (17.2, 12.3)], "S"),
    ("lane", "S", [(18.6, 14.2), (20.1, 14.3)], "T"),
    ("lane", "T", [(22.3, 14.4), (23.4, 15.1)], "U"),
    ("lane", "U", [(25.2, 15.3)], "B"),
    ("lane", "R", [(18.4, 8.8)], "e"),
    ("lane", "e", [(18.7, 6.3), (19.7, 5.0), (21.6, 4.4), (23.4, 4.9), (24.6, 4.3)], "F"),
    # inside the town
    ("street", "U", [(24.7, 13.6), (24.2, 12.9)], "V"),
    ("street", "V", [(24.75, 11.3)], "C"),
    ("street", "V", [(23.2, 11.75)], "W"),
    ("street", "T", [(21.8, 13.7)], "X"),
    ("street", "X", [(21.7, 12.2)], "W"),
    ("street", "X", [(20.6, 12.9)], "Y"),
    ("street", "Y", [(18.9, 12.7)], "S"),
    ("street", "Y", [(19.3, 11.1)], "Q"),
    ("street", "W", [(22.0, 11.1)], "Z"),
    ("street", "a", [(22.3, 9.1)], "c"),
    ("street", "b", [(23.5, 8.8)], "d"),
    ("street", "c", [(22.8, 7.9)], "d"),
    ("street", "d", [(24.9, 7.9)], "E"),
    ("street", "c", [(20.6, 8.1)], "e"),
]  # fmt: skip
POINTS["h1"] = (26.05, 9.9)

# a point inside each ward, in kilometres
INSIDE = {
    "X05000001": (24.8, 8.8), "X05000002": (23.2, 10.8), "X05000003": (23.0, 13.3), "X05000004": (22.9, 8.8),
    "X05000005": (20.2, 13.6), "X05000006": (26.0, 13.0), "X05000007": (22.3, 6.3), "X05000008": (20.7, 11.4),
    "X05000009": (18.1, 11.2), "X05000010": (10.4, 7.5), "X05000011": (14.0, 15.0), "X05000012": (16.0, 4.0),
    "X05000013": (2.5, 9.5), "X05000014": (20.3, 9.0),
}  # fmt: skip


def roughen(rng: np.random.Generator, start, end, stray: float, shortest: float) -> list:
    """Points after ``start`` up to ``end``, displaced at each halving."""
    start, end = np.asarray(start, float), np.asarray(end, float)
    along = end - start
    length = float(np.hypot(*along))
    if length < shortest:
        return [tuple(end)]
    across = np.array([-along[1], along[0]])
    offset = float(np.clip(rng.normal(0, stray), -1.6 * stray, 1.6 * stray))
    middle = start + along * rng.uniform(0.42, 0.58) + across * offset
    return roughen(rng, start, middle, stray, shortest) + roughen(rng, middle, end, stray, shortest)


def to_degrees(point) -> tuple[float, float]:
    x, y = point
    return round(ORIGIN[0] + x * KM_TO_LON, 5), round(ORIGIN[1] + y * KM_TO_LAT, 5)


def draw_line(rng: np.random.Generator, kind: str, start: str, way: list, end: str) -> LineString:
    stops = [POINTS[start], *way, POINTS[end]]
    path = [stops[0]]
    for here, there in pairwise(stops):
        path += roughen(rng, here, there, *ROUGHNESS[kind])
    degrees = [to_degrees(p) for p in path]
    kept = [p for i, p in enumerate(degrees) if i == 0 or p != degrees[i - 1]]
    return LineString(kept)


def draw_wards() -> dict:
    """Ward code to polygon, in longitude and latitude."""
    rng = np.random.default_rng(SEED)
    network = unary_union([draw_line(rng, *line) for line in LINES])
    faces = list(polygonize(network))
    wards = {code: [f for f in faces if f.contains(Point(to_degrees(p)))] for code, p in INSIDE.items()}
    if len(faces) != len(INSIDE) or any(len(found) != 1 for found in wards.values()):
        raise SystemExit(f"The lines cross: {len(faces)} faces for {len(INSIDE)} wards. Try another seed.")
    return {code: found[0] for code, found in wards.items()}


def as_feature(row: dict, polygon) -> dict:
    names = {"code": row["code"], "name": row["name_en"], "name_cy": row["name_cy"], "fictional": True}
    return {"type": "Feature", "properties": names, "geometry": mapping(polygon)}


def main() -> None:
    with (HERE / "wards.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["code"].startswith("X05")]
    wards = draw_wards()
    features = [
        json.dumps(as_feature(row, wards[row["code"]]), ensure_ascii=False, separators=(",", ":"))
        for row in rows
    ]
    head = (
        '{"type":"FeatureCollection","name":"Merrow Vale wards (fictional demonstration data)","features":[\n'
    )
    (HERE / "wards.geojson").write_text(head + ",\n".join(features) + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
