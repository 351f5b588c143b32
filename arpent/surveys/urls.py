from django.urls import path

from arpent.surveys.views import bank, files, packs, pictos, pronunciations, starting, versions, voices
from arpent.surveys.views.editing import choices, conditions, filters, items, outline, pictures

app_name = "surveys"
one = "<int:study_id>/questionnaires/<int:version_id>/"
bank_of = "<int:study_id>/questionnaires/banque/"
desk = f"{one}modifier/"
item = f"{desk}element/<str:item>/"
said = f"{one}voix/"
urlpatterns = [
    path("prononciations/", pronunciations.pronunciations, name="pronunciations"),
    path("prononciations/<int:pronunciation_id>/", pronunciations.hear, name="hear_word"),
    path(
        "prononciations/<int:pronunciation_id>/enlever/", pronunciations.forget, name="forget_pronunciation"
    ),
    path("<int:study_id>/questionnaires/", versions.questionnaires, name="list"),
    path("<int:study_id>/questionnaires/deposer/", versions.upload, name="upload"),
    path("<int:study_id>/questionnaires/pictogrammes/", pictos.library, name="pictos"),
    path("<int:study_id>/questionnaires/commencer/", starting.start, name="start"),
    path(bank_of, bank.bank, name="bank"),
    path(f"{bank_of}arpent/<slug:slug>/", bank.given_entry, name="bank_given"),
    path(f"{bank_of}<int:entry_id>/", bank.entry, name="bank_entry"),
    path(f"{bank_of}<int:entry_id>/partager/", bank.share, name="share_entry"),
    path(f"{bank_of}<int:entry_id>/retirer/", bank.remove, name="remove_entry"),
    path("<int:study_id>/questionnaires/images/", packs.packs, name="packs"),
    path("<int:study_id>/questionnaires/images/<int:pack_id>/", packs.pack, name="pack"),
    path("<int:study_id>/questionnaires/images/<int:pack_id>/retirer/", packs.remove, name="remove_pack"),
    path(
        "<int:study_id>/questionnaires/images/<int:pack_id>/<int:picture_id>/retirer/",
        packs.remove_picture,
        name="remove_picture",
    ),
    path("<int:study_id>/questionnaires/images/vue/<int:picture_id>/", packs.picture, name="picture"),
    path(one, versions.version, name="version"),
    path(desk, outline.outline, name="edit"),
    path(f"{desk}ajouter/", outline.add, name="add_item"),
    path(f"{desk}banque/", bank.take, name="take_from_bank"),
    path(f"{desk}annuler/", outline.undo, name="undo"),
    path(f"{desk}retablir/", outline.redo, name="redo"),
    path(f"{desk}titre/", items.whole, name="edit_whole"),
    path(f"{desk}editions/", items.editions, name="edit_editions"),
    path(item, items.item, name="edit_item"),
    path(f"{item}geste/", outline.act, name="act"),
    path(f"{item}choix/", choices.choices, name="edit_choices"),
    path(f"{item}choix/selon/", filters.choice_filter, name="edit_filter"),
    path(f"{item}choix/liste/", choices.share, name="share_choices"),
    path(f"{item}image/", pictures.picture, name="edit_picture"),
    path(f"{item}condition/", conditions.condition, name="edit_condition"),
    path(f"{one}dupliquer/", starting.duplicate, name="duplicate"),
    path(f"{one}garder/", bank.keep, name="keep_in_bank"),
    path(f"{one}publier/", versions.publish, name="publish"),
    path(f"{one}retirer/", versions.discard, name="discard"),
    path(f"{one}changements/", versions.changes, name="changes"),
    path(said, voices.voice, name="voice"),
    path(f"{said}preparer/", voices.prepare, name="prepare_voice"),
    path(f"{said}phrase/<str:digest>/", voices.record, name="record"),
    path(f"{said}phrase/<str:digest>/effacer/", voices.remove, name="remove_recording"),
    path(f"{said}son/<str:keys>", voices.clip, name="clip"),
    path(f"{one}original/", files.download, name="download"),
    path(f"{one}xlsform/", files.rewritten, name="rewritten"),
    path(f"{one}pieces/<int:attachment_id>/", files.attachment, name="attachment"),
]
