"""One suggestion out of the themes of each part: largest first, the texts that say nothing more last."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .parts import Part, Places, Words
from .preparing import Prepared, plain
from .result import ThemeSuggestion

Rows = NDArray[np.intp]
SHOWN_OF_NOTHING = 5


def assemble(
    texts: Sequence[str], prepared: Prepared, parts: Sequence[tuple[Rows, Part]], extra_note: str = ""
) -> ThemeSuggestion:
    """`parts`: for each part the places of its texts among the prepared, and what was found in them."""
    label, parent = _joined(len(prepared.texts), parts)
    theme_rank = _rank(label, prepared.times, len(parent))
    parent_rank = _rank(
        parent[label] if len(label) else label, prepared.times, int(parent.max(initial=-1)) + 1
    )
    order, wider_order = np.argsort(theme_rank), np.argsort(parent_rank)
    found = _Found(prepared, parts)
    nothing = np.flatnonzero(prepared.place < 0)
    no_content = len(parent) if len(nothing) else None
    label_of_all = np.full(len(prepared.place), len(parent), np.intp)
    said = prepared.place >= 0
    label_of_all[said] = theme_rank[label][prepared.place[said]]
    last: Words = ((),) if len(nothing) else ()
    last_places: Places = (_phrases(texts, nothing),) if len(nothing) else ()
    return ThemeSuggestion(
        label=label_of_all,
        parent=np.append(parent_rank[parent[order]], [len(parent_rank)] * len(last)).astype(np.intp),
        words=tuple(found.words[each] for each in order) + last,
        parent_words=tuple(found.parent_words[each] for each in wider_order) + last,
        languages=tuple(found.languages[each] for each in order) + ("",) * len(last),
        parent_languages=tuple(found.parent_languages[each] for each in wider_order) + ("",) * len(last),
        central=tuple(found.central[each] for each in order) + last_places,
        edge=tuple(found.edge[each] for each in order) + ((),) * len(last),
        stability=np.append(found.stability[order], [1.0] * len(last)),
        size=np.bincount(label_of_all),
        no_content=no_content,
        n_different=len(prepared.texts),
        encoder=" and ".join(dict.fromkeys(part.encoder for _, part in parts)),
        note=" ".join([*dict.fromkeys(part.note for _, part in parts if part.note), extra_note]).strip(),
        mode=parts[0][1].mode if parts else "all",
        n_encoded=sum(part.n_encoded for _, part in parts),
    )


class _Found:
    """What the parts found, one after the other, with places of the input in place of their own."""

    def __init__(self, prepared: Prepared, parts: Sequence[tuple[Rows, Part]]) -> None:
        self.words: list[tuple[str, ...]] = []
        self.parent_words: list[tuple[str, ...]] = []
        self.languages: list[str] = []
        self.parent_languages: list[str] = []
        self.central: list[tuple[int, ...]] = []
        self.edge: list[tuple[int, ...]] = []
        for rows, part in parts:
            first = prepared.first[rows]
            self.words += part.words
            self.parent_words += part.parent_words
            self.languages += part.languages
            self.parent_languages += part.parent_languages
            self.central += [tuple(first[list(places)].tolist()) for places in part.central]
            self.edge += [tuple(first[list(places)].tolist()) for places in part.edge]
        self.stability = np.concatenate([part.stability for _, part in parts] or [np.empty(0)])


def _joined(n: int, parts: Sequence[tuple[Rows, Part]]) -> tuple[Rows, Rows]:
    """The theme of each prepared text and the parent of each theme, numbered through all parts."""
    label, parents, themes, wider = np.zeros(n, np.intp), [], 0, 0
    for rows, part in parts:
        label[rows] = part.grouping.label + themes
        parents.append(part.grouping.parent + wider)
        themes += part.grouping.n_themes
        wider += len(part.parent_words)
    return label, np.concatenate(parents or [np.empty(0, np.intp)])


def _rank(label: Rows, times: Rows, n_groups: int) -> Rows:
    """The new number of each group: the largest first, of equal ones that with the earliest text."""
    size = np.bincount(label, weights=times, minlength=n_groups)
    first = np.full(n_groups, len(label))
    np.minimum.at(first, label, np.arange(len(label)))
    rank = np.empty(n_groups, np.intp)
    rank[np.lexsort((first, -size))] = np.arange(n_groups)
    return rank


def _phrases(texts: Sequence[str], rows: Rows) -> tuple[int, ...]:
    """A place for each of the commonest ways to say nothing more."""
    times: dict[str, int] = {}
    place: dict[str, int] = {}
    for row in rows.tolist():
        key = plain(texts[row])
        times[key] = times.get(key, 0) + 1
        if texts[row] < texts[place.setdefault(key, row)]:
            place[key] = row
    commonest = sorted(times, key=lambda key: (not key, -times[key], key))
    return tuple(place[key] for key in commonest[:SHOWN_OF_NOTHING])
