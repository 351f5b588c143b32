from django.urls import path

from arpent.reports.pooling import views

app_name = "pooling"
urlpatterns = [
    path("", views.poolings, name="list"),
    path("<int:audience_id>/nouveau/", views.add, name="add"),
    path("<int:pooling_id>/", views.read, name="read"),
    path("<int:pooling_id>/effacer/", views.drop, name="drop"),
]
