"""Weights: how fast, how exact, beside ipfn and balance on the same people in the same run; and what weights
can and cannot mend, in a made-up town where people with one view are likelier to answer."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

import numpy as np

from bench._anchors import OLD, anchor
from bench._measuring import Clock, Measure, measure
from folkmoot.analysis.counting import cross_tabs, interval, rake

SCHOOLS = Path(__file__).resolve().parent.parent / "tests/data/weights/schools_by_district.csv"
PEOPLE = 100_000
CATEGORIES = (
    2,
    6,
    4,
    3,
    2,
    6,
    5,
    2,
    2,
    5,
    3,
    4,
    4,
    5,
    3,
)  # ten margins make 172,800 cells, fifteen 124 million
TARGET = 20_000
SEED = 11_300
RESIDENTS, ANSWERS, DRAWS = 180_000, 2_000, 300
SIX = (2, 6, 8, 4, 3, 5)
LIKELIER = (0.0, 0.2, 0.5, 1.0)  # log-odds by which opponents are likelier to answer
LABELS = {size: np.array([f"category {place + 1}" for place in range(size)]) for size in {*CATEGORIES, *SIX}}


def measures() -> Iterator[Measure]:
    yield from raking()
    yield from bounded()
    yield from possible()
    yield from published()
    yield from tables()
    yield from town()


def people(width: int) -> dict[str, np.ndarray]:
    """Codes of people, codes of a target table, the target's shares one variable after the other, their
    ends."""
    rng = np.random.default_rng(SEED + width)
    codes, target, shares = [], [], []
    for size in CATEGORIES[:width]:
        here = rng.dirichlet(np.full(size, 6.0)) * 0.8 + 0.2 / size
        there = here * np.exp(rng.normal(0, 0.3, size))
        codes.append(rng.choice(size, PEOPLE, p=here))
        target.append(rng.choice(size, TARGET, p=there / there.sum()))
        shares.append(np.bincount(target[-1], minlength=size) / TARGET)
    return {
        "codes": np.column_stack(codes).astype(np.int64),
        "target": np.column_stack(target).astype(np.int64),
        "shares": np.concatenate(shares),
        "ends": np.cumsum([0, *CATEGORIES[:width]]),
    }


def as_asked(found: dict[str, np.ndarray]) -> tuple[dict[str, Any], dict[str, dict[str, float]]]:
    """The same as a sample and its margins, categories as words."""
    sample, margins = {}, {}
    for place, size in enumerate(np.diff(found["ends"])):
        words = LABELS[int(size)]
        sample[f"v{place}"] = words[found["codes"][:, place]]
        part = found["shares"][found["ends"][place] : found["ends"][place + 1]]
        margins[f"v{place}"] = dict(zip(words.tolist(), part.tolist(), strict=True))
    return sample, margins


def best(what: Any, times: int = 7) -> float:
    """Processor seconds of the quickest of several calls."""
    spent = []
    for _each in range(times):
        clock = Clock()
        what()
        spent.append(clock.spent)
    return min(spent)


def raking() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        for width in (6, 10, 15):
            found = people(width)
            sample, margins = as_asked(found)
            name = f"weights: raking, {width} margins"
            seconds = best(lambda s=sample, m=margins: rake(s, m))
            yield measure(name, seconds, "s", PEOPLE, seconds)
            weights = rake(sample, margins)
            yield measure(f"{name}, share missed (1e-12)", weights.largest_error * 1e12, "share", PEOPLE)
            yield measure(f"{name}, design effect", weights.design_effect, "times", PEOPLE)
            if width == 10:
                lists = {each: values.tolist() for each, values in sample.items()}
                in_lists = best(lambda s=lists, m=margins: rake(s, m))
                yield measure(f"{name}, people as lists", in_lists, "s", PEOPLE, in_lists)
            path = Path(folder) / f"people{width}.npz"
            np.savez(path, **found)
            yield from beside(name, lambda s=sample, m=margins: rake(s, m), path, width)


def beside(name: str, ours: Any, path: Path, width: int) -> Iterator[Measure]:
    """ipfn and balance on the same, ours timed again beside each, as machines have slow minutes; fifteen
    margins are more than balance can hold in memory."""
    homes = {"ipfn": {}, "balance": {"home": OLD}} if width < 15 else {"ipfn": {}}
    for other, home in homes.items():
        before, found, after = best(ours), anchor(f"{other}_rake", path, **home), best(ours)
        seconds = (before + after) / 2
        yield measure(f"{name}, {other}", found["seconds"], "s", PEOPLE, found["seconds"])
        yield measure(f"{name}, {other}, share missed (1e-12)", found["gap"] * 1e12, "share", PEOPLE)
        yield measure(f"{name}, times as quick as {other}", found["seconds"] / seconds, "times", PEOPLE)


def bounded() -> Iterator[Measure]:
    """Weights held between 0.2 and 5 times their base."""
    for width in (6, 10, 15):
        sample, margins = as_asked(people(width))
        name = f"weights: raking within 0.2 to 5, {width} margins"
        seconds = best(lambda s=sample, m=margins: rake(s, m, bounds=(0.2, 5)), 2)
        found = rake(sample, margins, bounds=(0.2, 5))
        yield measure(name, seconds, "s", PEOPLE, seconds)
        yield measure(f"{name}, met", float(found.converged), "yes or no", PEOPLE)
        yield measure(f"{name}, share missed (1e-12)", found.largest_error * 1e12, "share", PEOPLE)


def possible(samples: int = 60, n: int = 3000) -> Iterator[Measure]:
    """Whether margins are met in just those cases in which a linear programme says that some weights meet
    them."""
    agree = met = cases = 0
    for seed in range(samples):
        rng = np.random.default_rng([SEED, seed])
        first = rng.integers(0, 6, n)
        second = np.where(rng.random(n) < rng.uniform(0.7, 0.98), first, rng.integers(0, 6, n))
        third = np.where(rng.random(n) < 0.9, second, rng.integers(0, 6, n))
        sample = {"a": first, "b": second, "c": third, "d": rng.integers(0, 3, n)}
        spread = rng.choice([0.05, 0.1, 0.2, 0.3])
        margins = {
            name: dict(
                enumerate((np.bincount(each) * np.exp(rng.normal(0, spread, each.max() + 1))).tolist())
            )
            for name, each in sample.items()
        }
        for bounds in (None, (0.2, 5.0), (0.5, 2.0)):
            converged = rake(sample, margins, bounds=bounds).converged
            met, cases = met + converged, cases + 1
            agree += converged == _is_possible(sample, margins, bounds)
    name = "weights: margins met where a linear programme says they can be, and not otherwise"
    yield measure(name, 100 * agree / cases, "% of cases", f"{cases} samples, {met} met")


def _is_possible(
    sample: dict[str, np.ndarray], margins: dict[str, dict[int, float]], bounds: tuple[float, float] | None
) -> bool:
    from scipy.optimize import linprog

    kinds, n_of = np.unique(np.column_stack(list(sample.values())), axis=0, return_counts=True)
    rows, sums = [], []
    for place, sizes in enumerate(margins.values()):
        for label, size in sizes.items():
            rows.append((kinds[:, place] == label).astype(float))
            sums.append(n_of.sum() * size / sum(sizes.values()))
    within = [(bounds[0] * n, bounds[1] * n) if bounds else (1e-7 * n, None) for n in n_of.tolist()]
    found = linprog(np.zeros(len(kinds)), A_eq=np.array(rows), b_eq=sums, bounds=within, method="highs")
    return bool(found.status == 0)


def published() -> Iterator[Measure]:
    """The worked example of the manual of R's survey package: 641.230 and 23.70."""
    with SCHOOLS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sample = {name: [row[name] for row in rows] for name in ("type", "met_target")}
    weights = rake(
        sample, {"type": {"E": 4421, "H": 755, "M": 1018}, "met_target": {"No": 1072, "Yes": 5122}}
    )
    score, districts = [float(row["score"]) for row in rows], [row["district"] for row in rows]
    found = interval(score, weights, design="probability", clusters=districts, population=757)
    yield measure("weights: published example, mean (641.2303)", found.estimate, "points", len(rows))
    yield measure("weights: published example, error (23.70)", found.standard_error, "points", len(rows))


