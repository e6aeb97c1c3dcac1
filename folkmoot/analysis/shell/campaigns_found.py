"""Campaign letters as they are shown: the largest first, numbered from 1, each with its copies."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..themes.campaigns import Campaigns

# Words in one piece beside the letter from which a person is said to have added their own: a name, "Yours
# sincerely" or single words put otherwise are less.
OWN_FROM = 6
EXAMPLES = 5  # of what people added to a letter
BETWEEN_PIECES = "…"  # between two pieces of own words, as the engine joins them


@dataclass(frozen=True, slots=True)
class Copy:
    """One answer that holds a letter. `place` is among the texts, `share` of the letter is 0 to 1."""

    place: int
    share: float
    own_words: str

    @property
    def has_own(self) -> bool:
        return any(len(piece.split()) >= OWN_FROM for piece in self.own_words.split(BETWEEN_PIECES))


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and everybody who sent it, the fullest copies first."""

    number: int
    wording: str
    copies: tuple[Copy, ...]

    @property
    def size(self) -> int:
        return len(self.copies)

    @property
    def n_own(self) -> int:
        return sum(copy.has_own for copy in self.copies)

    @property
    def examples(self) -> tuple[Copy, ...]:
        """The copies whose own words are shown, the longest first."""
        added = [copy for copy in self.copies if copy.has_own]
        return tuple(sorted(added, key=lambda copy: (-len(copy.own_words), copy.place))[:EXAMPLES])


def repeated_elsewhere(texts: Sequence[str], campaigns: Campaigns) -> int:
    """Answers outside every letter that at least two others repeat, but for case, marks and spaces: too
    short to be called a letter, or a single sentence."""
    said = Counter(same_words(text) for text, group in zip(texts, campaigns.group, strict=True) if group < 0)
    return sum(n for n in said.values() if n >= 3)


def same_words(text: str) -> str:
    """An answer without what does not matter when two are compared: case, marks and spaces.

    >>> same_words("No comment!"), same_words("- "), same_words("Dim sylw.")
    ('no comment', '-', 'dim sylw')
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    words = " ".join("".join(sign if sign.isalnum() else " " for sign in folded).split())
    return words or text.strip()


def letters_found(campaigns: Campaigns) -> tuple[Letter, ...]:
    """The letters, the most often sent first."""
    copies: list[list[Copy]] = [[] for _each in range(campaigns.n_campaigns)]
    for place, group in enumerate(campaigns.group):
        if group >= 0:
            one = Copy(place, float(campaigns.share[place]), campaigns.own_words[place])
            copies[int(group)].append(one)
    order = sorted(range(len(copies)), key=lambda index: (-len(copies[index]), index))
    return tuple(
        Letter(
            number,
            campaigns.template[index],
            tuple(sorted(copies[index], key=lambda copy: (-copy.share, copy.place))),
        )
        for number, index in enumerate(order, 1)
    )
