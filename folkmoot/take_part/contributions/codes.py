"""Receipt codes: short enough to read out on the phone, without letters that look or sound like others."""

from __future__ import annotations

import re
import secrets
from functools import lru_cache

# No 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B, U and V.
LETTERS = "34679ACDEFGHJKMNPQRTWXY"
GROUPS, LENGTH = 3, 4
PLAIN_PREFIX = "FM"
_SMALL_WORDS = {"council", "borough", "county", "city", "district", "of", "and", "the", "metropolitan"}


def new_code(council: str = "") -> str:
    """A fresh code such as MV-7K4P-9TXQ-3HRD: 54 bits of chance, so that nobody finds another's by trying."""
    chance, letters = secrets.randbelow(len(LETTERS) ** (GROUPS * LENGTH)), []
    for _place in range(GROUPS * LENGTH):
        chance, place = divmod(chance, len(LETTERS))
        letters.append(LETTERS[place])
    body = "".join(letters)
    return "-".join([prefix(council), *(body[at : at + LENGTH] for at in range(0, len(body), LENGTH))])


@lru_cache(maxsize=16)
def prefix(council: str) -> str:
    """The council's initials, so that a slip of paper says whose code it is.

    >>> prefix("Merrow Vale Council")
    'MV'
    """
    words = [word for word in re.findall(r"[A-Za-z]+", council) if word.lower() not in _SMALL_WORDS]
    initials = "".join(word[0] for word in words[:3]).upper()
    return initials if len(initials) > 1 else PLAIN_PREFIX


def tidy_code(typed: str) -> str:
    """A code as we write it, however it was typed: small letters, spaces, other dashes, no dashes.

    >>> tidy_code(" mv 7k4p–9txq 3hrd ")
    'MV-7K4P-9TXQ-3HRD'
    """
    bare = re.sub(r"[^0-9A-Z]", "", typed.upper())[:20]
    body = bare[-GROUPS * LENGTH :]
    groups = [body[start : start + LENGTH] for start in range(0, len(body), LENGTH)]
    return "-".join([bare[: -GROUPS * LENGTH], *groups])
