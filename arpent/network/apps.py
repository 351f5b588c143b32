from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "arpent.network"
    label = "network"
    verbose_name = "Réseau"
