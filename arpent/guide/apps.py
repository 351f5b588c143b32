from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "arpent.guide"
    label = "guide"
    verbose_name = "Guide"
