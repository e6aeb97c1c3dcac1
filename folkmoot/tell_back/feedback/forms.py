"""Fields of the feedback pages; what may happen with them is decided by the verbs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import DateField, Form
from folkmoot.foundation.council.models import Service
from folkmoot.tell_back.feedback.models import Commitment, Item
from folkmoot.tell_back.feedback.promises import DROPPED, DUE, KEPT, KEPT_LATE, OVERDUE
from folkmoot.words.bilingual import BilingualFormField

STANDING_WORDS = {
    KEPT: _("Kept"),
    KEPT_LATE: _("Kept, but late"),
    DUE: _("Not due yet"),
    OVERDUE: _("Overdue"),
    DROPPED: _("Will not happen"),
}
KIND_WORDS = {
    "interim": _("Say what we heard"),
    "feedback": _("Say what came of it"),
    "commitment": _("Do what we said"),
}
CHANNEL_WORDS = {
    "online": _("Online"),
    "paper": _("On paper"),
    "phone": _("By phone"),
    "room": _("In the room"),
    "kiosk": _("At a kiosk"),
    "import": _("Brought in from another list"),
}
STATE_WORDS = {
    "promised": _("Promised"),
    "under_way": _("Under way"),
    "done": _("Done"),
    "dropped": _("Will not happen"),
}
OUTCOME_WORDS = {
    Item.Outcome.DID: _("We did"),
    Item.Outcome.WILL: _("We will"),
    Item.Outcome.DID_NOT: _("We did not, because"),
}


class CodeForm(Form):
    code = forms.CharField(
        label=_("Your receipt code"),
        help_text=_(
            "It is on the page and in the email you got when you took part, for example MV-7K4P-9TXQ-3HRD."
        ),
        max_length=60,
        widget=forms.TextInput(
            {"width": "20", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ResponseCodeForm(CodeForm):
    """The same code, asked of staff, who look for somebody else's response."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Receipt code of the response")
        code.help_text = _(
            "The person finds it on their receipt. It is also in the list of answers. "
            "For example MV-7K4P-9TXQ-3HRD."
        )
        code.error_messages["required"] = _("Enter the receipt code of the response.")


class YearFilter(Form):
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("All years")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    def chosen(self) -> int | None:
        """The year, where one of the list was asked for; anything else shows all years."""
        return self.cleaned_data.get("year") if self.is_bound and self.is_valid() else None


class ClockFilter(Form):
    service = forms.ModelChoiceField(
        Service.objects.none(), label=_("Service"), required=False, empty_label=_("All services")
    )
    standing = forms.ChoiceField(
        label=_("Promises"),
        required=False,
        choices=[("", _("All promises")), *STANDING_WORDS.items()],
    )

    def __init__(self, *args: Any, services: list[Service | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [service.pk for service in services if service is not None]
        self.fields["service"].queryset = Service.objects.filter(pk__in=known).order_by("key")  # type: ignore[attr-defined]

    def chosen(self) -> tuple[Service | None, str]:
        if not self.is_bound:
            return None, ""
        self.is_valid()
        return self.cleaned_data.get("service"), self.cleaned_data.get("standing") or ""


class SummaryForm(Form):
    summary = BilingualFormField(label=_("Summary"), max_length=2000, rows=5, required=False)

    def __init__(self, *args: Any, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if correcting:
            self.fields["correction"] = BilingualFormField(
                label=_("What this version corrects, and why"), max_length=1000, rows=3, required=False
            )


class AnswerForm(Form):
    """The answer to one finding, with one commitment; more are added after saving."""

    asked = BilingualFormField(label=_("We asked"), max_length=600, rows=2, required=False)
    said = BilingualFormField(label=_("You said"), max_length=1000, rows=3, required=False)
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        required=False,
        choices=list(OUTCOME_WORDS.items()),
        widget=forms.RadioSelect({"small": True}),
    )
    did = BilingualFormField(label=_("What we did or will do"), max_length=1500, rows=3, required=False)
    because = BilingualFormField(label=_("Because"), max_length=1500, rows=3, required=False)


class PledgeForm(Form):
    title = BilingualFormField(label=_("What we promise"), max_length=300, required=False)
    service = forms.ModelChoiceField(
        Service.objects.order_by("key"), label=_("Which service will do it"), required=False
    )
    due_on = DateField(label=_("By when"), required=False)

    @property
    def is_empty(self) -> bool:
        """Nothing was written here; a service chosen alone is not a promise."""
        return not (self.cleaned_data.get("title") or self.cleaned_data.get("due_on"))


class UpdateForm(Form):
    state = forms.ChoiceField(
        label=_("How it stands"),
        choices=[(value, STATE_WORDS[value]) for value in Commitment.State.values],
        widget=forms.RadioSelect(),
    )
    words = BilingualFormField(
        label=_("What has happened"),
        help_text=_("When it is done, say how people can see it. When it will not happen, say why."),
        max_length=1000,
        rows=4,
        required=False,
    )
