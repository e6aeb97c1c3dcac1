"""Which statement a person is shown next, and why."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.opinion.profiles import DRAWN, Profiles
from folkmoot.analysis.opinion.routing import draw, explores, information_on_position

OPEN, NONE = np.ones(20, bool), np.zeros(20, bool)
VOTES = np.arange(20) * 10


def drawn(bits, *, explore=False, open_to=OPEN, times=300):
    rng = np.random.default_rng(4)
    return [draw(open_to, bits, VOTES, kind="group", explore=explore, rng=rng) for _time in range(times)]


def test_the_answers_that_tell_most_are_asked_for():
    # Of twenty the three that tell most are 17 to 19, in proportion to their bits: 17 to 19 of 54 hundredths.
    found = drawn(np.arange(20) / 100, times=1700)
    counts = np.bincount([each.statement for each in found], minlength=20)
    assert not counts[:17].any()
    assert counts[17:] == pytest.approx(1700 * np.arange(17, 20) / 54, abs=60)
    assert {each.kind for each in found} == {"group"}


def test_for_a_position_all_statements_that_tell_something_take_part():
    rng = np.random.default_rng(4)
    bits = np.arange(20) / 100
    found = [draw(OPEN, bits, VOTES, kind="position", explore=False, rng=rng) for _time in range(1900)]
    counts = np.bincount([each.statement for each in found if each], minlength=20)
    assert counts == pytest.approx(1900 * bits / bits.sum(), abs=45)


def test_a_draw_for_little_seen_statements_goes_to_those_with_fewest_votes():
    # Weights 1, 1/11, 1/21 ...: the first has 1 of 1.32 (the sum of 1 / (1 + 10 n) for n from 0 to 19).
    found = drawn(np.ones(20), explore=True, times=1000)
    share = np.mean([each.statement == 0 for each in found])
    assert share == pytest.approx(1 / np.sum(1 / (1 + 10 * np.arange(20))), abs=0.05)
    assert {each.kind for each in found} == {"little seen"}


def test_where_no_answer_tells_much_little_seen_statements_have_their_turn():
    assert {each.kind for each in drawn(np.full(20, 0.01))} == {"little to learn"}
    assert {each.kind for each in drawn(None)} == {"nothing known"}


def test_nobody_is_shown_what_they_answered():
    only = NONE.copy()
    only[[3, 7]] = True
    for bits in (None, np.ones(20), np.zeros(20)):
        assert {each.statement for each in drawn(bits, open_to=only)} == {3, 7}
    assert drawn(np.ones(20), open_to=NONE, times=1) == [None]


def test_the_same_numbers_draw_the_same_statement():
    assert drawn(np.ones(20)) == drawn(np.ones(20))


@pytest.mark.parametrize(
    ("bits", "explore", "said"),
    [
        (np.ones(20), False, "its answer tells most about which group the person is closest to (1.00 bits)"),
        (np.ones(20), True, "a share of all draws is kept for statements that few people have answered"),
        (None, False, "nothing is known yet that would make one statement tell more than another"),
        (np.zeros(20), False, "no answer would tell much more about this person"),
    ],
)
def test_the_reason_can_be_read(bits, explore, said):
    only = NONE.copy()
    only[2] = True
    choice = draw(only, bits, VOTES, kind="group", explore=explore, rng=np.random.default_rng(0))
    assert choice is not None
    assert said in choice.explain()
    assert choice.explain().startswith("Statement 2 was drawn because")
    assert choice.explain().endswith("20 people have answered it so far.")


@given(st.integers(0, 10**18), st.sampled_from([0.0, 0.1, 0.2, 0.5, 1.0]))
def test_the_share_for_little_seen_statements_holds_for_everyone(person, share):
    kept = [explores(person, answered, share) for answered in range(40)]
    assert abs(sum(kept) - 40 * share) <= 1


def test_the_share_for_little_seen_statements_holds_among_first_draws():
    assert np.mean([explores(person, 0, 0.2) for person in range(1000)]) == pytest.approx(0.2, abs=0.02)


def test_what_an_answer_tells_of_a_position_is_what_it_is_by_hand():
    # Spread 2 along the first axis, loading 1, noise 2/3: half the logarithm of 1 + 2 / (2/3) = 4 is 1.
    bits = information_on_position(np.array([[1.0, 0], [0, 5]]), np.array([2 / 3, 1]), np.diag([2.0, 0]))
    assert bits == pytest.approx([1, 0])


def profiles(agree, disagree, lean=1e-9):
    return Profiles(np.array(agree, float), np.array(disagree, float), np.array([0.5, 0.5]), lean)


def test_the_chance_of_a_group_is_what_it_is_by_hand():
    # Everybody: (6 + 1) / (8 + 2) = .7 agree. Group 0: (4 + 5 x .7) / (4 + 5) = .8333; group 1: (2 + 3.5) / 9
    # = .6111. After one who agrees: .8333 / (.8333 + .6111) = .5769; who disagrees: .1667 / .5556 = .3.
    found = profiles([[4], [2]], [[0], [2]])
    assert found.rates().ravel() == pytest.approx([7.5 / 9, 5.5 / 9])
    at = np.array([0])
    assert found.chances(at, np.array([1])).sum(axis=1) == pytest.approx([7.5 / 13, 5.5 / 13])
    assert found.chances(at, np.array([-1])).sum(axis=1)[0] == pytest.approx(0.3)
    assert found.chances(at, np.array([0])).sum(axis=1) == pytest.approx([0.5, 0.5])


def test_an_answer_that_settles_the_group_tells_one_bit_less_who_pass():
    # Groups answer the first statement in opposite ways and the second alike.
    many = 1e5
    found = profiles([[many, many], [0, many]], [[0, 0], [many, 0]])
    start = found.chances(np.zeros(0, int), np.zeros(0, int))
    assert found.information(start, np.array([0.0, 0.0])) == pytest.approx([1, 0], abs=1e-3)
    assert found.information(start, np.array([0.25, 0.0])) == pytest.approx([0.75, 0], abs=1e-3)


def test_someone_who_agrees_with_everything_is_not_taken_for_a_member():
    # Both groups agree with most; group 0 a little more. Ten agreements are lean as likely as group.
    rates = np.vstack([np.full(10, 0.8), np.full(10, 0.7)]) * 1e6
    said = np.arange(10), np.ones(10, int)
    without = profiles(rates, 1e6 - rates).chances(*said).sum(axis=1)[0]
    allowed = profiles(rates, 1e6 - rates, lean=1.0).chances(*said).sum(axis=1)[0]
    assert without == pytest.approx(1 / (1 + (7 / 8) ** 10), abs=1e-4)
    assert 0.5 < allowed < 0.65


def test_a_vote_counted_and_taken_away_leaves_the_profile_as_it_was():
    found = profiles([[4, 1], [2, 1]], [[0, 3], [2, 1]])
    before = found.log_yes.copy()
    for vote in (1, -1, 0):
        found.add(1, vote, np.array([0.7, 0.3]))
    assert not np.allclose(found.log_yes[:, :, 1], before[:, :, 1])
    found.add(1, 1, -np.array([0.7, 0.3]))
    found.add(1, -1, -np.array([0.7, 0.3]))
    assert found.log_yes == pytest.approx(before)


def test_a_new_statement_tells_nothing_until_groups_answer_it_differently():
    found = profiles([[9], [1]], [[1], [9]])
    found.grow(2)
    start = found.chances(np.zeros(0, int), np.zeros(0, int))
    assert found.information(start, np.zeros(2))[1] == pytest.approx(0, abs=1e-9)
    for _person in range(20):
        found.add(1, 1, np.array([1.0, 0]))
        found.add(1, -1, np.array([0, 1.0]))
    # Rates (20 + 2.5) / 25 and 2.5 / 25 (drawn to a half by five votes): 1 bit less .469.
    assert DRAWN == 5
    assert found.information(start, np.zeros(2))[1] == pytest.approx(1 - 0.469, abs=1e-3)
