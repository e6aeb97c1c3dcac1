from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "folkmoot.foundation.places"
    label = "places"
