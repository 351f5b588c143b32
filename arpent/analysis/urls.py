from django.urls import path

from arpent.analysis.crossed import urls as crossed
from arpent.analysis.topics import urls as topics
from arpent.analysis.views import freezing, margins, reading, scales

app_name = "analysis"
margin = "<int:study_id>/redressement/<int:questionnaire_id>/<str:question>/"
urlpatterns = [
    path("<int:study_id>/collecte/<int:campaign_id>/geler/", freezing.freeze, name="freeze"),
    path("<int:study_id>/redressement/", margins.margins, name="margins"),
    path(margin, margins.margin, name="margin"),
    path(f"{margin}oublier/", margins.forget_margin, name="forget_margin"),
    path("<int:study_id>/scores/", scales.scales, name="scales"),
    path(
        "<int:study_id>/scores/<int:questionnaire_id>/<str:name>/nouveau/", scales.add_scale, name="add_scale"
    ),
    path("<int:study_id>/scores/<int:scale_id>/", scales.edit_scale, name="edit_scale"),
    path("<int:study_id>/scores/<int:scale_id>/retirer/", scales.drop_scale, name="drop_scale"),
    path("<int:study_id>/collecte/<int:campaign_id>/mots/", reading.questions, name="texts"),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/mots/<uuid:text_id>/", reading.decide, name="decide_text"
    ),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/mots/<uuid:text_id>/relire/",
        reading.put_back,
        name="put_back_text",
    ),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/mots/<int:version_id>/<str:question>/",
        reading.following,
        name="next_text",
    ),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/mots/<int:version_id>/<str:question>/lus/",
        reading.decided,
        name="read_texts",
    ),
    *crossed.urlpatterns,
    *topics.urlpatterns,
]