def tables() -> Iterator[Measure]:
    rng = np.random.default_rng(SEED)
    answers = {f"q{place}": LABELS[5][rng.integers(0, 5, PEOPLE)] for place in range(40)}
    by = {f"b{place}": LABELS[6][rng.integers(0, 6, PEOPLE)] for place in range(5)}
    weights = rng.lognormal(0, 0.5, PEOPLE)
    seconds = best(lambda: cross_tabs(answers, by, weights=weights), 3)
    yield measure("weights: 40 questions by 5 variables, weighted", seconds, "s", PEOPLE, seconds)


def town() -> Iterator[Measure]:
    """How far unweighted and weighted shares lie from the truth, and how often an interval would hold it."""
    rng = np.random.default_rng(SEED)
    who = {f"v{place}": rng.choice(size, RESIDENTS, p=rng.dirichlet(np.full(size, 8.0)))
           for place, size in enumerate(SIX)}  # fmt: skip
    leaning, keenness = (sum(rng.normal(0, 0.35, size)[who[f"v{place}"]] for place, size in enumerate(SIX))
                         for _each in range(2))  # fmt: skip
    leaning = leaning - np.median(leaning)
    keenness = keenness + 0.5 * leaning  # those who answer readily oppose more often: what weights can mend
    opposes = rng.random(RESIDENTS) < 1 / (1 + np.exp(-leaning - 0.06))
    truth = float(opposes.mean())
    margins = {name: dict(enumerate(np.bincount(each).tolist())) for name, each in who.items()}
    yield measure("weights: made-up town, truth", 100 * (1 - truth), "% in favour", RESIDENTS)
    for more in LIKELIER:
        yield from drawn(who, keenness, opposes, margins, more, rng)


