"""The draw: a fingerprint that anybody can make again, and a seed that anybody can turn into a panel."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.analysis.lottery.drawn import LOTS, draw, draw_listed, listed, lot_of

PANELS = [(0, 1), (1, 2), (2, 3)]
WEIGHTS = [0.5, 0.25, 0.25]


def test_the_draw_is_the_sum_that_the_page_tells_anybody_to_do():
    # Half a million million lots for 0; 1, a quarter each for the others.
    text = (
        "panel,lots,first_lot,last_lot,members\n"
        "1,500000000000,1,500000000000,0; 1\n"
        "2,250000000000,500000000001,750000000000,1; 2\n"
        "3,250000000000,750000000001,1000000000000,2; 3\n"
    )
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    digest = int(hashlib.sha256(f"{fingerprint}\nred 7".encode()).hexdigest(), 16)
    lot = digest * 10**12 // 2**256 + 1
    drawn = draw(PANELS, WEIGHTS, "red  7 ")
    assert listed(PANELS, WEIGHTS).text == text
    assert (drawn.fingerprint, drawn.lot) == (fingerprint, lot)
    assert drawn.number == (1 if lot <= 500_000_000_000 else 2 if lot <= 750_000_000_000 else 3)
    assert "red 7" in drawn.explain()


def test_each_panel_is_drawn_as_often_as_its_weight_says():
    drawn = Counter(draw_listed(listed(PANELS, WEIGHTS), n).number for n in range(4000))
    # Of 4,000 draws 2,000 are expected, give or take 32, and 1,000, give or take 27; four times that is fine.
    assert abs(drawn[1] - 2000) < 127
    assert abs(drawn[2] - 1000) < 110
    assert abs(drawn[3] - 1000) < 110


@given(st.permutations(range(3)), st.integers(0, 1000))
def test_neither_the_order_of_panels_nor_of_members_changes_fingerprint_or_panel(order, seed):
    before = draw(PANELS, WEIGHTS, seed)
    after = draw([PANELS[n][::-1] for n in order], [WEIGHTS[n] for n in order], seed)
    assert (after.fingerprint, after.lot, after.number) == (before.fingerprint, before.lot, before.number)
    assert PANELS[order[after.place]] == PANELS[before.place]


@given(st.lists(st.floats(1e-9, 1e9), min_size=1, max_size=40))
def test_lots_add_up_and_each_is_within_one_of_its_share(weights):
    found = listed([(n,) for n in range(len(weights))], weights)
    assert sum(found.lots) == LOTS
    share = {int(panel[0]): lots for panel, lots in zip(found.panels, found.lots, strict=True)}
    for n, weight in enumerate(weights):
        assert abs(share.get(n, 0) - weight / sum(weights) * LOTS) <= 1.01


def test_names_decide_the_list_and_numbers_come_in_their_order():
    found = listed([(0, 1), (2,)], [1, 1], names=["12", "3", "B"])
    assert found.panels == (("3", "12"), ("B",))
    assert listed([(0,), (1,)], [1, 1], names=["=1+1", "x"]).text.splitlines()[1].endswith(",'=1+1")


def test_the_same_panel_twice_is_one_with_both_weights():
    assert listed([(0, 1), (1, 0), (2, 3)], [1, 1, 2]).lots == (LOTS // 2, LOTS // 2)


def test_every_lot_can_be_drawn_and_none_beyond():
    assert {lot_of(seed, "a fingerprint", 3) for seed in range(50)} == {1, 2, 3}


@pytest.mark.parametrize(
    ("panels", "weights", "said"),
    [
        ([], [], "There is no panel to draw from"),
        ([(0,)], [0.5, 0.5], "1 panels and 2 weights"),
        ([(0,), (1,)], [1, 0], "Panel 2 has the weight 0.0"),
        ([(0, 0)], [1], "Panel 1 names a person twice"),
    ],
)
def test_what_is_no_lottery_is_refused(panels, weights, said):
    with pytest.raises(ValueError, match=said):
        draw(panels, weights, "x")


def test_a_seed_of_nothing_is_refused():
    with pytest.raises(ValueError, match="The seed is empty"):
        draw(PANELS, WEIGHTS, "   ")
