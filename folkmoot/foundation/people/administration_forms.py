"""What administrators type. Fields and messages; the verbs decide."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import DateField, Form
from folkmoot.foundation.council.models import Profile, Service
from folkmoot.foundation.council.queries import services
from folkmoot.foundation.people.models import Role
from folkmoot.foundation.places.models import Area
from folkmoot.words.bilingual import BilingualFormField

NATIONS = (("E", _("England")), ("W", _("Wales")), ("S", _("Scotland")), ("NI", _("Northern Ireland")))
ROLES = {
    Role.OFFICER: _("Engagement officer"),
    Role.SERVICE_MANAGER: _("Service manager"),
    Role.COUNCILLOR: _("Ward councillor"),
    Role.CORPORATE: _("Corporate team"),
    Role.DECISION_OFFICER: _("Decision officer"),
    Role.SCRUTINY: _("Scrutiny"),
    Role.ADMINISTRATOR: _("Administrator"),
}
PHONE = re.compile(r"[0-9+() -]{5,30}")


class PersonForm(Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("Work email address"),
        help_text=_("They sign in with a code sent there. Leave it empty for somebody who does not sign in."),
        required=False,
        max_length=254,
    )
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    language = forms.ChoiceField(
        label=_("Language of letters to them"), choices=(("en", "English"), ("cy", "Cymraeg"))
    )

    def clean_phone(self) -> str:
        return _phone(self.cleaned_data["phone"])


class _Named(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        parent = getattr(obj, "parent", None)
        return f"{parent.name}: {obj.name}" if isinstance(parent, Service) else str(obj.name)


class PostForm(Form):
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))
    service = _Named(
        Service.objects.none(),
        label=_("Service"),
        required=False,
        empty_label=_("The whole council"),
    )
    area = _Named(
        Area.objects.none(),
        label=_("Ward"),
        help_text=_("Only for ward councillors."),
        required=False,
        empty_label=_("No ward"),
    )
    from_on = DateField(label=_("First day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = services()  # type: ignore[attr-defined]
        wards = Area.objects.filter(kind=Area.Kind.WARD, valid_to__isnull=True).defer("outline")
        self.fields["area"].queryset = wards.order_by("name__en")  # type: ignore[attr-defined]


class EndForm(Form):
    to_on = DateField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class CouncilForm(Form):
    name = BilingualFormField(label=_("Name of the council"), max_length=150)
    nation = forms.ChoiceField(
        label=_("Nation"), help_text=_("Its law applies, and its bank holidays."), choices=NATIONS
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        help_text=_("What is published must be written in each of them."),
        choices=(("en", "English"), ("cy", "Cymraeg")),
        widget=forms.CheckboxSelectMultiple,
    )
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("Email"), required=False, max_length=254)
    address = BilingualFormField(label=_("Postal address"), max_length=500, rows=4, required=False)
    opening_hours = BilingualFormField(label=_("Opening hours"), max_length=300, required=False)
    promise = BilingualFormField(label=_("Promise on the front page"), max_length=300, rows=2, required=False)
    small_number = forms.IntegerField(
        label=_("Smallest number that is shown"),
        help_text=_("Numbers from 1 to one less than this are not published."),
        min_value=2,
        max_value=100,
    )
    percentage_base = forms.IntegerField(
        label=_("Fewest people for a percentage"), min_value=1, max_value=1000
    )

    @classmethod
    def facts_of(cls, profile: Profile) -> dict[str, Any]:
        return {name: getattr(profile, name) for name in cls.base_fields}

    def clean_phone(self) -> str:
        return _phone(self.cleaned_data["phone"])


class ServiceForm(Form):
    key = forms.SlugField(
        label=_("Short name"),
        help_text=_("Small letters, numbers and hyphens. It never changes, for example libraries."),
        max_length=50,
        error_messages={"invalid": _("Use only letters, numbers and hyphens, for example libraries.")},
    )
    name = BilingualFormField(label=_("Name"), max_length=150)
    parent = _Named(
        Service.objects.none(),
        label=_("Directorate"),
        required=False,
        empty_label=_("None: this is a directorate"),
    )

    def __init__(self, *args: Any, known: Service | None = None, **kwargs: Any) -> None:
        if known is not None:
            kwargs["initial"] = {"key": known.key, "name": known.name, "parent": known.parent_id}
        super().__init__(*args, **kwargs)
        self.known = known
        directorates = Service.objects.filter(parent__isnull=True).order_by("key")
        if known is not None:
            directorates = directorates.exclude(pk=known.pk)
            self.fields["key"].disabled = True
        self.fields["parent"].queryset = directorates  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).lower()
        if self.known is None and Service.objects.filter(key=key).exists():
            raise forms.ValidationError(_("There is a service of this short name. Choose another."))
        return key

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        if self.known and clean.get("parent") and self.known.services.exists():
            self.add_error("parent", _("It has services of its own, so it stays a directorate."))
        return clean


def _phone(typed: str) -> str:
    if typed and not PHONE.fullmatch(typed):
        raise forms.ValidationError(_("Enter a phone number, for example 01632 960 001."))
    return typed
