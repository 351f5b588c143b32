from django.urls import path

from arpent.reports import publications

app_name = "publications"
urlpatterns = [
    path("<slug:slug>/", publications.read, name="read"),
    path("<slug:slug>/<slug:form>/", publications.download, name="download"),
]
