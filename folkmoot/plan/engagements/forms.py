"""What officers type. Fields and messages only; the verbs decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import DateField, Form
from folkmoot.foundation.council.models import Service
from folkmoot.foundation.council.queries import local_date, profile, services
from folkmoot.foundation.people.models import Group, Person
from folkmoot.foundation.people.queries import holds, open_appointments
from folkmoot.foundation.places.models import Area
from folkmoot.plan.engagements import refusals as no
from folkmoot.plan.engagements.models import Engagement, Level, Way
from folkmoot.plan.engagements.plan_facts import DATES, MANY, SIZE_CLASSES, WORDS, edition
from folkmoot.plan.engagements.rules import WRITERS
from folkmoot.plan.law.queries import duties
from folkmoot.plan.strategy.models import Action
from folkmoot.words.bilingual import BilingualField, BilingualFormField

LEVELS = {
    Level.INFORM: _("1 Inform. The council decides and tells people early, clearly and why"),
    Level.CONSULT: _("2 Consult. The council decides, listens first and says what difference it made"),
    Level.ENGAGE: _("3 Engage. The council decides, and people help shape the options"),
    Level.CO_DESIGN: _("4 Co-design. People and council design it together; the council adopts it"),
    Level.CO_PRODUCE: _("5 Co-produce or delegate. People decide with the council or within set limits"),
    Level.COMMUNITY_LED: _("6 Community-led. The community decides; the council supports"),
}
SIZES = {
    "light": _("Light: local, low impact, can be undone"),
    "standard": _("Standard: one service or area, moderate impact"),
    "major": _("Major: a service lost, high cost, many affected or contested"),
    "strategic": _("Strategic conversation: vision or place plan, in rounds"),
}
HINTS = {
    "purpose": _(
        "What you want to find out or decide, and what happens with what people say. It comes first."
    ),
    "summary": _("One or two sentences for lists."),
    "can_change": _("What people can still influence."),
    "cannot_change": _("What is settled already."),
    "cannot_change_why": _("The law, money or safety reason."),
    "promise": _("One sentence the public can hold you to."),
    "decision_holder": _("The body or people, for example Cabinet."),
    "decision": _("The decision this can influence, in a few words."),
    "audience": _("Who should hear about this, and who is easily missed."),
    "single_channel_why": _("Only for level 3 and above with a single way to take part. It is published."),
    "scope": _("Level 5 and above: terms of reference, budget, limits."),
    "led_by": _("Level 6: the group that leads."),
    "level_reason": _("Only where the level is below the target."),
    "contact_role": _("A role, for example Library engagement officer."),
    "feedback_plan": _("Where the answer is published and who is told."),
}
DATE_WORDS = {
    "opens_on": _("Opens on"),
    "closes_on": _("Closes on"),
    "options_on": _("Options are formed on"),
    "decision_on": _("Decision on"),
    "feedback_on": _("People get an answer by"),
}


class ServiceChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.parent.name}: {obj.name}" if obj.parent else str(obj.name)


class ActionChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} {obj.title}"


def words_field(name: str, *, required: bool = False) -> BilingualFormField:
    """The form field of a bilingual fact of the plan, with its limits and hint."""
    field = cast("BilingualField", Engagement._meta.get_field(name))
    return BilingualFormField(
        label=WORDS[name],
        help_text=HINTS.get(name, ""),
        required=required,
        max_length=field.words_limit,
        rows=field.rows,
    )


def managers(owner: Service | None = None) -> QuerySet[Person]:
    """People who may be accountable: managers of the service or its directorate, and the corporate team."""
    today = timezone.localdate()
    post = Q(appointments__from_on__lte=today) & (
        Q(appointments__to_on__isnull=True) | Q(appointments__to_on__gte=today)
    )
    manages = Q(appointments__role="service_manager")
    if owner is not None:
        manages &= Q(appointments__service__in=[owner.pk, owner.parent_id]) | Q(appointments__service=None)
    return (
        Person.objects.filter(post & (manages | Q(appointments__role="corporate")))
        .distinct()
        .order_by("name")
    )


def own_services(person: Person) -> QuerySet[Service]:
    """The services a person may propose for."""
    posts = [post for post in open_appointments(person) if post.role in WRITERS]
    if holds(person, "corporate") or any(post.service_id is None for post in posts):
        return services()
    mine = [post.service_id for post in posts]
    return services().filter(Q(pk__in=mine) | Q(parent__in=mine))


def wards() -> QuerySet[Area]:
    """Today's wards and the whole council, by name."""
    return Area.objects.filter(
        kind__in=[Area.Kind.WARD, Area.Kind.AUTHORITY], valid_to__isnull=True
    ).order_by("kind", "code")


