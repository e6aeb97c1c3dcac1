"""People: accounts, persons and the posts they hold, groups, consents, and equality answers kept apart."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from folkmoot.foundation.council.models import Service
from folkmoot.foundation.places.models import Area
from folkmoot.words.bilingual import BilingualField


class Role(models.TextChoices):
    """What a person may be appointed to. A resident needs no appointment and no account."""

    OFFICER = "officer", "Engagement officer"
    SERVICE_MANAGER = "service_manager", "Service manager"
    COUNCILLOR = "councillor", "Ward councillor"
    CORPORATE = "corporate", "Corporate team"
    DECISION_OFFICER = "decision_officer", "Decision officer"
    SCRUTINY = "scrutiny", "Scrutiny"
    ADMINISTRATOR = "administrator", "Administrator"


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Account:
        account = self.model(email=self.normalize_email(email).lower(), **extra)
        account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in: an email address that receives a code. No passwords."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.email


class Person(models.Model):
    """Someone Folkmoot knows by name: mostly staff and councillors. Residents take part without one."""

    name = models.CharField(max_length=200)
    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="person"
    )
    language = models.CharField(max_length=2, default="en")
    phone = models.CharField(max_length=30, blank=True)

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A post a person holds: a role, in a service or an area or for the whole council, from and to."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_is_known"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="appointment_ends_after_it_starts",
            ),
            # No service and no area mean the whole council: nought stands for them, because in SQL
            # two empty values are never the same.
            models.UniqueConstraint(
                "person",
                "role",
                Coalesce("service", 0),
                Coalesce("area", 0),
                condition=Q(to_on__isnull=True),
                name="one_open_appointment_for_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class ContactPoint(models.Model):
    """An address that belongs to a person, found again by a keyed hash rather than by its text."""

    class Kind(models.TextChoices):
        EMAIL = "email", "Email"
        PHONE = "phone", "Phone"
        POST = "post", "Post"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=300)
    keyed_hash = models.CharField(max_length=64, db_index=True)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "keyed_hash"],
                condition=Q(verified_at__isnull=False),
                name="a_verified_address_belongs_to_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class Group(models.Model):
    """A community group, partner or forum the council works with (V-12)."""

    name = BilingualField()
    kind = models.CharField(max_length=60, blank=True)
    areas = models.ManyToManyField(Area, blank=True)

    def __str__(self) -> str:
        return str(self.name)


class EqualityAnswer(models.Model):
    """One optional equality answer, held apart from identity: no key leads to a person or a contribution.

    `link` joins the answers one person gave to one form, and nothing else. Read only through
    `equality_counts` in queries, which suppresses small numbers (X-03, H-33).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.UUIDField()
    engagement = models.CharField(max_length=20, db_index=True)
    question = models.CharField(max_length=40)
    wording = models.CharField(max_length=40)
    answer = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "question"], name="one_equality_answer_a_question"),
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.wording})"
