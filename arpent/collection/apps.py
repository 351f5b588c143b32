from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "arpent.collection"
    label = "collection"
    verbose_name = "Collecte"
