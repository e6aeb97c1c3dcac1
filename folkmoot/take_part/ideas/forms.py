"""What residents and officers write about ideas."""

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import Form
from folkmoot.foundation.places.queries import wards
from folkmoot.take_part.ideas.use_cases import LONGEST_TEXT, LONGEST_TITLE
from folkmoot.words.bilingual import BilingualFormField


class IdeaForm(Form):
    title = forms.CharField(label=_("Name of your idea"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("What is your idea?"),
        help_text=_("Everybody can read this. Please write no names or addresses."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 8, "count": LONGEST_TEXT}),
    )
    ward = forms.ChoiceField(label=_("Which ward is it about? (optional)"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.wards = {ward.code: ward for ward in wards()}
        choices = [("", _("The whole area, or none"))]
        self.fields["ward"].choices = choices + [(code, str(ward.name)) for code, ward in self.wards.items()]

    @property
    def area(self):
        return self.wards.get(self.cleaned_data["ward"])


class JudgeForm(Form):
    eligible = forms.ChoiceField(
        label=_("Can this idea go on?"),
        choices=[
            ("yes", _("Yes: the council could do it under this engagement")),
            ("no", _("No: the reason below is shown beside it")),
        ],
        widget=forms.RadioSelect,
    )
    reason = BilingualFormField(label=_("Reason"), required=False, max_length=1000, rows=3)
