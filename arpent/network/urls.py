from django.urls import path

from arpent.network.views import organisations, people, tables

app_name = "network"
urlpatterns = [
    path("", organisations.tree, name="tree"),
    path("moi/", people.me, name="me"),
    path("<int:organisation_id>/", organisations.organisation, name="organisation"),
    path("<int:organisation_id>/ajouter/", organisations.add, name="add"),
    path("<int:organisation_id>/modifier/", organisations.edit, name="edit"),
    path("<int:organisation_id>/deplacer/", organisations.move, name="move"),
    path("<int:organisation_id>/retirer/", organisations.remove, name="remove"),
    path("<int:organisation_id>/importer/", tables.import_table, name="import"),
    path("<int:organisation_id>/inviter/", people.invite_person, name="invite"),
    path("roles/<int:membership_id>/", people.edit_role, name="edit_role"),
    path("roles/<int:membership_id>/terminer/", people.end, name="end_role"),
    path("roles/<int:membership_id>/inviter-a-nouveau/", people.invite_again, name="invite_again"),
]
