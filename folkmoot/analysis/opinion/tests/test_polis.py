"""The published recipe of Polis, as a comparison."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.opinion import map_opinions
from folkmoot.analysis.opinion.exports import read_polis
from folkmoot.analysis.opinion.polis import polis_plane, who_counts
from folkmoot.analysis.opinion.votes import VoteTable, read_votes

REAL = Path(__file__).resolve().parents[4] / "tests/data/conversations"
NAMES = ("15-per-hour-seattle", "canadian-electoral-reform", "scoop-hivemind.taxes")


def filled_by_hand(table: VoteTable) -> tuple[np.ndarray, np.ndarray]:
    """The recipe as it is written: a full matrix, empty cells filled with the mean of their column."""
    votes = np.full((table.n_people, table.n_statements), np.nan)
    votes[table.rows(), table.indices] = table.values
    average = np.nanmean(votes, axis=0)
    centred = np.where(np.isnan(votes), average, votes) - average
    _left, values, axes = np.linalg.svd(centred, full_matrices=False)
    stretch = np.sqrt(table.n_statements / (~np.isnan(votes)).sum(axis=1))
    return centred @ axes[:2].T * stretch[:, None], values**2 / np.sum(values**2)


def table_of(name: str) -> VoteTable:
    found = read_polis(REAL / name)
    return read_votes(found.person, found.statement, found.vote)


def random_votes(n_people: int, n_statements: int, seed: int = 0) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(seed)
    said = rng.integers(-1, 2, (n_people, n_statements))
    said[: n_people // 2, : n_statements // 2] = 1
    rows, columns = np.nonzero(rng.random((n_people, n_statements)) < 0.6)
    return rows, columns, said[rows, columns]


@pytest.mark.parametrize("name", NAMES)
def test_positions_are_those_of_the_full_matrix_on_the_real_conversations(name):
    table = table_of(name)
    plane, (positions, share) = polis_plane(table), filled_by_hand(table)
    assert plane.share == pytest.approx(share[:2])
    for axis in (0, 1):
        turn = np.sign(plane.positions[:, axis] @ positions[:, axis])
        assert plane.positions[:, axis] == pytest.approx(turn * positions[:, axis], abs=1e-6)


@pytest.mark.parametrize(("name", "least"), list(zip(NAMES, (0.45, 0.83, 0.74), strict=True)))
def test_groups_resemble_what_polis_exported_at_least_as_much_as_red_dwarf_does(name, least):
    # red-dwarf 0.4.0 on the same votes has an adjusted Rand index of .459, .838 and .741.
    exported = read_polis(REAL / name).exported_group
    table, plane = table_of(name), polis_plane(table_of(name))
    pairs = [
        (exported[person], group)
        for person, group in zip(table.people.tolist(), plane.group.tolist(), strict=True)
        if person in exported and group >= 0
    ]
    assert plane.n_groups == 2
    assert rand_index(pairs) > least


def rand_index(pairs: list[tuple[int, int]]) -> float:
    table = np.zeros((9, 9))
    np.add.at(table, tuple(np.array(pairs).T), 1)
    both, rows, columns = (
        (each * (each - 1) / 2).sum() for each in (table, table.sum(axis=1), table.sum(axis=0))
    )
    chance = rows * columns / (len(pairs) * (len(pairs) - 1) / 2)
    return float((both - chance) / ((rows + columns) / 2 - chance))


def test_a_small_map_is_what_it_is_by_hand():
    # Two statements, three people: (1, 1), (1, -1), (-1, nothing). Averages 1/3 and 0.
    # Centred: (2/3, 1), (2/3, -1), (-4/3, 0): products 24/9 and 2, no products across, so the axes are
    # the statements: shares 2.667 and 2 of 4.667. The third person's vote is stretched by the root of 2/1.
    plane = polis_plane(read_votes([0, 0, 1, 1, 2], [0, 1, 0, 1, 0], [1, 1, 1, -1, -1]))
    assert plane.average.tolist() == pytest.approx([1 / 3, 0])
    assert plane.share.tolist() == pytest.approx([4 / 7, 3 / 7])
    assert plane.loadings == pytest.approx(np.eye(2))
    assert plane.positions == pytest.approx(np.array([[2 / 3, 1], [2 / 3, -1], [-4 / 3 * np.sqrt(2), 0]]))
    # Chance of an answer to statement 0: (4/9 + 4/9 + 16/9) / 3 = 8/9; to statement 1: 1.
    assert plane.spread[0] == pytest.approx([np.sqrt(8 / 9), 1])
    assert plane.spread[2] == pytest.approx([np.sqrt(16 / 9), 0])


def test_large_and_small_conversations_take_two_ways_to_the_same_axes(monkeypatch):
    table = read_votes(*random_votes(80, 60))
    by_steps = polis_plane(table)
    monkeypatch.setattr("folkmoot.analysis.opinion.polis.SMALL", 1000)
    assert polis_plane(table).positions == pytest.approx(by_steps.positions, abs=1e-5)


@given(st.permutations(range(40)), st.permutations(range(12)))
@settings(max_examples=15)
def test_who_came_first_and_what_numbers_they_have_does_not_matter(people, statements):
    person, statement, vote = random_votes(40, 12)
    plane = polis_plane(read_votes(person, statement, vote))
    others, items = np.array(people), np.array(statements)
    again = polis_plane(read_votes(others[person][::-1], items[statement][::-1], vote[::-1]))
    assert again.positions[others] == pytest.approx(plane.positions, abs=1e-8)
    assert again.silhouettes == pytest.approx(plane.silhouettes, abs=1e-6)


def test_the_same_votes_in_another_order_give_the_same_bits():
    person, statement, vote = random_votes(300, 80)
    plane = polis_plane(read_votes(person, statement, vote))
    order = np.random.default_rng(1).permutation(len(vote))
    again = polis_plane(read_votes(person[order], statement[order], vote[order]))
    assert again.positions.tobytes() == plane.positions.tobytes()
    assert again.group.tobytes() == plane.group.tobytes()


def test_people_with_few_votes_have_a_place_and_no_group():
    person, statement, vote = random_votes(40, 30)
    few = person != 5
    plane = polis_plane(
        read_votes(np.append(person[few], 5), np.append(statement[few], 3), np.append(vote[few], 1))
    )
    assert plane.group[5] == -1
    assert np.isfinite(plane.positions).all()


def test_the_bar_of_seven_votes_is_lowered_until_fifteen_people_count():
    # Two have seven; of those with fewer the thirteen with most are asked in, and all equal with the last.
    votes = np.array([9, 7, *[5] * 10, *[4] * 6, *[1] * 20])
    assert who_counts(votes, 100).tolist() == [True] * 18 + [False] * 20
    assert who_counts(np.array([2, 1]), 2).tolist() == [True, True]


@pytest.mark.parametrize(
    ("person", "statement", "vote"),
    [
        ([], [], []),
        ([4], [9], [1]),
        ([0, 1, 2], [0, 0, 0], [1, 1, 1]),
        ([0, 0, 1, 1], [0, 1, 0, 1], [0, 0, 0, 0]),
        (np.repeat(np.arange(20), 60), np.tile(np.arange(60), 20), np.ones(1200, int)),
    ],
    ids=["nobody", "one vote", "all agree", "all passes", "all agree on many"],
)
def test_votes_that_hold_no_difference_give_a_map_in_one_place_without_groups(person, statement, vote):
    plane = polis_plane(read_votes(person, statement, vote))
    assert plane.n_groups == 0
    assert not plane.positions.any()
    assert plane.share.tolist() == [0, 0]
    assert "finds no groups" in plane.explain()


def test_one_statement_gives_one_axis():
    plane = polis_plane(read_votes(range(20), [3] * 20, [1] * 12 + [-1] * 8))
    assert plane.share.tolist() == pytest.approx([1, 0])
    assert not plane.positions[:, 1].any()
    assert np.bincount(plane.group).tolist() == [12, 8]
    assert plane.explain() == (
        "The recipe of Polis finds 2 groups; it always finds at least two. Silhouettes: 1.00 for 2."
    )


def test_the_recipe_stands_beside_the_open_map_with_the_same_fields():
    votes = read_polis(REAL / NAMES[2])
    found = map_opinions(votes.person, votes.statement, votes.vote, method="polis")
    assert (found.method, found.n_groups, found.group_sizes) == ("polis", 2, (245, 48))
    assert found.positions.shape == found.spread.shape == (333, 2)
    assert np.sum(found.group < 0) == np.sum(found.chance == 0) == 333 - 245 - 48
    assert not found.lean.any()
    assert "it always finds at least two" in found.explain()
    counted = sum(tally.votes for each in found.statements for tally in each.by_group)
    grouped = found.group[np.searchsorted(found.people, votes.person)] >= 0
    assert counted == grouped.sum()


def test_expected_votes_of_the_recipe_are_nearer_to_the_votes_than_averages_are():
    votes = read_polis(REAL / NAMES[2])
    found = map_opinions(votes.person, votes.statement, votes.vote, method="polis")
    rows = np.searchsorted(found.people, votes.person)
    columns = np.searchsorted(found.statement_ids, votes.statement)
    missed = votes.vote - found.expected_votes(rows, columns)
    assert np.mean(missed**2) < 0.85 * np.mean((votes.vote - found.average[columns]) ** 2)


def test_progress_ends_at_its_total():
    said: list[tuple[int, int]] = []
    polis_plane(read_votes(*random_votes(20, 5)), progress=lambda done, total: said.append((done, total)))
    assert said == [(1, 4), (2, 4), (3, 4), (4, 4)]
