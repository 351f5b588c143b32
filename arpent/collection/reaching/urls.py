from django.urls import path

from arpent.collection.reaching.views import people

campaign = "<int:study_id>/collecte/<int:campaign_id>/inviter/"
place = f"{campaign}<int:link_id>/"
urlpatterns = [
    path(campaign, people.invite, name="invite"),
    path(place, people.place, name="place"),
    path(f"{place}ajouter/", people.add_people, name="add_people"),
    path(f"{place}ajouter-une-personne/", people.add_person, name="add_person"),
    path(f"{place}effacer/", people.forget_people, name="forget_people"),
    path(f"{place}<int:invitation_id>/retirer/", people.remove_person, name="remove_person"),
]
