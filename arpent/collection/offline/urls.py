from django.urls import path

from arpent.collection.offline import views

app_name = "offline"
urlpatterns = [
    path("<str:token>/", views.home, name="home"),
    path("<str:token>/etat/", views.state, name="state"),
    path("<str:token>/colis/<int:link_id>/", views.parcel, name="parcel"),
    path("<str:token>/codes/", views.codes, name="codes"),
    path("<str:token>/application.webmanifest", views.manifest, name="manifest"),
    path("<str:token>/service.js", views.worker, name="worker"),
    path("<str:token>/envoi/<uuid:delivery_id>/", views.receive, name="receive"),
    path("<str:token>/q/<path:inside>", views.inside, name="inside"),
]
