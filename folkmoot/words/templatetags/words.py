"""Template filters for bilingual words."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from folkmoot.words.bilingual import bilingual

register = template.Library()


@register.filter
def words(value: Any) -> SafeString | str:
    """The words in the page's language; where they are missing, the other language, marked as such."""
    asked = (get_language() or "en")[:2]
    language, said = bilingual(value).spoken(asked)
    if language == asked:
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
