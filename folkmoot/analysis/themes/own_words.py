"""What a person wrote beside a letter: the pieces of their text that are not its wording, as they wrote
them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.analysis.themes.holding import Held, laid
from folkmoot.analysis.themes.shingles import Letters, Shingles, rows_of, spread
from folkmoot.analysis.themes.templates import Templates, find
from folkmoot.analysis.themes.wording import Places

# One or two other words inside the letter's wording are an edit of it, not a comment.
COMMENT = 3
# So many words inside it are a comment, whatever words they are.
LONG = 10
BETWEEN_PIECES = " … "
_CLOSING = " \t\r\n.,;:!?)]}»”’…-–—"
_OPENING = " \t\r\n([{«“‘-–—"

Mask = NDArray[np.bool_]
Offsets = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Beside:
    """Members laid beside the template of their group: `texts` in order; `held` what each holds of it, in the
    same order; `of_letter` says which words are the letter's, those of a member beginning at `first`."""

    texts: Places
    held: Held
    first: Places
    shared: Mask
    of_letter: Mask

    def mask(self, member: int) -> Mask:
        """Words of the member that are the letter's or an edit of it."""
        return self.of_letter[self.first[member] : self.first[member + 1]]

    def shared_mask(self, member: int) -> Mask:
        """Words of the member that others have as well: nothing of one person's alone."""
        return self.shared[self.first[member] : self.first[member + 1]]


def lay_beside(shingles: Shingles, letters: Letters, templates: Templates, group: Places) -> Beside:
    """Every member beside its template, with all runs of it, telling or not."""
    texts = np.flatnonzero(group >= 0)
    beside = laid(shingles, letters, templates, texts, group[texts])
    theirs = _in_template(letters, templates, beside.group, letters.words[beside.places])
    of_letter = beside.shared | _edits(beside.shared, theirs, beside.first)
    return Beside(texts, beside.held, beside.first, beside.shared, of_letter)


def own_words(text: str, mask: Mask, begin: Offsets, end: Offsets) -> str:
    """The pieces outside the letter, as they were written, in order; nothing where all is the letter's.

    `mask` says which words are the letter's; `begin` and `end` where in the text each word lies.

    >>> mask = np.array([True, True, False, False, True])
    >>> begin, end = np.array([0, 5, 12, 15, 20]), np.array([4, 9, 14, 18, 24])
    >>> own_words("Save ours, (my mum) does!", mask, begin, end)
    '(my mum)'
    """
    found = []
    for start, stop in pieces(~mask):
        opens = int(end[start - 1]) if start else 0
        closes = int(begin[stop]) if stop < len(mask) else len(text)
        found.append(_trimmed(text[opens:closes], start > 0, stop < len(mask)))
    return BETWEEN_PIECES.join(found)


def wording_of(text: str, mask: Mask, begin: Offsets, end: Offsets) -> str:
    """The letter's wording as this text has it, with the marks that close each piece.

    >>> mask = np.array([False, True, True, False, False, False, True])
    >>> begin, end = np.array([0, 4, 9, 15, 17, 19, 21]), np.array([2, 8, 13, 16, 18, 20, 26])
    >>> wording_of("Hi: Save ours. a b c Today!", mask, begin, end)
    'Save ours. … Today!'
    """
    found = []
    for start, stop in pieces(mask):
        opens, closes = int(begin[start]), int(end[stop - 1])
        while closes < len(text) and text[closes] in _CLOSING.strip():
            closes += 1
        found.append(" ".join(text[opens:closes].split()))
    return BETWEEN_PIECES.join(found)


def pieces(mask: Mask) -> list[tuple[int, int]]:
    """Where runs of True begin and end.

    >>> pieces(np.array([True, False, True, True]))
    [(0, 1), (2, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]


def _trimmed(piece: str, after_letter: bool, before_letter: bool) -> str:
    """Without the marks that close the letter's wording before it or open it after."""
    piece = piece.lstrip(_CLOSING) if after_letter else piece.lstrip()
    return piece.rstrip(_OPENING) if before_letter else piece.rstrip()


def _in_template(letters: Letters, templates: Templates, group: Places, words: NDArray[np.uint64]) -> Mask:
    """Which words occur anywhere in the wording of the template of the group."""
    lengths = np.diff(letters.first)[templates.text]
    shared = templates.word_own > 0
    theirs = letters.words[spread(letters.first[templates.text], lengths)][shared]
    _, number = np.unique(np.concatenate([theirs, words]), return_inverse=True)
    rows = rows_of(np.repeat(np.arange(templates.n), lengths)[shared], number[: len(theirs)], templates.n)
    return find(rows, group, number[len(theirs) :]) >= 0


def _edits(of_letter: Mask, in_template: Mask, first: Places) -> Mask:
    """Words that are not in a shared run, and yet no comment: a few inside the letter's wording of which at
    most two are not the letter's own, and one or two of its own at the ends. What is longer stands: it may be
    meant."""
    if not len(of_letter):
        return of_letter
    begins = np.append(True, of_letter[1:] != of_letter[:-1])
    begins[first[:-1]] = True
    piece = np.cumsum(begins) - 1
    words, other = np.bincount(piece), np.bincount(piece, weights=~of_letter & ~in_template)
    at_end = np.zeros(len(other), dtype=bool)
    at_end[piece[first[:-1]]] = at_end[piece[first[1:] - 1]] = True
    inside = (words < LONG) & (other < COMMENT)
    return ~of_letter & np.where(at_end, (words < COMMENT) & (other < 1), inside)[piece]
