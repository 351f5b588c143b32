from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "arpent.ui"
    label = "ui"
    verbose_name = "Présentation"
