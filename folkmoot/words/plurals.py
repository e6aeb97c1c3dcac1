"""One and many of a word, so that "library" finds "The future of our libraries".

Only endings that are regular, in English and Welsh: what is looked for stays close to what was typed.
"""

from __future__ import annotations

SHORTEST = 4  # letters that must be left: "bus" is not many of "bu"
_MORE_LEFT = 6  # where the last letter changes: "priory" would find "priorities"
_HISSING = ("ses", "xes", "zes", "ches", "shes")


def common_part(word: str) -> str:
    """What one and many of the word both begin with.

    >>> common_part("library"), common_part("libraries"), common_part("branches"), common_part("priory")
    ('librar', 'librar', 'branch', 'priory')
    >>> common_part("llyfrgelloedd"), common_part("streets"), common_part("press"), common_part("bus")
    ('llyfrgell', 'street', 'press', 'bus')
    """
    for ending in ("ies", "y"):
        if word.endswith(ending) and len(word) >= _MORE_LEFT + len(ending):
            return word.removesuffix(ending)
    if word.endswith("ss"):
        return word
    for ending in ("oedd", "es" if word.endswith(_HISSING) else "s"):
        if word.endswith(ending) and len(word) >= SHORTEST + len(ending):
            return word.removesuffix(ending)
    return word
