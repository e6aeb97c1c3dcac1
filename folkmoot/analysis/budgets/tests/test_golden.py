"""Counts with the sum shown by hand, and elections whose official outcome is known."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from folkmoot.analysis.budgets import count, election_of, read_pabulib

DATA = Path(__file__).resolve().parents[4] / "tests" / "data" / "pabulib"


def test_equal_shares_serves_the_minority_that_greedy_leaves_out() -> None:
    # 5 voters, 500 to spend, 100 each. Three want park (300) and pool (250), two want bench (200).
    # greedy: pool (3 votes, cheaper), then park does not fit into 250, bench does: 450.
    # Equal Shares: pool costs its supporters 250/3 = 83.33 each; park 300/3 = 100: both 1/3 of a vote a
    # unit of
    # cost, so level; pool is cheaper. Then park has 3 x 16.67 = 50 of 300 = 16 %. bench: 2 x 100 = 200,
    # bought.
    ballots = [["park", "pool"]] * 3 + [["bench"]] * 2
    election = election_of({"park": 300, "pool": 250, "bench": 200}, ballots, 500)
    assert count(election, "greedy").winners == ("pool", "bench")
    outcome = count(election, "equal-shares")
    assert outcome.winners == ("pool", "bench")
    assert [step.price for step in outcome.steps] == pytest.approx([250 / 3, 100])
    assert outcome.ties[0].by == "cost"
    assert outcome.ties[0].decisive
    assert outcome.reasons["park"].share == pytest.approx(50 / 300)
    assert (outcome.voters_without, outcome.winners_per_voter) == (0, 1)


def test_supporters_who_have_less_give_all_they_have() -> None:
    # 5 voters, 200 to spend, 40 each. a: 4 votes, 120 -> 30 each, leaving 10, 10, 10, 10, 40.
    # b (45): voters 4 and 5 have 10 + 40 = 50; 22.50 each is more than 10, so 10 and 35: bought, leaving 0
    # and 5.
    election = election_of({"a": 120, "b": 45}, [["a"], ["a"], ["a"], ["a", "b"], ["b"]], 200)
    outcome = count(election, "equal-shares")
    assert outcome.winners == ("a", "b")
    assert [(step.price, step.gave_all) for step in outcome.steps] == [(pytest.approx(30), 0), (35, 1)]
    assert outcome.left == 35


def test_money_that_just_does_is_enough_and_a_hair_less_is_not() -> None:
    # 3 voters, 1 to spend, 1/3 each, which no binary number holds. Cost 2/3 with two supporters: exactly
    # enough.
    ballots = [["a"], ["a"], []]
    assert count(election_of({"a": Fraction(2, 3)}, ballots, 1), "equal-shares").winners == ("a",)
    dearer = count(election_of({"a": Fraction(2, 3) + Fraction(1, 10**15)}, ballots, 1), "equal-shares")
    assert dearer.winners == ()
    assert dearer.reasons["a"].kind == "short"
    assert dearer.reasons["a"].explain() == "Its supporters had 99 % of what it needed."


def test_projects_nearer_than_rounding_are_told_apart() -> None:
    # b is worth a hundred thousand millionth more to the voter, so costs that much less for each unit of
    # worth.
    big = 10**11
    points = [{"a": big - 1, "b": big}]
    election = election_of({"a": 1, "b": 1}, points, 1, vote_type="cumulative")
    assert count(election, "equal-shares").winners == ("b",)
    assert count(election, "equal-shares").exact_steps == 1
    level = election_of({"a": 1, "b": 1}, [{"a": big, "b": big}], 1, vote_type="cumulative")
    assert count(level, "equal-shares").ties[0].projects == ("a", "b")


def test_ranks_count_down_from_the_longest_ballot_allowed() -> None:
    # max_length 3: first 3, second 2, third 1. a: 3 + 2 = 5; b: 2 + 3 = 5; c: 3 + 1 = 4. a and b cost the
    # same
    # and have 2 votes each, so the list decides.
    ballots = [["a", "b"], ["b", "a", "c"], ["c"]]
    election = election_of(
        {"a": 10, "b": 10, "c": 10}, ballots, 20, vote_type="ordinal", meta={"max_length": "3"}
    )
    assert [int(score) for score in election.scores] == [5, 5, 4]
    assert count(election, "greedy").winners == ("a", "b")


def test_projects_that_a_voter_does_not_score_get_the_default() -> None:
    # Default 2. a: 5 + 2 = 7; b: 1 + 4 = 5; c: 2 + 2 = 4, but nobody gave it anything, so it cannot win.
    ballots = [{"a": 5, "b": 1}, {"b": 4}]
    election = election_of(
        {"a": 10, "b": 10, "c": 1}, ballots, 11, vote_type="scoring", meta={"default_score": "2"}
    )
    assert [int(score) for score in election.scores] == [7, 5, 4]
    outcome = count(election, "greedy")
    assert outcome.winners == ("a",)
    assert (outcome.reasons["b"].kind, outcome.reasons["c"].kind) == ("did-not-fit", "no-votes")


def test_points_and_costs_may_have_decimals() -> None:
    # a: 2.5 + 1 = 3.5 points, b: 0.5 + 2.75 = 3.25. Both cost 10.05; 20.09 is a penny too little for both.
    ballots = [{"a": "2.5", "b": "0.5"}, {"a": "1", "b": "2.75"}]
    election = election_of({"a": "10.05", "b": "10.05"}, ballots, "20.09", vote_type="cumulative")
    assert election.scores == (Fraction(7, 2), Fraction(13, 4))
    assert count(election, "greedy").winners == ("a",)
    assert count(election, "greedy").left == Fraction("10.04")


def test_phragmen_stops_at_the_first_that_does_not_fit() -> None:
    # Time at which supporters have the cost: a 6/3 = 2, b 4/1 = 4, c 30/3 = 10. After a at 2: c has to wait
    # for
    # (30 + 3 x 2)/3 = 12. b at 4. Then c at 12, but 10 - 6 - 4 = 0 is left: stop.
    ballots = [["a", "c"], ["a", "c"], ["a", "c"], ["b"]]
    outcome = count(election_of({"a": 6, "b": 4, "c": 30}, ballots, 36), "phragmen")
    assert outcome.winners == ("a", "b")
    assert [step.price for step in outcome.steps] == [2, 4]
    assert outcome.reasons["c"].kind == "overspends"


def test_maximin_support_moves_what_was_spread_before() -> None:
    # a (3) has voters 1 and 2: 1.50 each. b (2) has voter 1 only, with 1.50 + 2 = 3.50 if a stays where it
    # is; but
    # voter 2 can carry more of a: (3 + 2)/2 = 2.50. c (7, voters 2 and 3) at that step: 7/2 = 3.50, so b is
    # bought.
    # Then c: all three together, (3 + 2 + 7)/3 = 4.
    ballots = [["a", "b"], ["a", "c"], ["c"]]
    outcome = count(election_of({"a": 3, "b": 2, "c": 7}, ballots, 12), "maximin-support")
    assert outcome.winners == ("a", "b", "c")
    assert [step.price for step in outcome.steps] == [1.5, 2.5, 4]


def test_wieliczka_2023_has_its_official_winners() -> None:
    # Official: 30 of 64 projects for 995,079 of 1,000,000 PLN, by adding one until the next step
    # overspends. To
    # stop when nothing more fits gives 31. Published: 18 % of voters without a project against 28 % by
    # votes.
    election = read_pabulib(DATA / "wieliczka_2023.pb")
    outcome = count(election, "equal-shares", completion="add1-overspend")
    assert set(outcome.winners) == set(election.official_winners or ())
    assert (len(outcome.winners), outcome.cost) == (30, 995_079)
    assert outcome.next is not None
    assert outcome.next.cost > 1_000_000
    assert len(count(election, "equal-shares", completion="add1-exhaustive").winners) == 31
    greedy = count(election, "greedy")
    assert (round(outcome.share_without, 2), round(greedy.share_without, 2)) == (0.18, 0.28)
    assert (int(100 * outcome.winners_per_voter), int(100 * greedy.winners_per_voter)) == (161, 147)


def test_swiecie_2023_has_its_official_winners_with_its_rule_on_support() -> None:
    # Official: 17 of 22 for 1,040,337 of 1,070,000 PLN. A project needs a third of the votes that its part
    # of the
    # budget would call for: one (14.7 % of voters, 48.2 % of the budget: 16.1 % needed) was out.
    election = read_pabulib(DATA / "swiecie_2023.pb")
    outcome = count(election, "equal-shares", completion="add1-overspend", minimum_support=Fraction(1, 3))
    assert (len(outcome.winners), outcome.cost) == (17, 1_040_337)
    assert [each for each, why in outcome.reasons.items() if why.kind == "below-support"] == ["c22"]
    assert outcome.reasons["c22"].had == 375


def test_tiny_elections_have_the_winners_that_pabutools_found() -> None:
    rules = {
        "equal-shares": ("equal-shares", None),
        "add1": ("equal-shares", "add1-exhaustive"),
        "overspend": ("equal-shares", "add1-overspend"),
    }
    told = json.loads((DATA / "tiny_elections.json").read_text(encoding="utf-8"))
    for said in told:
        election = election_of(said["projects"], said["ballots"], said["budget"], vote_type=said["vote_type"])
        for named, winners in said["winners"].items():
            name, _, utility = named.partition(":")
            rule, completion = rules.get(name, (name, None))
            of = utility if rule == "equal-shares" else None
            found = count(election, rule, completion=completion, utility=of)
            assert sorted(found.winners) == winners, (said, named)
    assert len(told) == 40
