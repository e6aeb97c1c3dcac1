"""The register of engagements: what each is for, what can change, who decides, and every date promised."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.council.models import Service
from folkmoot.foundation.people.models import Group, Person
from folkmoot.foundation.places.models import Area
from folkmoot.plan.strategy.models import Action
from folkmoot.words.bilingual import Bilingual, BilingualField


class State(models.TextChoices):
    """How far an engagement has come. The stages after closing are read from what they wrote."""

    IDEA = "idea", "Idea"
    PLANNED = "planned", "Planned"
    APPROVED = "approved", "Approved"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    COMPLETE = "complete", "Complete"
    WITHDRAWN = "withdrawn", "Withdrawn"


STATE_WORDS = {
    State.IDEA: Bilingual("Idea", "Syniad"),
    State.PLANNED: Bilingual("Planned", "Wedi'i gynllunio"),
    State.APPROVED: Bilingual("Approved", "Wedi'i gymeradwyo"),
    State.OPEN: Bilingual("Open", "Ar agor"),
    State.CLOSED: Bilingual("Closed", "Wedi cau"),
    State.COMPLETE: Bilingual("Complete", "Wedi'i gwblhau"),
    State.WITHDRAWN: Bilingual("Withdrawn", "Wedi'i dynnu'n ôl"),
}
PUBLISHED = (State.APPROVED, State.OPEN, State.CLOSED, State.COMPLETE)
AFTER_APPROVAL = PUBLISHED
BEFORE_APPROVAL = (State.IDEA, State.PLANNED)


class Level(models.IntegerChoices):
    """The neutral scale of handbook 1.2: who decides, and so what can honestly be promised."""

    INFORM = 1, "Inform"
    CONSULT = 2, "Consult"
    ENGAGE = 3, "Engage"
    CO_DESIGN = 4, "Co-design"
    CO_PRODUCE = 5, "Co-produce or delegate"
    COMMUNITY_LED = 6, "Community-led"


class Engagement(models.Model):
    """Any exercise from informing to community control, from idea to "here is what changed"."""

    ref = models.CharField(max_length=20, unique=True, help_text="e.g. ENG-2027-0042")
    slug = models.SlugField(max_length=80, unique=True)
    title = BilingualField(max_length=150)
    summary = BilingualField(max_length=600, rows=3, blank=True)
    purpose = BilingualField(max_length=2000, rows=5)
    owner = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="engagements")
    accountable = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accountable_for")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposed")
    state = models.CharField(max_length=10, choices=State, default=State.IDEA)

    can_change = BilingualField(max_length=3000, rows=6, blank=True)
    cannot_change = BilingualField(max_length=3000, rows=6, blank=True)
    cannot_change_why = BilingualField(max_length=3000, rows=6, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    target_level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    level_reason = BilingualField(max_length=1000, rows=3, blank=True)
    no_discretion = models.BooleanField(
        default=False, help_text="Law or an earlier decision leaves no choice"
    )
    single_channel_why = BilingualField(max_length=600, rows=3, blank=True)
    scope = BilingualField(max_length=2000, rows=4, blank=True, help_text="Terms of reference or budget")
    led_by = BilingualField(max_length=200, blank=True, help_text="Who leads, where it is not the council")
    promise = BilingualField(max_length=600, rows=3, blank=True)
    decision_holder = BilingualField(max_length=200, blank=True)
    decision = BilingualField(max_length=300, blank=True, help_text="The decision this can influence")
    audience = BilingualField(max_length=600, rows=3, blank=True)
    size_class = models.CharField(max_length=10, default="standard")
    legal_basis = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Minutes it takes")
    response_target = models.PositiveIntegerField(null=True, blank=True)
    contact_role = BilingualField(max_length=120, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_email = models.EmailField(blank=True)
    feedback_plan = BilingualField(max_length=1000, rows=3, blank=True)

    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    options_on = models.DateField(null=True, blank=True, help_text="The day options are formed")
    decision_on = models.DateField(null=True, blank=True)
    feedback_on = models.DateField(null=True, blank=True, help_text="When people are promised an answer")
    proposed_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False, help_text="What the search looks through")

    areas = models.ManyToManyField(Area, blank=True, related_name="engagements")
    actions = models.ManyToManyField(Action, blank=True, related_name="engagements")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="engagement_state_is_known"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="engagement_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(decision_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(decision_on__gte=F("closes_on")),
                name="decision_comes_after_closing",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["idea", "planned", "withdrawn"])
                | (
                    Q(level__isnull=False)
                    & Q(decision_on__isnull=False)
                    & Q(feedback_on__isnull=False)
                    & Q(closes_on__isnull=False)
                    & ~Q(promise={})
                    & ~Q(decision_holder={})
                ),
                name="approved_engagement_has_promise_decider_and_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "closes_on"], name="engagements_by_state"),
            models.Index(fields=["owner", "state"], name="engagements_by_owner"),
            models.Index(fields=["state", "opens_on"], name="engagements_by_opening"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def state_words(self) -> Bilingual:
        return STATE_WORDS[State(self.state)]

    @property
    def is_planning(self) -> bool:
        """Whether its plan is still being written."""
        return self.state in BEFORE_APPROVAL


class RefCounter(models.Model):
    """The last number given to an engagement in a year; one row is updated, so no number is given twice."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class PlanVersion(models.Model):
    """The plan as it stood: frozen at approval, and again at each later change (X-01)."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="plan_versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "number"], name="plan_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.engagement.ref} plan {self.number}"


class Approval(models.Model):
    """One answer to "may this go ahead?", by a named person, with a reason when it overrides or refuses."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        OVERRIDDEN = "overridden", _("Approved in spite of a warning")
        REFUSED = "refused", _("Sent back")

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="approvals")
    step = models.CharField(max_length=40, default="plan")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="approved") | ~Q(reason=""), name="refusal_or_override_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.outcome}"


class Activity(models.Model):
    """One way to take part within an engagement: a survey, an idea board, a set of workshops."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="activities")
    tool = models.SlugField(max_length=30)
    title = BilingualField(max_length=150)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    settings = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="activity_window_is_not_reversed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Way(models.Model):
    """A way to take part as residents see it: online, on paper, by phone, in person, and what it asks."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("Online")
        PAPER = "paper", _("On paper")
        PHONE = "phone", _("By phone")
        IN_PERSON = "room", _("In person")

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="ways")
    channel = models.CharField(max_length=10, choices=Channel)
    asks = BilingualField(max_length=500, rows=3)
    where = BilingualField(max_length=300, blank=True)
    first_on = models.DateField(null=True, blank=True, help_text="The first day, where people meet")
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.get_channel_display()


class Document(models.Model):
    """A document residents can read: as text on the page, so that it needs no reader and no download."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="documents")
    slug = models.SlugField(max_length=60)
    title = BilingualField(max_length=200)
    body = BilingualField(max_length=60000, rows=20)
    kind = models.CharField(max_length=20, default="document")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "slug"], name="document_slug_once_an_engagement"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Involvement(models.Model):
    """A group's part in an engagement, and what changed because of it (V-12)."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="involvements")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="involvements")
    part = BilingualField(max_length=300)
    change = BilingualField(max_length=600, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "group"], name="group_once_an_engagement"),
        ]

    def __str__(self) -> str:
        return f"{self.group} in {self.engagement.ref}"


class Spend(models.Model):
    """Hours or money that an engagement took."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="spends")
    kind = models.CharField(max_length=60)
    hours = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    pounds = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(hours__gt=0) & Q(pounds__isnull=True))
                | (Q(hours__isnull=True) & Q(pounds__gt=0)),
                name="spend_is_hours_or_money",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
