"""The wording that texts of a group share, and how much each piece of it tells.

A run of words tells that a text belongs to a campaign as far as nobody outside writes it: an opening that all
letters have, or "I would like to", is shared wording but no sign of one campaign.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.analysis.themes.cores import gather
from folkmoot.analysis.themes.shingles import ALONE, WIDTH, Letters, Rows, Shingles, rows_of, spread
from folkmoot.analysis.themes.wording import Places, ends_of

Amounts = NDArray[np.float64]

# A run is of the template when at least this share of the group, and two people, hold it.
MEMBERS_HOLDING = 1 / 3
# Templates that share this much of the longer are versions of one letter.
ONE_LETTER = 0.6
# Shared runs, at least, for two texts or two templates to be compared.
LEAST_RUNS = 6
# What counts as told in full: three quarters of the template tell less than this.
USUAL = 0.75
# Runs that tell less than a tenth of the usual are not looked at.
TELLS_NOTHING = 0.1
# Amounts are held in steps that sum exactly, so that a sum does not depend on what stands beside it.
STEPS = 4_096


@dataclass(frozen=True, slots=True)
class Templates:
    """Template g is the wording of text `text[g]`, a member close to all others; `people` is the group's
    size.

    `group`, `run`, `place`, `tells` are per run of a template: whose, which, at which word of the text, and
    from 0 to 1 how much it tells. `word_first`, `word_tells` and `word_own` are per word of each template's
    text: where they begin, how much the word tells, and which share of all its writers belong to the group.
    """

    text: Places
    people: Places
    group: Places
    run: Places
    place: Places
    tells: Amounts
    word_first: Places
    word_tells: Amounts
    word_own: Amounts

    @property
    def n(self) -> int:
        return len(self.text)


def shared_wording(shingles: Shingles, letters: Letters, group: Places) -> Templates:
    """A template for each group of texts (-1: in none); groups are numbered from 0 without gaps."""
    n = int(group.max(initial=-1)) + 1
    runs, counts = _runs_of_groups(shingles, letters, group, n)
    people = np.bincount(group[group >= 0], weights=letters.people[group >= 0], minlength=n).astype(np.int64)
    in_template = counts >= np.maximum(2, np.ceil(people * MEMBERS_HOLDING))[runs.row_of_value()]
    kept = Rows(runs.values[in_template], ends_of(np.bincount(runs.row_of_value()[in_template], minlength=n)))
    own = counts[in_template] / shingles.people[kept.values]
    text = _closest(shingles, group, kept)
    return _laid_out(shingles, letters, text, people, kept, own)


def merged(templates: Templates, group: Places) -> Places:
    """Groups whose templates are mostly the same wording become one, under the number of the first."""
    runs = rows_of(templates.group, templates.run, templates.n)
    if not len(runs.values):
        return group
    joined = gather(runs, runs.counts(), templates.people, alike=ONE_LETTER, at_least=LEAST_RUNS)
    return np.where(group >= 0, np.append(joined, ALONE)[group], ALONE)


def without_gaps(group: Places) -> Places:
    """The same groups, numbered from 0 in the order of their numbers."""
    numbers, renumbered = np.unique(group, return_inverse=True)
    return renumbered - int(len(numbers) > 0 and numbers[0] == ALONE)


def of_at_least(people: int, group: Places, letters: Letters) -> Places:
    """Groups with fewer people are none."""
    inside = np.flatnonzero(group >= 0)
    size = np.bincount(group[inside], weights=letters.people[inside], minlength=1)
    kept = np.full(len(group), ALONE)
    kept[inside] = np.where(size[group[inside]] >= people, group[inside], ALONE)
    return without_gaps(kept)


def _runs_of_groups(shingles: Shingles, letters: Letters, group: Places, n: int) -> tuple[Rows, Amounts]:
    """The runs that members of each group hold, and how many people of it hold each."""
    text = shingles.by_text.row_of_value()
    inside = group[text] >= 0
    width = np.int64(max(shingles.by_run.n, 1))
    pairs = group[text[inside]] * width + shingles.by_text.values[inside]
    pairs, which = np.unique(pairs, return_inverse=True)
    counts = np.bincount(which, weights=letters.people[text[inside]], minlength=len(pairs))
    return Rows(pairs % width, ends_of(np.bincount(pairs // width, minlength=n))), counts.astype(np.float64)


def _closest(shingles: Shingles, group: Places, template: Rows) -> Places:
    """The member of each group whose runs are most nearly those of the template (by Jaccard's measure)."""
    members = np.flatnonzero(group >= 0)
    shared = _held_by(shingles, members, group[members], template)
    either = template.counts()[group[members]] + shingles.lengths[members] - shared
    order = np.lexsort((members, -shared / np.maximum(either, 1), group[members]))
    _, first = np.unique(group[members][order], return_index=True)
    return members[order][first]


def _held_by(shingles: Shingles, texts: Places, group: Places, template: Rows) -> Places:
    counts = shingles.by_text.counts()[texts]
    runs = shingles.by_text.values[spread(shingles.by_text.first[texts], counts)]
    place = find(template, np.repeat(group, counts), runs)
    return np.bincount(np.repeat(np.arange(len(texts)), counts)[place >= 0], minlength=len(texts))


def _laid_out(
    shingles: Shingles, letters: Letters, text: Places, people: Places, template: Rows, own: Amounts
) -> Templates:
    """The runs of each template in the order of the words of its text, each once."""
    lengths = np.diff(letters.first)[text]
    word_first = ends_of(lengths)
    run = shingles.at[spread(letters.first[text], lengths)].astype(np.int64)
    group = np.repeat(np.arange(len(text)), lengths)
    at = np.flatnonzero(run >= 0)
    found = find(template, group[at], run[at])
    at, found = at[found >= 0], found[found >= 0]
    _, once = np.unique(found, return_index=True)
    at, found = at[np.sort(once)], found[np.sort(once)]
    tells = in_steps(np.minimum(own[found] / _usual(own[found], group[at], len(text))[group[at]], 1))
    place = at - word_first[group[at]]
    word_tells, word_own = _by_word(tells, at, len(run)), _by_word(in_steps(own[found]), at, len(run))
    return Templates(text, people, group[at], run[at], place, tells, word_first, word_tells, word_own)


def in_steps(amounts: Amounts) -> Amounts:
    """The amounts in whole steps."""
    return np.round(amounts * STEPS) / STEPS


def find(rows: Rows, row: Places, value: Places) -> Places:
    """Where each value lies in its row, or -1."""
    if not len(rows.values):
        return np.full(len(row), ALONE)
    width = np.int64(max(rows.values.max(), value.max(initial=0)) + 1)
    known, asked = rows.row_of_value() * width + rows.values, row * width + value
    place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.where(known[place] == asked, place, ALONE)


def _usual(own: Amounts, group: Places, n: int) -> Amounts:
    """The share of its writers that belong to the group, for a run among the clearest quarter of each
    template."""
    order = np.lexsort((own, group))
    counts = np.bincount(group, minlength=n)
    place = ends_of(counts)[:-1] + (counts * USUAL).astype(np.int64)
    usual = np.ones(n)
    usual[counts > 0] = own[order][place[counts > 0]]
    return usual


def _by_word(amount: Amounts, at: Places, n_words: int) -> Amounts:
    """What the best run over each word gives it."""
    words = np.zeros(n_words)
    for step in range(WIDTH):
        np.maximum.at(words, at + step, amount)
    return words
