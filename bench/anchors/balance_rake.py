"""balance 0.23.0 (MIT) raking people: `balance_rake.py people.npz`.

The input is that of `ipfn_rake.py`, and `target`, people by variables who have the shares wanted: balance
takes its margins from such a table. Prints one JSON object: processor seconds of raking (the best of two),
the largest share missed, the peak of memory.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
import warnings

import numpy as np
import pandas as pd


def main(source: str) -> None:
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    from balance.weighting_methods.rake import rake

    with np.load(source) as file:
        codes, target, shares, ends = file["codes"], file["target"], file["shares"], file["ends"]
    names = [f"v{place}" for place in range(codes.shape[1])]
    people, population = (pd.DataFrame(each, columns=names).astype(str) for each in (codes, target))
    seconds = []
    for _run in range(2):
        begun = time.process_time()
        found = rake(people, pd.Series(np.ones(len(people))), population, pd.Series(np.ones(len(population))))
        seconds.append(time.process_time() - begun)
    weights = np.asarray(found["weight"], dtype=float)
    gaps = []
    for place in range(len(names)):
        there = np.bincount(codes[:, place], weights, ends[place + 1] - ends[place]) / weights.sum()
        gaps.append(np.abs(there - shares[ends[place] : ends[place + 1]]).max())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(min(seconds), 4), "gap": float(max(gaps)), "peak_mb": round(peak, 1)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
