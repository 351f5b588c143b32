from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "arpent.home"
    label = "home"
    verbose_name = "Accueil"
