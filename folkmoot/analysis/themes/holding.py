"""How much of each template a text holds, and which one it therefore belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from folkmoot.analysis.themes.shingles import ALONE, WIDTH, Letters, Shingles, spread
from folkmoot.analysis.themes.templates import TELLS_NOTHING, Amounts, Templates
from folkmoot.analysis.themes.wording import Places

# Telling words that must be shared: fewer can be chance, as in "I would like to see more trees".
LEAST_WORDS = 10
# A member holds this share of what the template tells ...
LEAST_SHARE = 0.3
# ... or its own words are mostly, in this share, the template's ...
MOSTLY = 0.5
# ... or nearly all of them are, and then fewer need to tell: an opening that all letters have, and the next
# words.
NEARLY_ALL, THEN_TELLING = 0.8, 5


@dataclass(frozen=True, slots=True)
class Held:
    """Per pair of a text and a template with runs in common: words held, what they tell, and for how many of
    their writers the template speaks."""

    text: Places
    group: Places
    words: Amounts
    tells: Amounts
    own: Amounts


def belonging(shingles: Shingles, letters: Letters, templates: Templates) -> Places:
    """The template each text belongs to, or -1: the one of which it holds most that is not others' as
    well."""
    found = np.full(letters.n, ALONE)
    held = holding(shingles, letters, templates)
    whole = sums(templates.word_tells, templates.word_first)[held.group]
    of_text = held.words / np.diff(letters.first)[held.text]
    some = (held.tells >= LEAST_SHARE * whole) | (of_text >= MOSTLY)
    nearly = (of_text >= NEARLY_ALL) & (held.words >= LEAST_WORDS) & (held.tells >= THEN_TELLING)
    member = np.flatnonzero((some & (held.tells >= LEAST_WORDS)) | nearly)
    order = member[np.lexsort((-held.group[member], held.tells[member], held.own[member], held.text[member]))]
    found[held.text[order]] = held.group[order]
    return found


def holding(shingles: Shingles, letters: Letters, templates: Templates) -> Held:
    """What each text holds of each template, in words: those under at least one run in common.

    Of a template of ten words, a text with the first seven and then others holds seven: five runs of three
    words.
    """
    telling = templates.tells >= TELLS_NOTHING
    run = templates.run[telling]
    counts = shingles.by_run.counts()[run]
    text = shingles.by_run.values[spread(shingles.by_run.first[run], counts)]
    group = np.repeat(templates.group[telling], counts)
    return held_at(text, group, np.repeat(templates.place[telling], counts), templates)


def held_at(text: Places, group: Places, place: Places, templates: Templates) -> Held:
    """What texts hold of templates of which they have the runs at these places; a place given twice counts
    once."""
    pair, place = _in_order(text, group, place, templates)
    fresh = np.append(True, pair[1:] != pair[:-1])[: len(pair)]
    until = np.full(len(pair), np.iinfo(np.int64).max)
    until[:-1][~fresh[1:]] = place[1:][~fresh[1:]]
    first = templates.word_first[pair % max(templates.n, 1)]
    start, stop = first + place, first + np.minimum(place + WIDTH, until)
    begins = np.flatnonzero(fresh)
    words, tells, own = (
        _between(amount, start, stop, begins)
        for amount in (np.ones(len(templates.word_tells)), templates.word_tells, templates.word_own)
    )
    return Held(pair[begins] // max(templates.n, 1), pair[begins] % max(templates.n, 1), words, tells, own)


def sums(amount: Amounts, first: Places) -> Amounts:
    """The amount in each of the runs that begin at `first`."""
    total = np.concatenate([[0.0], np.cumsum(amount)])
    return total[first[1:]] - total[first[:-1]]


def _in_order(text: Places, group: Places, place: Places, templates: Templates) -> tuple[Places, Places]:
    """Pairs of text and template as one number, with the places held, in order."""
    width = np.int64(np.diff(templates.word_first).max(initial=1))
    keys = np.sort((text * np.int64(templates.n) + group) * width + place)
    return keys // width, keys % width


def _between(amount: Amounts, start: Places, stop: Places, begins: Places) -> Amounts:
    """The amount from start to stop, summed over the places of each pair."""
    if not len(begins):
        return np.zeros(0)
    total = np.concatenate([[0.0], np.cumsum(amount)])
    return np.add.reduceat(total[stop] - total[start], begins)
