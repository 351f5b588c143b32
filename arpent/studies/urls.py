from django.urls import path

from arpent.studies.views import method, participants, sampling, steps, studies, writings

app_name = "studies"
urlpatterns = [
    path("", studies.studies, name="list"),
    path("nouvelle/", studies.open_new, name="open"),
    path("publics/", method.audiences, name="audiences"),
    path("publics/ajouter/", method.add_audience, name="add_audience"),
    path("publics/<int:audience_id>/", method.edit_audience, name="edit_audience"),
    path("demarches/", method.methods, name="methods"),
    path("demarches/<int:method_id>/", method.method, name="method"),
    path("demarches/<int:method_id>/nouvelle-version/", method.copy, name="copy_method"),
    path("<int:study_id>/", studies.home, name="home"),
    path("<int:study_id>/modifier/", studies.edit, name="edit"),
    path("<int:study_id>/etapes/<int:step_number>/", steps.step, name="step"),
    path("<int:study_id>/etapes/<int:step_number>/commencer/", steps.begin, name="begin_step"),
    path("<int:study_id>/etapes/<int:step_number>/remettre/", steps.put_back, name="put_back_step"),
    path("<int:study_id>/etapes/<int:step_number>/terminer/", steps.finish, name="finish_step"),
    path("<int:study_id>/etapes/<int:step_number>/rouvrir/", steps.reopen, name="reopen_step"),
    path("<int:study_id>/combien-de-reponses/", sampling.sample, name="sample"),
    path("<int:study_id>/ecrits/ajouter/", writings.add, name="add_writing"),
    path("<int:study_id>/ecrits/<int:writing_id>/", writings.read, name="writing"),
    path("<int:study_id>/ecrits/<int:writing_id>/modifier/", writings.edit, name="edit_writing"),
    path("<int:study_id>/ecrits/<int:writing_id>/retirer/", writings.remove, name="remove_writing"),
    path("<int:study_id>/participants/", participants.participants, name="participants"),
    path("<int:study_id>/participants/ajouter/", participants.add, name="add_participants"),
    path("<int:study_id>/participants/importer/", participants.import_table, name="import_populations"),
    path(
        "<int:study_id>/participants/<int:participation_id>/retirer/",
        participants.remove,
        name="remove_participant",
    ),
]
