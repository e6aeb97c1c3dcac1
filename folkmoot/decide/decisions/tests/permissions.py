"""Who sees the pages of deciding. The world gives an engagement closed, with a finding and a decision."""

from tests.permission_rows import Row

READERS = {"anonymous": 302, "other_officer": 404}
CONSIDERERS = READERS | dict.fromkeys(
    ["officer", "councillor", "corporate", "scrutiny", "administrator"], 403
)
RECORDERS = CONSIDERERS | {"service_manager": 403}


def _ref(world):
    return {"ref": world.closed.ref}


def _finding(world):
    return _ref(world) | {"finding": world.closed.findings.first().pk}


def _decision(world):
    return _ref(world) | {"number": world.closed.decisions.first().pk}


PERMISSIONS = {
    "decisions:decision": Row(lambda world: {"slug": world.closed.slug}, everyone=200),
    "decisions:desk": Row(_ref, everyone=200, but=READERS),
    "decisions:assessment": Row(_ref, everyone=200, but=READERS),
    "decisions:consider": Row(_finding, everyone=200, but=CONSIDERERS),
    "decisions:pack": Row(_ref, everyone=200, but=READERS),
    "decisions:decide": Row(_ref, everyone=200, but=RECORDERS),
    "decisions:correct": Row(_decision, everyone=200, but=RECORDERS),
}
