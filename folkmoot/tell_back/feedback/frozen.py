"""What the database itself refuses: to change what was published, or to publish what does not answer."""

from folkmoot.foundation.records.append_only import freeze, protect

_REPORT_IS_PUBLISHED = (
    "EXISTS (SELECT 1 FROM feedback_report r WHERE r.id = {row}.report_id AND r.published_at IS NOT NULL)"
)
_ITEM_IS_PUBLISHED = (
    "EXISTS (SELECT 1 FROM feedback_item i JOIN feedback_report r ON r.id = i.report_id "
    "WHERE i.id = {row}.item_id AND r.published_at IS NOT NULL)"
)
_SOMETHING_UNANSWERED = (
    "NEW.published_at IS NOT NULL AND OLD.published_at IS NULL AND EXISTS (SELECT 1 FROM feedback_item i "
    "WHERE i.report_id = NEW.id AND (i.outcome = '' OR i.decision_id IS NULL "
    "OR (i.outcome = 'did_not' AND i.because = '{}')))"
)


def freeze_what_is_published() -> None:
    protect("feedback_update", "feedback_notice")
    freeze("feedback_report", when="OLD.published_at IS NOT NULL")
    freeze("feedback_report", when=_SOMETHING_UNANSWERED, actions=("UPDATE",))
    freeze("feedback_item", when=_REPORT_IS_PUBLISHED.format(row="OLD"))
    freeze("feedback_item", when=_REPORT_IS_PUBLISHED.format(row="NEW"), actions=("INSERT",))
    freeze(
        "feedback_commitment",
        when=_ITEM_IS_PUBLISHED.format(row="OLD"),
        columns=("item_id", "engagement_id", "title", "service_id", "due_on"),
    )
    freeze("feedback_commitment", when=_ITEM_IS_PUBLISHED.format(row="NEW"), actions=("INSERT",))
