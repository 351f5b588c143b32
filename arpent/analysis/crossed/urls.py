from django.urls import path

from arpent.analysis.views import crossed

urlpatterns = [
    path("<int:study_id>/regards/", crossed.views, name="crossed_views"),
    path("<int:study_id>/regards/nouveau/", crossed.add, name="add_crossed_view"),
    path("<int:study_id>/regards/<int:view_id>/retirer/", crossed.drop, name="drop_crossed_view"),
]
