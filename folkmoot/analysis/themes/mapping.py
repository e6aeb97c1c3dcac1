"""Themes to every text: people code some hundred, a machine proposes for the rest and says how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .coded import Coded, Codes, read_coded
from .learning import Learnt, learn
from .likeness import Likeness, read_meaning
from .mapped import LearntTheme, Mapping

if TYPE_CHECKING:
    from .encoders import Encoder
    from .encoders.encoder import Progress

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Rows = NDArray[np.int64]

# A theme is proposed from the first on; a text whose best theme stays below the second is for people.
PROPOSED_FROM, SURE_FROM = 0.3, 0.5
# Probabilities are given to this many decimals, the same in any order of texts.
DECIMALS = 6
# Of 100 steps of progress, how many go by while texts are read.
STEPS, READING = 100, 80
# How well held-out texts were found is said from so many on.
ENOUGH_TO_SAY = 30
NAMES_ARE_IN = "en"
NOTHING_READ = "No text was read by an encoder."
Read = tuple[str, str, str, int]


def learn_mapping(
    texts: Sequence[str],
    themes: Sequence[str],
    coded: Codes,
    *,
    seed: int = 0,
    descriptions: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    encoder: Encoder | None = None,
    time_budget: float | None = None,
    progress: Progress | None = None,
) -> Mapping:
    """Learn from the texts that people coded which themes every other text has.

    `themes`: names. `coded`: themes by the row of the text, {17: ["Parking", "Buses"]}, or one entry a text,
    None where nobody coded it; themes by name or by position. An empty list says that no theme fits. Every
    probability of 0.3 and more is proposed, and always the best one. `descriptions`: a sentence on each
    theme, which helps most while few texts are coded. `languages`, `encoder` and `time_budget` (seconds for
    reading meaning; None reads all) as in `suggest_themes`. The same input and `seed` give the
    same result.

    ValueError in one sentence for a text that is not text, a theme without or with a doubled name, a coded
    text or theme that does not exist, with its row.

    Method: one logistic regression a theme on the meaning of the text (sentence encoder), its words and pairs
    of words and its runs of 3 to 5 letters, where the name of a theme counts as one more coded text; then
    five weights, learnt from coded texts held back in turn, weigh the themes of a text against each other. A
    theme that nobody coded has probability 0. Sources: `logistic`, `weighing`.

    >>> said = ["The bus is late", "Buses never come", "More trees please", "Plant trees", "A late bus again"]
    >>> found = learn_mapping(said, ["Buses", "Trees"], {0: ["Buses"], 2: ["Trees"]})
    >>> found.proposed[1], found.proposed[3], found.proposed[4]
    (('Buses',), ('Trees',), ('Buses',))
    """
    _check_texts(texts)
    known = read_coded(len(texts), themes, coded)
    spelt = _spelt_out(themes, descriptions)
    if not known.table.any():
        return _without_learning(texts, themes, known)
    used = np.flatnonzero(known.table.any(0))
    names = [spelt[theme] for theme in used.tolist()]
    spoken = None if languages is None else [*_checked(languages, len(texts)), *[NAMES_ARE_IN] * len(names)]
    together = [*texts, *names]
    meaning = read_meaning(
        together, spoken, encoder, time_budget=time_budget, seed=seed, progress=_reading(progress)
    )
    likeness = Likeness(together, meaning.vectors, seed=seed)
    learnt = _learn(texts, known, used, likeness, seed)
    if progress:
        progress(STEPS, STEPS)
    read = (meaning.encoder, meaning.note, meaning.mode, meaning.n_encoded)
    return _mapping(texts, themes, known, used, learnt, read)


def _learn(texts: Sequence[str], known: Coded, used: Rows, likeness: Likeness, seed: int) -> Learnt:
    """The coded texts are learnt from in the order of the alphabet, so that their rows do not matter."""
    table = known.table[:, used]
    rows = known.rows.tolist()
    order = sorted(range(len(rows)), key=lambda place: (texts[rows[place]], table[place].tolist()))
    taught = Coded(known.rows[order], table[order])
    names = len(texts) + np.arange(len(used))
    found = learn(likeness, taught, names, np.arange(len(texts)), seed=seed)
    return replace(found, held_out=np.array(order, np.int64)[found.held_out])


def _mapping(
    texts: Sequence[str], themes: Sequence[str], known: Coded, used: Rows, learnt: Learnt, read: Read
) -> Mapping:
    blank = np.array([not text.strip() for text in texts], np.bool_)
    probabilities = np.zeros((len(texts), len(themes)))
    probabilities[:, used] = learnt.probabilities.round(DECIMALS)
    probabilities[blank] = 0
    given = decide(probabilities)
    given[known.rows] = known.table
    uncoded = np.ones(len(texts), np.bool_)
    uncoded[known.rows] = False
    confidence = probabilities.max(1)
    truth, held_out = known.table[learnt.held_out], np.zeros((len(learnt.held_out), len(themes)))
    held_out[:, used] = learnt.held_out_probabilities
    return Mapping(
        themes=tuple(themes),
        probabilities=probabilities,
        proposed=_names(given, probabilities, themes),
        confidence=confidence,
        uncertain=_least_certain(confidence, uncoded & ~blank & (confidence < SURE_FROM)),
        coded=tuple(known.rows.tolist()),
        blank=tuple(np.flatnonzero(blank & uncoded).tolist()),
        learnt=_by_theme(themes, known.table, given[uncoded], truth, held_out),
        **_checks(truth, held_out),
        encoder=read[0], note=read[1], mode=read[2], n_encoded=read[3],
    )  # fmt: skip


def decide(probabilities: Floats) -> Bools:
    """Which themes each text is given: from 0.3 on and always the best, unless all are 0.

    >>> decide(np.array([[0.9, 0.3], [0.1, 0.2], [0.0, 0.0]])).tolist()
    [[True, True], [False, True], [False, False]]
    """
    best = probabilities.max(1, keepdims=True)
    first = np.zeros(probabilities.shape, np.bool_)
    first[np.arange(len(first)), probabilities.argmax(1)] = True
    return (probabilities >= PROPOSED_FROM) | (first & (best > 0))


def f1_by_text(truth: Bools, given: Bools) -> Floats:
    """Of each text, twice the themes shared over the themes in both; 1 where both have none."""
    both = truth.sum(1) + given.sum(1)
    return np.where(both > 0, 2 * (truth & given).sum(1) / np.maximum(both, 1), 1.0)


def _names(given: Bools, probabilities: Floats, themes: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    order = np.argsort(-probabilities, axis=1, kind="stable")
    rows = zip(order.tolist(), given.tolist(), strict=True)
    return tuple(tuple(themes[theme] for theme in best if has[theme]) for best, has in rows)


def _least_certain(confidence: Floats, wanted: Bools) -> tuple[int, ...]:
    rows = np.flatnonzero(wanted)
    return tuple(rows[np.argsort(confidence[rows], kind="stable")].tolist())


def _by_theme(
    themes: Sequence[str], coded: Bools, proposed: Bools, truth: Bools, held_out: Floats
) -> tuple[LearntTheme, ...]:
    found = decide(held_out)
    shared, either = (truth & found).sum(0), truth.sum(0) + found.sum(0)
    enough = len(truth) >= ENOUGH_TO_SAY
    f1 = [float(2 * s / e) if e and enough else None for s, e in zip(shared, either, strict=True)]
    times, proposals = coded.sum(0).tolist(), proposed.sum(0).tolist()
    return tuple(map(LearntTheme, themes, times, proposals, f1))


def _checks(truth: Bools, held_out: Floats) -> dict[str, float | None]:
    if len(truth) < ENOUGH_TO_SAY:
        return {"held_out_f1": None, "sure_f1": None, "sure_share": None}
    f1, sure = f1_by_text(truth, decide(held_out)), held_out.max(1) >= SURE_FROM
    return {
        "held_out_f1": float(f1.mean()),
        "sure_f1": float(f1[sure].mean()) if sure.any() else None,
        "sure_share": float(sure.mean()),
    }


def _without_learning(texts: Sequence[str], themes: Sequence[str], known: Coded) -> Mapping:
    """Nobody has coded a theme: nothing is proposed, because names alone do not map, and people read all."""
    empty = Learnt(np.zeros((len(texts), 0)), np.zeros(0, np.int64), np.zeros((0, 0)))
    return _mapping(texts, themes, known, np.zeros(0, np.int64), empty, ("none", NOTHING_READ, "none", 0))


def _check_texts(texts: Sequence[str]) -> None:
    if isinstance(texts, str):
        raise ValueError("give a list of texts, not a single text")
    for row, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(f"row {row}: {text!r} is not text; give an empty text where nothing was said")


def _spelt_out(themes: Sequence[str], descriptions: Sequence[str] | None) -> list[str]:
    if descriptions is None:
        return list(themes)
    if isinstance(descriptions, str) or len(descriptions) != len(themes):
        raise ValueError(
            f"there are {len(themes)} themes; give one description for each, empty where there is none"
        )
    return [
        f"{name}: {more}" if more.strip() else name for name, more in zip(themes, descriptions, strict=True)
    ]


def _checked(languages: Sequence[str], n: int) -> Sequence[str]:
    if len(languages) != n:
        raise ValueError(f"there are {n} texts and {len(languages)} languages; give one language a text")
    return languages


def _reading(progress: Progress | None) -> Progress | None:
    if progress is None:
        return None
    return lambda done, total: progress(READING * min(done, total) // max(1, total), STEPS)
