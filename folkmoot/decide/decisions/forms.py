"""What is filled in while deciding. What may not be, the verbs say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.decisions.models import Assessment, Consideration
from folkmoot.design.forms import DateField, Form
from folkmoot.words.bilingual import BilingualFormField

DISPOSITION_NAMES: dict[str, Any] = {
    Consideration.Disposition.ACCEPTED: _("Accepted"),
    Consideration.Disposition.ACCEPTED_IN_PART: _("Accepted in part"),
    Consideration.Disposition.NOT_ACCEPTED: _("Not accepted"),
    Consideration.Disposition.NOTED: _("Noted: nothing follows from it here"),
}


class ConsiderForm(Form):
    disposition = forms.ChoiceField(
        label=_("What weight does it get?"),
        choices=tuple(DISPOSITION_NAMES.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    response = BilingualFormField(
        label=_("What do you make of it, and what follows?"),
        help_text=_("Say what changes because of it, or why nothing does. This will be public."),
        max_length=2000,
        rows=4,
        required=False,
    )


class AssessmentForm(Form):
    kind = forms.ChoiceField(choices=Assessment.Kind.choices, widget=forms.HiddenInput)
    summary = BilingualFormField(
        label=_("Who may be better or worse off, and what will be done about it?"),
        help_text=_("By protected characteristic, where anything is known. Say what is not known."),
        max_length=4000,
        rows=8,
        required=False,
    )


class DecisionForm(Form):
    title = BilingualFormField(label=_("Title of the decision"), max_length=300, required=False)
    decided = BilingualFormField(label=_("What was decided?"), max_length=3000, rows=5, required=False)
    reasons = BilingualFormField(
        label=_("Why?"),
        help_text=_("In plain words, as you would tell a resident. A reference to a report is not enough."),
        max_length=4000,
        rows=6,
        required=False,
    )
    how_views_counted = BilingualFormField(
        label=_("How were people's views taken into account?"), max_length=3000, rows=5, required=False
    )
    decided_by = BilingualFormField(label=_("Who decided?"), max_length=200, required=False)
    meeting = forms.CharField(
        label=_("At which meeting?"),
        help_text=_("For example: Cabinet, the Guildhall, minute 42. Leave it empty if there was none."),
        max_length=200,
        required=False,
    )
    decided_on = DateField(label=_("When was it decided?"))


class CorrectionForm(DecisionForm):
    reason = BilingualFormField(
        label=_("Why does the recorded decision have to be put right?"),
        max_length=600,
        rows=2,
        required=False,
    )
