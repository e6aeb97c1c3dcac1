"""How much of each template a text holds, and which one it therefore belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.analysis.themes.shingles import ALONE, WIDTH, Letters, Shingles, rows_of, spread
from folkmoot.analysis.themes.templates import TELLS_NOTHING, Amounts, Templates, find
from folkmoot.analysis.themes.wording import Places, ends_of

# Telling words that must be shared: fewer can be chance, as in "I would like to see more trees".
LEAST_WORDS = 10
# A member holds this share of what the template tells ...
LEAST_SHARE = 0.3
# ... or its own words are mostly, in this share, the template's ...
MOSTLY = 0.5
# ... or nearly all of them are, and then fewer need to tell: an opening that all letters have, and the next
# words.
NEARLY_ALL, THEN_TELLING = 0.8, 5
# Runs in a row: five words that a text has twice are both times the letter's, as a refrain is.
STRETCH = 3


@dataclass(frozen=True, slots=True)
class Held:
    """Per pair of a text and a template with runs in common: words held, what they tell, and for how many of
    their writers the template speaks."""

    text: Places
    group: Places
    words: Amounts
    tells: Amounts
    own: Amounts


@dataclass(frozen=True, slots=True)
class Laid:
    """Texts laid beside templates: what each pair holds, `held.text` counting pairs; and per word of each
    pair, those of one beginning at `first`, where the word stands, beside which template, and whether it is
    under a run in common.
    """

    held: Held
    places: Places
    group: Places
    first: Places
    shared: NDArray[np.bool_]


def belonging(shingles: Shingles, letters: Letters, templates: Templates) -> Places:
    """The template each text belongs to, or -1: the one of which it holds most that is not others' as
    well."""
    found = np.full(letters.n, ALONE)
    held = holding(shingles, letters, templates)
    near = held.tells >= THEN_TELLING
    text, group, tells, own = held.text[near], held.group[near], held.tells[near], held.own[near]
    words = laid(shingles, letters, templates, text, group).held.words
    whole = sums(templates.word_tells, templates.word_first)[group]
    of_text = words / np.diff(letters.first)[text]
    telling = (tells >= LEAST_WORDS) & ((tells >= LEAST_SHARE * whole) | (of_text >= MOSTLY))
    member = np.flatnonzero(telling | ((words >= LEAST_WORDS) & (of_text >= NEARLY_ALL)))
    order = member[np.lexsort((-group[member], tells[member], own[member], text[member]))]
    found[text[order]] = group[order]
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


def laid(shingles: Shingles, letters: Letters, templates: Templates, text: Places, group: Places) -> Laid:
    """Pairs of a text and a template with a run in common, in order of the text, with all runs, telling or
    not."""
    lengths = np.diff(letters.first)[text]
    places = spread(letters.first[text], lengths)
    of_group = np.repeat(group, lengths)
    run = shingles.at[places].astype(np.int64)
    known = np.flatnonzero(run >= 0)
    found = find(rows_of(templates.group, templates.run, templates.n), of_group[known], run[known])
    same, found = known[found >= 0], found[found >= 0]
    place = templates.place[np.lexsort((templates.run, templates.group))][found]
    pair = np.repeat(np.arange(len(text)), lengths)
    shared = np.zeros(len(places), dtype=bool)
    copied = same[_copied(same, pair[same], place)]
    for step in range(WIDTH):
        shared[copied + step] = True
    return Laid(
        held_at(pair[same], of_group[same], place, templates), places, of_group, ends_of(lengths), shared
    )


def _copied(at: Places, pair: Places, place: Places) -> NDArray[np.bool_]:
    """Which runs in common are of the letter: not those few words that a text has again, apart from the
    longer stretch in which it copied the same place of the letter. The person may say "it is the only" in a
    sentence of their own.
    """
    if not len(at):
        return np.zeros(0, dtype=bool)
    apart = (np.diff(at) != 1) | (np.diff(place) != 1) | (np.diff(pair) != 0)
    stretch = np.cumsum(np.append(False, apart))
    length = np.bincount(stretch)[stretch]
    _, same_place = np.unique(pair * (place.max() + 1) + place, return_inverse=True)
    longest = np.zeros(same_place.max() + 1, dtype=np.int64)
    np.maximum.at(longest, same_place, length)
    return (length >= STRETCH) | (length == longest[same_place])


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
