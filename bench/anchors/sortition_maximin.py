"""sortition-algorithms 0.12 (GPL-3.0) on a pool: `sortition_maximin.py pool.json seconds`.

Its maximin on HiGHS, what it does without a Gurobi licence. The process ends itself after so many seconds
of processor time. Prints one JSON object: processor seconds and the lowest chance.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path


def main(source: str, seconds: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    from sortition_algorithms import Settings, read_in_features, read_in_people
    from sortition_algorithms.committee_generation import find_distribution_maximin

    pool = json.loads(Path(source).read_text(encoding="utf-8"))
    rows = [
        {"feature": name, "value": value, "min": str(low), "max": str(high)}
        for name, values in pool["quotas"].items()
        for value, (low, high) in values.items()
    ]
    features = read_in_features(["feature", "value", "min", "max"], rows)[0]
    names = list(pool["volunteers"])
    people_rows = [
        {"id": str(place), **dict(zip(names, values, strict=True))}
        for place, values in enumerate(zip(*pool["volunteers"].values(), strict=True))
    ]
    settings = Settings(id_column="id", columns_to_keep=[])
    people = read_in_people(["id", *names], people_rows, features, settings)[0]
    begun = time.process_time()
    panels, weights, _report = find_distribution_maximin(features, people, pool["size"], [], "highspy")
    spent = time.process_time() - begun
    chances = dict.fromkeys((row["id"] for row in people_rows), 0.0)
    for panel, weight in zip(panels, weights, strict=True):
        for person in panel:
            chances[person] += weight
    print(json.dumps({"seconds": spent, "lowest": min(chances.values())}))


if __name__ == "__main__":
    main(*sys.argv[1:])
