"""Who sees the pages of feedback. `told` is answered in the world, with one commitment."""

from tests.permission_rows import Row

# Figures are for everybody with a post; writing for the owning service and the corporate team;
# single responses also for those who decide and those who check.
STAFF = {"anonymous": 302}
WRITERS = STAFF | dict.fromkeys(
    ["other_officer", "councillor", "decision_officer", "scrutiny", "administrator"], 403
)
READERS = STAFF | dict.fromkeys(["other_officer", "councillor", "administrator"], 403)


def _slug(world):
    return {"slug": world.told.slug}


def _ref(world):
    return {"ref": world.told.ref}


def _public_theme(world):
    return _slug(world) | {"theme": world.told_theme.pk}


def _public_finding(world):
    return _slug(world) | {"number": world.told.findings.get().number}


def _theme(world):
    return _ref(world) | {"theme": world.told_theme.pk}


def _finding(world):
    return _ref(world) | {"number": world.told.findings.get().number}


def _contribution(world):
    return _ref(world) | {"contribution": world.told.contributions.first().pk}


def _anothers_contribution(world):
    return _ref(world) | {"contribution": world.a_response.pk}


def _commitment(world):
    return _ref(world) | {"pk": world.commitment.pk}


def _receipt(world):
    return {"code": world.receipt}


PERMISSIONS = {
    "feedback:what_changed": Row(everyone=200),
    "feedback:clock": Row(everyone=200),
    "feedback:report": [
        Row(_slug, everyone=200),
        Row(lambda world: {"slug": world.draft.slug}, everyone=404),
    ],
    "feedback:trace": [
        Row(_slug, everyone=200),
        Row(lambda world: {"slug": world.draft.slug}, everyone=404),
    ],
    "feedback:trace_theme": Row(_public_theme, everyone=200),
    "feedback:trace_finding": Row(_public_finding, everyone=200),
    "feedback:receipt_entry": Row(everyone=200),
    "feedback:receipt": [
        Row(_receipt, everyone=200),
        Row(lambda world: {"code": "MV-AAAA-AAAA-AAAA"}, everyone=404),
    ],
    "feedback:write": [
        Row(_ref, everyone=200, but=WRITERS),
        Row(_ref, method="post", data={}, everyone=302, but=WRITERS),
    ],
    "feedback:preview": Row(_ref, everyone=200, but=WRITERS),
    "feedback:publish": Row(_ref, method="post", everyone=302, but=WRITERS),
    "feedback:commitments": Row(everyone=200, but=STAFF),
    "feedback:commitment": [
        Row(lambda world: {"pk": world.commitment.pk}, everyone=200, but=WRITERS),
        Row(lambda world: {"pk": 999999}, everyone=404, but=STAFF),
    ],
    "feedback:staff_trace": Row(_ref, everyone=200, but=STAFF),
    "feedback:trace_export": Row(_ref, everyone=200, but=READERS),
    "feedback:trace_contribution": [
        Row(_contribution, everyone=200, but=READERS),
        Row(_anothers_contribution, everyone=404, but=READERS),
    ],
    "feedback:staff_trace_theme": Row(_theme, everyone=200, but=READERS),
    "feedback:staff_trace_finding": Row(_finding, everyone=200, but=READERS),
    "feedback:trace_commitment": Row(_commitment, everyone=200, but=READERS),
}
