"""What drop-outs leave: seats, targets less those who stay, and who may take them."""

import pytest

from folkmoot.analysis.lottery.replacing import check_fillable, vacancies_of

SEX = {"sex": ["f", "f", "m", "m", "f", "m", "m"]}
QUOTAS = {"sex": {"f": (1, 2), "m": (2, 3)}}


def test_seats_and_targets_are_what_those_who_stay_leave():
    # The panel 0, 2, 3 is f, m, m. Person 2 leaves: of the targets f has its one, m still needs one.
    found = vacancies_of(SEX, QUOTAS, size=3, panel=[0, 2, 3], left=[2])
    assert found.stays == (0, 3)
    assert found.seats == 1
    assert found.candidates == (1, 4, 5, 6)
    assert found.quotas == {"sex": {"f": (0, 1), "m": (1, 2)}}
    assert found.volunteers == {"sex": ("f", "f", "m", "m")}


def test_whoever_withdrew_from_the_pool_or_shares_a_home_with_a_member_is_no_candidate():
    homes = ["A", "B", "B", "C", "", None, "C"]
    found = vacancies_of(SEX, QUOTAS, size=3, panel=[0, 2, 3], left=[2, 5], households=homes)
    # 1 shared a home with 2, who left, and may come; 6 shares one with 3; nobody shares one with 4.
    assert found.candidates == (1, 4)
    assert found.households == ("B", "")


def test_seats_that_cannot_be_filled_are_refused_with_the_reason():
    found = vacancies_of(SEX, QUOTAS, size=3, panel=[0, 2, 3], left=[2, 5, 6])
    with pytest.raises(ValueError, match=r"cannot be filled\. .*sex m needs 1 and there are no"):
        check_fillable(found)
    nobody = vacancies_of(SEX, QUOTAS, size=3, panel=[0, 2, 3], left=[2, 1, 4, 5, 6])
    with pytest.raises(ValueError, match="Seats empty: 1, volunteers who remain: 0; recruit"):
        check_fillable(nobody)


@pytest.mark.parametrize(
    ("panel", "left", "said"),
    [
        ([0, 2], [2], "The panel has 2 members and should have 3"),
        ([0, 2, 2], [2], "The panel has 2 members and should have 3"),
        ([0, 2, 3], [1], "Nobody on the panel has left"),
        ([0, 2, 9], [2], "There is no volunteer 9 among 7"),
        ([0, 1, 4], [0], None),
        ([0, 1, 4, 2], [2], "The panel has 4 members and should have 3"),
    ],
)
def test_a_panel_that_is_none_is_refused(panel, left, said):
    if said is None:  # two women stay, as many as may
        assert vacancies_of(SEX, QUOTAS, size=3, panel=panel, left=left).quotas["sex"]["f"] == (0, 0)
        return
    with pytest.raises(ValueError, match=said):
        vacancies_of(SEX, QUOTAS, size=3, panel=panel, left=left)


def test_those_who_stay_beyond_a_maximum_are_named():
    with pytest.raises(ValueError, match="3 of those who stay are sex f, and its maximum is 2"):
        vacancies_of(SEX, QUOTAS, size=4, panel=[0, 1, 4, 2], left=[2])
