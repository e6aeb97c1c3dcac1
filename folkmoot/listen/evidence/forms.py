"""What officers fill in while listening. What may not be, the verbs say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import Form
from folkmoot.listen.evidence.models import Passage, Theme
from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.bilingual import BilingualFormField
from folkmoot.words.templatetags.words import plain_words


class ThemeChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return plain_words(obj.name)


class ThemesChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return plain_words(obj.name)


class ThemeForm(Form):
    name = BilingualFormField(label=_("Name of the theme"), max_length=150)
    description = BilingualFormField(
        label=_("What belongs in it and what does not"), max_length=600, rows=3, required=False
    )
    parent = ThemeChoice(label=_("Part of a larger theme"), queryset=Theme.objects.none(), required=False)

    def __init__(self, engagement: Engagement, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = self.fields["parent"]
        parents.queryset = engagement.themes.filter(merged_into=None)  # type: ignore[attr-defined]
        parents.empty_label = _("No")  # type: ignore[attr-defined]


class RenameForm(Form):
    name = BilingualFormField(label=_("Name of the theme"), max_length=150)
    description = BilingualFormField(
        label=_("What belongs in it and what does not"), max_length=600, rows=3, required=False
    )


class MergeForm(Form):
    into = ThemeChoice(label=_("Merge into"), queryset=Theme.objects.none())
    reason = forms.CharField(label=_("Why"), max_length=600, required=False)

    def __init__(self, theme: Theme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Theme.objects.filter(engagement=theme.engagement, merged_into=None).exclude(pk=theme.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class FindingForm(Form):
    statement = BilingualFormField(
        label=_("What does the evidence show?"),
        help_text=_("One sentence. Say who said it, not only how many."),
        max_length=600,
        rows=3,
    )
    themes = ThemesChoice(
        label=_("Which themes does it rest on?"),
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    method = BilingualFormField(
        label=_("How were the answers gathered and read?"),
        help_text=_("For example: a survey open to all; two officers read every answer; no machine help."),
        max_length=600,
        rows=2,
        required=False,
    )
    quality = BilingualFormField(
        label=_("How far can it be relied on?"),
        help_text=_("Say who is missing and what these numbers cannot show."),
        max_length=600,
        rows=2,
        required=False,
    )

    def __init__(self, engagement: Engagement, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreed = engagement.themes.filter(merged_into=None, agreed_at__isnull=False).order_by("pk")
        self.fields["themes"].queryset = agreed  # type: ignore[attr-defined]


class QuoteForm(Form):
    """One passage that may be quoted. It is taken when its box is ticked."""

    take = forms.BooleanField(label=_("Quote these words"), required=False)
    text = forms.CharField(
        label=_("Words to quote"),
        help_text=_("Leave words out with [...]. Change nothing else."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    checked = forms.BooleanField(
        label=_("I have checked that these words name nobody and give nobody away"), required=False
    )

    def __init__(self, passage: Passage, *args: Any, **kwargs: Any) -> None:
        self.passage = passage
        super().__init__(*args, prefix=f"passage-{passage.pk}", **kwargs)


class PartForm(Form):
    """A part of one answer to be coded by itself: its words, copied from the answer."""

    part = forms.CharField(
        label=_("Words of the part"),
        help_text=_("Copy them from the answer."),
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
    )
    themes = ThemesChoice(
        label=_("Themes"), queryset=Theme.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, engagement: Engagement, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="part", **kwargs)
        themes = engagement.themes.filter(merged_into=None).order_by("pk")
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]
        self.fields["themes"].widget.attrs["small"] = True
