"""ipfn 1.4.4 (MIT) raking people: `ipfn_rake.py people.npz`.

The input holds `codes` (people by variables) and `shares` of each variable one after the other, with `ends`
where each begins and the last ends. Prints one JSON object: processor seconds of raking (the best of three,
not counting how the table is made), the largest share missed, the peak of memory.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings

import numpy as np
import pandas as pd


def main(source: str) -> None:
    warnings.filterwarnings("ignore")
    from ipfn import ipfn

    with np.load(source) as file:
        codes, shares, ends = file["codes"], file["shares"], file["ends"]
    n, width = codes.shape
    names = [f"v{place}" for place in range(width)]
    parts = [shares[ends[place] : ends[place + 1]] * n for place in range(width)]
    margins = [
        pd.Series(part, index=pd.Index(range(len(part)), name=name))
        for name, part in zip(names, parts, strict=True)
    ]
    seconds = []
    for _run in range(3):
        people = pd.DataFrame(codes, columns=names)
        people["total"] = 1.0
        begun = time.process_time()
        raked = ipfn.ipfn(people, margins, [[name] for name in names], convergence_rate=1e-9).iteration()
        seconds.append(time.process_time() - begun)
    sums = [raked.groupby(name)["total"].sum() - margin for name, margin in zip(names, margins, strict=True)]
    gap = max(float(each.abs().max()) for each in sums) / n
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(min(seconds), 4), "gap": gap, "peak_mb": round(peak, 1)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
