"""Idea boards: short proposals from residents, with support from others."""

from django.db import models

from folkmoot.take_part.contributions.models import Contribution
from folkmoot.words.bilingual import BilingualField


class Idea(models.Model):
    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, primary_key=True, related_name="idea"
    )
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=2000)
    eligible = models.BooleanField(null=True, blank=True)
    eligibility_reason = BilingualField(max_length=1000, rows=3, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(eligible=False) | ~models.Q(eligibility_reason={}),
                name="an_ineligible_idea_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Support(models.Model):
    """One visitor's support for an idea, by a keyed token rather than by who they are."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="supports")
    token = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "token"], name="one_support_a_visitor"),
        ]

    def __str__(self) -> str:
        return f"support for {self.idea_id}"
