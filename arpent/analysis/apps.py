from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "arpent.analysis"
    label = "analysis"
    verbose_name = "Analyse"
