"""Words in two languages read in the page's language and say when they fall back to the other."""

import pytest
from django.template import Context, Template
from django.utils import translation

from folkmoot.words.bilingual import Bilingual, BilingualFormField, bilingual
from folkmoot.words.refusals import CATALOGUE, Reason, Refused, refuse_if_any


def shown(value, language, filtered="words"):
    with translation.override(language):
        template = Template(f"{{% load words %}}{{{{ value|{filtered} }}}}")
        return template.render(Context({"value": value}))


def test_words_are_shown_in_the_language_of_the_page():
    title = Bilingual("Library review", "Adolygiad llyfrgelloedd")
    assert shown(title, "en") == "Library review"
    assert shown(title, "cy") == "Adolygiad llyfrgelloedd"


def test_missing_welsh_falls_back_to_english_and_says_so_to_screen_readers():
    assert shown(Bilingual("Library review"), "cy") == '<span lang="en">Library review</span>'


def test_a_long_statement_is_a_heading_and_what_follows_in_one_language():
    said = Bilingual("Most want it kept. It is warm. It is near.", "Mae'r rhan fwyaf am ei chadw.")
    assert shown(said, "en", "heading_words") == shown(said, "en", "plain_heading") == "Most want it kept"
    assert shown(said, "en", "further_words") == "It is warm. It is near."
    assert shown(said, "cy", "plain_heading") == "Mae&#x27;r rhan fwyaf am ei chadw."
    assert shown(said, "cy", "further_words") == "", "no English after the one Welsh sentence"
    english = Bilingual(said.en)
    assert shown(english, "cy", "heading_words") == '<span lang="en">Most want it kept</span>'
    assert shown(english, "cy", "further_words") == '<span lang="en">It is warm. It is near.</span>'


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("1,940 of 2,931 people wrote. Most want it kept.", "1,940 of 2,931 people wrote"),
        ("Many walk to St. Mary's. Some ride.", "Many walk to St. Mary's"),
        ("They asked “why now?” Then they left.", "They asked “why now?”"),
        ("Rooms are £3.50 an hour. Nobody knows why.", "Rooms are £3.50 an hour"),
        ("It opens at 9. People like it.", "It opens at 9"),
        ("a.b.c. d", "a.b.c. d"),
        ("", ""),
    ],
)
def test_a_first_sentence_ends_where_a_reader_would_end_it(text, first):
    assert shown(Bilingual(text), "en", "plain_heading") == first.replace("'", "&#x27;")


def test_hostile_words_are_escaped_in_both_ways_of_showing_them():
    hostile = Bilingual("<script>alert(1)</script>")
    assert "<script>" not in shown(hostile, "en")
    assert "<script>" not in shown(hostile, "cy")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"en": "a", "cy": "b"}, Bilingual("a", "b")),
        ("a", Bilingual("a")),
        (None, Bilingual()),
        ({}, Bilingual()),
    ],
)
def test_anything_stored_becomes_words(value, words):
    assert bilingual(value) == words


def test_the_first_language_is_asked_for_and_the_second_is_not():
    field = BilingualFormField(max_length=10)
    assert field.clean(["Title", ""]) == Bilingual("Title", "")
    for refused in (["", "Teitl"], ["", ""], ["x" * 11, ""], ["x", "y" * 11]):
        with pytest.raises(Exception, match=r".+"):
            field.clean(refused)


def test_a_refusal_speaks_both_languages_and_fills_in_its_facts():
    reason = Reason("words.test", "Closed on {day}.", "Caeodd ar {day}.", rule="V-07")
    refusal = reason(day=Bilingual("Monday", "ddydd Llun"), fix="/mend/", field="closes_on")
    assert refusal.words == Bilingual("Closed on Monday.", "Caeodd ar ddydd Llun.")
    with translation.override("cy"):
        assert refusal.sentence == "Caeodd ar ddydd Llun."
    del CATALOGUE["words.test"]


def test_two_reasons_cannot_share_a_code():
    Reason("words.twice", "One.", "Un.")
    with pytest.raises(ValueError, match=r"words\.twice"):
        Reason("words.twice", "Two.", "Dau.")
    del CATALOGUE["words.twice"]


def test_refusing_collects_every_refusal_and_none_is_no_refusal():
    reason = Reason("words.many", "No.", "Na.")
    refuse_if_any([])
    with pytest.raises(Refused) as refused:
        refuse_if_any([reason(), reason()])
    assert refused.value.codes == ["words.many", "words.many"]
    del CATALOGUE["words.many"]


@pytest.mark.django_db
@pytest.mark.database
def test_rows_can_be_found_by_the_words_in_one_language():
    from folkmoot.foundation.council.models import Service

    Service.objects.create(key="libraries", name=Bilingual("Libraries", "Llyfrgelloedd"))
    Service.objects.create(key="plain", name="Parks")
    assert Service.objects.get(name__en="Libraries").key == "libraries"
    assert Service.objects.get(name__cy__icontains="llyfr").key == "libraries"
    assert Service.objects.get(name=Bilingual("Parks")).name == Bilingual("Parks")
