from django.urls import path

from arpent.analysis import views

app_name = "analysis"
margin = "<int:study_id>/redressement/<int:questionnaire_id>/<str:question>/"
urlpatterns = [
    path("<int:study_id>/collecte/<int:campaign_id>/geler/", views.freeze, name="freeze"),
    path("<int:study_id>/redressement/", views.margins, name="margins"),
    path(margin, views.margin, name="margin"),
    path(f"{margin}oublier/", views.forget_margin, name="forget_margin"),
]
