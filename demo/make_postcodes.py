"""Invent about 700 postcodes for Merrow Vale: homes cluster in streets and villages, by population.

python demo/make_postcodes.py
"""

import csv
import json
from pathlib import Path

import numpy as np
from shapely.geometry import Point, shape

HERE = Path(__file__).parent
SEED = 1986
HOW_MANY = 700
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # the letters a real second half may hold
# ward: (first half, digit of the second half, clusters of homes, spread of a cluster in degrees of latitude)
PLACES = {
    "X05000001": ("ZZ1", 1, 7, 0.004), "X05000002": ("ZZ1", 2, 7, 0.004), "X05000003": ("ZZ2", 1, 7, 0.005),
    "X05000004": ("ZZ2", 2, 6, 0.004), "X05000005": ("ZZ3", 1, 6, 0.005), "X05000006": ("ZZ3", 2, 6, 0.006),
    "X05000007": ("ZZ4", 1, 8, 0.006), "X05000008": ("ZZ4", 2, 6, 0.004), "X05000009": ("ZZ5", 1, 5, 0.006),
    "X05000010": ("ZZ6", 1, 3, 0.006), "X05000011": ("ZZ7", 1, 9, 0.003), "X05000012": ("ZZ8", 1, 8, 0.003),
    "X05000013": ("ZZ9", 1, 6, 0.003), "X05000014": ("ZZ5", 2, 6, 0.004),
}  # fmt: skip


def read_wards() -> list[dict]:
    shapes = json.loads((HERE / "wards.geojson").read_text(encoding="utf-8"))["features"]
    outlines = {feature["properties"]["code"]: shape(feature["geometry"]) for feature in shapes}
    with (HERE / "wards.csv").open(encoding="utf-8") as file:
        return [
            row | {"outline": outlines[row["code"]]}
            for row in csv.DictReader(file)
            if row["code"] in outlines
        ]


def shares(populations: list[int], total: int) -> list[int]:
    """Whole numbers that add up to ``total``, in proportion (largest remainder).

    >>> shares([50, 30, 20], 7)
    [4, 2, 1]
    """
    exact = [p * total / sum(populations) for p in populations]
    whole = [int(e) for e in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: whole[i] - exact[i])
    for i in by_remainder[: total - sum(whole)]:
        whole[i] += 1
    return whole


def point_inside(rng: np.random.Generator, outline, around=None, spread: float = 0.0) -> Point:
    left, bottom, right, top = outline.bounds
    while True:
        if around is None:
            point = Point(rng.uniform(left, right), rng.uniform(bottom, top))
        else:
            point = Point(around.x + rng.normal(0, spread) * 1.7, around.y + rng.normal(0, spread))
        point = Point(round(point.x, 5), round(point.y, 5))
        if outline.contains(point):
            return point


def postcodes_of(rng: np.random.Generator, ward: dict, how_many: int) -> list[dict]:
    first, digit, clusters, spread = PLACES[ward["code"]]
    inner = ward["outline"].buffer(-spread * 0.8)
    centres = [point_inside(rng, inner) for _ in range(clusters)]
    weights = rng.dirichlet(np.full(clusters, 2.0))
    rows = []
    for n in range(how_many):
        centre = centres[rng.choice(clusters, p=weights)]
        point = point_inside(rng, ward["outline"], centre, spread)
        second = f"{digit}{LETTERS[n // len(LETTERS)]}{LETTERS[n % len(LETTERS)]}"
        rows.append(
            {"postcode": f"{first} {second}", "ward": ward["code"], "latitude": point.y, "longitude": point.x}
        )
    return rows


def main() -> None:
    rng = np.random.default_rng(SEED)
    wards = read_wards()
    counts = shares([int(w["population"]) for w in wards], HOW_MANY)
    rows = [row for ward, n in zip(wards, counts, strict=True) for row in postcodes_of(rng, ward, n)]
    with (HERE / "postcodes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["postcode", "ward", "latitude", "longitude"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["postcode"]))


if __name__ == "__main__":
    main()
