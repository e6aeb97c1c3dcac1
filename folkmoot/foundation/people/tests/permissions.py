"""Signing in is for everybody; people and council pages for administrators alone."""

from tests.permission_rows import Row

OTHERS = {
    "anonymous": 302,
    "administrator": 200,
}


def _person(world):
    return {"pk": world.open.accountable_id}


def _post(world):
    return {"pk": world.open.accountable.appointments.get(to_on=None).pk}


def _service(world):
    return {"key": world.open.owner.key}


PERMISSIONS = {
    # Whoever is signed in is sent on to their work.
    "account_request_login_code": Row(everyone=302, but={"anonymous": 200}),
    "account_confirm_login_code": Row(everyone=302),
    "account_logout": Row(everyone=200, but={"anonymous": 302}),
    "account_login": Row(everyone=302),
    "account_inactive": Row(everyone=302),
    "account_signup": Row(everyone=302),
    "people:people": Row(everyone=403, but=OTHERS),
    "people:add_person": Row(everyone=403, but=OTHERS),
    "people:person": Row(_person, everyone=403, but=OTHERS),
    "people:end_post": Row(_post, everyone=403, but=OTHERS),
    "people:council": Row(everyone=403, but=OTHERS),
    "people:describe_council": Row(everyone=403, but=OTHERS),
    "people:add_service": Row(everyone=403, but=OTHERS),
    "people:change_service": Row(_service, everyone=403, but=OTHERS),
}
