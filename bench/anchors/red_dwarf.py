"""red-dwarf 0.4.0 (MPL-2.0) on one conversation: `red_dwarf.py votes.npz [results.npz]`.

The input holds three arrays of the same length, `person`, `statement` and `vote` (1 agree, -1 disagree,
0 pass). Prints one JSON object: processor seconds of the analysis, the peak of memory of the whole process,
the number of groups. Results, if a second file is named: `people`, `positions` (two axes) and `group` (-1 for
none).
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings

import numpy as np


def main(source: str, target: str = "") -> None:
    warnings.filterwarnings("ignore")
    from reddwarf.implementations.base import run_pipeline

    with np.load(source) as file:
        columns = [file[name].tolist() for name in ("person", "statement", "vote")]
    votes = [
        {"participant_id": person, "statement_id": statement, "vote": vote, "modified": place}
        for place, (person, statement, vote) in enumerate(zip(*columns, strict=True))
    ]
    begun = time.process_time()
    found = run_pipeline(votes=votes, random_state=0)
    seconds = time.process_time() - begun
    people = found.participants_df
    groups = people["cluster_id"].astype("Int64").fillna(-1).to_numpy(int)
    if target:
        np.savez(
            target,
            people=people.index.to_numpy(int),
            positions=people[["x", "y"]].to_numpy(float),
            group=groups,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(seconds, 3), "peak_mb": round(peak, 1), "k": int(groups.max() + 1)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
