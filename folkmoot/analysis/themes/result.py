"""What `suggest_themes` hands back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class ThemeSuggestion:
    """Themes found in texts; nobody has read them yet, and no theme has a name until a person gives it one.

    label: for each text the number of its theme, 0 to n_themes - 1; never missing. Largest theme first.
    parent: for each theme the number of the wider theme it lies in, 0 to n_parents - 1.
    words, parent_words: for each theme, and each wider theme, the words that set it apart, all of one
    language. languages, parent_languages: which that is, "en", "cy" or "" where it is not known.
    central, edge: for each theme the places of up to five texts from its middle and two from its edge.
    stability: for each theme how far it is there again when a tenth of the texts is left out, 0 to 1.
    size: for each theme the number of texts. n_different: how many texts differ from each other.
    no_content: the number of the theme "says nothing more" ("no comment", empty ...), always the last, or
    None. encoder, note: what read the texts and what that means. mode: "all", "sample" or "words", that is
    how many were read by it; n_encoded: how many different texts were.
    """

    label: NDArray[np.intp]
    parent: NDArray[np.intp]
    words: tuple[tuple[str, ...], ...]
    parent_words: tuple[tuple[str, ...], ...]
    central: tuple[tuple[int, ...], ...]
    edge: tuple[tuple[int, ...], ...]
    stability: NDArray[np.float64]
    size: NDArray[np.intp]
    no_content: int | None
    n_different: int
    encoder: str
    note: str
    mode: str
    n_encoded: int
    languages: tuple[str, ...] = ()
    parent_languages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Where the languages are not given none is known."""
        object.__setattr__(self, "languages", self.languages or ("",) * len(self.words))
        object.__setattr__(self, "parent_languages", self.parent_languages or ("",) * self.n_parents)

    @property
    def n_themes(self) -> int:
        """The themes, "says nothing more" among them."""
        return len(self.size)

    @property
    def n_parents(self) -> int:
        return len(self.parent_words)

    def texts_of(self, theme: int) -> NDArray[np.intp]:
        """The places of the texts of a theme."""
        return np.flatnonzero(self.label == theme)

    def explain(self) -> str:
        """Plain English sentences for logs and tests; pages have their own words."""
        return " ".join(
            filter(
                None,
                (
                    self._found(),
                    self._said_nothing(),
                    self._copies(),
                    self.note,
                    self._steadiness(),
                    "These are suggestions by likeness of wording and meaning: nobody has read them yet, an "
                    "answer that says two things is in one theme only, and a theme's size is not a vote.",
                ),
            )
        )

    def _found(self) -> str:
        nothing = self.no_content is not None
        themes, parents = self.n_themes - nothing, self.n_parents - nothing
        if not themes:
            return f"None of {_answers(len(self.label))} says anything more."
        wider = f", within {_count(parents, 'wider theme')}" if 1 < parents < themes else ""
        told = int(self.size[:themes].sum())
        return f"{_answers(told)} fell into {_count(themes, 'theme')}{wider}."

    def _said_nothing(self) -> str:
        if self.no_content is None or self.n_themes == 1:
            return ""
        said_nothing = _answers(int(self.size[self.no_content]))
        return f'{said_nothing} said nothing more, such as "no comment".'

    def _copies(self) -> str:
        told = int(self.size.sum() if self.no_content is None else self.size[: self.no_content].sum())
        same = told - self.n_different
        return f"{_answers(same)} repeated another word for word." if same else ""

    def _steadiness(self) -> str:
        themes = self.n_themes - (self.no_content is not None)
        if themes < 2:
            return ""
        shaky = int((self.stability[:themes] < 0.5).sum())
        if not shaky:
            return "All themes were there again when a tenth of the answers was left out."
        be = "was" if shaky == 1 else "were"
        return (
            f"{_count(shaky, 'theme')} of {themes} {be} not steady when a tenth of the answers was left out; "
            "look at their edges first."
        )


def _answers(n: int) -> str:
    return _count(n, "answer")


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"
