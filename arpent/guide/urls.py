from django.urls import path

from arpent.guide import views

app_name = "guide"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("mots/", views.words, name="words"),
    path("<slug:slug>/", views.page, name="page"),
    path("<slug:slug>/modifier/", views.edit, name="edit"),
    path("<slug:slug>/historique/", views.history, name="history"),
    path("<slug:slug>/historique/<int:wording_id>/reprendre/", views.take_up_wording, name="take_up"),
    path("<slug:slug>/revenir/", views.give_back, name="give_back"),
]
