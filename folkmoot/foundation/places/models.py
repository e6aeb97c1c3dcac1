"""Places: areas with their code and vintage, postcodes, and figures about areas."""

from django.db import models
from django.db.models import F, Q

from folkmoot.words.bilingual import BilingualField


class Area(models.Model):
    """A ward, parish, small area or whole authority, as it was from `valid_from`.

    A code without its vintage identifies nothing: boundaries change under the same name (opendata 3.1).
    """

    class Kind(models.TextChoices):
        AUTHORITY = "authority", "Local authority"
        WARD = "ward", "Ward"
        PARISH = "parish", "Parish or community"
        LSOA = "lsoa", "Lower layer super output area"
        MSOA = "msoa", "Middle layer super output area"
        OUTPUT_AREA = "oa", "Output area"

    kind = models.CharField(max_length=12, choices=Kind)
    code = models.CharField(max_length=9)
    name = BilingualField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    outline = models.JSONField(null=True, blank=True, help_text="GeoJSON geometry, WGS84")
    outline_note = models.CharField(max_length=200, blank=True, help_text="Source and generalisation")
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    listed_in = models.JSONField(default=list, blank=True, help_text="Years of the full lists that have it")
    name_year = models.PositiveSmallIntegerField(null=True, blank=True)
    welsh_year = models.PositiveSmallIntegerField(null=True, blank=True)
    outline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    welsh_corrected = models.BooleanField(
        default=False, help_text="The council corrected the Welsh name; imports leave it alone"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "valid_from"], name="area_code_once_a_vintage"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="area_validity_is_not_reversed",
            ),
            models.CheckConstraint(
                condition=Q(west__isnull=True) | (Q(west__lte=F("east")) & Q(south__lte=F("north"))),
                name="area_box_is_ordered",
            ),
        ]
        indexes = [models.Index(fields=["code"], name="areas_by_code")]

    def __str__(self) -> str:
        return str(self.name)


class Postcode(models.Model):
    """Which ward a postcode lies in, by which edition of which file."""

    code = models.CharField(max_length=8, primary_key=True, help_text="One space, capitals: CF10 1AA")
    ward_code = models.CharField(max_length=9, blank=True)
    lsoa_code = models.CharField(max_length=9, blank=True)
    authority_code = models.CharField(max_length=9, blank=True)
    parish_code = models.CharField(max_length=9, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    edition = models.CharField(max_length=40, help_text="e.g. Code-Point Open 2025-10")

    def __str__(self) -> str:
        return self.code


class Measure(models.Model):
    """What a figure counts: a cell of a published table, and whether it is a total, a subtotal or a leaf.

    Indices of deprivation carry their nation: ranks of England and Wales are never put side by side.
    """

    class Role(models.TextChoices):
        TOTAL = "total", "Total: the denominator of its table"
        SUBTOTAL = "subtotal", "Subtotal"
        LEAF = "leaf", "Leaf"
        RANK = "rank", "Rank, 1 is most deprived"
        DECILE = "decile", "Decile, 1 is most deprived"
        SCORE = "score", "Score, larger is more deprived"

    code = models.CharField(max_length=120, primary_key=True)
    table = models.CharField(max_length=60, db_index=True)
    label = models.CharField(max_length=300)
    role = models.CharField(max_length=10, choices=Role)
    unit = models.CharField(max_length=40, blank=True)
    nation = models.CharField(max_length=1, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["total", "subtotal", "leaf", "rank", "decile", "score"]),
                name="measure_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Figure(models.Model):
    """A published number about an area: how many residents, how many without a car, from which table."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(max_length=120)
    period = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    mark = models.CharField(
        max_length=10, blank=True, help_text="Why there is no value, as published: [c], .."
    )
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "measure", "period", "source"], name="one_figure_for_a_measure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.period}"


class LoadedFile(models.Model):
    """A published file that was loaded, and the lines its licence asks us to show."""

    name = models.CharField(max_length=300)
    layout = models.CharField(max_length=40)
    edition = models.CharField(max_length=40, blank=True)
    rows = models.PositiveIntegerField()
    licences = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "layout"], name="a_loaded_file_is_listed_once"),
        ]

    def __str__(self) -> str:
        return self.name
