from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "folkmoot.learn.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from folkmoot.foundation.records.append_only import protect
        from folkmoot.learn.evaluation import gates, tiles

        protect("evaluation_review", "evaluation_verdict")
        gates.plug_in()
        tiles.plug_in()
