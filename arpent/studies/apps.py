from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "arpent.studies"
    label = "studies"
    verbose_name = "Études"
