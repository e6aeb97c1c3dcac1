"""Which texts are copies of one letter, what the letter says, and what each person wrote beside it.

People copy: a charity offers a letter, and thousands send it, some with a greeting, some with half of it,
some with words of their own. Each of them has answered, and none is to be set aside; but themes must not be
counted by who had the better mailing list. So copies are found by their wording alone. People who merely
agree do not become a campaign, since they say it in other words, and nothing here knows what words mean.

The steps: texts as words (`wording`), runs of three words that people share (`shingles`), texts that are
nearly the same (`beginnings`, `cores`), the wording they share and how much each run of it tells
(`templates`), every text held beside every template of which it has something (`holding`), and what is left
over (`own_words`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.analysis.themes.beginnings import TWO, and_less_alike, nearly_the_same
from folkmoot.analysis.themes.holding import belonging, sums
from folkmoot.analysis.themes.own_words import Beside, lay_beside, own_words, wording_of
from folkmoot.analysis.themes.shingles import ALONE, Letters, Shingles, different_texts, shared_shingles
from folkmoot.analysis.themes.templates import Templates, merged, of_at_least, shared_wording, without_gaps
from folkmoot.analysis.themes.wording import Places, Wording, read_wording

LEAST_PEOPLE = 3
# Telling words that were copied, in all: three people a letter of 30 words, or seven a sentence of ten. Less
# can be chance among short answers to one question.
LEAST_COPIED = 60
STEPS = 6

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Campaigns:
    """Per text: `group` the number of its campaign or -1, `share` how much of the letter it holds from 0 to
    1, and `own_words` what else it says, as written (the whole text where it is in no campaign). Per
    campaign, the largest first: `template` the letter's wording and `size` how many texts hold it."""

    group: NDArray[np.int64]
    share: NDArray[np.float64]
    own_words: tuple[str, ...]
    template: tuple[str, ...]
    size: tuple[int, ...]

    @property
    def n_campaigns(self) -> int:
        return len(self.template)

    def explain(self) -> str:
        """One English sentence for logs and tests; pages have their own words."""
        texts = len(self.group)
        if not self.n_campaigns:
            return f"No campaign was found among {texts} texts."
        copies = sum(self.size)
        added = sum(bool(own) for own, group in zip(self.own_words, self.group, strict=True) if group >= 0)
        return (
            f"{copies} of {texts} texts hold the wording of {self.n_campaigns} "
            f"campaign{'s' if self.n_campaigns > 1 else ''}, "
            f"the largest with {self.size[0]}; in {added} stand other words besides."
        )


def find_campaigns(texts: Sequence[str], *, progress: Progress | None = None) -> Campaigns:
    """Find letters that at least three people sent: as they were, with a greeting, in half, or with changes.

    `texts` are the answers, one a person. Case, accents and punctuation do not count, nor does the order of
    the texts: another order gives the same campaigns under the same numbers. A text is in the campaign of
    which it holds most that is not others' as well, if that is ten words and more and 0.3 of what tells the
    letter from other texts, or if the text is mostly the letter's wording. Short answers, "I agree" and
    single sentences of fewer than ten words are never a campaign, and three or four people only count as one
    when they copied a good deal (60 telling words beyond the first writer's). Texts without words belong to
    none.

    What it cannot say: whether people were asked to write, and whether two letters that share most of their
    wording are one campaign or two; letters put into other words, by people or by machine, are not found at
    all.

    `progress(done, total)` is called after each step. Raises ValueError when a text is not a string, naming
    its row. Time grows with the words there are, also when all texts are copies of one.

    Sources: overlapping runs of words, Broder, A. (1997), On the resemblance and containment of documents;
    the rest is this library's own and was measured on planted letters (`python -m bench campaigns`).

    >>> letter = (
    ...     "Please keep the library on Mill Road open. It is the only warm and quiet place for children in "
    ...     "the ward, and the nearest other one is two bus rides away across the ring road."
    ... )
    >>> answers = [letter, letter.upper(), "Dear Sir, " + letter, "Shut it."]
    >>> answers.append(letter + " My son learnt to read there.")
    >>> found = find_campaigns(answers)
    >>> found.group.tolist(), found.size, found.template == (letter,)
    ([0, 0, 0, -1, 0], (4,), True)
    >>> found.own_words
    ('', '', 'Dear Sir,', 'Shut it.', 'My son learnt to read there.')
    >>> found.explain()
    '4 of 5 texts hold the wording of 1 campaign, the largest with 4; in 2 stand other words besides.'
    """
    wording = _read(texts, progress)
    say = (lambda done: progress(done, STEPS)) if progress else (lambda done: None)
    letters = different_texts(wording)
    say(1)
    shingles = shared_shingles(letters)
    say(2)
    group = nearly_the_same(shingles, letters)
    say(3)
    group = _round(shingles, letters, group)
    say(4)
    group = _round(shingles, letters, and_less_alike(shingles, letters, group))
    say(5)
    found = _result(texts, wording, letters, *_strong(shingles, letters, group))
    say(STEPS)
    return found


