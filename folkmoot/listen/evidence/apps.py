from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "folkmoot.listen.evidence"
    label = "evidence"

    def ready(self) -> None:
        from folkmoot.foundation.records.append_only import protect
        from folkmoot.listen.evidence import gates, tiles

        protect("evidence_snapshot", "evidence_snapshotmember")
        gates.plug_in()
        tiles.plug_in()
