"""Who sees the pages of looking back."""

from tests.permission_rows import Row

READERS = {"anonymous": 302, "other_officer": 403, "administrator": 403}
WRITERS = READERS | dict.fromkeys(["councillor", "decision_officer", "scrutiny"], 403)


def _ref(world):
    return {"ref": world.told.ref}


def _receipt(world):
    return {"code": world.receipt}


PERMISSIONS = {
    "evaluation:verdict": [
        Row(_receipt, everyone=200),
        Row(_receipt, method="post", data={"heard": "4"}, everyone=302),
        Row(lambda world: {"code": "MV-AAAA-AAAA-AAAA"}, everyone=404),
    ],
    "evaluation:evaluation": [
        Row(_ref, everyone=200, but=READERS),
        Row(_ref, method="post", data={}, everyone=422, but=WRITERS),
    ],
}
