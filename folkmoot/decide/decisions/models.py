"""Decisions: each finding considered, the pack the decision-holder saw, and the decision with its reasons."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from folkmoot.foundation.people.models import Person
from folkmoot.listen.evidence.models import Finding
from folkmoot.plan.engagements.models import Engagement
from folkmoot.words.bilingual import BilingualField


class Assessment(models.Model):
    """An impact assessment: who may be better or worse off, started early and final before the decision."""

    class Kind(models.TextChoices):
        EQUALITY = "equality", "Equality impact assessment"
        WELSH = "welsh", "Welsh language assessment"

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.EQUALITY)
    version = models.PositiveSmallIntegerField(default=1)
    summary = BilingualField(max_length=4000, rows=6, blank=True)
    started_on = models.DateField()
    updated_on = models.DateField()
    finished_on = models.DateField(null=True, blank=True)
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "kind"],
                condition=Q(current=True),
                name="one_current_assessment_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"


class Consideration(models.Model):
    """The answer to one finding, before the decision: what weight it got and what follows (C-063)."""

    class Disposition(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        ACCEPTED_IN_PART = "in_part", "Accepted in part"
        NOT_ACCEPTED = "not_accepted", "Not accepted"
        NOTED = "noted", "Noted"

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="consideration")
    response = BilingualField(max_length=2000, rows=4)
    disposition = models.CharField(max_length=12, choices=Disposition)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(response={}), name="consideration_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.disposition}"


class Pack(models.Model):
    """What the decision-holder was given, as one version with its hash. Append-only."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="packs")
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "version"], name="pack_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.engagement.ref} pack {self.version}"


class Decision(models.Model):
    """What was decided, by whom, where, and why. Points to the pack it was made on. Append-only: a mistake
    is put right by a decision that `corrects` it and says why."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="decisions")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="decisions")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="correction"
    )
    correction_reason = BilingualField(max_length=600, rows=2, blank=True)
    title = BilingualField(max_length=300)
    decided = BilingualField(max_length=3000, rows=5)
    reasons = BilingualField(max_length=4000, rows=6)
    how_views_counted = BilingualField(max_length=3000, rows=5, blank=True)
    decided_by = BilingualField(max_length=200)
    meeting = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reasons={}), name="decision_gives_reasons"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(correction_reason={}), name="correction_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)
