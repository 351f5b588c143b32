from django.urls import path

from arpent.surveys.views import files, pictos, proofreading, versions
from arpent.surveys.views.editing import choices, conditions, items, outline

app_name = "surveys"
one = "<int:study_id>/questionnaires/<int:version_id>/"
desk = f"{one}modifier/"
item = f"{desk}element/<str:item>/"
urlpatterns = [
    path("<int:study_id>/questionnaires/", versions.questionnaires, name="list"),
    path("<int:study_id>/questionnaires/deposer/", versions.upload, name="upload"),
    path("<int:study_id>/questionnaires/pictogrammes/", pictos.library, name="pictos"),
    path(one, versions.version, name="version"),
    path(desk, outline.outline, name="edit"),
    path(f"{desk}ajouter/", outline.add, name="add_item"),
    path(f"{desk}annuler/", outline.undo, name="undo"),
    path(f"{desk}retablir/", outline.redo, name="redo"),
    path(f"{desk}titre/", items.whole, name="edit_whole"),
    path(f"{desk}editions/", items.editions, name="edit_editions"),
    path(item, items.item, name="edit_item"),
    path(f"{item}geste/", outline.act, name="act"),
    path(f"{item}choix/", choices.choices, name="edit_choices"),
    path(f"{item}choix/liste/", choices.share, name="share_choices"),
    path(f"{item}condition/", conditions.condition, name="edit_condition"),
    path(f"{one}publier/", versions.publish, name="publish"),
    path(f"{one}retirer/", versions.discard, name="discard"),
    path(f"{one}changements/", versions.changes, name="changes"),
    path(f"{one}facile-a-lire/", proofreading.easy, name="easy"),
    path(f"{one}original/", files.download, name="download"),
    path(f"{one}xlsform/", files.rewritten, name="rewritten"),
    path(f"{one}pieces/<int:attachment_id>/", files.attachment, name="attachment"),
]
