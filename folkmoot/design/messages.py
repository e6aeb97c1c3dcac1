"""What a form says of a box that cannot stay as it is: a plain sentence that names the box.

In the summary at the top of a page a sentence stands alone, so each says which box it is about.
"""

from __future__ import annotations

import html
from typing import Any

from django import forms
from django.forms.utils import pretty_name
from django.utils.functional import lazy
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from folkmoot.words.bilingual import BilingualFormField

LONGEST_NAME = 100
CHOOSE = _("Choose one of the answers listed for “%(label)s”.")
# Of a date; a field without a form, and so without a name, says these.
DATE_MESSAGES: dict[str, Any] = {
    "required": _("Enter the date."),
    "day": _("The date must include a day."),
    "month": _("The date must include a month."),
    "year": _("The date must include a year."),
    "number": _("Enter the date in numbers, for example 27 3 2027."),
    "real": _("Enter a real date, for example 27 3 2027."),
    "range": _("Enter a year between 1900 and 2200, with four digits."),
}
_NAMED_DATE = {
    "required": _("Enter the date for “%(label)s”."),
    "day": _("“%(label)s” must include a day."),
    "month": _("“%(label)s” must include a month."),
    "year": _("“%(label)s” must include a year."),
    "number": _("Enter “%(label)s” in numbers, for example 27 3 2027."),
    "real": _("“%(label)s” must be a real date, for example 27 3 2027."),
    "range": _("The year of “%(label)s” must be between 1900 and 2200, with four digits."),
}
_TOO_LONG_IN = (
    _("Shorten “%(label)s” in English to %(limit_value)s characters or fewer. It has %(show_value)s."),
    _("Shorten “%(label)s” in Welsh to %(limit_value)s characters or fewer. It has %(show_value)s."),
)


def speak_plainly(field: forms.Field, name: str) -> None:
    """Give a field plain messages wherever its author wrote none."""
    label = _label(field, name)
    for code, message in _plain_messages(field, label).items():
        if field.error_messages.get(code) == _default_message(type(field), code):
            field.error_messages[code] = message
    if isinstance(field, BilingualFormField):
        for part, too_long in zip(field.fields, _TOO_LONG_IN, strict=True):
            part.error_messages["max_length"] = _to_be_filled(too_long, label)
            part.error_messages["incomplete"] = _filled(_("Write “%(label)s” in English."), label)


def nul_found(field: forms.Field, name: str) -> Any:
    """What is said where a character that nobody typed on purpose was taken out."""
    said = _("We have taken an invisible character out of “%(label)s”. Check it, then send it again.")
    return _filled(said, _label(field, name))


def _label(field: forms.Field, name: str) -> Any:
    return field.label if field.label is not None else pretty_name(name)


def _plain_messages(field: forms.Field, label: Any) -> dict[str, Any]:
    messages: dict[str, Any] = {"required": _filled(_required_sentence(field), label)}
    messages |= {code: _to_be_filled(sentence, label) for code, sentence in _LIMITS.items()}
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        messages |= {code: _to_be_filled(CHOOSE, label) for code in ("invalid_choice", "invalid_pk_value")}
        messages["invalid_list"] = _filled(CHOOSE, label)
    if field.default_error_messages is DATE_MESSAGES:
        messages |= {code: _filled(sentence, label) for code, sentence in _NAMED_DATE.items()}
    if isinstance(field, forms.FileField):
        messages["empty"] = _("The file you chose is empty. Choose another.")
    if isinstance(field, forms.EmailField):
        messages["invalid"] = _("Enter an email address like name@example.com.")
    if isinstance(field, forms.IntegerField):
        messages["invalid"] = _filled(_("“%(label)s” must be a whole number, for example 12."), label)
    return messages


_LIMITS = {
    "max_length": _("Shorten “%(label)s” to %(limit_value)s characters or fewer. It has %(show_value)s."),
    "min_value": _("“%(label)s” must be %(limit_value)s or more."),
    "max_value": _("“%(label)s” must be %(limit_value)s or less."),
}


def _required_sentence(field: forms.Field) -> Any:
    if isinstance(field, forms.BooleanField):
        return _("Tick the box to go on: “%(label)s”.")
    if isinstance(field, forms.FileField):
        return _("Choose a file for “%(label)s”.")
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return _("Choose an answer to “%(label)s”.")
    return _("Enter an answer to “%(label)s”.")


def _filled(sentence: Any, label: Any) -> Any:
    """A sentence with the box's name in it, put together when it is read, in the reader's language."""
    return lazy(lambda: str(sentence) % {"label": _name(label)}, str)()


def _to_be_filled(sentence: Any, label: Any) -> Any:
    """The same for a sentence that Django fills in once more, with the limit and with what was given."""
    later = {"limit_value": "%(limit_value)s", "show_value": "%(show_value)s"}
    return lazy(lambda: str(sentence) % {"label": _name(label).replace("%", "%%"), **later}, str)()


def _name(label: Any) -> str:
    """A label as plain words, none of them marked up; a whole question is cut."""
    said = str(label)
    return Truncator(html.unescape(strip_tags(said)) if hasattr(label, "__html__") else said).chars(
        LONGEST_NAME
    )


def _default_message(kind: type, code: str) -> Any:
    for ancestor in kind.__mro__:
        if code in (messages := getattr(ancestor, "default_error_messages", {})):
            return messages[code]
    return None
