"""How good themes are, beside what people said, and how long they take: wall seconds on two cores.

Agreement with people is adjusted mutual information (AMI): 0 is chance, 1 the same. Each measure runs in a
process of its own, so that the peak of memory is honest; the model is loaded before the clock starts. Texts
over the 10,003 of Banking77 are varied copies of them. NMF of scikit-learn is told the true number of labels;
BERTopic is given our vectors, and spared the seconds they take.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from bench._anchors import LONG, anchor
from bench._measuring import Clock, Measure, measure
from bench._texts import Labelled, banking, nhs, varied_copies, welsh_and_english

if TYPE_CHECKING:
    from folkmoot.analysis.themes import ThemeSuggestion
    from folkmoot.analysis.themes.encoders import Encoder

ROOT = Path(__file__).resolve().parent.parent
# Texts, and the seconds that the quick mode is given for them.
SIZES = {10_000: 6, 100_000: 20, 200_000: 40}
SUBSAMPLES, KEPT = 4, 0.9
NOT_A_CODE = {"Labelling not possible", "Not assigned"}


def measures() -> Iterator[Measure]:
    """Agreement with people, steadiness, seconds and megabytes, ours and others'."""
    yield from _step("all_encoded")
    yield from _step("real_comments")
    yield from _step("steady")
    yield from _step("languages")
    for size in SIZES:
        yield from _step("quick", size)
        yield from _step("nmf", size)
        if size == min(SIZES) or (LONG and size <= 100_000):
            yield from _step("bertopic", size)


def _step(step: str, size: int = 0) -> Iterator[Measure]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.themes", step, str(size)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield from (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))


def all_encoded(_size: int) -> None:
    """Banking77 with every text read."""
    texts = banking()
    found, spent = _timed(texts)
    _report("themes, all read: Banking77", texts, found, spent)


def quick(size: int) -> None:
    """As many texts, with a budget of seconds that chooses the mode."""
    texts = _texts(size)
    found, spent = _timed(texts, time_budget=SIZES[size])
    _report(f"themes, quick ({found.mode}, {found.n_encoded:,} read)", texts, found, spent)


def real_comments(_size: int) -> None:
    """Patients' comments with one code; also those alone that the coders could give a code."""
    texts = nhs()
    found, spent = _timed(texts)
    _report("themes, all read: NHS comments with one code", texts, found, spent)
    coded = np.array([label not in NOT_A_CODE for label in texts.labels])
    labels = np.array(texts.labels)[coded]
    _say(
        "themes: NHS comments given a theme by the coders, AMI",
        _ami(labels, found.label[coded]),
        len(labels),
        spent,
    )


def steady(_size: int) -> None:
    """Agreement of the themes of subsamples of 90 % of Banking77, on the texts they share (adjusted Rand)."""
    from sklearn.metrics import adjusted_rand_score

    from folkmoot.analysis.themes import suggest_themes
    from folkmoot.analysis.themes.encoders import MiniLM

    texts = np.array(banking().texts)
    known = _Remembered(texts.tolist(), MiniLM())
    clock = Clock()
    labels = []
    for seed in range(SUBSAMPLES):
        kept = np.sort(np.random.default_rng(seed).permutation(len(texts))[: int(KEPT * len(texts))])
        label = np.full(len(texts), -1)
        found = suggest_themes(texts[kept].tolist(), encoder=known, max_themes=None, seed=seed)
        label[kept] = found.label
        labels.append(label)
    scores = [
        adjusted_rand_score(one[(one >= 0) & (other >= 0)], other[(one >= 0) & (other >= 0)])
        for place, one in enumerate(labels)
        for other in labels[:place]
    ]
    _say("themes: two samples of 90 % of Banking77, ARI", float(np.mean(scores)), len(texts), _spent(clock))


def languages(_size: int) -> None:
    """English and Welsh sentences together, with the multilingual pack: do themes follow the language?"""
    from folkmoot.analysis.themes import suggest_themes

    texts = welsh_and_english()
    assert texts.languages is not None
    clock = Clock()
    found = suggest_themes(texts.texts, max_themes=None)
    spent, n = _spent(clock), len(texts.texts)
    name = f"themes, English and Welsh together ({found.encoder})"
    _say(f"{name}: AMI with the language", _ami(texts.languages, found.label), n, spent)
    _say(f"{name}: AMI with the topic", _ami(texts.labels, found.label), n, spent)


