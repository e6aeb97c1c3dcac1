"""The append-only record: who did what, when and why. Rows can be added, never changed or deleted."""

from django.db import models

RESIDENT = "Resident"  # who acted, where it was nobody with an account


class Entry(models.Model):
    """One thing that happened. Each entry's hash covers the one before, so a gap or an edit shows."""

    sequence = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, db_index=True)
    engagement = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    public = models.BooleanField(default=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["engagement", "sequence"], name="records_by_engagement"),
            models.Index(fields=["-sequence"], condition=models.Q(public=True), name="records_latest_public"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.actor}: {self.verb} {self.subject}"
