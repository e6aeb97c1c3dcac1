"""BERTopic 0.17.4 (MIT) with its default parts: `bertopic_themes.py input.npz`.

The input holds `texts` and `vectors` (a row of length 1 for each text), so that reading them is not counted.
Its embedding backends bring torch and are not installed; with vectors given none is used. Prints one JSON
object: seconds gone by, the peak of memory of the whole process, the topic of each text (-1 for none).
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings

import numpy as np


def main(source: str) -> None:
    warnings.filterwarnings("ignore")
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder
    from umap import UMAP

    with np.load(source) as file:
        texts, vectors = file["texts"].tolist(), file["vectors"]
    UMAP(n_components=2, random_state=0).fit(vectors[:200])  # compiled before it is timed
    search = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0)
    begun = time.perf_counter()
    model = BERTopic(embedding_model=BaseEmbedder(), umap_model=search)
    topics, _ = model.fit_transform(texts, vectors)
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - begun,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "group": [int(topic) for topic in topics],
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
