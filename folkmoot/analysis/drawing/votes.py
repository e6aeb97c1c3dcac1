"""How people voted on one statement: a thin bar for everybody and for each group, agreement from the left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import lettering
from .drawing import DataTable, Drawing
from .legend import Entry, legend
from .palette import EDGE, INK, QUIET, WHITE, hatch, ink_on, paint, series, series_pattern
from .scale import plain_number
from .svg import Mark, element, group, key_of, picture, text

NARROW = 480.0
BAR, AIR, SIZE, INSIDE = 22.0, 8.0, 15.0, 14.0
LEFT, RIGHT = 90.0, 180.0  # at least, so that the bars of many statements begin and end in line
PASSED = "#e4e8ea"
Counts = tuple[int, int, int]
"""How many agreed, passed and disagreed."""


@dataclass(frozen=True, slots=True)
class Votes:
    """Who votes, and how many agreed, passed and disagreed; `counts` of None is not shown."""

    label: str
    counts: Counts | None


def votes(
    rows: Sequence[Votes],
    answers: tuple[str, str, str],
    *,
    title: str,
    description: str,
    head: tuple[str, str],
    hidden: str,
    said: Callable[[Counts], str],
    width: float = 720,
) -> Drawing:
    """Thin bars under each other, each as long as the drawing is wide: agreement from the left, disagreement
    from the right, passes between. `answers` names the three; `said` is what stands beside the bar
    ("82 of 100 agreed"); `hidden` stands for counts not shown. `votes_key` draws what the colours mean, once
    for many statements.

    Raises ValueError for a negative count.

    >>> drawing = votes([Votes("Everyone", (82, 8, 10))], ("Agree", "Pass", "Disagree"), title="Open later",
    ...                 description="", head=("Who", "Votes"), hidden="fewer than 5",
    ...                 said=lambda counts: f"{counts[0]} of {sum(counts)} agreed")
    >>> drawing.table.rows
    (('Everyone', '82', '8', '10', '100'),)
    """
    for row in rows:
        if min(row.counts or (0,)) < 0:
            raise ValueError(f"{row.label}: a count cannot be below nothing")
    key = key_of("votes", tuple(rows), answers, title, width)
    labels = max((lettering.width_of(row.label, SIZE) for row in rows), default=0.0)
    beside = max((lettering.width_of(_beside(row, said, hidden), SIZE) for row in rows), default=0.0)
    is_wide = width >= NARROW and labels <= width * 0.3
    left, right = (max(labels + 12, LEFT), max(beside + 12, RIGHT)) if is_wide else (0.0, 0.0)
    marks, top = [element("defs", hatch(key), series_pattern(key, 1))], 2.0
    for row in rows:
        drawn, height = _row(row, answers, said, hidden, key, top, (left, right), width)
        marks.append(drawn)
        top += height + AIR
    svg = picture(
        marks,
        kind="votes",
        key=key,
        width=width,
        height=max(top - AIR + 2, 12),
        title=title,
        description=description,
    )
    table = DataTable(title, (head[0], *answers, head[1]), tuple(_cells(row, hidden) for row in rows))
    return Drawing(svg, title, description, table)


def votes_key(answers: tuple[str, str, str], *, title: str, width: float = 720) -> str:
    """What the three parts of a bar are, as a picture of its own."""
    key = key_of("votes-key", answers, title, width)
    fills = (series(0), PASSED, paint(key, "s1"))
    entries = [Entry(fill, words) for fill, words in zip(fills, answers, strict=True)]
    marks, height = legend(entries, 1, 2, width - 2)
    drawn = [element("defs", series_pattern(key, 1)), *marks]
    said = ", ".join(answers)
    return picture(drawn, kind="key", key=key, width=width, height=height, title=title, description=said)


def _beside(row: Votes, said: Callable[[Counts], str], hidden: str) -> str:
    return hidden if row.counts is None else said(row.counts)


def _cells(row: Votes, hidden: str) -> tuple[str, ...]:
    if row.counts is None:
        return (row.label, hidden, hidden, hidden, hidden)
    return (row.label, *map(plain_number, row.counts), plain_number(sum(row.counts)))


def _row(
    row: Votes,
    answers: tuple[str, str, str],
    said: Callable[[Counts], str],
    hidden: str,
    key: str,
    top: float,
    margins: tuple[float, float],
    width: float,
) -> tuple[Mark, float]:
    """Who and how many beside the bar, or over it on a narrow drawing."""
    left, right = margins
    words, ink = _beside(row, said, hidden), QUIET if row.counts is None else INK
    if left:
        marks = [lettering.label(row.label, 0, top + 16.5, size=SIZE)]
        marks.append(lettering.label(words, width, top + 16.5, size=SIZE, fill=ink, anchor="end"))
        bar_top, height = top, BAR
    else:
        lines = lettering.wrap(f"{row.label}: {words}", width, SIZE)
        bar_top = top + len(lines) * SIZE * lettering.LINE + 4
        marks = [lettering.label(lines, 0, top + SIZE * 0.95, size=SIZE, fill=ink)]
        height = bar_top - top + BAR
    marks += _bar(row, answers, key, (left, bar_top, width - left - right), hidden)
    return group(marks, class_="votes-row"), height


def _bar(
    row: Votes, answers: tuple[str, str, str], key: str, place: tuple[float, float, float], hidden: str
) -> list[Mark]:
    left, top, long = place
    if row.counts is None:
        return [_frame(place, paint(key, "hidden"), element("title", text(hidden)))]
    total = sum(row.counts)
    fills = ((series(0), series(0)), (PASSED, PASSED), (paint(key, "s1"), series(1)))
    marks, x = [], left + 0.5
    for name, count, fill in zip(answers, row.counts, fills, strict=True):
        if count:
            length = (long - 1) * count / total
            marks += _part(f"{name}: {plain_number(count)}", count / total, fill, x, top, length)
            x += length
    return [*marks, _frame(place, "none")]


def _frame(place: tuple[float, float, float], fill: str, *tip: Mark) -> Mark:
    left, top, long = place
    return element(
        "rect", *tip, x=left + 0.5, y=top, width=max(long - 1, 1), height=BAR, fill=fill, stroke=EDGE
    )


def _part(tip: str, share: float, fills: tuple[str, str], x: float, top: float, length: float) -> list[Mark]:
    """One answer of a bar; its per cent stands inside on a plain plate where there is room."""
    shape = element(
        "rect",
        element("title", text(tip)),
        x=x,
        y=top,
        width=length,
        height=BAR,
        fill=fills[0],
        stroke=WHITE,
        stroke_width=1.5,
    )
    said = f"{min(share, 0.99) if share < 1 else share:.0%}"  # 100% only where it is everybody
    needed = lettering.width_of(said, INSIDE, bold=True) + 10
    if length < needed + 2:
        return [shape]
    middle = x + length / 2
    plate = element(
        "rect", x=middle - needed / 2, y=top + 2, width=needed, height=BAR - 4, rx=3, fill=fills[1]
    )
    ink = ink_on(fills[1])
    return [
        shape,
        plate,
        lettering.label(said, middle, top + 16, size=INSIDE, fill=ink, anchor="middle", bold=True),
    ]
