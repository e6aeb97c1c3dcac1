"""Money and points as exact numbers: what a file says in decimals stays what it says."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

Amount = int | str | Decimal | Fraction | float

LIKE_A_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+]?\d{1,2})?|[+-]?\d+/0*[1-9]\d*")
DECIMAL_COMMA = re.compile(r"[+-]?(\d+,(\d{1,2}|\d{4,})|(0|\d{4,}),\d+)")
GROUPED = (
    (re.compile(r"[+-]?\d{1,3}([ \u00a0\u202f\u2009]\d{3})+([.,]\d*)?"), " \u00a0\u202f\u2009"),
    (re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d{1,2}|[+-]?\d{1,3}(,\d{3}){2,}"), ","),
    (re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d{1,2}"), "."),
)
"""Thousands that are set apart, where they can mean nothing else, and the signs that do it."""
LONGEST = 40
"""Characters of a number; more is no amount of money."""


def exact(value: Amount, what: str) -> Fraction:
    """The number, exact. "12.50", "12,50" and "25/2" are 25/2, "1 250,50" is 1250.5; a float
    counts as the decimal it is shown as.

    Raises ValueError, in a sentence that begins with `what`, for anything that is no number.

    >>> exact("12.50", "The cost"), exact("1/3", "The cost"), exact(0.1, "The cost")
    (Fraction(25, 2), Fraction(1, 3), Fraction(1, 10))
    """
    if isinstance(value, int | Fraction):
        return Fraction(value)
    text = str(value).strip()
    for grouped, signs in GROUPED:
        if grouped.fullmatch(text):
            text = text.translate(dict.fromkeys(map(ord, signs)))
            break
    if DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    if len(text) > LONGEST or not LIKE_A_NUMBER.fullmatch(text):
        raise ValueError(
            f"{what} is {_shown(text)}, which is not a number; write it with digits only, such as 12500 "
            "or 12500.50."
        )
    return Fraction(text)


def written(value: Fraction) -> str:
    """The number as a file shows it: whole, or with the decimals it has; a third as 1/3.

    >>> written(Fraction(5)), written(Fraction(25, 2)), written(Fraction(1, 3))
    ('5', '12.5', '1/3')
    """
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return str(value)
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def money(value: Fraction) -> str:
    """An amount as a reader sees it, without its currency: 12,500 or 12,500.50.

    >>> money(Fraction(12500)), money(Fraction(25001, 2)), money(Fraction(100, 3))
    ('12,500', '12,500.50', '33.33')
    """
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.2f}"


def _shown(text: str) -> str:
    if not text:
        return "empty"
    return f"'{text}'" if len(text) <= LONGEST else f"'{text[: LONGEST - 1]}…'"
