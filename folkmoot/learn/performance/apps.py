from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "folkmoot.learn.performance"
    label = "performance"

    def ready(self) -> None:
        from folkmoot.foundation.records.append_only import protect

        protect("performance_edition", "performance_value")
