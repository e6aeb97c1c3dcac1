"""Evaluation: what an engagement was like for those who took part, what it cost, what we would do again."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from folkmoot.foundation.people.models import Person
from folkmoot.plan.engagements.models import Engagement
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.words.bilingual import BilingualField


class Review(models.Model):
    """The team's own look back: scores from 0 to 100 by criterion, and lessons."""

    engagement = models.OneToOneField(Engagement, on_delete=models.PROTECT, related_name="review")
    scores = models.JSONField(default=dict)
    lessons = BilingualField(max_length=4000, rows=6)
    changed = BilingualField(max_length=2000, rows=4, blank=True)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(lessons={}), name="a_review_draws_lessons"),
        ]

    def __str__(self) -> str:
        return f"review of {self.engagement.ref}"


class Verdict(models.Model):
    """One participant's answer to "did we keep our promise?", given on their receipt page."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="verdict", primary_key=True
    )
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="verdicts")
    heard = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    clear = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)], null=True, blank=True
    )
    comment = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(heard__gte=1) & Q(heard__lte=5), name="verdict_is_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heard} of 5"
