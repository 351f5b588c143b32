from django.apps import AppConfig


class ProofreadingConfig(AppConfig):
    name = "arpent.proofreading"
    label = "proofreading"
    verbose_name = "Relecture"
