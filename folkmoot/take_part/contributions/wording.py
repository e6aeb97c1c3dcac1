"""Looking for words in what people wrote, with the database's own comparison."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import product
from operator import and_, or_

from django.db.models import Q

MOST_LETTERS = 3  # letters other than a to z looked for in both cases: eight forms of a word


def says(field: str, words: Iterable[str]) -> Q:
    """Every one of the words stands in the field, whatever its case.

    SQLite knows the case of the letters a to z only, so a word with others is looked for with each of them
    small and capital: "llŷn" finds "LLŷN" too. Of a word with many such letters the beginning is looked for.
    """
    return reduce(and_, (reduce(or_, (_stands(field, form) for form in _forms(word))) for word in words), Q())


def _forms(word: str) -> list[str]:
    letters, others = [], 0
    for letter in word:
        both = (letter,) if letter.isascii() else tuple(sorted({letter, letter.lower(), letter.upper()}))
        others += len(both) > 1
        if others > MOST_LETTERS:
            break
        letters.append(both)
    return ["".join(form) for form in product(*letters)]


def _stands(field: str, form: str) -> Q:
    return Q(**{f"{field}__icontains": form})
