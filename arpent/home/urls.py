from django.urls import path

from arpent.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("mon-travail/", views.workplace, name="workplace"),
]
