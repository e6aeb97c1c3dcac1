"""Who sees each page of an idea board. `world.idea` is an idea on the board of an open engagement."""

from tests.permission_rows import Row

READ = {"anonymous": 302, "other_officer": 404, "councillor": 404}
WRITE = READ | {"decision_officer": 404, "scrutiny": 404}


def _board(world):
    activity = world.idea.contribution.activity
    return {"slug": activity.engagement.slug, "activity": activity.pk}


def _idea(world):
    return _board(world) | {"pk": world.idea.pk}


def _staff(world):
    return {"activity": world.idea.contribution.activity_id}


PERMISSIONS = {
    "ideas:board": Row(_board, everyone=200),
    "ideas:idea": Row(_idea, everyone=200),
    "ideas:suggest": Row(_board, everyone=200),
    "ideas:support": [Row(_idea, everyone=302), Row(_idea, method="post", everyone=302)],
    "ideas:manage": Row(_staff, everyone=200, but=READ),
    "ideas:judge": Row(lambda world: _staff(world) | {"pk": world.idea.pk}, everyone=200, but=WRITE),
}
