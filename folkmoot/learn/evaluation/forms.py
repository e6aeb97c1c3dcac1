"""Fields of the verdict and of the review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import Form
from folkmoot.learn.evaluation.criteria import CRITERIA, HIGHEST, LOWEST
from folkmoot.words.bilingual import BilingualFormField

_ONE_TO_FIVE = [
    ("5", _("5 – yes, completely")),
    ("4", "4"),
    ("3", "3"),
    ("2", "2"),
    ("1", _("1 – no, not at all")),
]


class VerdictForm(Form):
    heard = forms.TypedChoiceField(
        label=_("Did we keep our promise to listen and to tell you what came of it?"),
        choices=_ONE_TO_FIVE,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect({"small": True}),
    )
    clear = forms.TypedChoiceField(
        label=_("Was it clear what could change and what could not? (optional)"),
        choices=_ONE_TO_FIVE,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect({"small": True}),
    )
    comment = forms.CharField(
        label=_("Anything to add (optional)"),
        help_text=_("Officers read this. Do not write anything that says who you are."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class ReviewForm(Form):
    lessons = BilingualFormField(
        label=_("What we would do again, and what we would not"), max_length=4000, rows=6, required=False
    )
    changed = BilingualFormField(
        label=_("What we change in how we engage (optional)"), max_length=2000, rows=4, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, criterion in CRITERIA.items():
            self.fields[key] = forms.IntegerField(
                label=str(criterion),
                min_value=LOWEST,
                max_value=HIGHEST,
                required=False,
                widget=forms.TextInput({"width": "3", "inputmode": "numeric"}),
            )
        self.order_fields([*CRITERIA, "lessons", "changed"])

    @property
    def scores(self) -> dict[str, int | None]:
        return {key: self.cleaned_data[key] for key in CRITERIA}
