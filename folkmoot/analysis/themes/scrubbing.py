"""Taking out of a text what points at a person, as far as patterns can, before it is sent anywhere."""

from __future__ import annotations

import re

_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{0,3}}"
_AFTER_A_NAME = r"(?:and|but|who|i|i['’]m|im|my|from|we|a|an|the|ac|ond|a['’]r|o)\b"
_NO_NAME = r"(?:on|in|at|not|the|no|ar|yn)\b"
_ANY_NAME = rf"(?:{_NAMES}|(?!{_NO_NAME})[^\W\d_][\w'’-]*(?:\s+(?!{_AFTER_A_NAME})[^\W\d_][\w'’-]*)?)"

# What each pattern finds, in the order in which they are looked for. Words before a name are kept.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[e-mail]", re.compile(r"[\w.+'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", re.IGNORECASE)),
    ("[link]", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("[number]", re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?(?:\d\d\s?){3}[A-D]\b", re.IGNORECASE)),
    ("[postcode]", re.compile(r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2})\b", re.IGNORECASE)),
    ("[number]", re.compile(r"(?<![\w£$€.,])(?:\+|\()?\d(?:[\s().-]{0,2}\d){8,18}(?!\w)")),
)
_INTRODUCED = re.compile(
    rf"\b((?i:my\s+(?:full\s+)?name(?:\s+is|['’]s)|i\s+am\s+called|i['’]m\s+called|fy\s+enw(?:\s+i)?(?:\s+(?:yw|ydy|ydi))?)"
    rf"\s*[:,]?\s+)({_ANY_NAME})"
)
_TITLED = re.compile(rf"\b((?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Prof|Rev|Sir|Lady)\.?\s+)({_NAMES})")
_SIGNED = re.compile(rf"((?i:(?:kind\s+|best\s+|warm\s+)?regards|yours\s+\w+|cofion)\s*,?\s+)({_NAMES})\s*\Z")


_SPACES = re.compile(r"\s+")


def scrub(text: str) -> tuple[str, int]:
    """The text with what could point at a person replaced by a word in brackets, and how many were replaced;
    spaces and new lines become single spaces.

    Found are e-mail addresses, links, UK postcodes, National Insurance numbers, other numbers of 9 to 19
    digits (telephone, NHS and bank card numbers), and names after "my name is" (also in Welsh), after a
    title such as Mr or Cllr, and under a letter. Not found are other names, addresses without their postcode,
    and what only someone who knows the person would recognise: reading by a person remains the only safe way.

    >>> scrub("My name is Ann Jones, ring 01234 567 890 or ann@example.org. CF10 1AA.")
    ('My name is [name], ring [number] or [e-mail]. [postcode].', 4)
    """
    text = _SPACES.sub(" ", text)
    found = 0
    for instead, pattern in _PATTERNS:
        text, times = pattern.subn(instead, text)
        found += times
    for pattern in (_INTRODUCED, _TITLED, _SIGNED):
        text, times = pattern.subn(r"\g<1>[name]", text)
        found += times
    return text, found
