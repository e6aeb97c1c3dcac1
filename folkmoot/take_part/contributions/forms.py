"""What was sent with a request, and the moderator's form."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import Form
from folkmoot.take_part.contributions.models import Contribution

STATE_NAMES: dict[str, Promise] = {
    Contribution.State.COUNTED: _("Counted"),
    Contribution.State.HELD: _("Held until somebody has looked at it"),
    Contribution.State.SET_ASIDE: _("Set aside, with the reason published"),
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
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the record. Never set an answer aside because it criticises the council."),
        required=False,
        widget=forms.Textarea({"rows": 3, "count": 1000}),
        max_length=1000,
    )
