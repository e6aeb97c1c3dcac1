"""Who sees each page of a survey. `world.survey` is a version in use of an open engagement."""

from folkmoot.take_part.surveys.kiosk import token_of
from tests.permission_rows import Row

READ = {"anonymous": 302, "other_officer": 404, "councillor": 404}
WRITE = READ | {"decision_officer": 404, "scrutiny": 404}


def _public(world):
    activity = world.survey.survey.activity
    return {"slug": activity.engagement.slug, "activity": activity.pk}


def _question(world):
    return _public(world) | {"number": 1}


def _activity(world):
    return {"activity": world.survey.survey.activity_id}


def _tablet(world):
    return _public(world) | {"token": token_of(world.survey.survey.activity)}


def _key(world):
    return _activity(world) | {"key": "use"}


PERMISSIONS = {
    "surveys:start": Row(_public, everyone=200),
    "surveys:question": Row(_question, everyone=200),
    "surveys:all": Row(_public, everyone=200),
    # without a draft of one's own there is nothing to check or to send
    "surveys:check": Row(_public, everyone=409),
    "surveys:about_you": Row(_public, everyone=302),
    "surveys:kiosk": Row(_tablet, everyone=302),
    # without the address an officer copies, and on a device that is no kiosk, there is nothing to show
    "surveys:kiosk_open": Row(_public, everyone=302),
    "surveys:kiosk_receipt": Row(_public, everyone=302),
    "surveys:kiosk_waiting": Row(_public, everyone=302),
    "surveys:kiosk_clear": Row(_public, everyone=302),
    "surveys:tablet": Row(_activity, everyone=200, but=WRITE),
    "surveys:build": Row(_activity, everyone=200, but=READ),
    "surveys:preview": Row(_activity, everyone=200, but=READ),
    "surveys:print": Row(_activity, everyone=200, but=READ),
    "surveys:responses": Row(_activity, everyone=200, but=READ),
    "surveys:export": Row(_activity, everyone=200, but=READ),
    "surveys:introduction": Row(_activity, everyone=200, but=WRITE),
    "surveys:add_question": Row(_activity, everyone=200, but=WRITE),
    "surveys:edit_question": Row(_key, everyone=200, but=WRITE),
    "surveys:move_question": Row(_key, method="post", everyone=302, but=WRITE),
    "surveys:drop_question": Row(_key, method="post", everyone=302, but=WRITE),
    "surveys:equality": Row(_activity, everyone=200, but=WRITE),
    "surveys:freeze": Row(_activity, method="post", everyone=302, but=WRITE),
    "surveys:new_version": Row(_activity, method="post", everyone=302, but=WRITE),
    "surveys:import": Row(
        lambda world: {"ref": world.survey.survey.activity.engagement.ref}, everyone=200, but=WRITE
    ),
    "surveys:key": Row(_activity, everyone=200, but=WRITE),
}
