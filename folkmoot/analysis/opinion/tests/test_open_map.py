"""The open map: the planted groups and no others, the same map from the same votes, odd conversations."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from folkmoot.analysis.opinion import map_opinions
from folkmoot.analysis.opinion.tests.planted import plant

FIELDS = ("people", "positions", "spread", "group", "chance", "lean", "caution", "end")


@pytest.fixture(scope="module")
def town():
    return plant(600, 150, density=0.4, groups=3, seed=2)


@pytest.fixture(scope="module")
def found(town):
    return map_opinions(town.person, town.statement, town.vote)


def test_planted_groups_are_found_and_numbered_by_size(town, found):
    assert found.n_groups == 3
    assert not found.end.any()
    assert not any(each.by_end for each in found.statements)
    best = adjusted_rand_score(town.group, town.best_guess())
    assert adjusted_rand_score(town.group[found.people], found.group) > 0.9 * best
    assert list(found.group_sizes) == sorted(found.group_sizes, reverse=True)
    assert sum(found.group_sizes) + found.evidence.unplaced == len(found.people)


@pytest.mark.parametrize("seed", range(6))
def test_one_planted_group_is_no_group(seed):
    votes = plant(400, 60, density=0.3, groups=1, seed=seed)
    found = map_opinions(votes.person, votes.statement, votes.vote)
    assert found.n_groups == 0
    assert set(found.group.tolist()) == {-1}
    assert bool(found.end.any()) == bool(found.evidence.axes) == bool(found.statements[0].by_end)
    assert found.evidence.explain().startswith("No clear groups")


def test_a_line_from_one_side_to_the_other_is_no_group():
    rng = np.random.default_rng(3)
    side, slope = rng.uniform(-2, 2, 500), rng.normal(0, 1, 40)
    votes = np.where(rng.random((500, 40)) < 1 / (1 + np.exp(-2 * side[:, None] * slope)), 1, -1)
    person, statement = np.nonzero(rng.random((500, 40)) < 0.7)
    found = map_opinions(person, statement, votes[person, statement])
    assert (found.n_groups, found.evidence.axes > 0) == (0, True)
    assert abs(np.corrcoef(found.positions[:, 0], side)[0, 1]) > 0.9
    assert "without a gap" in found.evidence.explain()


@pytest.fixture(scope="module")
def line():
    """Votes along a line without a gap on 40 statements; all agree with two more, one end with the last."""
    rng = np.random.default_rng(3)
    side, slope = rng.uniform(-2, 2, 500), rng.normal(0, 1, 40)
    votes = np.where(rng.random((500, 40)) < 1 / (1 + np.exp(-2 * side[:, None] * slope)), 1, -1)
    last = np.where(rng.random(500) < 1 / (1 + np.exp(2 * side)), 1, -1)
    votes = np.column_stack([votes, np.ones((500, 2), int), last])
    person, statement = np.nonzero(rng.random(votes.shape) < 0.7)
    return side, person, statement, votes[person, statement]


def test_common_ground_of_a_line_is_what_both_ends_agree_with(line):
    side, person, statement, vote = line
    found = map_opinions(person, statement, vote)
    assert found.n_groups == 0
    low, high = side[found.end < 0], side[found.end > 0]
    assert min(len(low), len(high)) > 120
    assert abs(low.mean() - high.mean()) > 2
    for finding in found.statements:
        for end, tally in zip((-1, 1), finding.by_end, strict=True):
            cast = vote[(statement == finding.statement) & (found.end[person] == end)].tolist()
            assert tally == (cast.count(1), cast.count(-1), cast.count(0))
    assert {each.statement for each in found.common_ground(2)} == {40, 41}
    assert found.statements[42].common_ground < 0.2 < 0.4 < found.statements[42].agreed_overall


def test_the_ends_are_the_same_in_any_order_of_votes(line):
    _side, *columns = line
    found = map_opinions(*columns)
    order = np.random.default_rng(9).permutation(len(columns[0]))
    again = map_opinions(*(each[order] for each in columns))
    assert again.statements == found.statements
    assert np.array_equal(again.end, found.end)


def test_the_order_of_votes_does_not_matter(town, found):
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(len(town.vote))
        again = map_opinions(town.person[order], town.statement[order], town.vote[order])
        for field in FIELDS:
            assert np.array_equal(getattr(found, field), getattr(again, field)), field
        assert again.statements == found.statements
        assert again.evidence == found.evidence


def test_numbering_people_otherwise_changes_nothing_but_their_numbers(town, found):
    number = np.random.default_rng(1).permutation(len(town.group)) * 7 + 10**9
    again = map_opinions(number[town.person], town.statement, town.vote)
    rows = np.searchsorted(again.people, number[found.people])
    for field in FIELDS[1:]:
        assert np.array_equal(getattr(found, field), getattr(again, field)[rows]), field
    assert again.statements == found.statements


def test_numbering_statements_otherwise_leaves_the_groups(town, found):
    number = np.random.default_rng(1).permutation(150)
    again = map_opinions(town.person, number[town.statement], town.vote)
    assert np.array_equal(again.group, found.group)
    assert again.positions == pytest.approx(found.positions, abs=1e-3)


def test_a_sample_is_taken_by_votes_not_by_number(town, monkeypatch):
    from folkmoot.analysis.opinion import open_map

    monkeypatch.setattr(open_map, "LEARNT_FROM", 12_000)
    first = map_opinions(town.person, town.statement, town.vote)
    number = np.random.default_rng(1).permutation(len(town.group))
    again = map_opinions(number[town.person], town.statement, town.vote)
    rows = np.searchsorted(again.people, number[first.people])
    for field in FIELDS[1:]:
        assert np.array_equal(getattr(first, field), getattr(again, field)[rows]), field
    assert first.n_groups >= 2


def test_a_person_with_few_votes_lies_in_the_middle_and_is_marked_unsure(town, found):
    votes = np.bincount(town.person)[found.people]
    few, many = votes <= np.quantile(votes, 0.1), votes >= np.quantile(votes, 0.9)
    assert found.spread[few, 0].mean() > 1.3 * found.spread[many, 0].mean()
    one = map_opinions(np.append(town.person, 10**6), np.append(town.statement, 3), np.append(town.vote, 1))
    row = one.row_of(10**6)
    assert np.abs(one.positions[row, 0]) < 0.2 * np.abs(one.positions[:, 0]).max()
    assert one.spread[row, 0] > one.spread[:, 0].mean()


def test_axes_foretell_votes_that_were_kept_back_better_than_lean_alone(town):
    hidden = np.random.default_rng(0).random(len(town.vote)) < 0.1
    known = ~hidden
    found = map_opinions(town.person[known], town.statement[known], town.vote[known])
    rows, columns = np.searchsorted(found.people, town.person[hidden]), town.statement[hidden]
    truth = town.vote[hidden]
    left = np.mean((truth - found.expected_votes(rows, columns)) ** 2)
    alone = found.average[columns] * (1 - found.caution[rows]) + found.lean[rows]
    assert left < 0.95 * np.mean((truth - alone) ** 2)


def test_lean_is_shown_for_what_it_is():
    rng = np.random.default_rng(4)
    lean = np.repeat([-0.4, 0.4], 100)
    votes = np.where(rng.random((200, 30)) < 0.5 + lean[:, None], 1, -1)
    person, statement = np.nonzero(np.ones((200, 30)))
    found = map_opinions(person, statement, votes.ravel())
    assert found.lean[:100].max() < found.lean[100:].min()
    assert found.explain_lean(150).startswith("Agrees more often than others on the same statements (+0.")
    assert found.explain_lean(3).startswith("Agrees less often than others")
    with pytest.raises(ValueError, match="Person 900 is not on this map"):
        found.explain_lean(900)


def test_progress_never_falls_and_ends_at_its_total(town):
    told = []
    map_opinions(town.person, town.statement, town.vote, progress=lambda *step: told.append(step))
    assert told == sorted(told)
    assert {total for _done, total in told} == {100}
    assert told[-1] == (100, 100)


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="There is no method 'best': use 'open' or 'polis'"):
        map_opinions([1], [1], [1], method="best")


@pytest.mark.parametrize("method", ["open", "polis"])
@pytest.mark.parametrize(
    ("person", "statement", "vote"),
    [
        ([], [], []),
        ([7], [3], [1]),
        ([1, 2, 3], [5, 5, 5], [1, -1, 0]),
        ([1, 1, 2, 2], [1, 2, 1, 2], [0, 0, 0, 0]),
        (list(range(5)) * 3, [0] * 5 + [1] * 5 + [2] * 5, [1] * 15),
        ([1] * 20, list(range(20)), [1] * 20),
        (list(range(30)), list(range(30)), [1, -1] * 15),
        ([10**12, 3, 10**12, 3], [10**15, 10**15, 4, 4], [1, -1, -1, 1]),
    ],
    ids=["nobody", "one vote", "one statement", "all pass", "all agree", "one person", "no overlap", "jumps"],
)
def test_odd_conversations_have_a_map(person, statement, vote, method):
    found = map_opinions(person, statement, vote, method=method)
    n = len(set(person))
    assert (len(found.people), len(found.positions), len(found.group)) == (n, n, n)
    assert found.positions.shape[1] >= 2
    for field in ("positions", "spread", "lean", "caution"):
        assert np.isfinite(getattr(found, field)).all()
    assert len(found.statements) == len(set(statement))
    if method == "open":
        assert found.n_groups == 0
    assert found.explain()
    found.slate(3)


def test_one_who_agrees_with_everything_does_not_make_a_group(town, found):
    everything = np.arange(150)
    votes = [
        np.append(old, new)
        for old, new in (
            (town.person, np.full(150, 9_999)),
            (town.statement, everything),
            (town.vote, np.ones(150, np.int8)),
        )
    ]
    again = map_opinions(*votes)
    assert again.n_groups == found.n_groups
    row = again.row_of(9_999)
    assert again.lean[row] == again.lean.max()


def test_a_group_that_is_not_there_cannot_be_described(found):
    assert [each.divides for each in found.describing(2, n=3)] == [True] * 3
    with pytest.raises(ValueError, match="There is no group 3: groups are numbered from 0 to 2"):
        found.describing(3)
    with pytest.raises(ValueError, match="There is no group 0: none was found"):
        map_opinions([1], [1], [1]).describing(0)


def test_one_person_with_tens_of_thousands_of_votes_has_a_margin_that_is_a_number():
    n = 50_000

    found = map_opinions(np.zeros(n, int), np.arange(n), np.ones(n, int))

    assert np.isfinite(found.spread).all()
    assert np.isfinite(found.positions).all()
    assert found.n_groups == 0
