from django.urls import path

from arpent.analysis import views

app_name = "analysis"
urlpatterns = [
    path("<int:study_id>/collecte/<int:campaign_id>/geler/", views.freeze, name="freeze"),
]
