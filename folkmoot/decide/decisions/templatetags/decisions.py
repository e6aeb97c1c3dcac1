"""What weight a finding got, in the reader's language."""

from typing import Any

from django import template

from folkmoot.decide.decisions.forms import DISPOSITION_NAMES

register = template.Library()


@register.filter
def weight_words(disposition: str) -> Any:
    return DISPOSITION_NAMES.get(disposition, "")
