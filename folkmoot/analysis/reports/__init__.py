"""Reports: one HTML file that explains itself, reads on a phone, prints on A4, and needs nothing else.

    Report(title, lead, (Section("How large", figure(wide, narrow), table(numbers)), ...), ...).html()

`Section`s nest and set their own heading levels. Every function here takes plain words, escapes them and
returns markup; `quotes` is for what residents wrote. See `Report` for an example.
"""

from .page import Report
from .parts import (
    bullets,
    contents,
    facts,
    figure,
    folded,
    key_figures,
    notice,
    numbers,
    paragraph,
    steps,
    table,
    warning,
)
from .provenance import how_made
from .quoting import Quote, quotes
from .sections import Part, Section
from .words import ENGLISH, Words

__all__ = [
    "ENGLISH",
    "Part",
    "Quote",
    "Report",
    "Section",
    "Words",
    "bullets",
    "contents",
    "facts",
    "figure",
    "folded",
    "how_made",
    "key_figures",
    "notice",
    "numbers",
    "paragraph",
    "quotes",
    "steps",
    "table",
    "warning",
]
