from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "arpent.surveys"
    label = "surveys"
    verbose_name = "Questionnaires"
