from django.urls import path

from arpent.home.views import places, texts
from arpent.proofreading.addresses import of_a_text

app_name = "home"
urlpatterns = [
    path("", places.front, name="front"),
    path("mon-travail/", places.workplace, name="workplace"),
    path("etudes/<int:study_id>/facile-a-lire/", texts.texts, name="texts"),
    *of_a_text("etudes/<int:study_id>/facile-a-lire/<slug:kind>/<int:ident>/", texts.text_of_study),
    path("plan/", places.map_of_the_site, name="map"),
    path("accessibilite/", places.accessibility, name="accessibility"),
]
