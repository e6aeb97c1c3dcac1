"""The period an edition is made for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import DateField, Form


class EditionForm(Form):
    title = forms.CharField(
        label=_("Title (optional)"),
        max_length=120,
        required=False,
        help_text=_("For example, Quarter 3, 2026/27. Without one it is named after its dates."),
    )
    from_on = DateField(label=_("First day"))
    to_on = DateField(label=_("Last day"))
