"""Who sees each page about contributions."""

from tests.permission_rows import Row

STAFF = {"anonymous": 302, "other_officer": 404, "councillor": 404}
PERMISSIONS = {
    "contributions:received": Row(lambda world: {"pk": world.a_response.pk}, everyone=200),
    # without anything set aside there is nothing to look at again
    "contributions:look_again": Row(lambda world: {"code": world.a_response.receipt}, everyone=404),
    "contributions:withheld": Row(everyone=200),
    "contributions:appeal": Row(
        lambda world: {"pk": world.a_response.pk}, everyone=404, but={"anonymous": 302}
    ),
    "contributions:arriving": Row(lambda world: {"ref": world.open.ref}, everyone=200, but=STAFF),
    "contributions:detail": Row(lambda world: {"pk": world.a_response.pk}, everyone=200, but=STAFF),
}
