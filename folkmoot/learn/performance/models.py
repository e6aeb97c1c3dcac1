"""Performance: measures computed from the rows the other stages wrote, frozen as editions."""

from django.db import models

from folkmoot.foundation.people.models import Person


class Edition(models.Model):
    """One frozen set of figures, read alike by management, the Executive and Scrutiny. Append-only."""

    title = models.CharField(max_length=120)
    period_from_on = models.DateField()
    period_to_on = models.DateField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    query_version = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_to_on__gte=models.F("period_from_on")),
                name="edition_period_is_not_reversed",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Value(models.Model):
    """One measure in one edition, with the count and base behind it. Append-only."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="values")
    measure = models.CharField(max_length=60)
    split = models.CharField(max_length=120, blank=True, help_text="Service or level; empty for the council")
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    base = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "measure", "split"], name="one_value_a_measure_and_split"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.split}"
