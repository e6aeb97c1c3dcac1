"""Postcodes as people type them, made uniform or refused with a reason."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SHAPES = ("A9", "A99", "AA9", "AA99", "A9A", "AA9A")  # outward parts, BS 7666
INWARD = "9AA"
TO_LETTER = {"0": "O", "1": "I", "5": "S", "8": "B"}
TO_DIGIT = {"O": "0", "I": "1", "L": "1", "S": "5", "B": "8"}
NOT_LAST = frozenset("CIKMOV")  # never in an inward part
NOT_AFTER_DIGIT = frozenset("ILOQZ")  # never the letter that ends an outward part
LONGEST = 7
ODD = "GIR0AA"
AS_IT_SHOULD_BE = re.compile(r"[A-Z]{1,2}([0-9]|[1-9][0-9]|[0-9][A-HJKMNPR-Y])[0-9][ABD-HJLNP-UW-Z]{2}")
SEPARATORS = re.compile(r"[\s.\-_\u200b-\u200d\u2010-\u2015\ufeff]")


class NotAPostcode(StrEnum):
    """Why what was typed is not taken."""

    EMPTY = "empty"
    OUTWARD_ONLY = "outward part only"
    TOO_LONG = "too long"
    BAD_CHARACTERS = "letters and digits only"
    BAD_SHAPE = "not the shape of a postcode"


@dataclass(frozen=True, slots=True)
class PostcodeReading:
    """Either `value`, with one space, or `reason`. `corrected` says a letter was read as a digit or back.

    With OUTWARD_ONLY, `outward` holds the part that was given.
    """

    value: str | None = None
    reason: NotAPostcode | None = None
    corrected: bool = False
    outward: str = ""


def normalise_postcode(typed: str) -> PostcodeReading:
    """Read a postcode typed in any case, with any spaces, hyphens or full stops, and O for 0 or 0 for O.

    A correction is made only where the letter or digit cannot stand, and the reading that changes least
    wins. Whether the postcode exists is for a look-up to say.

    >>> normalise_postcode(" cf10 1aa").value
    'CF10 1AA'
    >>> normalise_postcode("CF1O IAA").value
    'CF10 1AA'
    >>> normalise_postcode("CF10").reason
    <NotAPostcode.OUTWARD_ONLY: 'outward part only'>
    """
    plain = SEPARATORS.sub("", unicodedata.normalize("NFKC", typed)).upper()
    if AS_IT_SHOULD_BE.fullmatch(plain) or plain == ODD:
        return PostcodeReading(f"{plain[:-3]} {plain[-3:]}", outward=plain[:-3])
    if not plain:
        return PostcodeReading(reason=NotAPostcode.EMPTY)
    if not (plain.isascii() and plain.isalnum()):
        return PostcodeReading(reason=NotAPostcode.BAD_CHARACTERS)
    if len(plain) > LONGEST:
        return PostcodeReading(reason=NotAPostcode.TOO_LONG)
    whole = _best(plain, tuple(shape + INWARD for shape in SHAPES))
    if whole:
        return PostcodeReading(f"{whole[:-3]} {whole[-3:]}", corrected=True, outward=whole[:-3])
    outward = _best(plain, SHAPES)
    if outward and outward.replace("O", "0") == plain.replace("O", "0"):
        return PostcodeReading(reason=NotAPostcode.OUTWARD_ONLY, outward=outward)
    return PostcodeReading(reason=NotAPostcode.BAD_SHAPE)


def _best(plain: str, shapes: tuple[str, ...]) -> str | None:
    readings = [reading for shape in shapes for reading in _read(plain, shape)]
    return min(readings, key=lambda each: _changes(plain, each), default=None)


def _read(plain: str, shape: str) -> Iterator[str]:
    """`plain` bent to `shape` if that can be done and makes a possible postcode."""
    if len(plain) != len(shape):
        return
    text = "".join(
        TO_DIGIT.get(char, char) if kind == "9" else TO_LETTER.get(char, char)
        for char, kind in zip(plain, shape, strict=True)
    )
    fits = all(char.isdigit() == (kind == "9") for char, kind in zip(text, shape, strict=True))
    outward = text[: len(shape.removesuffix(INWARD))]
    bad_outward = re.match(r"[A-Z]+0[0-9]", outward) or outward[-1] in NOT_AFTER_DIGIT
    bad_inward = shape.endswith(INWARD) and NOT_LAST & set(text[-2:])
    if fits and not bad_outward and not bad_inward:
        yield text


def _changes(plain: str, reading: str) -> int:
    return sum(before != after for before, after in zip(plain, reading, strict=True))
