"""The reader at run time: as sharp as the integer programme of the tests, and honest about time."""

import numpy as np
import pytest

from folkmoot.analysis.disclosure import Cell, Rules, State, SuppressedTable, suppress, try_to_recover
from folkmoot.analysis.disclosure.published import Published, published
from folkmoot.analysis.disclosure.recovering import is_network

from .solver import MOST, ranges

SMALL = State.SMALL


def naive():
    """3, 20 / 40, 10 with nothing but the 3 hidden: 23 - 20 tells it."""
    return SuppressedTable(
        ("r0", "r1"),
        ("c0", "c1"),
        ((Cell(None, SMALL), Cell(20)), (Cell(40), Cell(10))),
        (Cell(23), Cell(50)),
        (Cell(43), Cell(30)),
        Cell(73),
        0,
        Rules(5),
    )


def test_a_number_that_can_be_worked_out_is_found():
    found = try_to_recover(naive())
    assert found.pinned == (frozenset({("row", "r0"), ("column", "c0")}),)
    assert list(found.ranges.values()) == [(3, 3)]
    assert found.narrowest == 1


def test_what_suppress_makes_cannot_be_worked_out():
    found = try_to_recover(suppress([[3, 20, 30], [40, 19, 60], [70, 80, 90]]))
    assert (found.pinned, found.narrowest, found.finished) == ((), 9, True)
    assert "none of 1 below the threshold can be narrowed to fewer than 9 values" in found.explain()


def test_it_finds_what_the_integer_programme_finds():
    rng = np.random.default_rng(6)
    for mean, round_to in ((3, None), (12, None), (12, 5)):
        table = suppress(rng.poisson(mean, (3, 3)), round_to=round_to)
        ours = try_to_recover(table, guessing=False).ranges.values()
        theirs = ranges(table).values()
        tall = MOST - 10_000
        assert sorted((low, tall if high is None else high) for low, high in ours) == sorted(
            (low, min(high, tall)) for low, high in theirs
        )


def test_a_guess_that_contradicts_what_is_published_is_given_up():
    # four times 1: the total is hidden, and "fewer than 5" would be wrong for it if it were not small
    table = suppress({"a": 1, "b": 1, "c": 1, "d": 1}, threshold=5)
    assert try_to_recover(table).pinned == ()
    # 6 = 1 + 5: were both marked hidden, a guess of 5 and more for both cannot be
    both = SuppressedTable(
        ("",),
        ("a", "b"),
        ((Cell(None, State.LINKED), Cell(None, State.LINKED)),),
        (Cell(6),),
        (),
        Cell(6),
        0,
        Rules(5),
    )
    assert (try_to_recover(both).guessing, try_to_recover(both).pinned) == (False, ())


def test_numbers_that_cannot_be_are_refused():
    wrong = SuppressedTable(("",), ("a",), ((Cell(6),),), (Cell(7),), (), Cell(7), 0, Rules(5))
    with pytest.raises(ValueError, match="do not add up"):
        try_to_recover(wrong, guessing=False)


def test_without_time_it_says_that_it_did_not_finish():
    rng = np.random.default_rng(3)
    found = try_to_recover(suppress(rng.poisson(11, (6, 6))), seconds=0)
    assert not found.finished
    assert "as far as time allowed to try" in found.explain()


def test_nothing_hidden_is_nothing_to_find():
    found = try_to_recover(suppress([[20, 30], [40, 50]]))
    assert (found.ranges, found.narrowest, found.explain()) == ({}, None, "nothing is hidden")


def test_progress_goes_from_nothing_to_all():
    told = []
    table = suppress({"a": 3, "b": 40, "c": 21})
    try_to_recover(table, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_one_table_is_a_network_and_a_number_in_three_sums_is_not():
    assert is_network(published(suppress([[3, 20], [40, 50]])))
    one, other = frozenset({("a", "1")}), frozenset({("a", "2")})
    cells = {one: Cell(None, SMALL), other: Cell(None, SMALL)}
    assert not is_network(Published(cells, [((one,), other)] * 3, Rules(5)))
    # a number that is added in two sums which cannot be turned round apart
    twice = [((one, other), frozenset()), ((one,), other)]
    assert not is_network(Published({**cells, frozenset(): Cell(9)}, twice, Rules(5)))
