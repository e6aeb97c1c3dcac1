"""Dates in words are moved with the day of loading. Each must be written so that moving it keeps it true."""

import re

import pytest

from demo.tests.test_files import ENGAGEMENTS, FILES, LAW, read, walk

MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "cy": "Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr",
}
DAYS = {
    "en": "Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?",
    "cy": "Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul",
}
OURS = [path for path in FILES if path.parent != LAW]


def sentences(path):
    """Every text for the public with its language. Residents' own words stay as they said them."""
    for where, value in walk(read(path)):
        if isinstance(value, dict) and set(value) == {"en", "cy"}:
            for language, said in value.items():
                for text in said if isinstance(said, list) else [said]:
                    for sentence in re.split(r"(?<=[.:;])\s", str(text)):
                        yield language, where, sentence


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_a_month_is_never_named_without_its_day(path):
    for language, where, sentence in sentences(path):
        said = re.sub(r"(?i)\bdd?ydd Mawrth\b", "", sentence)  # Tuesday and March are one word in Welsh
        alone = re.search(rf"(?<!\d )\b({MONTHS[language]})\b", said)
        assert not alone, (where, sentence)


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_two_days_never_share_one_month(path):
    for language, where, sentence in sentences(path):
        shared = re.search(rf"\d+ ?(?:,|-|–|and|to|or|a|ac|i|neu) ?\d+ ({MONTHS[language]})\b", sentence)
        assert not shared, (where, sentence)


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_no_weekday_stands_in_a_sentence_with_a_date(path):
    for language, where, sentence in sentences(path):
        if re.search(rf"\d ({MONTHS[language]})\b", sentence):
            without = re.sub(rf"\d+ ({MONTHS[language]})\b", "", sentence)
            assert not re.search(rf"\b({DAYS[language]})\b", without), (where, sentence)


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_no_season_or_feast_is_named(path):
    for _language, where, sentence in sentences(path):
        feast = re.search(r"(?i)christmas|easter|new year\b|nadolig|pasg|\bnext (spring|summer)", sentence)
        assert not feast, (where, sentence)


def test_each_group_of_the_library_review_can_see_what_changed():
    groups = ENGAGEMENTS["E10"]["groups"]
    assert len(groups) == 5
    for group in groups:
        assert all(group["change"].values())
        assert max(map(len, group["change"].values())) <= 300
