from django.urls import path

from arpent.collection.reaching.views import everywhere, following, letters, mailings, people, posters, texts

campaign = "<int:study_id>/collecte/<int:campaign_id>/inviter/"
place = f"{campaign}<int:link_id>/"
urlpatterns = [
    path(campaign, people.invite, name="invite"),
    path(place, people.place, name="place"),
    path(f"{place}ajouter/", people.add_people, name="add_people"),
    path(f"{place}ajouter-une-personne/", people.add_person, name="add_person"),
    path(f"{place}effacer/", people.forget_people, name="forget_people"),
    path(f"{place}<int:invitation_id>/retirer/", people.remove_person, name="remove_person"),
    path(f"{place}<int:invitation_id>/revenue/", mailings.returned, name="returned"),
    path(f"{place}ecrire/<str:letter>/", mailings.write, name="write"),
    path(f"{place}lettres/<str:letter>/", letters.letters, name="letters"),
    path(f"{place}lettres/<str:letter>.pdf", letters.letters_file, name="letters_file"),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/liens/<int:link_id>/cartes.pdf",
        posters.cards,
        name="cards",
    ),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/liens/<int:link_id>/affiche-<str:paper>.pdf",
        posters.poster,
        name="poster",
    ),
    path("<int:study_id>/collecte/<int:campaign_id>/cartes.pdf", posters.all_cards, name="all_cards"),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/affiches-<str:paper>.pdf", posters.posters, name="posters"
    ),
    path(f"{place}envois/<int:mailing_id>/", mailings.mailing, name="mailing"),
    path(f"{place}envois/<int:mailing_id>/<str:move>/", mailings.move, name="move_mailing"),
    path("<int:study_id>/collecte/<int:campaign_id>/objectifs/", following.quotas, name="quotas"),
    path("<int:study_id>/collecte/<int:campaign_id>/taux/", following.shown_rates, name="rates"),
    path(
        "<int:study_id>/collecte/<int:campaign_id>/affichage/<int:participation_id>.pdf",
        following.board,
        name="board",
    ),
    path(f"{campaign}partout/<str:letter>/", everywhere.write_everywhere, name="write_everywhere"),
    path(f"{campaign}partout/<str:letter>/<str:move>/", everywhere.move, name="move_everywhere"),
    path(f"{campaign}textes/", texts.texts, name="texts"),
    path(f"{campaign}textes/<str:letter>/", texts.edit, name="edit_text"),
    path(f"{campaign}textes/<str:letter>/d-origine/", texts.put_back, name="put_back_words"),
]
