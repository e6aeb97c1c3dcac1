"""What was learnt from coded texts: themes proposed for every text, how sure they are, and who must read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# A theme with fewer coded texts is named as weakly learnt.
WEAK = 5


@dataclass(frozen=True, slots=True)
class LearntTheme:
    """One theme: how many texts people coded with it and for how many uncoded texts it is proposed.

    `f1`: of coded texts held back in turn, how well it was found (0 to 1); None with fewer than 30 coded
    texts, or when neither people nor the machine gave it to one of them.
    """

    theme: str
    n_coded: int
    n_proposed: int
    f1: float | None


@dataclass(frozen=True, slots=True)
class Mapping:
    """What is proposed, row by row as the texts were given.

    `probabilities` texts x themes, 0 to 1, also for coded texts. `proposed`: the names of themes, most
    probable first; for a coded text what people said. `confidence`: the best probability of each text.
    `uncertain`: uncoded texts whose best probability is under 0.5, least certain first: people read these.
    `blank`: uncoded texts without a word, for which nothing is proposed.

    `held_out_f1`: mean F1 over coded texts held back in turn; `sure_f1` the same over those with a best
    probability of 0.5 or more, which are `sure_share` of them. None with fewer than 30 coded texts. They
    speak for all texts only when the coded texts were chosen at random.
    """

    themes: tuple[str, ...]
    probabilities: Floats
    proposed: tuple[tuple[str, ...], ...]
    confidence: Floats
    uncertain: tuple[int, ...]
    coded: tuple[int, ...]
    blank: tuple[int, ...]
    learnt: tuple[LearntTheme, ...]
    held_out_f1: float | None
    sure_f1: float | None
    sure_share: float | None
    encoder: str
    note: str
    mode: str
    n_encoded: int

    @property
    def never_coded(self) -> tuple[str, ...]:
        """Themes that nobody has coded: their probability is 0, because names alone do not map."""
        return tuple(each.theme for each in self.learnt if not each.n_coded)

    @property
    def weakly_learnt(self) -> tuple[str, ...]:
        """Themes with one to four coded texts: search for more examples of them."""
        return tuple(each.theme for each in self.learnt if 0 < each.n_coded < WEAK)

    def explain(self) -> str:
        """Plain English for logs and tests; pages have their own words."""
        said = [self._counts(), self._quality(), *self._gaps(), self.note]
        return " ".join(each for each in said if each)

    def _counts(self) -> str:
        n, coded = len(self.proposed), len(self.coded)
        if not coded:
            return f"Nobody has coded a text yet, so nothing is proposed for {_texts(n)}."
        rest = n - coded - len(self.blank)
        return (
            f"Learnt from {_texts(coded)} that people coded; themes are proposed for {_texts(rest)}, "
            f"of which people should read the {len(self.uncertain):,} that are least certain."
        )

    def _quality(self) -> str:
        if self.held_out_f1 is None:
            return ""
        sure = "" if self.sure_f1 is None else f", {self.sure_f1:.2f} on the surest {self.sure_share:.0%}"
        return f"On coded texts held back in turn F1 was {self.held_out_f1:.2f}{sure}."

    def _gaps(self) -> list[str]:
        said = []
        if self.coded and self.never_coded:
            said.append(f"Nobody has coded {_list(self.never_coded)}: never proposed.")
        if self.weakly_learnt:
            said.append(f"Coded fewer than {WEAK} times: {_list(self.weakly_learnt)}.")
        if self.blank:
            said.append(f"{_texts(len(self.blank))} without a word: nothing proposed.")
        return said


def _texts(n: int) -> str:
    return "1 text" if n == 1 else f"{n:,} texts"


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)
