"""The common envelope of everything people say: who, where, which channel, in which language, and when."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from folkmoot.foundation.people.models import Person
from folkmoot.foundation.places.models import Area
from folkmoot.plan.engagements.models import Activity, Engagement


class Channel(models.TextChoices):
    ONLINE = "online", "Online"
    PAPER = "paper", "On paper"
    PHONE = "phone", "By phone"
    ROOM = "room", "In the room"
    KIOSK = "kiosk", "Kiosk"
    IMPORT = "import", "Imported"


class RespondentType(models.TextChoices):
    RESIDENT = "resident", "Resident"
    BUSINESS = "business", "Business"
    ORGANISATION = "organisation", "Organisation"
    COUNCILLOR = "councillor", "Councillor"
    PARISH = "parish", "Parish or community council"
    STAFF = "staff", "Council employee"
    OTHER = "other", "Other"


class Contribution(models.Model):
    """One person's part in one activity. Every channel ends here, so nothing downstream cares (V-09)."""

    class State(models.TextChoices):
        COUNTED = "counted", "Counted"
        HELD = "held", "Held for moderation"
        SET_ASIDE = "set_aside", "Set aside, with a reason"
        WITHDRAWN = "withdrawn", "Withdrawn by the person"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="contributions")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="contributions")
    channel = models.CharField(max_length=10, choices=Channel)
    language = models.CharField(max_length=2, default="en")
    respondent_type = models.CharField(max_length=12, choices=RespondentType, default=RespondentType.RESIDENT)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(help_text="When the person said it, e.g. the date on the paper form")
    received_at = models.DateTimeField(help_text="When Folkmoot kept it")
    receipt = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.COUNTED)
    entered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="entered"
    )
    paper_ref = models.CharField(max_length=40, blank=True, help_text="Number written on the paper form")
    import_key = models.CharField(max_length=120, blank=True)
    notify_email = models.EmailField(blank=True)
    notify_language = models.CharField(max_length=2, default="en")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(channel__in=["paper", "phone", "room"]) | Q(entered_by__isnull=False),
                name="keyed_contribution_names_its_keyer",
            ),
            models.CheckConstraint(
                condition=Q(received_at__gte=F("submitted_at")), name="received_not_before_submitted"
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="channel_is_known"),
            models.UniqueConstraint(
                fields=["activity", "import_key"],
                condition=~Q(import_key=""),
                name="imported_row_once_an_activity",
            ),
            models.UniqueConstraint(
                fields=["activity", "paper_ref"],
                condition=~Q(paper_ref=""),
                name="paper_form_keyed_once",
            ),
        ]
        indexes = [
            models.Index(fields=["engagement", "state", "received_at"], name="contributions_in_order"),
        ]

    def __str__(self) -> str:
        return self.receipt


class ModerationAction(models.Model):
    """What was decided about a contribution and why. Append-only."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="moderation")
    decision = models.CharField(max_length=12, choices=Contribution.State)
    reason = models.TextField(blank=True)
    rule = models.CharField(max_length=30, blank=True, help_text="Key of the rule it was withheld under")
    edition = models.CharField(max_length=30, blank=True, help_text="Of the list of rules")
    review_on = models.DateField(null=True, blank=True, help_text="When what is withheld is looked at again")
    by = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="counted") | ~Q(reason=""), name="moderation_says_why"
            ),
            models.CheckConstraint(
                condition=Q(rule="") | (~Q(edition="") & Q(review_on__isnull=False)),
                name="a_rule_has_its_edition_and_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.contribution_id}"


class Appeal(models.Model):
    """Somebody asked, once, for another person to look again at what was withheld."""

    class Outcome(models.TextChoices):
        RESTORED = "restored", "Counted again"
        KEPT = "kept", "Still withheld"

    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="appeal")
    about = models.ForeignKey(ModerationAction, on_delete=models.PROTECT, related_name="appeals")
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="appeals_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, outcome="", answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="an_answered_appeal_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"appeal about {self.contribution_id}"
