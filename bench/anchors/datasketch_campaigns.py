"""datasketch 2.0.0 (MIT) on a list of texts: `datasketch_campaigns.py texts.json`.

Runs of three words, MinHash of 128 permutations, locality-sensitive hashing at a Jaccard of 0.5; texts that
meet and whose estimated Jaccard is 0.5 are linked, and groups of at least three are campaigns. It is given
what it does not have by itself: texts of fewer than ten words are left out, as ours are, and the same words
are looked at once, since it would compare every pair of 5,000 copies. Prints one JSON object: processor
seconds, the peak of memory of the process, and the group of each text (-1 for none).
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections import Counter
from pathlib import Path

LEAST_PEOPLE, LEAST_RUNS = 3, 8
ALIKE = 0.5


def main(source: str) -> None:
    from datasketch import MinHash, MinHashLSH

    texts = json.loads(Path(source).read_text(encoding="utf-8"))
    begun = time.process_time()
    runs = [shingles(text) for text in texts]
    first = {key: place for place, key in reversed(list(enumerate(runs)))}
    wanted = {key: [" ".join(run).encode() for run in key] for key in first if len(key) >= LEAST_RUNS}
    hashes = dict(zip(wanted, MinHash.bulk(list(wanted.values()), num_perm=128), strict=True))
    index = MinHashLSH(threshold=0.5, num_perm=128)
    for key, minhash in hashes.items():
        index.insert(first[key], minhash)
    follows = list(range(len(texts)))
    by_place = {first[key]: minhash for key, minhash in hashes.items()}
    for place, minhash in by_place.items():
        for other in index.query(minhash):
            if other < place and minhash.jaccard(by_place[other]) >= ALIKE:
                join(follows, place, other)
    head = [find(follows, first[key]) if key in hashes else -1 for key in runs]
    size = Counter(head)
    group = [each if each >= 0 and size[each] >= LEAST_PEOPLE else -1 for each in head]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": time.process_time() - begun, "peak_mb": round(peak, 1), "group": group}))


def shingles(text: str) -> tuple[tuple[str, ...], ...]:
    words = re.findall(r"[^\W_]+", text.lower())
    return tuple(sorted(set(zip(words, words[1:], words[2:], strict=False))))


def find(follows: list[int], place: int) -> int:
    while follows[place] != place:
        follows[place] = place = follows[follows[place]]
    return place


def join(follows: list[int], one: int, other: int) -> None:
    one, other = sorted((find(follows, one), find(follows, other)))
    follows[other] = one


if __name__ == "__main__":
    main(*sys.argv[1:])
