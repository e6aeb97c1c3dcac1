"""Feedback: "we asked, you said, we did, we did not because", the commitments made, and who was told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from folkmoot.decide.decisions.models import Decision
from folkmoot.foundation.council.models import Service
from folkmoot.foundation.people.models import Person
from folkmoot.listen.evidence.models import Finding
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.words.bilingual import BilingualField


class Report(models.Model):
    """One version of the answer to residents. Published, it does not change; a correction is a new one."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField()
    summary = BilingualField(max_length=2000, rows=5)
    correction = BilingualField(max_length=1000, rows=3, blank=True)
    figures = models.JSONField(
        default=dict,
        blank=True,
        help_text="The trace as it stood when published: people by theme and finding",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "version"], name="report_version_once"),
            models.UniqueConstraint(
                fields=["engagement"],
                condition=Q(published_at__isnull=True),
                name="one_draft_report_an_engagement",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(published_by__isnull=False),
                name="published_report_says_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["engagement", "-published_at"], name="reports_latest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.engagement.ref} feedback {self.version}"


class Item(models.Model):
    """The answer to one finding: what was asked, said and done, and what not and because of what.

    A draft may be unfinished. That a published item names its decision, and its because where something was
    not done, is held by a trigger on publication (`frozen.py`).
    """

    class Outcome(models.TextChoices):
        DID = "did", "We did"
        WILL = "will", "We will"
        DID_NOT = "did_not", "We did not, because"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="items")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="items")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    order = models.PositiveSmallIntegerField(default=0)
    asked = BilingualField(max_length=600, rows=2)
    said = BilingualField(max_length=1000, rows=3)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    did = BilingualField(max_length=1500, rows=4, blank=True)
    because = BilingualField(max_length=1500, rows=4, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "finding"], name="one_item_a_finding"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "did", "will", "did_not"]), name="item_outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.outcome}"


class Commitment(models.Model):
    """Something the council said it would do, by whom and when. Made public with its report."""

    class State(models.TextChoices):
        PROMISED = "promised", "Promised"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"
        DROPPED = "dropped", "Will not happen"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="commitments")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="commitments")
    title = BilingualField(max_length=300)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="commitments")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.PROMISED)
    evidence = BilingualField(max_length=1000, rows=3, blank=True)
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["promised", "under_way", "done", "dropped"]),
                name="commitment_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(evidence={}) & Q(finished_on__isnull=False)),
                name="done_commitment_shows_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(evidence={}), name="dropped_commitment_says_why"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="commitments_by_due_date")]

    def __str__(self) -> str:
        return str(self.title)


class Update(models.Model):
    """News about a commitment. Append-only."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="updates")
    state = models.CharField(max_length=10, choices=Commitment.State)
    words = BilingualField(max_length=1000, rows=3)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.state}"


class Notice(models.Model):
    """That one contributor was told of one report."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="notices")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="notices")
    queued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "contribution"], name="told_once_a_report"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} to {self.contribution_id}"
