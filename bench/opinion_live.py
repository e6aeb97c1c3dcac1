"""The live map, the published recipe and red-dwarf: the time of a vote, newcomers in their groups, ratios.

Newcomers answer what they are shown, a fifth of it new and little-seen statements, as a member of their
planted group would. red-dwarf runs on the same votes in a process of its own, at 100,000 people only when
asked for (`FOLKMOOT_BENCH=long`): that takes minutes and 7 GB.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench._anchors import LONG, anchor
from bench._measuring import Clock, Measure, measure
from folkmoot.analysis.opinion import LiveMap, map_opinions, read_polis
from folkmoot.analysis.opinion.tests.planted import Planted, plant

REAL = Path(__file__).resolve().parent.parent / "tests/data/conversations"
NAMES = ("15-per-hour-seattle", "canadian-electoral-reform", "scoop-hivemind.taxes")
LARGE = 1_000_000
VOTES = 10_000
PEOPLE, NEWCOMERS, ANSWERS = 10_000, 2_000, 15
SEEDS = (1, 2, 3)
SEED = 20_261
LEAN, PASSING = 0.5, 0.8
"""How far the people of `plant` differ, on the logistic scale."""


def measures() -> Iterator[Measure]:
    """Positions beside red-dwarf's, ratios to it, newcomers placed rightly, the time of a vote."""
    map_opinions([0, 1], [0, 0], [1, -1])
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            yield from positions_like_red_dwarf(Path(folder), name)
        sizes = ((10_000, 1_000), (33_422, 783), *(((100_000, 1_000),) if LONG else ()))
        for people, statements in sizes:
            yield from beside_red_dwarf(Path(folder), people, statements)
    found = [newcomers(plant(PEOPLE, 1_000, seed=seed), seed) for seed in SEEDS]
    for each in zip(*found, strict=True):
        yield each[0] | {"value": round(sum(one["value"] for one in each) / len(each), 4)}
    yield from votes_one_by_one(LARGE)


def positions_like_red_dwarf(folder: Path, name: str) -> Iterator[Measure]:
    """Of both axes the lower correlation of positions, and how alike the groups are."""
    votes = read_polis(REAL / name)
    _theirs, file = _red_dwarf(folder, votes.person, votes.statement, votes.vote)
    clock = Clock()
    ours = map_opinions(votes.person, votes.statement, votes.vote, method="polis")
    spent = clock.spent
    with np.load(file) as found:
        rows = np.searchsorted(ours.people, found["people"])
        alike = [
            np.corrcoef(ours.positions[rows, axis], found["positions"][:, axis])[0, 1] for axis in (0, 1)
        ]
        both = found["group"] >= 0
        groups = rand_index(ours.group[rows][both], found["group"][both])
    yield measure("polis recipe: positions as red-dwarf's", min(map(abs, alike)), "correlation", name, spent)
    yield measure("polis recipe: groups as red-dwarf's", groups, "adjusted Rand index", name, spent)


def beside_red_dwarf(folder: Path, people: int, statements: int) -> Iterator[Measure]:
    """Processor seconds of red-dwarf, of both our methods, and how many times faster these are."""
    votes = plant(people, statements)
    size = f"{people:,} x {statements:,}, {len(votes.vote):,} votes"
    columns = votes.person, votes.statement, votes.vote
    theirs, _file = _red_dwarf(folder, *columns)
    yield measure("red-dwarf", theirs["seconds"], "s", size, theirs["seconds"]) | {
        "peak_mb": theirs["peak_mb"]
    }
    for method in ("polis", "open"):
        spent = _best(partial(map_opinions, *columns, method=method))
        yield measure(f"map_opinions, {method}", spent, "s", size, spent)
        yield measure(
            f"map_opinions, {method}: red-dwarf's time is", theirs["seconds"] / spent, "times", size
        )


