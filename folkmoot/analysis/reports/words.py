"""The words of the page itself. A report in another language brings its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """`language` is the page's; `rest` and `beyond` are filled with a number of characters."""

    language: str = "en"
    skip: str = "Skip to the report"
    contents: str = "In this report"
    says: str = "What this can and cannot say"
    can: str = "It can say"
    cannot: str = "It cannot say"
    made: str = "How this was made"
    as_table: str = "The numbers of this picture as a table"
    rest: str = "Show the rest ({n} more characters)"
    beyond: str = "{n} more characters are in the file."


ENGLISH = Words()
