"""How somebody took part, and as whom, in the reader's language."""

from django import template

from folkmoot.listen.evidence.figures import kind_words

register = template.Library()


@register.filter
def channel_words(key: str) -> str:
    return kind_words("channel", key)


@register.filter
def respondent_words(key: str) -> str:
    return kind_words("respondent_type", key)
