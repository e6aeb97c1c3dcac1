from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "folkmoot.decide.decisions"
    label = "decisions"

    def ready(self) -> None:
        from folkmoot.decide.decisions import gates, tiles
        from folkmoot.foundation.records.append_only import protect

        protect("decisions_pack", "decisions_decision")
        gates.plug_in()
        tiles.plug_in()
