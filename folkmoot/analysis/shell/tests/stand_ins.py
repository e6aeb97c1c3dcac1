"""Engines that group by the first word, at once: what commands make of a result is checked to the letter."""

from __future__ import annotations

import numpy as np

from folkmoot.analysis.themes.campaigns import Campaigns
from folkmoot.analysis.themes.result import ThemeSuggestion


def suggestion(labels, parents, words, *, no_content=None, stability=None, n_central=5, **more):
    """A result from plain lists: the theme of each text, the wider theme and the words of each theme."""
    label = np.array(labels, dtype=np.intp)
    places = [tuple(int(place) for place in np.flatnonzero(label == theme)) for theme in range(len(parents))]
    facts = {
        "n_different": len(labels),
        "encoder": "a stand-in",
        "note": "It compares first words.",
        "mode": "all",
        "n_encoded": len(labels),
    }
    return ThemeSuggestion(
        label=label,
        parent=np.array(parents, dtype=np.intp),
        words=tuple(words),
        parent_words=tuple(("wider", str(parent)) for parent in range(max(parents) + 1)),
        central=tuple(each[:n_central] for each in places),
        edge=tuple(each[n_central : n_central + 2] for each in places),
        stability=np.array(stability or [1.0] * len(parents)),
        size=np.array([len(each) for each in places], dtype=np.intp),
        no_content=no_content,
        **(facts | more),
    )


def by_first_word(texts, *, languages=None, seed=0, max_themes=70, time_budget=None, progress=None):
    """Each first word is a theme, all of one wider theme; "none" says nothing more."""
    firsts = [text.split()[0].lower() for text in texts]
    themes = sorted(set(firsts), key=lambda word: (word == "none", -firsts.count(word), word))
    if progress:
        progress(len(texts), len(texts))
    says_nothing = len(themes) - 1 if "none" in themes else None
    parents = [0] * len(themes) if says_nothing is None else [0] * says_nothing + [1]
    labels = [themes.index(word) for word in firsts]
    return suggestion(labels, parents, [(word,) for word in themes], no_content=says_nothing)


def campaigns(groups, templates=(), own_words=None, shares=None):
    """A result from plain lists: the letter of each text, or -1."""
    group = np.array(groups, dtype=np.int64)
    return Campaigns(
        group=group,
        share=np.array(shares, dtype=float) if shares else (group >= 0).astype(float),
        own_words=tuple(own_words or [""] * len(groups)),
        template=tuple(templates),
        size=tuple(int((group == letter).sum()) for letter in range(len(templates))),
    )


def letters_by_star(texts, *, progress=None):
    """The words before a star are a letter; what stands after it is the person's own."""
    parts = [text.partition("*") for text in texts]
    if progress:
        progress(1, 1)
    own = [after.strip() if star else before for before, star, after in parts]
    letters = sorted({before.strip() for before, star, _after in parts if star})
    groups = [letters.index(before.strip()) if star else -1 for before, star, _after in parts]
    return campaigns(groups, letters, own)