def drawn(
    who: dict[str, np.ndarray],
    keenness: np.ndarray,
    opposes: np.ndarray,
    margins: dict[str, dict[int, int]],
    more: float,
    rng: np.random.Generator,
) -> Iterator[Measure]:
    chances = _chances(keenness + more * opposes)
    truth = 1 - float(opposes.mean())
    plain, weighted, inside, inside_naive = [], [], 0, 0
    for _draw in range(DRAWS):
        at = np.flatnonzero(rng.random(RESIDENTS) < chances)
        favour = (~opposes[at]).astype(int)
        weights = rake({name: each[at] for name, each in who.items()}, margins)
        found = interval(favour, weights, design="probability", of=1)
        plain.append(favour.mean())
        weighted.append(found.estimate)
        inside += found.low <= truth <= found.high
        naive = 1.96 * np.sqrt(found.estimate * (1 - found.estimate) / len(at))
        inside_naive += abs(found.estimate - truth) <= naive
    name = f"weights: opponents {np.exp(more):.2f} times likelier to answer"
    yield measure(f"{name}, unweighted", 100 * (np.mean(plain) - truth), "points off", ANSWERS)
    yield measure(f"{name}, weighted", 100 * (np.mean(weighted) - truth), "points off", ANSWERS)
    yield measure(f"{name}, an interval would hold the truth", 100 * inside / DRAWS, "% of draws", ANSWERS)
    yield measure(f"{name}, a naive interval would", 100 * inside_naive / DRAWS, "% of draws", ANSWERS)


def _chances(readiness: np.ndarray) -> np.ndarray:
    """Chances of answering, of which as many answer as wanted on average."""
    least, most = -20.0, 5.0
    for _halving in range(60):
        middle = (least + most) / 2
        chances: np.ndarray = 1 / (1 + np.exp(-readiness - middle))
        least, most = (middle, most) if chances.sum() < ANSWERS else (least, middle)
    return chances
