"""Messages on their way out, each sent once."""

from django.db import models
from django.db.models import Q


class Outgoing(models.Model):
    """One message to one address. The dedupe key makes a job that runs twice send once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    recipient = models.EmailField()
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=2, default="en")
    context = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField()
    send_after_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="a_sent_message_says_when"
            ),
        ]
        indexes = [models.Index(fields=["state", "queued_at"], name="messages_waiting")]

    def __str__(self) -> str:
        return f"{self.template} ({self.state})"
