"""The front door is open to everybody."""

from tests.permission_rows import Row


def _ward(world):
    return {"code": world.ward.code}


PERMISSIONS = {
    "public_site:home": Row(everyone=200),
    "public_site:find": Row(everyone=200),
    "public_site:ward": Row(_ward, everyone=200),
    "public_site:search": Row(everyone=200),
    "public_site:accessibility": Row(everyone=200),
    "public_site:privacy": Row(everyone=200),
    "public_site:contact": Row(everyone=200),
}
