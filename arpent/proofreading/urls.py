from django.urls import path

from arpent.proofreading import views

app_name = "proofreading"
urlpatterns = [
    path("", views.try_text, name="try"),
    path("verifier/", views.check, name="check"),
]
