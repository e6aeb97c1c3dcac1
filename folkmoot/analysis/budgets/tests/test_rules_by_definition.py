"""Every rule against its published definition, on small elections of every kind of ballot."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from folkmoot.analysis.budgets import Election, count, election_of
from folkmoot.analysis.budgets.groups import Groups
from folkmoot.analysis.budgets.spreading import Basket, spread
from folkmoot.analysis.budgets.tests import by_definition
from folkmoot.analysis.budgets.tests.by_definition import Small

# Few different costs and small ballots, so that ties and purses that just do are common.
COSTS = some.sampled_from(
    [Fraction(n) for n in (1, 2, 3, 4, 5, 6, 10, 12, 20)] + [Fraction(5, 2), Fraction(0)]
)


@some.composite
def small_elections(draw: some.DrawFn, *, points: bool = False) -> Small:
    n = draw(some.integers(2, 6))
    costs = tuple(draw(some.lists(COSTS, min_size=n, max_size=n)))
    given_points = some.integers(1, 4) if points else some.just(1)
    ballots = some.dictionaries(some.integers(0, n - 1), given_points, max_size=4)
    cast = tuple(draw(some.lists(ballots, min_size=1, max_size=8)))
    part = draw(some.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1)]))
    return Small(costs, cast, max(sum(costs) * part, Fraction(1)))


def as_election(small: Small, vote_type: str = "approval") -> Election:
    projects = {f"p{j}": cost for j, cost in enumerate(small.costs)}
    ballots: list[dict[str, int]] = [{f"p{j}": n for j, n in each.items()} for each in small.ballots]
    return election_of(projects, ballots, small.budget, vote_type=vote_type)


def names(projects: list[int]) -> tuple[str, ...]:
    return tuple(f"p{j}" for j in projects)


@settings(max_examples=60)
@given(small_elections())
def test_greedy_and_its_stop_are_as_defined(small: Small) -> None:
    election = as_election(small)
    assert count(election, "greedy").winners == names(by_definition.greedy(small))
    assert count(election, "greedy-stop").winners == names(by_definition.greedy(small, stop=True))


@settings(max_examples=60)
@given(small_elections(), some.sampled_from(["cost", "votes"]))
def test_equal_shares_on_ballots_with_crosses_is_as_defined(small: Small, utility: str) -> None:
    outcome = count(as_election(small), "equal-shares", utility=utility)
    assert outcome.winners == names(
        by_definition.equal_shares(small, utility, small.budget / len(small.ballots))
    )


@settings(max_examples=60)
@given(small_elections(points=True), some.sampled_from(["cost", "votes", "points", "points-cost"]))
def test_equal_shares_on_ballots_with_points_is_as_defined(small: Small, utility: str) -> None:
    outcome = count(as_election(small, "cumulative"), "equal-shares", utility=utility)
    assert outcome.winners == names(
        by_definition.equal_shares(small, utility, small.budget / len(small.ballots))
    )


@settings(max_examples=40)
@given(small_elections(), some.booleans(), some.sampled_from([Fraction(1), Fraction(1, 4)]))
def test_one_more_for_all_stops_where_it_is_defined_to(
    small: Small, exhaustive: bool, increment: Fraction
) -> None:
    outcome = count(
        as_election(small),
        "equal-shares",
        completion="add1-exhaustive" if exhaustive else "add1-overspend",
        increment=increment,
    )
    won, endowment = by_definition.add_one(small, "cost", exhaustive=exhaustive, increment=increment)
    assert outcome.winners == names(won)
    assert exhaustive or set(outcome.winners) == set(
        names(by_definition.equal_shares(small, "cost", endowment))
    )
    assert outcome.next is None or outcome.next.cost > small.budget


@settings(max_examples=60)
@given(small_elections())
def test_phragmen_is_as_defined(small: Small) -> None:
    assert count(as_election(small), "phragmen").winners == names(by_definition.phragmen(small))


@settings(max_examples=40)
@given(small_elections())
def test_maximin_support_is_as_defined(small: Small) -> None:
    outcome = count(as_election(small), "maximin-support")
    assert outcome.winners == names(by_definition.maximin_support(small))
    if outcome.winners:
        load = by_definition.heaviest_load(small, [int(each[1:]) for each in outcome.winners])
        assert outcome.steps[-1].price == pytest.approx(float(load))


@settings(max_examples=40)
@given(small_elections())
def test_no_group_is_said_to_be_heavier_than_the_heaviest(small: Small) -> None:
    election = as_election(small)
    basket = Basket(election.supporters, [int(2 * cost) for cost in small.costs], election.n_voters)
    groups = Groups(basket)
    for j in small.supported():
        heaviest = 2 * by_definition.heaviest_load(small, [*basket.projects, j])
        bound = groups.heaviest(j)
        load, loads = spread(basket, j, bound)
        assert bound <= heaviest
        assert load == heaviest
        assert loads.max() <= float(load) * (1 + 1e-12)
        assert loads.sum() == pytest.approx(float(2 * small.cost([*basket.projects, j])))
        basket.add(j)
