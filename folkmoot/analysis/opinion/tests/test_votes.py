"""Votes become a table, whatever their order, and what cannot be right is refused with its row."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.opinion import memory, opinion_map
from folkmoot.analysis.opinion.columns import WIDE
from folkmoot.analysis.opinion.votes import VoteTable, read_votes

VOTES = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from([0, 3, 10**12, 70_000]), st.sampled_from([-1, 0, 1])),
    min_size=1,
    max_size=40,
)


def as_dictionary(table: VoteTable) -> dict[tuple[int, int], int]:
    rows = zip(table.rows().tolist(), table.indices.tolist(), table.values.tolist(), strict=True)
    return {(int(table.people[row]), int(table.statements[column])): vote for row, column, vote in rows}


@given(VOTES)
def test_every_pair_keeps_its_last_vote(rows):
    table = read_votes(*zip(*rows, strict=True))
    assert as_dictionary(table) == {(person, statement): vote for person, statement, vote in rows}
    assert np.all(np.diff(table.people) > 0)
    assert np.all(np.diff(table.statements) > 0)
    assert all(np.all(np.diff(part) > 0) for part in np.split(table.indices.astype(int), table.indptr[1:-1]))


@given(VOTES, st.sampled_from([np.int16, np.int32, np.int64]))
def test_sorted_votes_need_no_sorting_and_come_out_the_same(rows, kind):
    last = sorted({(person, statement % 1000): vote for person, statement, vote in rows}.items())
    columns = [np.array(column) for column in zip(*[(*pair, vote) for pair, vote in last], strict=True)]
    table = read_votes(columns[0].astype(kind), columns[1].astype(kind), columns[2].astype(np.int8))
    shuffled = np.random.default_rng(0).permutation(len(last))
    other = read_votes(*(column[shuffled] for column in columns))
    for field in ("people", "statements", "indptr", "indices", "values"):
        assert np.array_equal(getattr(table, field), getattr(other, field))


def test_more_people_than_sixteen_bits_hold_are_sorted_too():
    people = np.arange(70_000)[::-1]
    table = read_votes(people, np.zeros(70_000, int), np.where(people % 2, 1, -1))
    assert np.array_equal(table.people, np.arange(70_000))
    assert np.array_equal(table.values, np.where(np.arange(70_000) % 2, 1, -1))


def test_ids_that_jump_are_numbered_by_sorting():
    table = read_votes([10**12, 5, 10**12 + WIDE], [10**15, 2, 2], [1, 0, -1])
    assert table.people.tolist() == [5, 10**12, 10**12 + WIDE]
    assert as_dictionary(table)[10**12, 10**15] == 1


def test_nobody_is_a_table_without_rows():
    table = read_votes([], [], [])
    assert (table.n_people, table.n_statements, table.n_votes) == (0, 0, 0)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (([1, 2], [1, 2], [1, 2]), "The vote in row 1 (the first is row 0) is 2: write 1 for agree"),
        (([1, -2], [1, 2], [1, 1]), "The person in row 1 (the first is row 0) is -2, below 0"),
        (([1, 2], [-1, 2], [1, 1]), "The statement in row 0 (the first is row 0) is -1, below 0"),
        (([1, 2, 3], [1, 2], [1, 1]), "differ in length (3 of person, 2 of statement, 2 of vote)"),
        (([1, 2], [1, 2], [1, 0.5]), "The vote in row 1 (the first is row 0) is '0.5', which is not a whole"),
        (([1.0, float("nan")], [1, 2], [1, 1]), "The person in row 1 (the first is row 0) is 'nan'"),
        (([1, 2], ["a", "b"], [1, 1]), "The statement in row 0 (the first is row 0) is 'a'"),
        (([1, 2], [1, 2], [1, None]), "The vote in row 1 (the first is row 0) is 'None'"),
        (([1, 2], [1, 2], [True, False]), "The vote in row 0 (the first is row 0) is 'True'"),
        (([1, 2**64], [1, 2], [1, 1]), "The person in row 1 (the first is row 0) is '18446744073709551616'"),
        (([[1, 2]], [1, 2], [1, 1]), "The column person has 2 dimensions"),
        (([1.0, 2.0], [1, 2], [1, 1]), "The column person is stored as float64: store it as whole numbers"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_row(columns, words):
    with pytest.raises(ValueError, match=r"^[^\n]+$") as refused:
        read_votes(*columns)
    assert words in str(refused.value)


def test_what_would_not_fit_is_refused_before_it_is_tried(monkeypatch):
    monkeypatch.setattr(memory, "free_bytes", lambda: 1 << 20)
    with pytest.raises(ValueError, match=r"Mapping 2 votes needs about 0.1 GB of memory and 0.0 GB are free"):
        opinion_map.map_opinions([1, 2], [1, 1], [1, -1])


def test_a_machine_that_does_not_say_is_trusted(monkeypatch, tmp_path):
    monkeypatch.setattr(memory, "MEMINFO", tmp_path / "none")
    assert memory.free_bytes() is None
    memory.check_fits(1 << 60, "everything")


def test_sorting_that_would_not_fit_is_refused(monkeypatch):
    monkeypatch.setattr(memory, "free_bytes", lambda: 50)
    assert read_votes([1, 2], [1, 1], [1, -1]).n_votes == 2
    with pytest.raises(ValueError, match="2 votes that are not sorted by person"):
        read_votes([2, 1], [1, 1], [1, -1])