def _areas_field() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        wards(),
        label=_("Areas"),
        help_text=_("Leave empty for the whole council."),
        required=False,
        widget=forms.CheckboxSelectMultiple({"small": True}),
    )


def _actions_field() -> ActionChoice:
    return ActionChoice(
        Action.objects.filter(aim__strategy__current=True).order_by("aim__number", "number"),
        label=_("Actions of the strategy"),
        required=False,
        widget=forms.CheckboxSelectMultiple({"small": True}),
    )


class ProposalForm(Form):
    """An idea for the register."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = words_field("title", required=True)
        self.fields["purpose"] = words_field("purpose", required=True)
        self.fields["owner"] = ServiceChoice(own_services(person), label=_("Owning service"))
        self.fields["accountable"] = forms.ModelChoiceField(
            managers(), label=_("Accountable manager"), help_text=_("A manager of the owning service.")
        )


class PlanForm(Form):
    """Facts of the plan, those of one page. They may be saved unfinished, so almost nothing is compulsory."""

    def __init__(self, *args: Any, engagement: Engagement, names: Iterable[str], **kwargs: Any) -> None:
        self.names = tuple(names)
        self.engagement = engagement
        kwargs.setdefault("initial", plan_initial(engagement, self.names))
        super().__init__(*args, **kwargs)
        for name in self.names:
            self.fields[name] = plan_field(name, engagement)
        self.fields["seen"] = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def facts(self) -> dict[str, Any]:
        """What was typed, as `write_plan` takes it."""
        return {name: self.cleaned_data[name] for name in self.names}

    def look_again(self) -> None:
        """What is saved now has been shown beside what was typed; sent again, what was typed is kept."""
        typed: Any = cast("Any", self.data).copy()
        typed["seen"] = edition(self.engagement, self.names)
        self.data = typed

    def saved_differently(self) -> list[tuple[Any, Any]]:
        """Each fact that is not saved as it was typed: its label, and what is saved."""
        saved = plan_initial(self.engagement, self.names)
        return [
            (self.fields[name].label, saved_words(self.engagement, name))
            for name in self.names
            if self.fields[name].has_changed(saved[name], self[name].data)
        ]


def plan_field(name: str, engagement: Engagement) -> forms.Field:
    """The form field of one fact of the plan."""
    if name in WORDS:
        return words_field(name, required=name in ("title", "purpose"))
    if name in DATES:
        return DateField(label=DATE_WORDS[name], required=False)
    return PLAIN_FIELDS[name](engagement)


def _accountable(engagement: Engagement) -> forms.Field:
    return forms.ModelChoiceField(
        managers(engagement.owner) | Person.objects.filter(pk=engagement.accountable_id).distinct(),
        label=_("Accountable manager"),
        help_text=_("A manager of the owning service."),
    )


def _legal_basis(engagement: Engagement) -> forms.Field:
    rules = duties(nation=profile().nation, on=engagement.opens_on or local_date(timezone.now()))
    return forms.ChoiceField(
        choices=[("", _("No legal duty to consult")), *((rule.key, str(rule.title)) for rule in rules)],
        label=_("Legal basis"),
        required=False,
    )


def _number(label: Any, limit: int, width: str) -> Callable[[Engagement], forms.Field]:
    return lambda _engagement: forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=limit,
        widget=forms.TextInput({"width": width, "inputmode": "numeric"}),
    )


LEVEL_CHOICES = [(level.value, LEVELS[level]) for level in Level]
PLAIN_FIELDS: dict[str, Callable[[Engagement], forms.Field]] = {
    "level": lambda _engagement: forms.TypedChoiceField(
        choices=LEVEL_CHOICES,
        coerce=int,
        empty_value=None,
        label=_("Level"),
        required=False,
        widget=forms.RadioSelect,
    ),
    "target_level": lambda _engagement: forms.TypedChoiceField(
        choices=[("", _("No target")), *LEVEL_CHOICES],
        coerce=int,
        empty_value=None,
        label=_("Target level"),
        help_text=_("The level the council aims at for matters like this."),
        required=False,
    ),
    "size_class": lambda _engagement: forms.ChoiceField(
        choices=[(size, SIZES[size]) for size in SIZE_CLASSES], label=_("Size"), widget=forms.RadioSelect
    ),
    "accountable": _accountable,
    "legal_basis": _legal_basis,
    "no_discretion": lambda _engagement: forms.BooleanField(
        label=_("Law or an earlier decision leaves the council no choice"), required=False
    ),
    "minutes": _number(_("Minutes it takes"), 600, "3"),
    "response_target": _number(_("Responses hoped for"), 1_000_000, "5"),
    "contact_phone": lambda _engagement: forms.CharField(
        label=_("Telephone"), required=False, max_length=30, widget=forms.TextInput({"width": "20"})
    ),
    "contact_email": lambda _engagement: forms.EmailField(label=_("Email"), required=False),
    "areas": lambda _engagement: _areas_field(),
    "actions": lambda _engagement: _actions_field(),
}


def plan_initial(engagement: Engagement, names: Iterable[str]) -> dict[str, Any]:
    """The plan as it stands, for the form."""
    shown = {name: _kept(engagement, name) for name in names}
    return shown | {"seen": edition(engagement, shown)}


def _kept(engagement: Engagement, name: str) -> Any:
    if name in MANY:
        return list(getattr(engagement, name).values_list("pk", flat=True))
    return engagement.accountable_id if name == "accountable" else getattr(engagement, name)


def saved_words(engagement: Engagement, name: str) -> Any:
    """What is saved, in the words of the form."""
    kept = _kept(engagement, name)
    if name in MANY:
        return ", ".join(str(each) for each in getattr(engagement, name).all())
    if name in DATES:
        return date_format(kept, "j F Y") if kept else ""
    if name == "no_discretion":
        return _("Yes") if kept else _("No")
    choices = dict(getattr(plan_field(name, engagement), "choices", ()))
    if name in WORDS:
        return kept
    return choices.get(kept) or (engagement.accountable.name if name == "accountable" else kept or "")


class WayForm(Form):
    """One way to take part; without a channel the row counts for nothing."""

    channel = forms.ChoiceField(
        choices=[("", _("None")), *Way.Channel.choices], label=_("Way"), required=False
    )
    asks = BilingualFormField(label=_("What it asks of people"), required=False, max_length=500, rows=3)
    where = BilingualFormField(label=_("Where, or how to get it"), required=False, max_length=300)
    first_on = DateField(label=_("First day, where people meet"), required=False)

    def clean(self) -> dict[str, Any]:
        """The same sentences as the verb's, beside the box of the row they are about."""
        facts = super().clean() or {}
        said = facts.get("asks") or facts.get("where") or facts.get("first_on")
        if facts.get("channel") and "asks" in facts and not facts["asks"].en:
            self.add_error("asks", no.EMPTY_WORDS(words=self.fields["asks"].label).sentence)
        if said and "channel" in facts and not facts["channel"]:
            self.add_error("channel", no.NO_CHANNEL().sentence)
        return facts


