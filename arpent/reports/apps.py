from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "arpent.reports"
    label = "reports"
    verbose_name = "Rapports"
