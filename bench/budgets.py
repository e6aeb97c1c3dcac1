"""How fast elections on a budget are counted, beside pabutools, and whether the winners are the same.

100,000 voters and 200 projects, planted: each votes for 1 to 10 of them, some projects drawing far more votes
than others and neighbours voting alike. `python -m bench.budgets freeze` writes the tiny elections of the
tests.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench._anchors import LONG, anchor
from bench._measuring import Clock, Measure, measure, timed
from folkmoot.analysis.budgets import Election, count, election_of, read_pabulib, write_pabulib

DATA = Path(__file__).resolve().parent.parent / "tests" / "data" / "pabulib"
VOTERS, PROJECTS, SEED = 100_000, 200, 20_261
BESIDE = 10_000
"""Voters beside whom pabutools counts too, with a tenth of the money; with all it takes four minutes and 4 GB
and is run with FOLKMOOT_BENCH=long."""
SMALL = 200
OURS = {
    "add1": ("equal-shares", "add1-exhaustive"),
    "overspend": ("equal-shares", "add1-overspend"),
    "equal-shares": ("equal-shares", None),
}


def measures(voters: int = VOTERS, projects: int = PROJECTS) -> Iterator[Measure]:
    """Every figure as a dictionary: name, value, unit, size, seconds of processor time, peak_mb."""
    size = f"{voters:,} voters x {projects} projects"
    said = planted(voters, projects)
    election = _ours(said)
    yield from _files(election, size)
    for rule in ("greedy", "equal-shares", "phragmen"):
        yield timed(f"budgets: {rule}", lambda r=rule: count(election, r), size, unit="s", times=5)
    for completion in ("add1-exhaustive", "add1-overspend"):
        yield _add_one(election, completion, size)
    yield timed("budgets: maximin-support", lambda: count(election, "maximin-support"), size, unit="s")
    yield from _beside(planted(min(voters, BESIDE), projects))
    if LONG and voters > BESIDE:
        yield from _beside(said)
    yield from _small()
    yield from _official()


def planted(voters: int, projects: int, seed: int = SEED) -> dict[str, Any]:
    """Costs between 2,000 and 200,000, less where there are fewer than 100,000 voters, and ballots of voters
    who live somewhere: projects near by and projects that are known draw votes."""
    chance = np.random.default_rng(seed)
    costs = 100 * np.round(np.exp(chance.uniform(np.log(20), np.log(2000), projects)))
    costs = np.ceil(costs * min(voters / VOTERS, 1)).astype(int)
    known = chance.gamma(0.6, size=projects) + 0.02
    where, homes = chance.uniform(size=projects), chance.uniform(size=voters)
    lengths = chance.integers(1, 11, voters)
    ballots = []
    for home, length in zip(homes, lengths, strict=True):
        draw = known * np.exp(-((where - home) ** 2) / 0.02) + known / 20
        keys = np.log(chance.uniform(size=projects)) / draw
        ballots.append([f"p{j}" for j in np.argpartition(-keys, length)[:length]])
    named = {f"p{j}": int(cost) for j, cost in enumerate(costs)}
    budget = int(sum(costs)) // 4
    return {"projects": named, "ballots": ballots, "budget": budget, "vote_type": "approval"}


def _ours(said: dict[str, Any]) -> Election:
    return election_of(said["projects"], said["ballots"], said["budget"], vote_type=said["vote_type"])


def _files(election: Election, size: str) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "election.pb"
        yield timed("budgets: write a Pabulib file", lambda: write_pabulib(election, path), size, unit="s")
        yield timed("budgets: read a Pabulib file", lambda: read_pabulib(path), size, unit="s", times=3)


def _add_one(election: Election, completion: str, size: str) -> Measure:
    found = count(election, "equal-shares", completion=completion)
    line = timed(
        f"budgets: Equal Shares, {completion}",
        lambda: count(election, "equal-shares", completion=completion),
        size,
        unit="s",
        times=5,
    )
    return line | {"runs": found.runs, "skipped": found.skipped, "winners": len(found.winners)}


def _beside(said: dict[str, Any]) -> Iterator[Measure]:
    """An election by pabutools: the winners, and how many times longer it took."""
    election = _ours(said)
    size = f"{election.n_voters:,} voters x {election.n_projects} projects"
    spent = []
    for _again in range(3):
        clock = Clock()
        found = count(election, "equal-shares", completion="add1-exhaustive")
        spent.append(clock.spent)
    ours = min(spent)
    theirs = _pabutools([said | {"rules": ["add1:cost"]}])[0]
    seconds, same = theirs["seconds"], set(theirs["winners"]) == set(found.winners)
    yield measure("budgets: pabutools, add1-exhaustive", seconds, "s", size, seconds)
    yield measure("budgets: times faster than pabutools, add1-exhaustive", seconds / ours, "times", size)
    yield measure("budgets: winners identical to pabutools, add1-exhaustive", float(same), "share", size)


def _small() -> Iterator[Measure]:
    """Small elections with many ties under all rules."""
    told = [*tiny(SMALL, SEED), *ranked(SMALL // 2, SEED)]
    results = iter(_pabutools(told))
    compared = [
        sorted(next(results)["winners"]) == _winners(_ours(said), rule)
        for said in told
        for rule in said["rules"]
    ]
    size = f"{len(told)} elections, {len(compared)} counts"
    yield measure(
        "budgets: winners identical to pabutools, small elections", np.mean(compared), "share", size
    )


def _winners(election: Election, named: str) -> list[str]:
    name, _, utility = named.partition(":")
    rule, completion = OURS.get(name, (name, None))
    of = utility if rule == "equal-shares" else None
    return sorted(count(election, rule, completion=completion, utility=of).winners)


def _official() -> Iterator[Measure]:
    election = read_pabulib(DATA / "wieliczka_2023.pb")
    size = f"{election.n_voters:,} voters x {election.n_projects} projects"
    for completion in ("add1-exhaustive", "add1-overspend"):
        yield _add_one(election, completion, size)
    found = count(election, "equal-shares", completion="add1-overspend")
    same = set(found.winners) == set(election.official_winners or ())
    yield measure("budgets: official winners of Wieliczka 2023", float(same), "share", size)
    yield timed("budgets: maximin-support", lambda: count(election, "maximin-support"), size, unit="s")


def _pabutools(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What pabutools finds; projects without a vote, which it may fund when money is left, taken out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "elections.json"
        path.write_text(json.dumps(told), encoding="utf-8")
        results: list[dict[str, Any]] = anchor("pabutools_count", path)["results"]
    voted = [{each for b in said["ballots"] for each in b} for said in told for _rule in said["rules"]]
    return [
        each | {"winners": [p for p in each["winners"] if p in some]}
        for each, some in zip(results, voted, strict=True)
    ]


def tiny(n: int, seed: int) -> Iterator[dict[str, Any]]:
    """Made-up elections of 1 to 14 voters and 2 to 9 projects, with crosses or points, rich in ties."""
    chance = random.Random(seed)
    for _each in range(n):
        ids = [f"p{j}" for j in range(chance.randint(2, 9))]
        costs = {each: chance.choice([1, 2, 3, 5, 10, 20, 30, chance.randint(1, 500)]) for each in ids}
        crosses = chance.random() < 0.6
        named = [
            chance.sample(ids, chance.randint(1, min(len(ids), 5))) for _ in range(chance.randint(1, 14))
        ]
        points = [{each: chance.randint(1, 4) for each in ballot} for ballot in named]
        yield {
            "projects": costs,
            "ballots": named if crosses else points,
            "budget": max(1, int(sum(costs.values()) * chance.choice([0.2, 0.4, 0.6, 0.9]))),
            "vote_type": "approval" if crosses else "cumulative",
            "rules": WITH_CROSSES if crosses else WITH_POINTS,
        }


def ranked(n: int, seed: int) -> Iterator[dict[str, Any]]:
    """The same with ranks, in the order in which a ballot names projects."""
    for said in tiny(n, seed + 2):
        ballots = [list(ballot) for ballot in said["ballots"]]
        yield said | {"ballots": ballots, "vote_type": "ordinal", "rules": WITH_RANKS}


WITH_CROSSES = [
    "greedy:cost", "equal-shares:cost", "equal-shares:votes", "add1:cost", "add1:votes", "overspend:cost",
    "phragmen", "maximin-support",
]  # fmt: skip
WITH_POINTS = ["equal-shares:points", "equal-shares:cost", "add1:points", "overspend:points"]
WITH_RANKS = ["equal-shares:borda", "add1:borda", "equal-shares:cost"]


def freeze(n: int = 40) -> None:
    """Write the tiny elections of the tests with the winners that pabutools finds."""
    told = list(tiny(n, SEED + 1))
    results = iter(_pabutools(told))
    for said in told:
        said["winners"] = {rule: sorted(next(results)["winners"]) for rule in said.pop("rules")}
    lines = ",\n".join(json.dumps(said) for said in told)
    (DATA / "tiny_elections.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["freeze"]:
        freeze()
    else:
        for line in measures():
            print(json.dumps(line), flush=True)
