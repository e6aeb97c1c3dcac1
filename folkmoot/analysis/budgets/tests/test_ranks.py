"""What places on ranked ballots are worth: as cities score them, and as other programs count them."""

from __future__ import annotations

import pytest

from folkmoot.analysis.budgets import Election, count, election_of


def ranked(*, vote_type: str = "ordinal", **meta: str) -> Election:
    ballots = [["a", "b"], ["a", "b"], ["b"]]
    return election_of({"a": 6, "b": 6}, ballots, 12, vote_type=vote_type, meta=meta)


def test_the_first_place_is_worth_as_many_points_as_places() -> None:
    assert ranked().scores == (4, 4)  # a: 2 + 2; b: 1 + 1 + 2
    assert ranked(max_length="3").scores == (6, 7)  # a: 3 + 3; b: 2 + 2 + 3


def test_equal_shares_counts_the_points_of_places() -> None:
    # 4 for each voter. Both ask 6 / 4 = 1.50 a point and cost the same; b has more votes. Its supporters pay
    # 1.50, 1.50 and 3, so the two of a have 2.50 each: 5 of the 6 it costs.
    outcome = count(ranked(), "equal-shares")
    assert (outcome.winners, outcome.utility) == (("b",), "points")
    assert outcome.reasons["a"].share == pytest.approx(5 / 6)


def test_counted_down_to_nothing_the_last_on_a_ballot_is_paid_for_by_nobody() -> None:
    # a is above one other on two ballots and costs 3 each; b is last wherever it stands.
    outcome = count(ranked(), "equal-shares", utility="borda")
    assert (outcome.winners, outcome.utility) == (("a",), "borda")
    assert (outcome.reasons["b"].share, outcome.reasons["b"].began) == (0, 0)
    more = count(ranked(), "equal-shares", utility="borda", completion="add1-exhaustive")
    assert (more.winners, more.runs) == (("a",), 1)  # b would fit, but nobody ever pays for it


def test_only_ranked_ballots_can_be_counted_down_to_nothing() -> None:
    with pytest.raises(ValueError, match=r"'borda' goes with ranked ballots only, and these are 'approval'"):
        count(ranked(vote_type="approval"), "equal-shares", utility="borda")
