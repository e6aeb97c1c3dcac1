"""Who sees the pages of evidence. The world gives an engagement closed, with a snapshot and a finding."""

from tests.permission_rows import Row

READERS = {"anonymous": 302, "other_officer": 404}
WORKERS = READERS | dict.fromkeys(
    ["councillor", "corporate", "decision_officer", "scrutiny", "administrator"], 403
)


def _ref(world):
    return {"ref": world.closed.ref}


def _finding(world):
    return _ref(world) | {"number": world.closed.findings.first().number}


def _theme(world):
    return _ref(world) | {"number": world.closed.themes.first().pk}


def _nothing(world):
    return _ref(world) | {"number": 999999}


def _answer(world):
    return _ref(world) | {"contribution": world.closed.contributions.filter(passages__gt=0).first().pk}


PERMISSIONS = {
    "evidence:heard": Row(lambda world: {"slug": world.closed.slug}, everyone=200),
    "evidence:overview": Row(_ref, everyone=200, but=READERS),
    "evidence:freeze": Row(_ref, everyone=200, but=WORKERS),
    "evidence:freezing": Row(_nothing, everyone=404, but=WORKERS),
    "evidence:coding": Row(_ref, everyone=200, but=WORKERS),
    "evidence:answer": [
        Row(_answer, data={"source": "notes:why"}, everyone=200, but=WORKERS),
        Row(_answer, data={"source": "notes:nothing"}, everyone=404, but=WORKERS),
    ],
    "evidence:themes": Row(_ref, everyone=200, but=READERS),
    "evidence:theme": Row(_theme, everyone=200, but=READERS),
    "evidence:findings": Row(_ref, everyone=200, but=READERS),
    "evidence:new_finding": Row(_ref, everyone=200, but=WORKERS),
    "evidence:finding": Row(_finding, everyone=200, but=READERS),
    "evidence:quotes": Row(_finding, everyone=200, but=WORKERS),
}
