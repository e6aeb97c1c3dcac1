"""Surveys: versions of questions that freeze when used, and the answers people gave to them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from folkmoot.plan.engagements.models import Activity
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.words.bilingual import BilingualField


class Survey(models.Model):
    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="survey")
    intro = BilingualField(max_length=3000, rows=5, blank=True)
    one_page = models.BooleanField(
        default=False, help_text="Offer all questions on one page first, rather than one at a time"
    )
    kiosk_minutes = models.PositiveSmallIntegerField(
        default=2, help_text="Minutes without a touch after which a shared tablet clears everything"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kiosk_minutes__gte=1, kiosk_minutes__lte=20), name="kiosk_clears_within_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.activity)


class Version(models.Model):
    """One edition of the questions. Frozen once anybody may answer it; an edit makes the next version."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    frozen_at = models.DateTimeField(null=True, blank=True)
    seal = models.CharField(max_length=64, blank=True, help_text="Hash of the questions as frozen")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | ~Q(seal=""), name="frozen_version_is_sealed"
            ),
            models.UniqueConstraint(fields=["survey", "number"], name="survey_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.survey} v{self.number}"


class Question(models.Model):
    class Kind(models.TextChoices):
        CHOICE = "choice", "One of a list"
        CHOICES = "choices", "Any of a list"
        SCALE = "scale", "A scale"
        TEXT = "text", "In their own words"
        NUMBER = "number", "A number"
        POSTCODE = "postcode", "A postcode, kept only as its ward"

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    text = BilingualField(max_length=500)
    hint = BilingualField(max_length=500, blank=True)
    required = models.BooleanField(default=False)
    limit = models.PositiveIntegerField(
        null=True, blank=True, help_text="Most characters, or the largest number"
    )
    equality = models.BooleanField(
        default=False, help_text="An optional equality question: its answer is kept apart from identity"
    )
    wording = models.CharField(
        max_length=40, blank=True, help_text="Which edition of which question bank the words come from"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="question_key_once_a_version"),
            models.UniqueConstraint(fields=["version", "order"], name="question_order_once_a_version"),
            models.CheckConstraint(
                condition=Q(equality=False) | Q(required=False), name="equality_questions_are_optional"
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Option(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    text = BilingualField(max_length=300)
    exclusive = models.BooleanField(default=False, help_text="Cannot be chosen with others")
    parent = models.CharField(
        max_length=40, blank=True, help_text="Key of the answer this one details, asked in a second step"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("key")), name="an_answer_details_another"),
            models.UniqueConstraint(fields=["question", "key"], name="option_key_once_a_question"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Route(models.Model):
    """After this answer, go to that question. Only ever forward."""

    option = models.OneToOneField(Option, on_delete=models.CASCADE, related_name="route")
    to = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    from_order = models.PositiveSmallIntegerField()
    to_order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_order__gt=F("from_order")), name="route_only_jumps_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.option} -> {self.to}"


class Draft(models.Model):
    """Answers on their way: one form being filled in. Its key becomes the contribution's, so that sending
    twice or going back makes one response. Deleted when sent, or after some days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="drafts")
    answers = models.JSONField(default=dict)
    typed = models.TextField(
        blank=True, help_text="What did not fit, by page: JSON as text, because jsonb holds no NUL"
    )
    equality_link = models.UUIDField(
        default=uuid.uuid4,
        help_text="Goes with the draft: whoever sends it, and however often at once, gets this one link",
    )
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)


class Response(models.Model):
    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, primary_key=True, related_name="response"
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="responses")

    def __str__(self) -> str:
        return str(self.contribution_id)


class Answer(models.Model):
    """What one person answered to one question: option keys in `value`, their own words in `text`."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="one_answer_a_question"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.text or self.value}"
