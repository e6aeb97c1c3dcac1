"""The engagement strategy: aims, and the actions and measures promised under them."""

from django.db import models
from django.db.models import Q

from folkmoot.foundation.council.models import Service
from folkmoot.words.bilingual import BilingualField


class Strategy(models.Model):
    """One edition of the council's engagement strategy."""

    title = BilingualField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    current = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "strategies"
        constraints = [
            models.UniqueConstraint(
                fields=["current"], condition=Q(current=True), name="one_current_strategy"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Aim(models.Model):
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="aims")
    number = models.CharField(max_length=8)
    title = BilingualField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="aim_number_once_a_strategy"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Action(models.Model):
    """Something the strategy promises to do, by whom and when."""

    class Status(models.TextChoices):
        PLANNING = "planning", "Planning"
        ON_TRACK = "on_track", "On track"
        AT_RISK = "at_risk", "At risk"
        SLIPPED = "slipped", "Slipped"
        DONE = "done", "Done"

    aim = models.ForeignKey(Aim, on_delete=models.CASCADE, related_name="actions")
    number = models.CharField(max_length=8)
    title = BilingualField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True)
    lead_role = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    measure = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    corrective_action = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aim", "number"], name="action_number_once_an_aim"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | ~Q(lead_role=""), name="a_due_action_has_an_owner"
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | ~Q(outcome=""), name="a_done_action_says_its_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
