from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "arpent.accounts"
    label = "accounts"
    verbose_name = "Comptes"
