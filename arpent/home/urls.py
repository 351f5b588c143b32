from django.urls import path

from arpent.home.views import places, texts

app_name = "home"
one = "etudes/<int:study_id>/facile-a-lire/<slug:kind>/<int:ident>/"
urlpatterns = [
    path("", places.front, name="front"),
    path("mon-travail/", places.workplace, name="workplace"),
    path("etudes/<int:study_id>/facile-a-lire/", texts.texts, name="texts"),
    path(one, texts.text, name="text"),
    path(f"{one}historique/", texts.text_history, name="text_history"),
    path(f"{one}regles/reprendre/", texts.judge_again, name="judge_again"),
    path(f"{one}regles/<str:rule>/", texts.judge_rule, name="judge_rule"),
    path(f"{one}relecture/", texts.record, name="record"),
    path(f"{one}relecture/<int:session_id>/retirer/", texts.withdraw_record, name="withdraw_record"),
    path(f"{one}relecture/<int:session_id>/remettre/", texts.restore_record, name="restore_record"),
    path("plan/", places.map_of_the_site, name="map"),
    path("accessibilite/", places.accessibility, name="accessibility"),
]