def _read(texts: Sequence[str], progress: Progress | None) -> Wording:
    for row, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(f"Text {row} is {type(text).__name__}, not a string: give every answer as text.")
    if progress:
        progress(0, STEPS)
    return read_wording(texts)


def _round(shingles: Shingles, letters: Letters, group: Places) -> Places:
    """Groups of one letter become one, and every text goes where it holds most."""
    one_letter = without_gaps(merged(shared_wording(shingles, letters, group), group))
    found = belonging(shingles, letters, shared_wording(shingles, letters, one_letter))
    return of_at_least(TWO, found, letters)


def _strong(shingles: Shingles, letters: Letters, group: Places) -> tuple[Templates, Places, Beside]:
    """Groups of enough people in which enough was copied, beside their templates."""
    group = of_at_least(LEAST_PEOPLE, group, letters)
    templates, beside = _side_by_side(shingles, letters, group)
    people = letters.people[beside.texts[beside.held.text]]
    told = np.bincount(beside.held.group, weights=people * beside.held.tells, minlength=templates.n)
    copied = told - sums(templates.word_tells, templates.word_first)
    weak = np.append(copied < LEAST_COPIED, True)
    group = without_gaps(np.where(weak[group], ALONE, group))
    templates, beside = _side_by_side(shingles, letters, group)
    return templates, group, beside


def _side_by_side(shingles: Shingles, letters: Letters, group: Places) -> tuple[Templates, Beside]:
    templates = shared_wording(shingles, letters, group)
    return templates, lay_beside(shingles, letters, templates, group)


def _result(
    texts: Sequence[str],
    wording: Wording,
    letters: Letters,
    templates: Templates,
    group: Places,
    beside: Beside,
) -> Campaigns:
    rows = np.flatnonzero(np.append(group, ALONE)[letters.copy_of] >= 0)
    member = np.searchsorted(beside.texts, letters.copy_of[rows])
    number, share = np.full(len(texts), ALONE), np.zeros(len(texts))
    number[rows] = group[letters.copy_of[rows]]
    share[rows] = _shares(templates, beside, group)[member]
    own = list(texts)
    for row, each in zip(rows.tolist(), member.tolist(), strict=True):
        own[row] = own_words(texts[row], beside.mask(each), *_offsets(wording, row))
    wordings = _wordings(texts, wording, letters, templates, beside)
    return _in_order(number, share, own, wordings)


def _offsets(wording: Wording, row: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    words = slice(wording.first[row], wording.first[row + 1])
    return wording.begin[words], wording.end[words]


def _shares(templates: Templates, beside: Beside, group: Places) -> NDArray[np.float64]:
    """Of the words of its letter, the share that each member holds."""
    whole = sums((templates.word_own > 0).astype(float), templates.word_first)
    share = np.zeros(len(beside.texts))
    share[beside.held.text] = beside.held.words / whole[beside.held.group]
    return share


def _wordings(
    texts: Sequence[str], wording: Wording, letters: Letters, templates: Templates, beside: Beside
) -> list[str]:
    """The letter's wording as most of those wrote it who sent the text it is taken from."""
    sender: dict[int, list[int]] = {text: [] for text in templates.text.tolist()}
    for row in np.flatnonzero(np.isin(letters.copy_of, templates.text)).tolist():
        sender[int(letters.copy_of[row])].append(row)
    found = []
    for text, member in zip(
        templates.text.tolist(), np.searchsorted(beside.texts, templates.text).tolist(), strict=True
    ):
        written = Counter(texts[row] for row in sender[text])
        row = min(sender[text], key=lambda row: (-written[texts[row]], _in_one_case(texts[row]), texts[row]))
        found.append(wording_of(texts[row], beside.shared_mask(member), *_offsets(wording, row)))
    return found


def _in_one_case(text: str) -> bool:
    return text.isupper() or text.islower()


def _in_order(number: Places, share: NDArray[np.float64], own: list[str], wordings: list[str]) -> Campaigns:
    """Campaigns by size, the largest first, and those of one size by their wording."""
    size = np.bincount(number[number >= 0], minlength=len(wordings))
    order = sorted(range(len(wordings)), key=lambda each: (-size[each], wordings[each]))
    renumbered = np.full(len(wordings) + 1, ALONE)
    renumbered[order] = np.arange(len(order))
    return Campaigns(
        renumbered[number],
        share,
        tuple(own),
        tuple(wordings[each] for each in order),
        tuple(int(size[each]) for each in order),
    )
