"""Days, spans and lists as an English sentence says them."""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
MOST_NAMED = 5  # what a sentence names before it counts the rest


def in_words(day: date) -> str:
    """
    >>> in_words(date(2027, 5, 6))
    '6 May 2027'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def from_to(first: date, last: date) -> str:
    """
    >>> from_to(date(2027, 3, 31), date(2027, 5, 6)), from_to(date(2027, 5, 6), date(2027, 5, 6))
    ('31 March 2027 to 6 May 2027', '6 May 2027')
    """
    return in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"


def listed(names: Sequence[str]) -> str:
    """
    >>> listed(["E01", "E02", "E03"]), listed("abcdefgh")
    ('E01, E02 and E03', 'a, b, c, d, e and 3 more')
    """
    shown = list(names[:MOST_NAMED])
    if len(names) > len(shown):
        return f"{', '.join(shown)} and {len(names) - len(shown)} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def counted(n: int, word: str, words: str = "") -> str:
    """
    >>> counted(1, "day"), counted(1200, "day"), counted(2, "clash", "clashes")
    ('1 day', '1,200 days', '2 clashes')
    """
    return f"{n:,} {word if n == 1 else words or word + 's'}"
