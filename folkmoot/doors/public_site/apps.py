from django.apps import AppConfig


class PublicSiteConfig(AppConfig):
    name = "folkmoot.doors.public_site"
    label = "public_site"
