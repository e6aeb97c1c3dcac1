"""Margins of which every two agree, and which cannot all be met: the fewest are named."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from folkmoot.analysis.counting import rake


def even(questions: int) -> list[tuple[int, ...]]:
    """People who said yes an even number of times: any fewer answers can be anything."""
    return [each for each in product((0, 1), repeat=questions) if sum(each) % 2 == 0] * 25


def sample(people: list[tuple[int, ...]]) -> dict[str, list[str]]:
    answers = {f"q{k}": ["yes" if each[k] else "no" for each in people] for k in range(len(people[0]))}
    # Somebody of each kind is of each sex, so that this margin can always be met.
    return answers | {
        "sex": ["f" if place // (len(people) // 25) % 2 else "m" for place in range(len(people))]
    }


def margins(*yes: float) -> dict[str, dict[str, float]]:
    return {"sex": {"f": 1, "m": 1}} | {
        f"q{k}": {"yes": share, "no": 1 - share} for k, share in enumerate(yes)
    }


@pytest.mark.parametrize(("shares", "gap"), [((0.1, 0.1, 0.9), 23), ((0.1, 0.1, 0.1, 0.9), 15)])
def test_the_fewest_margins_that_cannot_be_met_together_are_named(shares, gap):
    # Who says yes to the last says yes to another too: 90 of 100 do, and of the others 10 each. All margins
    # missed by the same g: 0.9 - g = k (0.1 + g), so that g = (0.9 - 0.1 k) / (k + 1) for k others.
    found = rake(sample(even(len(shares))), margins(*shares))
    names = [f"'q{k}'" for k in range(len(shares))]
    assert not found.converged
    assert found.warnings[0].startswith(
        f"The margins {', '.join(names[:-1])} and {names[-1]} contradict each other together, though no two "
        f"of them do: with these people no weights come nearer to all of them than {gap} percentage points; "
    )


def test_margins_that_bounds_keep_from_being_met_are_named():
    people = sample(even(3))
    alone = rake(people, margins(0.5, 0.9, 0.5), bounds=(0.5, 1.5))
    assert alone.warnings[0].startswith("The margin 'q1' cannot be met with every weight between 0.5 and 1.5")
    assert "'q1: yes' comes to" in alone.warnings[0]
    # Each can have 59 of 100. But the 25 without either count for 20 or more, which leaves 38 or more for the
    # 25 with both, and those count for 37.5 at most.
    both = rake(people, margins(0.59, 0.59, 0.5), bounds=(0.8, 1.5))
    assert both.warnings[0].startswith("The margins 'q0' and 'q1' cannot be met together with every weight")


def test_margins_that_can_be_met_only_if_people_count_nothing_are_named():
    # 10 + 10 of 100 say yes to one of the first two, and 20 to the last: nobody may say yes to both of them.
    found = rake(sample(even(3)), margins(0.1, 0.1, 0.2))
    assert found.converged
    assert np.count_nonzero(found.weights < 1e-6) == 25
    assert (
        "The margins 'q0', 'q1' and 'q2' can be met together only if some of these people count nothing; "
        "join categories, or leave one of these margins out."
    ) in found.warnings