WaysFormSet = forms.formset_factory(WayForm, extra=2, max_num=12)


class DocumentForm(Form):
    title = BilingualFormField(label=_("Title"), max_length=200)
    body = BilingualFormField(
        label=_("Text"),
        help_text=_("Leave an empty line between paragraphs."),
        max_length=60000,
        rows=16,
    )


class GroupForm(Form):
    """A group's part, and what changed because of it."""

    group = forms.ModelChoiceField(Group.objects.order_by("pk"), label=_("Group"))
    part = BilingualFormField(label=_("Its part"), max_length=300)
    change = BilingualFormField(label=_("What changed because of it"), required=False, max_length=600, rows=2)


class ActivityForm(Form):
    title = BilingualFormField(label=_("Title"), max_length=150)

    def __init__(self, *args: Any, tools: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tool"] = forms.ChoiceField(
            choices=[(tool.key, str(tool.name)) for tool in tools],
            label=_("What kind"),
            widget=forms.RadioSelect,
        )


class ReasonForm(Form):
    """A reason for the record. Whether one is needed the verb decides."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("It goes into the record, where anybody in the council can read it."),
    )


class ApprovalForm(ReasonForm):
    override = forms.BooleanField(label=_("Approve in spite of the warnings"), required=False)


class ExtensionForm(ReasonForm):
    closes_on = DateField(label=_("New closing date"))
    field_order = ("closes_on", "reason")


class StaffFilter(Form):
    """How the officers' list is narrowed."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    service = forms.ModelChoiceField(Service.objects.none(), label=_("Service"), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args: Any, states: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All")), *states]  # type: ignore[attr-defined]
        self.fields["service"] = ServiceChoice(
            services(), label=_("Service"), required=False, empty_label=_("All")
        )
        self.order_fields(["q", "state", "service", "mine"])
