from django.apps import AppConfig


class ExampleConfig(AppConfig):
    name = "arpent.example"
    label = "example"
    verbose_name = "Réseau d’exemple"
