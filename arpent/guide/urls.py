from django.urls import path

from arpent.guide import views
from arpent.proofreading.addresses import of_a_text

app_name = "guide"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("mots/", views.words, name="words"),
    path("<slug:slug>/", views.page, name="page"),
    *of_a_text("<slug:slug>/facile-a-lire/", views.text_of_page),
    path("<slug:slug>/modifier/", views.edit, name="edit"),
    path("<slug:slug>/historique/", views.history, name="history"),
    path("<slug:slug>/historique/<int:wording_id>/reprendre/", views.take_up_wording, name="take_up"),
    path("<slug:slug>/revenir/", views.give_back, name="give_back"),
]
