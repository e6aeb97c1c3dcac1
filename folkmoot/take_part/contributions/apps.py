from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "folkmoot.take_part.contributions"
    label = "contributions"

    def ready(self) -> None:
        from folkmoot.foundation.records import append_only
        from folkmoot.foundation.records.queries import name_single_people
        from folkmoot.take_part.contributions import plugs, tiles

        name_single_people("contributions.contribution")
        append_only.protect("contributions_moderationaction")
        append_only.freeze("contributions_appeal", when="OLD.answered_at IS NOT NULL")
        plugs.register()
        tiles.register()
