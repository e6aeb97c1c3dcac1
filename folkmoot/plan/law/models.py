"""Rules and periods of law and practice, as dated data with a jurisdiction and a source."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from folkmoot.foundation.places.models import Area
from folkmoot.words.bilingual import BilingualField


class Rule(models.Model):
    """A period, threshold, list or wording that law or practice sets, valid between two dates; or a
    council's own standard, which is a version of such a rule."""

    class Severity(models.TextChoices):
        BLOCK = "block", "Blocks"
        WARN = "warn", "Warns"
        INFORM = "inform", "Informs"

    key = models.CharField(max_length=80)
    nation = models.CharField(max_length=2)
    by_council = models.BooleanField(default=False)
    shipped = models.BooleanField(default=False)
    title = BilingualField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    value = models.JSONField(default=dict)
    severity = models.CharField(max_length=8, choices=Severity, default=Severity.WARN)
    basis = models.TextField(blank=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=1, default="K")
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "nation", "valid_from", "by_council"], name="rule_once_a_start_date"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="rule_validity_is_not_reversed",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=["block", "warn", "inform"]), name="rule_severity_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Period(models.Model):
    """A stretch of days that planning must respect: before an election, school holidays, mourning.

    Without an area it covers the whole council. Bank holidays come from the `holidays` library; only one-off
    days that it does not know, or knows otherwise, are periods.
    """

    class Kind(models.TextChoices):
        PRE_ELECTION = "pre_election", "Pre-election period"
        SCHOOL_HOLIDAY = "school_holiday", "School holiday"
        MOURNING = "mourning", "National thanksgiving or mourning"
        BANK_HOLIDAY = "bank_holiday", "Extra bank holiday"
        WORKING_DAY = "working_day", "Bank holiday that was moved away"

    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=14, choices=Kind)
    nation = models.CharField(max_length=2)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True)
    title = BilingualField()
    from_on = models.DateField()
    to_on = models.DateField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("key", Coalesce("area", 0), name="period_once_an_area"),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="period_is_not_reversed"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.from_on}"
