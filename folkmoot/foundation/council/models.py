"""The council: its directorates and services, and the profile every page and rule asks about."""

from django.db import models
from django.db.models import F, Q

from folkmoot.words.bilingual import BilingualField


class Service(models.Model):
    """A directorate (no parent) or a service within one. Every engagement has an owning service (V-10)."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="services"
    )
    key = models.SlugField(unique=True)
    name = BilingualField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="service_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Profile(models.Model):
    """Which council this is, under which nation's law, in which languages, and how to reach it. One row."""

    class Nation(models.TextChoices):
        ENGLAND = "E", "England"
        WALES = "W", "Wales"
        SCOTLAND = "S", "Scotland"
        NORTHERN_IRELAND = "NI", "Northern Ireland"

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = BilingualField()
    nation = models.CharField(max_length=2, choices=Nation)
    languages = models.JSONField(default=list)
    fictional = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = BilingualField(blank=True)
    opening_hours = BilingualField(blank=True)
    promise = BilingualField(blank=True)
    small_number = models.PositiveSmallIntegerField(
        default=5, help_text="Counts from one to this number less one are not published (H-33)."
    )
    percentage_base = models.PositiveSmallIntegerField(default=30)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="one_council_one_database"),
            models.CheckConstraint(condition=Q(nation__in=["E", "W", "S", "NI"]), name="nation_is_known"),
        ]

    def __str__(self) -> str:
        return str(self.name)
