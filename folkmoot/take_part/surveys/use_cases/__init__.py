"""What can happen to a survey: it is built, put in use, answered, keyed and filled from elsewhere."""

from .answering import (
    keep_equality_answers,
    record_paper_response,
    record_response,
    record_responses,
)
from .building import (
    build_survey,
    change_question,
    change_survey,
    drop_question,
    freeze_version,
    move_question,
    new_version,
    put_question,
    set_kiosk_minutes,
)
from .importing import check_import, import_responses

__all__ = [
    "build_survey",
    "change_question",
    "change_survey",
    "check_import",
    "drop_question",
    "freeze_version",
    "import_responses",
    "keep_equality_answers",
    "move_question",
    "new_version",
    "put_question",
    "record_paper_response",
    "record_response",
    "record_responses",
    "set_kiosk_minutes",
]
