"""A finished table for `folkmoot suppress`: how each ward of Merrow Vale wants its library to be kept.

Fictional. Wards differ in size and in what they think, so that some cells hold a handful of people.
"""

from random import Random

from demo import crowd

SEED = 613
VIEWS = {
    "Keep as it is": 34,
    "Shorter hours": 21,
    "Share the building": 15,
    "Run by volunteers": 7,
    "Close it": 4,
    "Not sure": 6,
}


def table() -> tuple[list[str], list[list[object]]]:
    """The columns and rows of ward-by-view.csv, with totals."""
    rng = Random(SEED)  # noqa: S311
    names = sorted(ward["name_en"] for ward in crowd.wards().values())
    rows: list[list[object]] = []
    sums = [0] * (len(VIEWS) + 1)
    for name in names:
        size = rng.uniform(0.8, 4)
        counts = [round(size * weight * rng.gammavariate(3, 1 / 3)) for weight in VIEWS.values()]
        counts.append(sum(counts))
        rows.append([name, *counts])
        sums = [total + n for total, n in zip(sums, counts, strict=True)]
    return ["Ward", *VIEWS, "All"], [*rows, ["All", *sums]]
