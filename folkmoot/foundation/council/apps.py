from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "folkmoot.foundation.council"
    label = "council"

    def ready(self) -> None:
        from folkmoot.design import frame
        from folkmoot.foundation.council.queries import profile

        frame.council = profile
