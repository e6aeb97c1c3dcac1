"""Bilingual values: the words officers write for the public, in English and in Welsh.

One JSON column holds both. The council's first language must be there; the second is asked for when
something is published, because a draft may be unfinished.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "cy")


@dataclass(frozen=True)
class Bilingual:
    """The same words in English and in Welsh; either may still be empty."""

    en: str = ""
    cy: str = ""

    def __str__(self) -> str:
        return self.spoken()[1]

    def __bool__(self) -> bool:
        return bool(self.en or self.cy)

    def spoken(self, language: str | None = None) -> tuple[str, str]:
        """The language really used and the words: the one asked for, or the other where it is empty."""
        asked = (language or get_language() or "en")[:2]
        order = ("cy", "en") if asked == "cy" else ("en", "cy")
        for code in order:
            if words := getattr(self, code):
                return code, words
        return order[0], ""

    def missing(self, languages: Iterable[str] = LANGUAGES) -> list[str]:
        """The languages of `languages` in which nothing is written yet."""
        return [code for code in languages if not getattr(self, code)]

    def as_dict(self) -> dict[str, str]:
        return {code: getattr(self, code) for code in LANGUAGES if getattr(self, code)}


def bilingual(value: Any) -> Bilingual:
    """`value` as a Bilingual: one already, a dictionary of languages, English words, or nothing."""
    if isinstance(value, Bilingual):
        return value
    if isinstance(value, dict):
        return Bilingual(str(value.get("en") or ""), str(value.get("cy") or ""))
    return Bilingual(en=str(value or ""))


class BilingualInput(forms.MultiWidget):
    """Two boxes, English first; the Welsh one says it is Welsh to screen readers and spell checkers."""

    template_name = "words/bilingual_input.html"
    use_fieldset = True

    def __init__(self, rows: int = 1, attrs: dict[str, Any] | None = None) -> None:
        box = forms.Textarea if rows > 1 else forms.TextInput
        self.rows = rows
        shared = {"rows": rows} if rows > 1 else {}
        super().__init__({code: box({**shared, "lang": code}) for code in LANGUAGES}, attrs)

    def decompress(self, value: Any) -> list[str]:
        words = bilingual(value)
        return [words.en, words.cy]


class BilingualFormField(forms.MultiValueField):
    """Asks for words in both languages; only the first is compulsory."""

    def __init__(
        self, *, max_length: int = 4000, rows: int = 1, required: bool = True, **kwargs: Any
    ) -> None:
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        self.max_length, self.rows = max_length, rows
        parts = [
            forms.CharField(max_length=max_length, required=required and code == LANGUAGES[0])
            for code in LANGUAGES
        ]
        kwargs.setdefault("widget", BilingualInput(rows))
        super().__init__(parts, required=required, require_all_fields=False, **kwargs)

    def compress(self, values: list[str]) -> Bilingual:
        en, cy = (values or ["", ""])[:2]
        return Bilingual(en or "", cy or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bilingual(initial) != self.compress(list(data or []))


class BilingualField(models.JSONField):
    """A JSON column that reads and writes `Bilingual`."""

    description = _("Words in English and Welsh")

    def __init__(self, *args: Any, max_length: int = 4000, rows: int = 1, **kwargs: Any) -> None:
        kwargs.setdefault("default", Bilingual)
        self.rows, self.words_limit = rows, max_length
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Bilingual | None:
        found = super().from_db_value(value, expression, connection)
        return None if found is None else bilingual(found)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(bilingual(value) if isinstance(value, str) else value, connection)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        # A plain text stays as it is here: looking up `name__en="..."` compares one language with it.
        if isinstance(value, Bilingual):
            value = value.as_dict()
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value: Any) -> Bilingual | None:
        return None if value is None else bilingual(value)

    def validate(self, value: Any, model_instance: Any) -> None:
        words = bilingual(value)
        if not self.blank and not words:
            raise ValidationError(self.error_messages["blank"], code="blank")
        super().validate(words.as_dict(), model_instance)

    def value_to_string(self, obj: Any) -> Any:
        return bilingual(self.value_from_object(obj)).as_dict()

    def formfield(self, **kwargs: Any) -> Any:
        options = {
            "required": not self.blank,
            "label": self.verbose_name,
            "help_text": self.help_text,
            "max_length": self.words_limit,
            "rows": self.rows,
        }
        return BilingualFormField(**{**options, **kwargs})
