"""Numbers in sentences."""

from __future__ import annotations

from collections.abc import Sequence


def count(n: int, one: str, many: str = "") -> str:
    """A number with what it counts.

    >>> count(1, "answer"), count(1500, "answer"), count(2, "letter of a kind", "letters of a kind")
    ('1 answer', '1,500 answers', '2 letters of a kind')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def share(part: int, whole: int) -> str:
    """A share as a reader wants it: whole per cents, one decimal under ten, never 0 % for somebody, nor
    100 % where somebody is missing.

    >>> share(1, 3), share(1, 40), share(1, 9000), share(0, 9), share(0, 0), share(999, 1000)
    ('33%', '2.5%', 'under 0.1%', '0%', '0%', 'over 99%')
    """
    if not part:
        return "0%"
    of = part / whole
    if of < 0.001:
        return "under 0.1%"
    if part < whole and of >= 0.995:
        return "over 99%"
    return f"{of:.0%}" if of >= 0.0995 else f"{of:.1%}"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words in a row.

    >>> listed(["parking", "buses", "parks"]), listed(["parking"]), listed([])
    ('parking, buses and parks', 'parking', '')
    """
    return f" {joint} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def shortened(words: str, most: int) -> str:
    """The beginning of what may be long, cut between words where there is a space near.

    >>> shortened("Keep the library open", 12), shortened("Keep", 12)
    ('Keep the …', 'Keep')
    """
    plain = " ".join(words.split())
    if len(plain) <= most:
        return plain
    cut = plain[:most].rfind(" ")
    return plain[: cut if cut > most // 2 else most].rstrip() + " …"
