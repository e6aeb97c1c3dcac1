"""Campaign letters as they are shown: the largest first, numbered from 1, each with its copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..themes.campaigns import Campaigns

OWN_FROM = 5  # words beside the letter from which a person is said to have added their own


@dataclass(frozen=True, slots=True)
class Copy:
    """One answer that holds a letter. `place` is among the texts, `share` of the letter is 0 to 1."""

    place: int
    share: float
    own_words: str

    @property
    def has_own(self) -> bool:
        return len(self.own_words.split()) >= OWN_FROM


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
