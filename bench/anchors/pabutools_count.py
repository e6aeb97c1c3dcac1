"""pabutools counts elections: `pabutools_count.py FILE` prints the winners and the processor seconds of each.

FILE is JSON: a list of {"projects": {id: cost}, "ballots": [[id ...] or {id: points} ...], "budget", "rules",
"vote_type"}, costs and budget as whole numbers or fractions written n/d. Projects stand in the order of their
lots. Ties as we break them: lowest cost, most votes, that order.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from pabutools.election import (
    Additive_Borda_Sat,
    Additive_Cardinal_Sat,
    ApprovalBallot,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    CumulativeBallot,
    CumulativeProfile,
    Instance,
    OrdinalBallot,
    OrdinalProfile,
    Project,
)
from pabutools.fractions import frac
from pabutools.rules import (
    greedy_utilitarian_welfare,
    maximin_support,
    method_of_equal_shares,
    sequential_phragmen,
)
from pabutools.tiebreaking import TieBreakingRule

UTILITIES = {
    "cost": Cost_Sat,
    "votes": Cardinality_Sat,
    "points": Additive_Cardinal_Sat,
    "borda": Additive_Borda_Sat,
}


def election(said: dict[str, Any]) -> tuple[Instance, Any, TieBreakingRule]:
    projects = {each: Project(each, number(cost)) for each, cost in said["projects"].items()}
    instance = Instance(projects.values(), budget_limit=number(said["budget"]))
    if said["vote_type"] == "approval":
        profile: Any = ApprovalProfile(
            [ApprovalBallot(projects[each] for each in ballot) for ballot in said["ballots"]],
            instance=instance,
        )
    elif said["vote_type"] == "ordinal":
        profile = OrdinalProfile(
            [OrdinalBallot(projects[each] for each in ballot) for ballot in said["ballots"]],
            instance=instance,
        )
    else:
        profile = CumulativeProfile(
            [CumulativeBallot({projects[j]: n for j, n in ballot.items()}) for ballot in said["ballots"]],
            instance=instance,
        )
    votes = Counter(each for ballot in said["ballots"] for each in ballot)
    order = {each: place for place, each in enumerate(projects)}
    ties = TieBreakingRule(lambda _inst, _prof, p: (p.cost, -votes[p.name], order[p.name]))
    return instance, profile, ties


def number(said: int | str) -> Any:
    return frac(*map(int, str(said).split("/"))) if "/" in str(said) else int(said)


def by(rule: str) -> Callable[[Instance, Any, TieBreakingRule], Any]:
    """The rule by our name: greedy, phragmen, maximin-support, equal-shares:UTILITY or add1:UTILITY.

    "overspend" is "add1" that never finds an outcome exhaustive."""
    name, _, utility = rule.partition(":")
    sat = UTILITIES.get(utility or "cost")
    if name == "greedy":
        return lambda inst, prof, ties: greedy_utilitarian_welfare(
            inst, prof, sat_class=sat, tie_breaking=ties
        )
    if name == "phragmen":
        return lambda inst, prof, ties: sequential_phragmen(inst, prof, tie_breaking=ties)
    if name == "maximin-support":
        return lambda inst, prof, ties: maximin_support(inst, prof, tie_breaking=ties)
    if name == "overspend":
        return lambda inst, prof, ties: overspend(inst, prof, sat, ties)
    step = 1 if name == "add1" else None
    return lambda inst, prof, ties: method_of_equal_shares(
        inst, prof, sat_class=sat, tie_breaking=ties, voter_budget_increment=step
    )


def overspend(instance: Instance, profile: Any, sat: Any, ties: TieBreakingRule) -> Any:
    """Single runs of Equal Shares, with one more for each voter until the winners cost too much."""
    known: list[Project] = []
    everybody, real = len(profile), instance.budget_limit
    supported = {p for ballot in profile for p in ballot}
    try:
        while True:
            found = method_of_equal_shares(instance, profile, sat_class=sat, tie_breaking=ties)
            if sum(p.cost for p in found) > real:
                return known
            known = list(found)
            if supported <= set(known):
                return known
            instance.budget_limit += everybody
    finally:
        instance.budget_limit = real


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        told = json.load(file)
    sys.setrecursionlimit(100_000)
    results = []
    for said in told:
        begun = time.process_time()
        instance, profile, ties = election(said)
        built = time.process_time() - begun
        for rule in said["rules"]:
            begun = time.process_time()
            winners = [p.name for p in by(rule)(instance, profile, ties)]
            seconds = time.process_time() - begun
            results.append({"rule": rule, "winners": winners, "seconds": seconds, "built": built})
    print(json.dumps({"results": results}))


if __name__ == "__main__":
    main()
