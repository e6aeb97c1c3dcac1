from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "folkmoot.tell_back.feedback"
    label = "feedback"

    def ready(self) -> None:
        from folkmoot.tell_back.feedback import gates, tiles
        from folkmoot.tell_back.feedback.frozen import freeze_what_is_published

        freeze_what_is_published()
        gates.plug_in()
        tiles.plug_in()
