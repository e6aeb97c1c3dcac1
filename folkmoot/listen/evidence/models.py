"""Evidence: what was said, frozen; passages coded into themes by people; and the findings stated."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from folkmoot.foundation.people.models import Person
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.words.bilingual import BilingualField


class Snapshot(models.Model):
    """The evidence as frozen: ordered identifiers, figures and their hash. Append-only."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    interim = models.BooleanField(default=False, help_text="Taken while the engagement was still open")
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    contributions = models.PositiveIntegerField()
    figures = models.JSONField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "number"], name="snapshot_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.engagement.ref} evidence {self.number}"


class SnapshotMember(models.Model):
    """A contribution in a snapshot, with the hash of what it said then. Append-only."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="members")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "contribution"], name="contribution_once_a_snapshot"),
            models.UniqueConstraint(fields=["snapshot", "position"], name="position_once_a_snapshot"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot_id}/{self.position}"


class Freezing(models.Model):
    """A large freeze on its way: how far it has come, and the snapshot it made or why it could not."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="freezings")
    interim = models.BooleanField(default=False)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    looked_at = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    snapshot = models.OneToOneField(
        Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="freezing"
    )
    refused = BilingualField(blank=True, help_text="Why it could not be done")

    def __str__(self) -> str:
        return f"{self.engagement.ref}: {self.looked_at} of {self.total}"

    @property
    def ended(self) -> bool:
        return bool(self.snapshot_id or self.refused)


class Theme(models.Model):
    """A name for what several people said. Agreed themes do not change."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="themes")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    name = BilingualField(max_length=150)
    description = BilingualField(max_length=600, rows=3, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="theme_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Passage(models.Model):
    """A stretch of one answer, from `start` to `end`, with the hash of its words."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="passages")
    source = models.CharField(max_length=60, help_text="Which field of the contribution, e.g. survey:why")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "source", "start", "end"], name="passage_span_once"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.source}[{self.start}:{self.end}]"


class Coding(models.Model):
    """A person's judgement that a passage belongs to a theme."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="codings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="codings")
    coder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "theme", "coder"], name="one_coding_a_coder"),
        ]
        indexes = [models.Index(fields=["theme", "passage"], name="codings_by_theme")]

    def __str__(self) -> str:
        return f"{self.passage_id} -> {self.theme_id}"


class Finding(models.Model):
    """What the evidence says: a statement with its method and figures. Considered before any decision.

    `n` and `base` are the true counts and stay inside; what may be shown is in `figures`, suppressed once.
    A published finding does not change: stating it again makes the next version, which `replaces` it.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="findings")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replacement"
    )
    statement = BilingualField(max_length=600, rows=3)
    method = BilingualField(max_length=600, rows=2)
    quality = BilingualField(max_length=600, rows=2, blank=True)
    n = models.PositiveIntegerField(help_text="Contributions behind it: never shown as such")
    base = models.PositiveIntegerField(help_text="Contributions looked at")
    figures = models.JSONField(default=dict, help_text="What may be shown, already suppressed")
    themes = models.ManyToManyField(Theme, related_name="findings")
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "number", "version"], name="finding_version_once"),
            models.CheckConstraint(condition=Q(n__gt=0), name="finding_rests_on_somebody"),
            models.CheckConstraint(condition=Q(base__gte=F("n")), name="finding_is_part_of_its_base"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.statement}"


class Quote(models.Model):
    """Words from one passage, chosen to show a finding, checked for anything that names a person."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="quotes")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=1000)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]