def newcomers(votes: Planted, seed: int) -> Iterator[Measure]:
    """The share of newcomers that fifteen answers place in their group."""
    live = LiveMap.of(votes.person, votes.statement, votes.vote, n_statements=votes.agree.shape[1])
    names = _planted_names(live, votes)
    for said, lean, passing in (
        ("of the rates of their group", 0, 0),
        ("who differ in lean and passing", LEAN, PASSING),
    ):
        rng, clock = np.random.default_rng(seed), Clock()
        first = 10**6 * (1 + (lean > 0))
        right, little_seen = 0, 0
        for person in range(first, first + NEWCOMERS):
            group = int(rng.choice(len(names), p=np.bincount(votes.group) / len(votes.group)))
            traits = rng.normal(0, 1, 2) * (lean, passing)
            little_seen += _answer(live, votes, person, group, rng, traits)
            right += names.get(live.position_of(person).group) == group
        size = f"{NEWCOMERS:,} newcomers to each of {len(SEEDS)} conversations of {PEOPLE:,} people"
        yield measure(f"newcomers {said}, rightly placed", right / NEWCOMERS, "share", size, clock.spent)
    yield measure("draws kept for little-seen statements", little_seen / NEWCOMERS / ANSWERS, "share", size)


def _answer(
    live: LiveMap, votes: Planted, person: int, group: int, rng: np.random.Generator, traits: Any
) -> int:
    """Let someone answer what they are shown; how often that was a statement few have answered."""
    little_seen = 0
    for _answer in range(ANSWERS):
        choice = live.choose(person, rng)
        if choice is None:
            break
        little_seen += choice.kind == "little seen"
        live.add_vote(person, choice.statement, _said(votes, group, choice.statement, rng, *traits))
    return little_seen


def _said(
    votes: Planted, group: int, statement: int, rng: np.random.Generator, lean: float = 0, passing: float = 0
) -> int:
    """What someone of a group says to a statement."""
    agree, disagree = votes.agree[group, statement], votes.disagree[group, statement]
    pass_share = 1 - agree - disagree
    if rng.random() < _shifted(pass_share, 1 - pass_share, passing):
        return 0
    return 1 if rng.random() < _shifted(agree, disagree, lean) else -1


def _shifted(share: float, other: float, by: float) -> float:
    """A share against another, on the logistic scale a step further."""
    return float(1 / (1 + other / share * np.exp(-by)))


def _planted_names(live: LiveMap, votes: Planted) -> dict[int, int]:
    """Which planted group each group of the map is, by its members."""
    shared: dict[int, Counter[int]] = {}
    for person in range(2_000):
        found = live.position_of(person).group
        if found >= 0:
            shared.setdefault(found, Counter())[int(votes.group[person])] += 1
    return {found: members.most_common(1)[0][0] for found, members in shared.items()}


def votes_one_by_one(people: int) -> Iterator[Measure]:
    """From one vote to the person's position, the map and the next statement: the slowest of a hundred."""
    votes = plant(people, 1_000)
    size = f"{people:,} people, {len(votes.vote):,} votes"
    clock = Clock()
    live = LiveMap.of(votes.person, votes.statement, votes.vote)
    yield measure("live map: load all votes", clock.spent, "s", size, clock.spent)
    rng, spent = np.random.default_rng(SEED), []
    for _vote in range(VOTES):
        person = int(rng.integers(0, people))
        statement = live.next_statement(person, rng)
        if statement is None:
            continue
        vote = _said(votes, int(votes.group[person]), statement, rng)
        begun = time.process_time()
        live.add_vote(person, statement, vote)
        live.position_of(person)
        live.map()
        live.next_statement(person, rng)
        spent.append(time.process_time() - begun)
    for name, part in (("median", 50), ("99th percentile", 99), ("slowest", 100)):
        took = float(np.percentile(spent, part)) * 1_000
        yield measure(f"live map: vote to map and next statement, {name}", took, "ms", size, sum(spent))
    clock = Clock()
    live.refresh()
    yield measure("live map: learn everything anew", clock.spent, "s", size, clock.spent)


def _red_dwarf(folder: Path, person: Any, statement: Any, vote: Any) -> tuple[dict[str, Any], Path]:
    source, target = folder / "votes.npz", folder / "red_dwarf.npz"
    np.savez(source, person=person, statement=statement, vote=vote)
    return anchor("red_dwarf", source, target), target


def _best(what: Callable[[], object], times: int = 3) -> float:
    spent = []
    for _time in range(times):
        clock = Clock()
        what()
        spent.append(clock.spent)
    return min(spent)


def rand_index(one: Any, other: Any) -> float:
    """The adjusted Rand index of two groupings of the same people."""
    table = np.zeros((int(one.max()) + 2, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)
    pairs = [np.sum(each * (each - 1) / 2) for each in (table, table.sum(axis=1), table.sum(axis=0))]
    chance = pairs[1] * pairs[2] / (len(one) * (len(one) - 1) / 2)
    return float((pairs[0] - chance) / ((pairs[1] + pairs[2]) / 2 - chance))
