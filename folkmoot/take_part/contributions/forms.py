"""What was sent with a request, and the moderator's form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import Form
from folkmoot.take_part.contributions import withholding
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.use_cases import LONGEST_APPEAL

STATE_NAMES: dict[str, Promise] = {
    Contribution.State.COUNTED: _("Counted"),
    Contribution.State.HELD: _("Held until somebody has looked at it"),
    Contribution.State.SET_ASIDE: _("Set aside under a rule, and the person told"),
    Contribution.State.WITHDRAWN: _("Withdrawn at the person’s own wish"),
}
STATE_COLOURS: dict[str, str] = {
    Contribution.State.COUNTED: "green",
    Contribution.State.HELD: "orange",
    Contribution.State.SET_ASIDE: "red",
    Contribution.State.WITHDRAWN: "grey",
}


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when every box was left empty; None where nothing was sent."""
    return request.POST if request.method == "POST" else None


class ModerationForm(Form):
    decision = forms.ChoiceField(
        label=_("What becomes of this answer?"), choices=list(STATE_NAMES.items()), widget=forms.RadioSelect
    )
    rule = forms.ChoiceField(
        label=_("If it is set aside: under which rule?"),
        help_text=_("The person is told, and the rule is counted in the public register."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "Kept in the record, and read by the person whose answer is set aside. Never set an answer aside "
            "because it criticises the council."
        ),
        required=False,
        widget=forms.Textarea({"rows": 3, "count": 1000}),
        max_length=1000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = [(rule.key, str(rule.name)) for rule in withholding.rules().values()]
        self.fields["rule"].choices = [("", _("Choose a rule")), *rules]  # type: ignore[attr-defined]


class AskAgainForm(Form):
    """Why somebody else should look again, in the person's own words or none."""

    words = forms.CharField(
        label=_("Is there anything they should know? (optional)"),
        required=False,
        max_length=LONGEST_APPEAL,
        widget=forms.Textarea({"rows": 5, "count": LONGEST_APPEAL}),
    )


class AppealForm(Form):
    """The answer of whoever looked again."""

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            ("restored", _("It counts after all")),
            ("kept", _("It stays set aside")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Reason"),
        help_text=_("The person who asked reads this."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "count": 1000}),
    )
