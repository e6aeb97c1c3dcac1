"""Open data is the same for everybody, whoever is signed in; drafts are in none of it."""

from tests.permission_rows import Row


def _closed(world):
    return {"ref": world.closed.ref}


def _draft(world):
    return {"ref": world.draft.ref}


PERMISSIONS = {
    "open_data:catalogue": Row(everyone=200),
    "open_data:register_csv": Row(everyone=200),
    "open_data:register_json": Row(everyone=200),
    "open_data:results_csv": Row(_closed, everyone=200),
    "open_data:results_json": Row(_draft, everyone=404),
    "open_data:api_engagements": Row(everyone=200),
    "open_data:api_engagement": Row(_draft, everyone=404),
    "open_data:api_findings": Row(_closed, everyone=200),
    "open_data:api_decisions": Row(_closed, everyone=200),
    "open_data:api_feedback": Row(_draft, everyone=404),
    "open_data:api_commitments": Row(_draft, everyone=404),
    "open_data:openapi-json": Row(everyone=200),
    "open_data:api-root": Row(everyone=404),
}
