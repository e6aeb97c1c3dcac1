"""Who sees each page about contributions."""

from tests.permission_rows import Row

STAFF = {"anonymous": 302, "other_officer": 404, "councillor": 404}
PERMISSIONS = {
    "contributions:received": Row(lambda world: {"pk": world.a_response.pk}, everyone=200),
    "contributions:arriving": Row(lambda world: {"ref": world.open.ref}, everyone=200, but=STAFF),
    "contributions:detail": Row(lambda world: {"pk": world.a_response.pk}, everyone=200, but=STAFF),
}
