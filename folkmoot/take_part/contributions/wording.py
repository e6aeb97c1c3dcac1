"""Looking for words in what people wrote, with the database's own comparison."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.db.models import Q


def says(field: str, words: Iterable[str]) -> Q:
    """Every one of the words stands in the field, whatever its case.

    SQLite knows the case of the letters a to z only, so a word with others is looked for as it is usually
    written: in small letters, in capitals and with a capital at the beginning.
    """
    return reduce(and_, (reduce(or_, (_stands(field, form) for form in _forms(word))) for word in words), Q())


def _forms(word: str) -> list[str]:
    if word.isascii():
        return [word]
    return sorted({word, word.casefold(), word.upper(), word.capitalize()})


def _stands(field: str, form: str) -> Q:
    return Q(**{f"{field}__icontains": form})