def nmf(size: int) -> None:
    """TF-IDF and NMF of scikit-learn, told the number of labels; a text belongs where it weighs most."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = _texts(size)
    clock = Clock()
    counts = TfidfVectorizer(stop_words="english", min_df=2, sublinear_tf=True).fit_transform(texts.texts)
    weights = NMF(len(set(texts.labels)), init="nndsvda", random_state=0).fit_transform(counts)
    _scores("themes (anchor: NMF)", texts.labels, weights.argmax(axis=1), _spent(clock))


def bertopic(size: int) -> None:
    """BERTopic as it comes, given our vectors."""
    from folkmoot.analysis.themes.encoders import MiniLM

    texts = _texts(size)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "texts.npz"
        np.savez(given, texts=np.array(texts.texts), vectors=MiniLM().encode(texts.texts))
        found = anchor("bertopic_themes", given, threads=2)
    name, group, n = "themes (anchor: BERTopic, vectors given)", np.array(found["group"]), len(texts.texts)
    _say(f"{name}: AMI, without a topic as one more", _ami(texts.labels, group), n, None, found)
    _say(f"{name}: share without a topic", float((group < 0).mean()), n, None, found)
    _say(f"{name}: topics", float(len(set(group[group >= 0].tolist()))), n, None, found)
    _say(f"{name}: seconds", found["seconds"], n, None, found, unit="s")


class _Remembered:
    """An encoder that has read all texts before, so that reading them is not timed again."""

    name, note, multilingual = "remembered", "", False

    def __init__(self, texts: Sequence[str], encoder: Encoder) -> None:
        self._place = {text: place for place, text in enumerate(texts)}
        self._vectors = encoder.encode(texts)

    def encode(self, texts: Sequence[str], *, progress: Any = None) -> Any:
        return self._vectors[[self._place[text] for text in texts]]


def _texts(size: int) -> Labelled:
    given = banking()
    if size > len(given.texts):
        return varied_copies(given, size)
    return Labelled(given.texts[:size], given.labels[:size])


def _timed(texts: Labelled, **how: Any) -> tuple[ThemeSuggestion, _Spent]:
    """What is found without a limit on the number of themes, and how long it took; loaded before."""
    from folkmoot.analysis.themes import suggest_themes

    suggest_themes(texts.texts[:300], time_budget=0.01)
    suggest_themes(texts.texts[-300:])
    clock = Clock()
    found = suggest_themes(texts.texts, max_themes=None, **how)
    return found, _spent(clock)


class _Spent(NamedTuple):
    """Seconds gone by, and of the processor's time."""

    gone_by: float
    processor: float


def _spent(clock: Clock) -> _Spent:
    return _Spent(clock.gone_by, clock.spent)


def _report(name: str, texts: Labelled, found: ThemeSuggestion, spent: _Spent) -> None:
    _scores(name, texts.labels, found.label, spent)
    unassigned = float((found.label < 0).sum())
    _say(f"{name}: texts without a theme", unassigned, len(texts.texts), spent)


def _scores(name: str, labels: Sequence[str], group: Any, spent: _Spent) -> None:
    n = len(labels)
    _say(f"{name}: seconds", spent.gone_by, n, spent, unit="s")
    _say(f"{name}: AMI", _ami(labels, group), n, spent)
    _say(f"{name}: themes", float(len(set(np.asarray(group).tolist()))), n, spent)


def _ami(labels: Any, group: Any) -> float:
    from sklearn.metrics import adjusted_mutual_info_score

    return float(adjusted_mutual_info_score(labels, group))


def _say(
    name: str,
    value: float,
    size: int,
    spent: _Spent | None,
    found: dict[str, Any] | None = None,
    *,
    unit: str = "",
) -> None:
    line = measure(name, value, unit, size, spent.processor if spent else 0)
    if found:
        line |= {"seconds": round(found["seconds"], 3), "peak_mb": round(found["peak_mb"], 1)}
    print(json.dumps(line), flush=True)


STEPS = {
    each.__name__: each for each in (all_encoded, quick, real_comments, steady, languages, nmf, bertopic)
}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        STEPS[sys.argv[1]](int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    else:
        for each in measures():
            print(json.dumps(each), flush=True)
