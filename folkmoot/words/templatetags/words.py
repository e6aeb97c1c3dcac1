"""Template filters for bilingual words."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from folkmoot.words.bilingual import bilingual
from folkmoot.words.sentences import in_two

register = template.Library()


@register.filter
def words(value: Any) -> SafeString | str:
    """The words in the page's language; where they are missing, the other language, marked as such."""
    return _marked(*bilingual(value).spoken(_asked()))


@register.filter
def heading_words(value: Any) -> SafeString | str:
    """The first sentence, for a heading; `further_words` are those that follow it, in the same language."""
    language, said = bilingual(value).spoken(_asked())
    return _marked(language, in_two(said)[0])


@register.filter
def plain_heading(value: Any) -> str:
    return in_two(bilingual(value).spoken()[1])[0]


@register.filter
def further_words(value: Any) -> SafeString | str:
    language, said = bilingual(value).spoken(_asked())
    return _marked(language, in_two(said)[1])


def _asked() -> str:
    return (get_language() or "en")[:2]


def _marked(language: str, said: str) -> SafeString | str:
    if language == _asked() or not said:
        return said
    return format_html('<span lang="{}">{}</span>', language, said)


@register.filter
def plain_words(value: Any) -> str:
    """The words without any mark-up, for titles, attributes and mail."""
    return bilingual(value).spoken()[1]


@register.filter
def in_english(value: Any) -> str:
    return bilingual(value).en


@register.filter
def in_welsh(value: Any) -> str:
    return bilingual(value).cy
