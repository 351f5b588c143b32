from django.urls import path

from arpent.surveys.views import files, pictos, proofreading, versions

app_name = "surveys"
one = "<int:study_id>/questionnaires/<int:version_id>/"
urlpatterns = [
    path("<int:study_id>/questionnaires/", versions.questionnaires, name="list"),
    path("<int:study_id>/questionnaires/deposer/", versions.upload, name="upload"),
    path("<int:study_id>/questionnaires/pictogrammes/", pictos.library, name="pictos"),
    path(one, versions.version, name="version"),
    path(f"{one}publier/", versions.publish, name="publish"),
    path(f"{one}retirer/", versions.discard, name="discard"),
    path(f"{one}changements/", versions.changes, name="changes"),
    path(f"{one}facile-a-lire/", proofreading.easy, name="easy"),
    path(f"{one}original/", files.download, name="download"),
    path(f"{one}xlsform/", files.rewritten, name="rewritten"),
    path(f"{one}pieces/<int:attachment_id>/", files.attachment, name="attachment"),
]
