"""What reports are made of: paragraphs, lists, boxes, numbers, tables and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..drawing import DataTable, Drawing
from ..drawing.drawing import Value
from ..drawing.scale import plain_number
from ..drawing.svg import Mark
from .markup import inline, tag
from .words import ENGLISH, Words

BROAD, MANY = 6, 9  # columns of numbers from which a table is printed smaller, and beyond which across
LONG = re.compile(r"\S{21}")  # a word that would make its column too wide
NUMBER = re.compile(r"^[-−+]?[£€$]?[\d,]+(\.\d+)?\s?(%|[A-Z]{3})?$|^[-–—]?$")


def paragraph(words: str, *, class_: str | None = None) -> Mark:
    return tag("p", inline(words), class_=class_)


def bullets(items: Iterable[str]) -> Mark:
    return tag("ul", *(tag("li", inline(item)) for item in items))


def steps(items: Iterable[str]) -> Mark:
    """What to do, one after the other."""
    return tag("ol", *(tag("li", inline(item)) for item in items))


def contents(links: Iterable[tuple[str, str]], *, name: str) -> Mark:
    """A list of addresses within the page: (("#theme-3", "3. Parking"), ...). `name` says what of."""
    items = (tag("li", tag("a", inline(words), href=address)) for address, words in links)
    return tag("nav", tag("ul", *items), class_="contents within", aria_label=name)


def notice(title: str, *parts: Mark) -> Mark:
    """A box for what must not be overlooked."""
    return _box("notice", title, parts)


def warning(title: str, *parts: Mark) -> Mark:
    """A box for what can do harm, such as words of residents that have not been cleared."""
    return _box("notice warning", title, parts)


def _box(kind: str, title: str, parts: Sequence[Mark]) -> Mark:
    return tag("div", tag("p", tag("strong", inline(title)), class_="notice-title"), *parts, class_=kind)


def key_figures(figures: Sequence[tuple[str, str]]) -> Mark:
    """A few large numbers with what they count: (("1,500", "answers read"), ...)."""
    pairs = (tag("div", tag("dt", inline(words)), tag("dd", inline(number))) for number, words in figures)
    return tag("dl", *pairs, class_="key-figures")


def facts(pairs: Iterable[tuple[str, str]]) -> Mark:
    """Names and values, one under the other: (("File", "answers.csv"), ...)."""
    rows = (tag("div", tag("dt", inline(name)), tag("dd", inline(value))) for name, value in pairs)
    return tag("dl", *rows, class_="facts")


def folded(summary: str, *parts: Mark, printed: bool = False) -> Mark:
    """Closed until it is opened. On paper it is open if `printed`, otherwise left out."""
    kind = "printed" if printed else None
    return tag("details", tag("summary", inline(summary)), *parts, class_=kind)


def numbers(value: Value) -> str:
    """A number as the page writes it; words stay as they are.

    >>> numbers(1500), numbers("of 3"), numbers(0.25)
    ('1,500', 'of 3', '0.2')
    """
    return value if isinstance(value, str) else plain_number(value)


def table(data: DataTable, *, links: Sequence[str] = (), all_numbers: bool = False) -> Mark:
    """A table with its caption; columns of numbers stand to the right. `links`: an address for each row's
    heading, such as "#theme-3". With `all_numbers` every column but the first stands to the right, also
    where words such as "fewer than 10" stand in for a number."""
    right = [(all_numbers and place > 0) or _is_number_column(data, place) for place in range(len(data.head))]
    head = tag("tr", *(_cell("th", name, right[place], scope="col") for place, name in enumerate(data.head)))
    addresses = links or [""] * len(data.rows)
    rows = (_row(row, address, right) for row, address in zip(data.rows, addresses, strict=True))
    body = tag("table", tag("caption", inline(data.caption)), tag("thead", head), tag("tbody", *rows))
    kinds = (" wide-numbers", True), (" broad", len(data.head) >= BROAD), (" many", len(data.head) > MANY)
    kind = "table" + "".join(name for name, fits in kinds if all_numbers and fits)
    return tag("div", body, class_=kind, tabindex="0", role="group", aria_label=data.caption)


def _row(row: tuple[Value, ...], address: str, right: Sequence[bool]) -> Mark:
    name = _held(numbers(row[0]))
    heading = tag("a", name, href=address) if address else name
    first = tag("th", heading, scope="row", class_="number" if right[0] else None)
    cells = (_cell("td", numbers(value), right[place]) for place, value in enumerate(row[1:], 1))
    return tag("tr", first, *cells)


def _cell(kind: str, words: str, is_number: bool, scope: str | None = None) -> Mark:
    return tag(kind, _held(words), scope=scope, class_="number" if is_number else None)


def _held(words: str) -> Mark:
    """A word without end is broken within its column instead of widening it."""
    return tag("span", inline(words), class_="held") if LONG.search(words) else inline(words)


def _is_number_column(data: DataTable, place: int) -> bool:
    cells = [row[place] for row in data.rows]
    return bool(cells) and all(not isinstance(cell, str) or NUMBER.match(cell) for cell in cells)


def figure(
    wide: Drawing,
    narrow: Drawing | None = None,
    *,
    links: Sequence[str] = (),
    table_printed: bool = True,
    table_beside: bool = False,
    words: Words = ENGLISH,
) -> Mark:
    """A picture, its narrow form for phones, its title, what it shows, and its numbers as a folded table.

    `links` are the addresses of the table's rows. `table_printed` is False where the picture itself says
    every number, so that paper is saved; with `table_beside` the numbers stand on the page already and are
    not folded away a second time.
    """
    pictures = [tag("div", Mark(wide.svg), class_="picture" if narrow is None else "picture picture-wide")]
    if narrow is not None:
        pictures.append(tag("div", Mark(narrow.svg), class_="picture picture-narrow"))
    caption = tag(
        "figcaption", tag("strong", inline(wide.title)), Mark(" "), tag("span", inline(wide.description))
    )
    drawn = tag("figure", caption, *pictures)
    if table_beside:
        return tag("div", drawn, class_="pictured")
    numbers_too = folded(words.as_table, table(wide.table, links=links), printed=table_printed)
    return tag("div", drawn, numbers_too, class_="pictured")
