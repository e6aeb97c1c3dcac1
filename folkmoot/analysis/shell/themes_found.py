"""Themes as they are shown: by size, numbered from 1, campaign copies among their answers counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

from ..drawing.phrases import in_language, joined

if TYPE_CHECKING:
    from ..themes.campaigns import Campaigns
    from ..themes.result import ThemeSuggestion

STEADY, FAIRLY_STEADY = 0.75, 0.5
NAMED_BY = 4  # words that stand for a theme
SAYS_NOTHING_MORE = "Says nothing more"


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. `index` is the engine's, `number` ours; `typical` and `edge` are places among the texts;
    `language` is that of its words."""

    index: int
    number: int
    words: tuple[str, ...]
    size: int
    copies: int
    stability: float
    typical: tuple[int, ...]
    edge: tuple[int, ...]
    is_no_content: bool
    language: str = ""

    @property
    def name(self) -> str:
        return SAYS_NOTHING_MORE if self.is_no_content else _named_by(self.words, self.language)

    @property
    def sign(self) -> int:
        """0 steady, 1 fairly steady, 2 not steady."""
        return 0 if self.stability >= STEADY else 1 if self.stability >= FAIRLY_STEADY else 2


@dataclass(frozen=True, slots=True)
class WiderTheme:
    """Themes that belong together, the largest first."""

    number: int
    words: tuple[str, ...]
    themes: tuple[Theme, ...]
    language: str = ""

    @property
    def letter(self) -> str:
        """A for the first, Z for the 26th, AA for the 27th: themes have numbers, wider themes letters."""
        letters, left = "", self.number
        while left:
            left, place = divmod(left - 1, 26)
            letters = ascii_uppercase[place] + letters
        return letters

    @property
    def title(self) -> str:
        """Letter and name, as headings and pictures say it."""
        return self.name if self.is_no_content else joined(f"{self.letter}. ", self.name)

    @property
    def is_no_content(self) -> bool:
        return all(theme.is_no_content for theme in self.themes)

    @property
    def name(self) -> str:
        if self.is_no_content:
            return SAYS_NOTHING_MORE
        return _named_by(self.words, self.language)

    @property
    def size(self) -> int:
        return sum(theme.size for theme in self.themes)


def _named_by(words: Sequence[str], language: str) -> str:
    return in_language(", ".join(words[:NAMED_BY]), language) if words else "(no words)"


def themes_found(suggestion: ThemeSuggestion, campaigns: Campaigns) -> tuple[WiderTheme, ...]:
    """Wider themes, the largest first; answers that say nothing more stand last."""
    copies = _copies(suggestion, campaigns)
    families: dict[int, list[int]] = {}
    for index in range(suggestion.n_themes):
        lone = index == suggestion.no_content
        families.setdefault(-1 if lone else int(suggestion.parent[index]), []).append(index)
    ordered = sorted(families.items(), key=lambda each: (each[0] < 0, -_size(suggestion, each[1]), each[0]))
    found, number = [], 0
    for place, (parent, indices) in enumerate(ordered, 1):
        indices.sort(key=lambda index: (-int(suggestion.size[index]), index))
        themes = tuple(
            _theme(suggestion, index, number + step, copies, campaigns)
            for step, index in enumerate(indices, 1)
        )
        number += len(indices)
        words = themes[0].words if parent < 0 else tuple(suggestion.parent_words[parent])
        language = themes[0].language if parent < 0 else suggestion.parent_languages[parent]
        found.append(WiderTheme(place, words, themes, language))
    return tuple(found)


def letters_elsewhere(
    wider: Iterable[WiderTheme], suggestion: ThemeSuggestion, campaigns: Campaigns
) -> dict[int, list[str]]:
    """Of each theme, by its number, the campaign letters it shares with other themes, a sentence each."""
    number = {theme.index: theme.number for each in wider for theme in each.themes}
    themes_of: dict[int, Counter[int]] = {}
    for theme, letter in zip(suggestion.label, campaigns.group, strict=True):
        if letter >= 0:
            themes_of.setdefault(int(letter), Counter())[number[int(theme)]] += 1
    said: dict[int, list[str]] = {}
    for letter, themes in sorted(themes_of.items()):
        for here, copies in sorted(themes.items()):
            others = [other for other, _copies in themes.most_common() if other != here]
            if others:
                said.setdefault(here, []).append(_shared(letter + 1, copies, others))
    return said


def _shared(letter: int, copies: int, others: Sequence[int]) -> str:
    holds = "holds" if copies == 1 else "hold"
    themes = "theme" if len(others) == 1 else "themes"
    shown = " and ".join(filter(None, [", ".join(map(str, others[:-1])), str(others[-1])]))
    return f"{copies:,} {holds} campaign letter {letter}, which is also in {themes} {shown}."


def _size(suggestion: ThemeSuggestion, indices: Sequence[int]) -> int:
    return sum(int(suggestion.size[index]) for index in indices)


def _copies(suggestion: ThemeSuggestion, campaigns: Campaigns) -> list[int]:
    """How many answers of each theme hold a campaign letter."""
    counts = [0] * suggestion.n_themes
    for theme, group in zip(suggestion.label, campaigns.group, strict=True):
        counts[int(theme)] += int(group) >= 0
    return counts


def _one_of_each_letter(places: Iterable[int], campaigns: Campaigns) -> tuple[int, ...]:
    """The texts at these places, of each campaign letter only the first copy."""
    seen: set[int] = set()
    kept = []
    for place in map(int, places):
        letter = int(campaigns.group[place])
        if letter not in seen:
            kept.append(place)
            seen |= {letter} - {-1}
    return tuple(kept)


def _typical(suggestion: ThemeSuggestion, index: int, campaigns: Campaigns) -> tuple[int, ...]:
    """Of a theme that is for the most part one letter, first its fullest copy; then texts from the middle."""
    members = suggestion.texts_of(index).tolist()
    letters = Counter(letter for place in members if (letter := int(campaigns.group[place])) >= 0)
    letter, n = min(letters.items(), key=lambda each: (-each[1], each[0]), default=(-1, 0))
    copies = (place for place in members if campaigns.group[place] == letter)
    first = [min(copies, key=lambda place: (-campaigns.share[place], place))] if 2 * n > len(members) else []
    return _one_of_each_letter([*first, *suggestion.central[index]], campaigns)


def _theme(
    suggestion: ThemeSuggestion, index: int, number: int, copies: Sequence[int], campaigns: Campaigns
) -> Theme:
    return Theme(
        index=index,
        number=number,
        words=tuple(suggestion.words[index]),
        size=int(suggestion.size[index]),
        copies=copies[index],
        stability=float(suggestion.stability[index]),
        typical=_typical(suggestion, index, campaigns),
        edge=_one_of_each_letter(suggestion.edge[index], campaigns),
        is_no_content=index == suggestion.no_content,
        language=suggestion.languages[index],
    )


def named(theme: Theme) -> str:
    """Number and name, as headings and tables say it."""
    return theme.name if theme.is_no_content else joined(f"{theme.number}. ", theme.name)


def telling(wider: Sequence[WiderTheme]) -> list[Theme]:
    """The themes that say something."""
    return [theme for each in wider for theme in each.themes if not theme.is_no_content]
