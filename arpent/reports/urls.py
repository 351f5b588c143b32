from django.urls import path

from arpent.reports import views

app_name = "reports"
urlpatterns = [
    path("<int:study_id>/rapports/", views.index, name="list"),
    path("<int:study_id>/rapports/suivi/", views.progress, name="progress"),
    path("<int:study_id>/rapports/gel/<int:freeze_id>/ecrire/", views.ask, name="ask"),
    path(
        "<int:study_id>/rapports/gel/<int:freeze_id>/association/<int:organisation_id>/",
        views.local,
        name="local",
    ),
    path("<int:study_id>/rapports/<int:report_id>/", views.read, name="read"),
    path("<int:study_id>/rapports/<int:report_id>/publier/", views.publish, name="publish"),
    path("<int:study_id>/rapports/<int:report_id>/retirer/", views.withdraw, name="withdraw"),
    path("<int:study_id>/rapports/<int:report_id>/<slug:form>/", views.download, name="download"),
]
