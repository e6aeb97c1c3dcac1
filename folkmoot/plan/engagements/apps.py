from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "folkmoot.plan.engagements"
    label = "engagements"

    def ready(self) -> None:
        from folkmoot.foundation.records.append_only import protect
        from folkmoot.plan.engagements import gates, own_gates, tiles

        protect("engagements_planversion", "engagements_approval")
        gates.register(*own_gates.ALL)
        tiles.register_all()
