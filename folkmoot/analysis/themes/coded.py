"""What people coded, checked and as a table: which text has which theme."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

Theme = str | int
Codes = Mapping[int, Collection[Theme]] | Sequence[Collection[Theme] | None]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coded:
    """`rows`: the texts that people coded, rising. `table`: coded texts x themes, whether each has it."""

    rows: NDArray[np.int64]
    table: Bools


def read_coded(n_texts: int, themes: Sequence[str], coded: Codes) -> Coded:
    """Check `themes` and `coded` (see `learn_mapping`) and bring them into a table.

    A theme is given by its name or by its position among `themes`. ValueError in one sentence that names the
    row for a theme that does not exist and for a text that does not.

    >>> read_coded(3, ["bins", "buses"], {2: ["buses"], 0: [0, "buses"]}).table.tolist()
    [[True, True], [False, True]]
    """
    place = _places(themes)
    pairs = sorted(_pairs(n_texts, coded), key=lambda pair: pair[0])
    table = np.zeros((len(pairs), len(themes)), np.bool_)
    for number, (row, codes) in enumerate(pairs):
        for code in codes:
            table[number, _position(code, row, place)] = True
    return Coded(np.array([row for row, _ in pairs], np.int64), table)


def _places(themes: Sequence[str]) -> dict[str, int]:
    if isinstance(themes, str) or not len(themes):
        raise ValueError("give the names of the themes: at least one")
    place: dict[str, int] = {}
    for number, theme in enumerate(themes):
        if not isinstance(theme, str) or not theme.strip():
            raise ValueError(f"theme {number} has no name; give each theme a name that says what it is")
        if theme in place:
            raise ValueError(f"theme {number} has the name of theme {place[theme]}, {theme!r}: rename one")
        place[theme] = number
    return place


def _pairs(n_texts: int, coded: Codes) -> Iterator[tuple[int, Collection[Theme]]]:
    if isinstance(coded, Mapping):
        for row, codes in coded.items():
            yield _row(row, n_texts), _collection(codes, row)
        return
    if len(coded) != n_texts:
        raise ValueError(
            f"there are {n_texts} texts and {len(coded)} rows of codes: "
            "give one row a text, None where nobody coded it"
        )
    for row, given in enumerate(coded):
        if given is not None:
            yield row, _collection(given, row)


def _row(row: object, n_texts: int) -> int:
    if isinstance(row, bool) or not isinstance(row, int | np.integer):
        raise ValueError(f"{row!r} is not the number of a text; texts are counted from 0")
    if not 0 <= row < n_texts:
        last = f"the last text is row {n_texts - 1}" if n_texts else "there are no texts"
        raise ValueError(f"row {row} is coded, but {last}; texts are counted from 0")
    return int(row)


def _collection(codes: object, row: int) -> Collection[Theme]:
    if isinstance(codes, str) or not isinstance(codes, Collection):
        raise ValueError(f"row {row}: give a list of themes, also for a single theme, not {codes!r}")
    return codes


def _position(code: object, row: int, place: Mapping[str, int]) -> int:
    if isinstance(code, str) and code in place:
        return place[code]
    if isinstance(code, int | np.integer) and not isinstance(code, bool) and 0 <= code < len(place):
        return int(code)
    near = get_close_matches(code, place, 1) if isinstance(code, str) else []
    hint = f"; did you mean {near[0]!r}?" if near else "; add it to the themes or correct the code"
    raise ValueError(f"row {row}: there is no theme {code!r}{hint}")
