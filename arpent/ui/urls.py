from django.urls import path

from arpent.ui import views

app_name = "ui"
urlpatterns = [
    path("galerie/", views.gallery, name="gallery"),
    path("robots.txt", views.robots, name="robots"),
    path("galerie/repondre/", views.gallery_respond, name="gallery_respond"),
]
