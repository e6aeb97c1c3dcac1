"""Who sees the editions of the measures: everybody with a post; only the corporate team makes them."""

from folkmoot.learn.performance.models import Edition
from folkmoot.learn.performance.tests.factories import an_edition
from tests.permission_rows import ROLES, Row

STAFF = {"anonymous": 302}
MAKERS = STAFF | {role: 403 for role in ROLES if role not in ("anonymous", "corporate")}


def _edition(world):
    return {"edition": (Edition.objects.first() or an_edition()).pk}


PERMISSIONS = {
    "performance:performance": [
        Row(everyone=200, but=STAFF),
        Row(method="post", data={}, everyone=200, but=MAKERS),
    ],
    "performance:edition": [
        Row(_edition, everyone=200, but=STAFF),
        Row(lambda world: {"edition": 999999}, everyone=404, but=STAFF),
    ],
}
