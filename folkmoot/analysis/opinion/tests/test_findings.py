"""Counts, bounds and slates against sums done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.opinion import read_votes
from folkmoot.analysis.opinion.bounds import at_least, beyond_chance
from folkmoot.analysis.opinion.counts import Counts, count, count_by_group
from folkmoot.analysis.opinion.ends import ends_of
from folkmoot.analysis.opinion.slate import choose_slate
from folkmoot.analysis.opinion.statements import StatementFinding, Tally, find_statements

# Statement 10: three agree. Statement 11: one agrees, one disagrees, one passes.
TABLE = read_votes([1, 2, 3, 1, 2, 3], [10, 10, 10, 11, 11, 11], [1, 1, 1, 1, -1, 0])


def test_votes_are_counted_by_statement_and_by_group():
    counts = count(TABLE)
    assert (counts.agree.tolist(), counts.disagree.tolist(), counts.passed.tolist()) == (
        [3, 1],
        [0, 1],
        [0, 1],
    )
    groups = count_by_group(TABLE, np.array([0, 1, -1]), 2)
    assert groups.agree.tolist() == [[1, 1], [1, 0]]
    assert groups.disagree.tolist() == [[0, 0], [0, 1]]
    assert groups.passed.tolist() == [[0, 0], [0, 0]]


def test_common_ground_is_the_bound_of_the_group_that_agrees_least():
    # Group 1: 80 of 100 agree, group 2: 6 of 10. The share is lower and less certain in group 2:
    # z = 1.645, (0.6 + z²/20 - z √(0.6 x 0.4 / 10 + z²/400)) / (1 + z²/10)
    #   = (0.6 + 0.1353 - 1.645 x √(0.024 + 0.00676)) / 1.2706 = (0.7353 - 0.2885) / 1.2706 = 0.352
    groups = Counts(np.array([[80], [6]]), np.array([[15], [2]]), np.array([[5], [2]]))
    whole = Counts(np.array([86]), np.array([17]), np.array([7]))
    (finding,) = find_statements(np.array([4]), whole, groups, np.zeros(1))
    assert finding.common_ground == pytest.approx(0.352, abs=0.001)
    # Averages are (80 - 15) / 100 = 0.65 and (6 - 2) / 10 = 0.4; half their distance is 0.125.
    assert finding.division == pytest.approx(0.125)
    assert not finding.divides
    assert finding.contrast(0) == "80 of 100 agreed, 6 of 10 elsewhere (15 and 2 disagreed)"
    assert "at least 35% agree in every group; no difference beyond chance." in finding.explain()


def test_without_groups_everybody_is_one():
    (first, second) = find_statements(TABLE.statements, count(TABLE), None, np.array([0.1, 0.4]))
    # Three of three: 1 / (1 + z²/3) = 3 / (3 + 2.706) = 0.526
    assert first == StatementFinding(10, Tally(3, 0, 0), (), pytest.approx(0.526, abs=1e-3), 0.0, 0.1, False)
    assert second.overall == Tally(1, 1, 1)
    assert second.explain().startswith("Statement 11: 1 of 3 agreed, 1 disagreed, 1 passed; at least")


def test_without_groups_common_ground_reaches_from_one_end_to_the_other():
    # 40 of 50 agree over all, yet only 6 of 10 at one end (bound 0.352, as summed above) and 19 of 20 at the
    # other: (0.95 + z²/40 - z √(0.95 x 0.05 / 20 + z²/1600)) / (1 + z²/20)
    #   = (0.95 + 0.0676 - 1.645 x √(0.002375 + 0.00169)) / 1.1353 = (1.0176 - 0.1049) / 1.1353 = 0.804.
    # Over all: (0.8 + z²/100 - z √(0.16 / 50 + z²/10000)) / (1 + z²/50)
    #   = (0.8 + 0.0271 - 1.645 x √(0.0032 + 0.00027)) / 1.0541 = (0.8271 - 0.0969) / 1.0541 = 0.693.
    whole = Counts(np.array([40]), np.array([6]), np.array([4]))
    ends = Counts(np.array([[6], [19]]), np.array([[2], [1]]), np.array([[2], [0]]))
    (finding,) = find_statements(np.array([4]), whole, None, np.array([0.3]), ends)
    assert finding.common_ground == pytest.approx(0.352, abs=0.001)
    assert finding.agreed_overall == pytest.approx(0.693, abs=0.001)
    assert finding.by_end == (Tally(6, 2, 2), Tally(19, 1, 0))
    # 1 of 20 disagree at the other end: (0.05 + 0.0676 - 1.645 x √(0.002375 + 0.00169)) / 1.1353 = 0.011
    assert finding.common_rejection == pytest.approx(0.011, abs=0.001)
    # 6 of 50 over all: (0.12 + 0.0271 - 1.645 x √(0.12 x 0.88 / 50 + 0.00027)) / 1.0541 = 0.0634
    assert finding.rejected_overall == pytest.approx(0.0634, abs=0.0003)
    assert (finding.by_group, finding.division, finding.divides) == ((), 0.3, False)
    assert finding.explain().endswith(
        "(at one end of the main line: 6 of 10 agreed, 2 disagreed, 2 passed; "
        "at the other: 19 of 20 agreed, 1 disagreed, 0 passed); at least 35% agree at both ends."
    )


def test_everybody_together_bounds_what_both_ends_agree_on():
    # The middle can agree less than both ends: 10 of 10 and 10 of 10 there, none of the 30 between.
    whole = Counts(np.array([20]), np.array([30]), np.array([0]))
    ends = Counts(np.array([[10], [10]]), np.array([[0], [0]]), np.array([[0], [0]]))
    (finding,) = find_statements(np.array([4]), whole, None, np.zeros(1), ends)
    assert finding.common_ground == finding.agreed_overall < 0.4


def test_the_ends_are_thirds_of_those_whose_votes_tell_enough():
    # Variance 1: a spread of .6 tells 1 - .36 = .64 of the line, one of .9 tells .19, under half of .64.
    position = np.array([-3.0, -2, -1, 0, 1, 2, 3, 9])
    spread = np.array([0.6] * 7 + [0.9])
    # Of the seven, a third and two thirds of the way from -3 to 3 lie -1 and 1.
    assert ends_of(position, spread, 1.0).tolist() == [-1, -1, -1, 0, 1, 1, 1, 0]


def test_people_at_one_place_have_no_ends():
    assert ends_of(np.zeros(9), np.full(9, 0.5), 1.0).tolist() == [0] * 9
    assert ends_of(np.zeros(1), np.ones(1), 1.0).tolist() == [0]


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(0.1, 1)), min_size=1, max_size=40), st.randoms())
def test_ends_do_not_depend_on_the_order_of_people(people, random):
    found = ends_of(*np.array(people).T, 1.0)
    order = random.sample(range(len(people)), len(people))
    assert ends_of(*np.array(people)[order].T, 1.0).tolist() == found[order].tolist()
    positions = np.array(people)[:, 0]
    assert (positions[found < 0].max(initial=-4) < positions[found > 0].min(initial=4)) or not found.any()


def test_a_group_that_did_not_vote_gives_no_ground_and_no_division():
    groups = Counts(np.array([[9], [0]]), np.array([[1], [0]]), np.array([[0], [0]]))
    whole = Counts(np.array([9]), np.array([1]), np.array([0]))
    (finding,) = find_statements(np.array([1]), whole, groups, np.zeros(1))
    assert (finding.common_ground, finding.division, finding.divides) == (0.0, 0.0, False)


def test_the_bound_holds_nineteen_times_of_twenty():
    rng = np.random.default_rng(1)
    for share, n in ((0.5, 20), (0.8, 60), (0.9, 400)):
        wrong = np.mean(at_least(rng.binomial(n, share, 20_000), np.full(20_000, n)) > share)
        assert wrong < 0.075


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_bound_never_exceeds_the_share(some, others):
    bound = float(at_least(np.array([some]), np.array([some + others]))[0])
    assert 0 <= bound <= (some / (some + others) if some + others else 0) + 1e-12


def test_chance_is_kept_out_of_a_thousand_statements():
    rng = np.random.default_rng(2)
    assert beyond_chance(rng.random(1000)).sum() <= 2
    chances = np.append(rng.random(900), np.full(100, 1e-6))
    kept = beyond_chance(chances)
    assert kept[900:].all()
    assert kept[:900].sum() <= 15


def test_a_slate_speaks_for_those_who_have_nothing_yet():
    # Statement 1 pleases 0, 1, 2; statement 2 pleases 1, 2; statement 3 pleases 3. After 1 only 3 adds any.
    votes = [(0, 1, 1), (1, 1, 1), (2, 1, 1), (1, 2, 1), (2, 2, 1), (3, 3, 1), (4, 1, -1)]
    slate = choose_slate(read_votes(*zip(*votes, strict=True)), 5)
    assert (slate.statements, slate.added, slate.covered) == ((1, 3), (3, 1), 0.8)
    assert (slate.left_out.tolist(), slate.silent) == ([4], 1)
    assert slate.explain().startswith("2 statements speak for 80% of people")


def test_ties_go_to_more_agreement_then_to_the_lower_number():
    votes = [(0, 5, 1), (1, 4, 1), (2, 7, 1), (3, 7, 1)]
    assert choose_slate(read_votes(*zip(*votes, strict=True)), 3).statements == (7, 4, 5)


@pytest.mark.parametrize("size", [0, -1, 2.5, True])
def test_a_slate_of_nothing_is_refused(size):
    with pytest.raises(ValueError, match="ask for 1 or more"):
        choose_slate(TABLE, size)


@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.integers(0, 5), st.sampled_from([-1, 0, 1])), min_size=1, max_size=50
    ),
    st.integers(1, 4),
)
def test_no_large_united_group_is_left_with_nothing(rows, size):
    table = read_votes(*zip(*rows, strict=True))
    slate = choose_slate(table, size)
    last = {(person, statement): vote for person, statement, vote in rows}
    agreed = {pair for pair, vote in last.items() if vote == 1}
    spoken = {person for person, statement in agreed if statement in slate.statements}
    assert set(slate.left_out.tolist()) == set(table.people.tolist()) - spoken
    if len(slate.statements) == size:
        for statement in table.statements.tolist():
            united = [person for person in slate.left_out.tolist() if (person, statement) in agreed]
            assert len(united) <= table.n_people / size
