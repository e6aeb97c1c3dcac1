"""Where campaigns begin: texts so alike that one was not written without the other.

Most letters have copies that are nearly the same. Where everyone changed a good deal, or put the same
sentences into words of their own, no two texts are; then it is looked at less strictly, but only at wording
that no letter has.
"""

from __future__ import annotations

import numpy as np

from folkmoot.analysis.themes.cores import gather
from folkmoot.analysis.themes.shingles import ALONE, Letters, Rows, Shingles
from folkmoot.analysis.themes.templates import of_at_least, shared_wording
from folkmoot.analysis.themes.wording import Places, ends_of

TWO = 2
# Texts that share this much of the longer, and so many runs of three words.
NEARLY_THE_SAME, LEAST_RUNS = 0.6, 8
# Two copies of one letter in which everyone changed a quarter of the words share 0.75 to the sixth of its
# runs, 0.18.
MUCH_CHANGED, THEN_LEAST_RUNS = 0.12, 15
# Runs that so many people wrote are not each one's own words: texts are compared by these alone.
OFTEN = 10


def nearly_the_same(shingles: Shingles, letters: Letters) -> Places:
    """The group of each text, -1 for none: two people or more whose texts are nearly the same."""
    return _added(
        np.full(letters.n, ALONE), shingles.by_text, shingles.lengths, letters, NEARLY_THE_SAME, LEAST_RUNS
    )


def and_less_alike(shingles: Shingles, letters: Letters, group: Places) -> Places:
    """The groups there are, and new ones among texts in none: of letters that everyone changed, and of
    sentences that many put into words of their own."""
    changed = _wording_left(shingles, letters, group, TWO)
    group = _added(group, changed, shingles.lengths, letters, MUCH_CHANGED, THEN_LEAST_RUNS)
    common = _wording_left(shingles, letters, group, OFTEN)
    return _added(group, common, common.counts(), letters, NEARLY_THE_SAME, LEAST_RUNS)


def _wording_left(shingles: Shingles, letters: Letters, group: Places, people: int) -> Rows:
    """Of each text in no group, the runs that so many people wrote and that are of no group's template."""
    runs, text = shingles.by_text.values, shingles.by_text.row_of_value()
    worth = shingles.people >= people
    worth[shared_wording(shingles, letters, group).run] = False
    kept = (group[text] == ALONE) & worth[runs]
    return Rows(runs[kept], ends_of(np.bincount(text[kept], minlength=letters.n)))


def _added(
    group: Places, rows: Rows, lengths: Places, letters: Letters, alike: float, at_least: int
) -> Places:
    """The groups there are, and those that the rows of the other texts make."""
    head = gather(rows, lengths, letters.people, alike=alike, at_least=at_least)
    fresh = (group == ALONE) & (rows.counts() >= at_least)
    numbers = np.where(fresh, group.max(initial=ALONE) + 1 + head, group)
    return of_at_least(TWO, numbers, letters)
