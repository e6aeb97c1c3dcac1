"""A map that moves with every vote."""

from __future__ import annotations

import copy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.analysis.opinion.live import LiveMap
from folkmoot.analysis.opinion.live_votes import LiveVotes
from folkmoot.analysis.opinion.votes import read_votes

PEOPLE, STATEMENTS, GROUPS = 600, 60, 3


class Town:
    """People of three groups who differ on most statements, in lean, and in what they answered."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.rng = rng
        self.group = rng.integers(0, GROUPS, PEOPLE)
        side = rng.choice([-1.7, 1.7], (GROUPS, STATEMENTS))
        side[:, ::6] = 1.0
        self.chance = 1 / (1 + np.exp(-side - rng.normal(0, 0.3, side.shape)))
        rows, columns = np.nonzero(rng.random((PEOPLE, STATEMENTS)) < 0.5)
        self.votes = (
            rows,
            columns,
            np.array([self.answer(self.group[p], s) for p, s in zip(rows, columns, strict=True)]),
        )

    def answer(self, group: int, statement: int) -> int:
        if self.rng.random() < 0.1:
            return 0
        return 1 if self.rng.random() < self.chance[group, statement] else -1


@pytest.fixture(scope="module")
def town() -> Town:
    return Town(1)


@pytest.fixture(scope="module")
def loaded(town: Town) -> LiveMap:
    return LiveMap.of(*town.votes, n_statements=STATEMENTS)


@pytest.fixture
def live(loaded: LiveMap) -> LiveMap:
    return copy.deepcopy(loaded)


def names(live: LiveMap, town: Town) -> dict[int, int]:
    """Which planted group each found group is."""
    shared = np.zeros((live.map().n_groups, GROUPS))
    for person in range(200):
        group = live.position_of(person).group
        if group >= 0:
            shared[group, town.group[person]] += 1
    return dict(enumerate(shared.argmax(axis=1).tolist()))


@pytest.mark.parametrize("seed", [1, 2])
def test_newcomers_are_placed_in_their_group_after_fifteen_answers(seed):
    town = Town(seed)
    live = LiveMap.of(*town.votes, n_statements=STATEMENTS)
    name, rng, right, kept = names(live, town), np.random.default_rng(seed), 0, 0
    assert sorted(name.values()) == [0, 1, 2]
    for newcomer in range(60):
        group, person = newcomer % GROUPS, 10_000 + newcomer
        for _answer in range(15):
            choice = live.choose(person, rng)
            assert choice is not None
            kept += choice.kind == "little seen"
            live.add_vote(person, choice.statement, town.answer(group, choice.statement))
        right += name.get(live.position_of(person).group) == group
    assert kept == 60 * 15 / 5
    assert right >= 54


def test_someone_new_stands_in_the_middle_with_a_wide_spread_and_no_group(live):
    nobody, someone = live.position_of(99_999), live.position_of(0)
    assert not nobody.position.any()
    assert nobody.group == -1
    assert (nobody.spread > someone.spread).all()
    assert nobody.explain() == "No answers yet: the person stands in the middle, and in no group."
    assert "is most likely in group" in someone.explain()


def test_a_position_is_the_posterior_mean_of_the_open_recipe(live, town):
    from folkmoot.analysis.opinion import map_opinions

    whole = map_opinions(*town.votes)
    ours = np.array([live.position_of(person).position for person in whole.people.tolist()])
    assert ours[:, : whole.positions.shape[1]] == pytest.approx(whole.positions, abs=1e-3)
    lean = np.array([live.position_of(person).lean for person in range(100)])
    assert lean == pytest.approx(whole.lean[:100], abs=1e-3)
    theirs = np.array([live.position_of(person).group for person in whole.people.tolist()])
    assert live.map().n_groups == whole.n_groups
    both = (theirs >= 0) & (whole.group >= 0)
    assert np.mean(theirs[both] == whole.group[both]) > 0.97


def test_votes_one_by_one_lead_to_nearly_the_same_map_as_all_at_once(town):
    rows, columns, votes = town.votes
    early = rows < 470
    live = LiveMap.of(rows[early], columns[early], votes[early], n_statements=STATEMENTS)
    before = live.map().axes
    for person, statement, vote in zip(rows[~early], columns[~early], votes[~early], strict=True):
        live.add_vote(int(person), int(statement), int(vote))
    moved = live.map()
    assert moved.votes_since == np.sum(~early)
    whole = LiveMap.of(*town.votes, n_statements=STATEMENTS).map()
    assert moved.n_votes == whole.n_votes
    assert moved.average == pytest.approx(whole.average, abs=0.08)
    for axis in range(2):
        one, other = moved.axes[:, axis], whole.axes[:, axis]
        assert abs(np.corrcoef(one, other)[0, 1]) > 0.97
        assert not np.array_equal(before[:, axis], one)


def test_a_vote_moves_its_person_its_statement_and_its_group(live):
    before, state = live.position_of(5), live.map()
    columns = live._votes.of(5)[0]
    statement = next(each for each in range(STATEMENTS) if each not in columns and each % 6)
    live.add_vote(5, statement, 1)
    after, moved = live.position_of(5), live.map()
    assert after.votes == before.votes + 1
    assert not np.array_equal(before.position, after.position)
    assert moved.n_votes == state.n_votes + 1
    assert np.flatnonzero(moved.average != state.average).tolist() == [statement]
    assert np.flatnonzero((moved.agree != state.agree).any(axis=0)).tolist() == [statement]


def test_a_changed_vote_replaces_the_earlier_one_and_a_vote_can_be_taken_back(live):
    person, statement = 70_000, 7
    live.add_vote(person, statement, 1)
    first, votes = live.position_of(person).position, live.n_votes
    live.add_vote(person, statement, -1)
    assert live.n_votes == votes
    assert live.position_of(person).position @ first < 0
    live.add_vote(person, statement, -1)
    assert live.n_votes == votes
    live.take_back(person, statement)
    assert (live.n_votes, live.position_of(person).votes) == (votes - 1, 0)
    with pytest.raises(ValueError, match="Person 70000 has no vote on statement 7 to take back"):
        live.take_back(person, statement)


def test_a_statement_left_out_is_shown_to_nobody_and_counts_nowhere(live):
    rng, person = np.random.default_rng(0), 0
    before = live.position_of(person)
    answered = int(live._votes.of(person)[0][0])
    live.leave_out(answered)
    assert live.position_of(person).votes == before.votes - 1
    live.refresh()
    assert not live.map().axes[answered].any()
    for newcomer in range(50):
        assert live.next_statement(80_000 + newcomer, rng) != answered
    live.take_in(answered)
    assert live.position_of(person).votes == before.votes


def test_new_statements_are_drawn_and_learnt(live, town):
    first = live.add_statements(2)
    assert (first, live.n_statements) == (STATEMENTS, STATEMENTS + 2)
    rng = np.random.default_rng(1)
    shown = [live.next_statement(90_000 + newcomer, rng) for newcomer in range(200)]
    assert 0.1 < np.mean([each in (first, first + 1) for each in shown]) < 0.3
    for person in range(150):
        live.add_vote(person, first, 1 if town.group[person] == 0 else -1)
    assert np.abs(live.map().axes[first]).max() > 0.3
    known = names(live, town)
    agree = live.map().agree[:, first]
    assert known[int(agree.argmax())] == 0
    assert agree.max() > 0.75 > 0.3 > np.sort(agree)[-2]


def test_groups_keep_their_numbers_when_everything_is_learnt_anew(live):
    before = [live.position_of(person).group for person in range(200)]
    for person in range(300, 380):
        live.add_vote(person, 0, 1)
    live.refresh()
    after = [live.position_of(person).group for person in range(200)]
    assert np.mean(np.array(before) == np.array(after)) > 0.97


def test_the_map_does_not_flip_over_when_everything_is_learnt_anew(live):
    before = live.map().axes
    live._model.loadings[:, 2] *= -1  # as if an earlier learning had turned this axis round
    live.refresh()
    after = live.map().axes
    assert after[:, 0] @ before[:, 0] < 0 < after[:, 1] @ before[:, 1]


def test_a_conversation_that_starts_with_nobody_learns_by_itself(town):
    live, rng = LiveMap(STATEMENTS), np.random.default_rng(2)
    assert live.map().explain() == (
        "0 votes by 0 people on 60 statements: no clear groups, 0 axes that stand out of chance."
    )
    assert live.choose(0, rng).kind in ("nothing known", "little seen")
    for person in range(150):
        for _answer in range(20):
            statement = live.next_statement(person, rng)
            live.add_vote(person, statement, town.answer(town.group[person], statement))
    assert live.map().n_groups >= 2
    name = names(LiveMap.of(*town.votes), town)
    assert sorted(name.values()) == [0, 1, 2]
    assert live.map().votes_since < live.n_votes / 3


def test_the_same_calls_give_the_same_bits(town):
    def run() -> tuple[list[int | None], bytes]:
        live = LiveMap.of(*town.votes, n_statements=STATEMENTS, seed=5)
        rng = np.random.default_rng(9)
        shown = []
        for person in range(50_000, 50_020):
            shown.append(live.next_statement(person, rng))
            live.add_vote(person, shown[-1], 1)
        return shown, live.map().axes.tobytes() + live.position_of(50_003).position.tobytes()

    assert run() == run()


def test_when_everything_is_answered_there_is_no_next_statement():
    live = LiveMap(2)
    rng = np.random.default_rng(0)
    live.add_vote(1, 0, 1)
    assert live.next_statement(1, rng) == 1
    live.add_vote(1, 1, 0)
    assert live.next_statement(1, rng) is None


@pytest.mark.parametrize("vote", [1, 0, -1])
def test_a_conversation_in_which_all_say_the_same_has_no_groups(vote):
    live = LiveMap.of(np.repeat(np.arange(60), 5), np.tile(np.arange(5), 60), np.full(300, vote))
    assert live.map().n_groups == 0
    place = live.position_of(3)
    assert np.isfinite(place.position).all()
    assert place.group == -1
    assert live.next_statement(1000, np.random.default_rng(0)) in range(5)


def test_one_statement_and_one_person_are_a_conversation():
    live = LiveMap.of([4], [0], [1])
    assert live.position_of(4).explain() == "After 1 answer the person is not clearly in any group."
    assert live.next_statement(4, np.random.default_rng(0)) is None
    assert live.next_statement(5, np.random.default_rng(0)) == 0
    empty = LiveMap.of([], [], [], n_statements=3)
    assert (empty.n_people, empty.n_votes, empty.n_statements) == (0, 0, 3)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda live: live.add_vote(1, 60, 1), "There is no statement 60: they are numbered from 0 to 59"),
        (lambda live: live.add_vote(1, -1, 1), "There is no statement -1"),
        (lambda live: live.add_vote(1, 3, 2), "The vote is 2: give 1 for agree, -1 for disagree and 0"),
        (lambda live: live.add_vote(1, 3, 0.5), "The vote is 0.5: give 1 for agree"),
        (lambda live: live.add_vote(-4, 3, 1), "The person is -4: give each person a whole number from 0 up"),
        (lambda live: live.add_vote("x", 3, 1), "The person is x: give each person a whole number"),
        (lambda live: live.add_vote(1, 2.5, 1), "There is no statement 2.5: they are numbered from 0"),
        (lambda live: live.add_vote(1, 3, "agree"), "The vote is 'agree': give 1 for agree"),
        (lambda live: live.leave_out(61), "There is no statement 61"),
        (lambda live: live.add_statements(0), "0 statements cannot be added"),
        (lambda live: LiveMap(0), "There are 0 statements: a live map holds 1 to 1,000,000"),
        (
            lambda live: LiveMap(3, exploring=2),
            "The share of draws for little-seen statements is 2: give 0 to 1",
        ),
        (lambda live: LiveMap.of([1], [10**7], [1]), "There are 10000001 statements: a live map holds 1 to"),
        (
            lambda live: LiveMap.of([1], [9], [1], n_statements=5),
            "There is no statement 9: they are numbered",
        ),
        (lambda live: LiveMap.of([1], [9], [3]), "The vote in row 0 .* is 3: write 1 for agree"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(live, call, said):
    with pytest.raises(ValueError, match=said):
        call(live)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.sampled_from([-1, 0, 1, None])), max_size=30),
    st.integers(0, 30),
)
@settings(max_examples=40)
def test_votes_kept_one_by_one_are_the_votes_of_a_table(steps, loaded):
    start = [step for step in steps[:loaded] if step[2] is not None]
    kept = LiveVotes(read_votes(*np.array(start, int).reshape(-1, 3).T))
    said = {(person, statement): vote for person, statement, vote in start}
    for person, statement, vote in steps[loaded:]:
        if vote is None:
            assert kept.take_back(person, statement) == said.pop((person, statement), None)
        else:
            assert kept.put(person, statement, vote) == said.get((person, statement))
            said[person, statement] = vote
    assert kept.n_votes == len(said)
    assert kept.n_people == len({person for person, _statement in said})
    table = kept.some(1000, np.array([4]))
    rows = zip(table.people[table.rows()], table.statements[table.indices], table.values, strict=True)
    assert {(int(p), int(s)): int(v) for p, s, v in rows} == {
        (p, s): v for (p, s), v in said.items() if s != 4
    }
