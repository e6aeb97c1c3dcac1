"""The report of themes marks what is Welsh, for those who have it read out (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re

from folkmoot.analysis.shell.answers import Answers
from folkmoot.analysis.shell.themes_found import themes_found
from folkmoot.analysis.shell.themes_page import ThemesPage

from . import stand_ins

WELSH, ENGLISH = ("bws", "hwyr", "gyrrwr", "amserlen", "arhosfan"), ("trees", "park", "grass", "pond", "path")
MARKED = re.compile(r'<(span|tspan) lang="cy">([^<]*)</\1>')
# What only names a thing for machines, or cannot hold a mark: attributes and the words of a picture.
UNSEEN = re.compile(r"<(title|desc)\b.*?</\1>|<[^>]*>", re.DOTALL)


def page_with(languages: tuple[str, ...], parents: list[int]) -> str:
    """The report of a Welsh theme of three answers and an English one of two."""
    texts = ("one", "two", "three", "four", "five")
    found = stand_ins.suggestion(
        [0, 0, 0, 1, 1],
        parents,
        [WELSH, ENGLISH],
        languages=languages,
        parent_languages=tuple(languages[: max(parents) + 1]),
    )
    letters = stand_ins.campaigns([-1] * 5)
    wider = themes_found(found, letters)
    answers = Answers(None, (2, 3, 4, 5, 6), (), (0, 1, 2, 3, 4), texts, None)
    return ThemesPage(answers, "text", found, letters, wider, True, (("File", "x"),)).html()


def test_every_word_that_names_a_welsh_theme_is_marked_and_no_other() -> None:
    for parents in ([0, 0], [0, 1]):
        page = page_with(("cy", "en"), parents)
        marked = {words for _kind, words in MARKED.findall(page)}
        assert {"bws, hwyr, gyrrwr, amserlen", "arhosfan"} <= marked
        rest = UNSEEN.sub(" ", MARKED.sub("", page))
        assert not set(WELSH) & set(re.findall(r"\w+", rest))
        assert not set(ENGLISH) & {word for words in marked for word in re.findall(r"\w+", words)}
        assert set(ENGLISH) <= set(re.findall(r"\w+", rest))


def test_where_the_language_is_not_known_or_that_of_the_page_nothing_is_marked() -> None:
    assert page_with(("", ""), [0, 0]) == page_with(("en", "en"), [0, 0])
    assert 'lang="cy"' not in page_with(("en", "en"), [0, 0])
