"""The parts of the report of themes that hand the work on: answers that say nothing more, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..drawing import DataTable
from ..drawing.phrases import in_language
from ..drawing.svg import Mark
from ..reports import Part, Section, paragraph, steps, table
from .campaigns_found import same_words
from .wording import count, shortened

LISTED = 12  # wordings of answers that say nothing more
READ = "Read. In answers.csv each row of your file has its theme. "
READ_THERE = (
    "Filter the column “theme”, and read its answers one below the other, beginning with themes that are not "
    "steady."
)
READ_BESIDE = "It holds no answers: read them in your own file, under the same row numbers."
NEXT_STEPS = (
    "Name and merge. In themes.csv, write a name that people would use into the column “your_name”. Themes "
    "that say the same get the same name: that merges them.",
    "Split and move. Where an answer belongs elsewhere, or a theme holds two subjects, write the better name "
    "into the column “your_name” of answers.csv.",
    "Count anew. Where that column is still empty, fill in your name of the theme (look it up in themes.csv "
    "by the theme’s number). Then count the rows of each name, for example with a pivot table.",
    "Say with each number who sorted the answers, and that it describes the people who took part.",
)


def to_do(*, with_quotes: bool) -> Section:
    """From suggestions to findings, with nothing more than a spreadsheet."""
    return Section(
        "What to do next", steps((READ + (READ_THERE if with_quotes else READ_BESIDE), *NEXT_STEPS))
    )


def said_nothing_more(texts: Iterable[str], whole: str, *, with_quotes: bool) -> list[Part]:
    """What these answers say, the commonest first, so that a reader sees that nothing was swept away."""
    parts: list[Part] = [
        paragraph(
            f"{whole}. They are counted, belong to no theme and are not in the pictures.", class_="quiet"
        )
    ]
    if with_quotes:
        parts += [_wordings(texts)]
    return parts


def _wordings(texts: Iterable[str]) -> Mark:
    """Each different wording as most wrote it, with how many did."""
    from ..themes.languages import detect_language

    said: dict[str, Counter[str]] = {}
    for text in texts:
        said.setdefault(same_words(text), Counter())[text.strip()] += 1
    ranked = sorted(said.values(), key=lambda forms: (-forms.total(), min(forms)))
    wordings = [_commonest(forms) for forms in ranked[:LISTED]]
    shown = zip(wordings, detect_language(wordings), ranked, strict=False)
    rows = [(in_language(shortened(said, 60), language), forms.total()) for said, language, forms in shown]
    rest = ranked[LISTED:]
    if rest:
        rows.append((count(len(rest), "other wording"), sum(forms.total() for forms in rest)))
    return table(DataTable("What these answers say", ("Wording", "Answers"), tuple(rows)))


def _commonest(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))
